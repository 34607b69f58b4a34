import type { LinkName } from "./link-name.ts";
import type { PageLink } from "./page-link.ts";

/** A link until its page has been read. */
export interface UnsettledLink {
  readonly link: PageLink;
  /** The element's own referrer policy, or null. */
  readonly policy: string | null;
  /** Null when nothing names it but its text. */
  name: LinkName | null;
  text: string;
  /** How many headings had begun or ended before it. */
  readonly headings: number;
}
