const MAX_LINKS = 5;
const MAX_VISIBLE_CHARACTERS = 200;
const SCRIPTS_PER_TEXT = 5;
/** Characters of a `noscript` that are looked at. */
const NOSCRIPT_LENGTH = 5000;
const SCRIPTING = /javascript/i;

/** What a page shows without running its scripts, and what it says of them. */
export interface ShellSigns {
  /** Hyperlinks. */
  readonly linkCount: number;
  /** Characters that a reader sees. */
  readonly visibleLength: number;
  /** An element that scripts fill stands there with no text in it. */
  readonly hasEmptyMount: boolean;
  readonly asksForScripts: boolean;
  /** Characters of the scripts that stand in the page. */
  readonly scriptLength: number;
}

/** Ids of the elements that applications fill, in lower case. */
export const MOUNT_IDS = ["root", "app", "__next", "__nuxt"];

/** Whether a page is an application that shows hardly anything until its scripts run (crawler.md § 7). */
export function isEmptyShell(signs: ShellSigns): boolean {
  if (signs.linkCount >= MAX_LINKS || signs.visibleLength >= MAX_VISIBLE_CHARACTERS) return false;
  const isMostlyScripts = signs.scriptLength > SCRIPTS_PER_TEXT * Math.max(1, signs.visibleLength);
  return signs.hasEmptyMount || signs.asksForScripts || isMostlyScripts;
}

/** Whether a `noscript` asks its reader for JavaScript: "Veuillez activer JavaScript". */
export function asksForScripts(noscript: string): boolean {
  return SCRIPTING.test(noscript.slice(0, NOSCRIPT_LENGTH));
}
