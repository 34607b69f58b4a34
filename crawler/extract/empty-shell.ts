const MAX_LINKS = 5;
const MAX_VISIBLE_CHARACTERS = 200;
const SCRIPTS_PER_TEXT = 5;
const EMPTY_MOUNT =
  /<(?:div|main|section)\b[^>]*\bid\s*=\s*["']?(?:root|app|__next|__nuxt)\b[^>]*>\s*<\/|<app-root\b[^>]*>\s*<\//i;
const ASKS_FOR_SCRIPTS = /<noscript\b[^>]*>[^]{0,2000}?javascript/i;
const SCRIPT = /<script\b[^>]*>([^]*?)<\/script/gi;

/** What the page showed without running its scripts. */
export interface Seen {
  readonly linkCount: number;
  readonly visibleLength: number;
}

/** Whether a page is an application that shows hardly anything until its scripts run (crawler.md § 7). */
export function isEmptyShell(html: string, seen: Seen): boolean {
  if (seen.linkCount >= MAX_LINKS || seen.visibleLength >= MAX_VISIBLE_CHARACTERS) return false;
  return EMPTY_MOUNT.test(html) || ASKS_FOR_SCRIPTS.test(html) || hasMostlyScripts(html, seen.visibleLength);
}

function hasMostlyScripts(html: string, visibleLength: number): boolean {
  let length = 0;
  for (const [, script = ""] of html.matchAll(SCRIPT)) length += script.length;
  return length > SCRIPTS_PER_TEXT * Math.max(1, visibleLength);
}
