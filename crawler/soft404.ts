import { createHash } from "node:crypto";
import type { PageText } from "../core/visit.ts";

/** An address of a host that cannot exist: the same one for the same crawl and host, so that nothing depends on chance. */
export function probePath(crawlId: number, host: string): string {
  const name = createHash("sha256").update(`${crawlId} ${host}`).digest("hex").slice(0, 24);
  return `/${name}.html`;
}

/** What tells two pages apart whatever their address: title, first heading and words (Bar-Yossef et al. 2004, simplified). */
export function pageFingerprint(text: PageText): string {
  const { title, h1, terms } = text;
  return createHash("sha256")
    .update(JSON.stringify([title, h1, terms]))
    .digest("hex")
    .slice(0, 32);
}

/** Whether a page is the one that its host gives for anything that does not exist. `fingerprint`: null when it gives none. */
export function isFingerprint(fingerprint: string | null, text: PageText): boolean {
  return fingerprint !== null && fingerprint === pageFingerprint(text);
}
