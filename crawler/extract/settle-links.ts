import { detached } from "../../core/detached.ts";
import type { ExtractedLink, Referral } from "../../core/link.ts";
import { canonicalizeUrl, hostOf, type CanonicalUrl } from "../../core/url.ts";
import type { PageTexts } from "./page-texts.ts";
import { referralUnder } from "./referral-of.ts";
import type { UnsettledLink } from "./unsettled-link.ts";
import { unwrapRedirector } from "./unwrap-redirector.ts";

/** Longest text and name kept of a link. */
const TEXT_LENGTH = 300;
const SLASH = 47;

/** What links are settled by when their page has been read. */
export interface PageFacts {
  readonly pageUrl: string;
  /** Address that relative ones stand on. */
  readonly base: string;
  readonly referrerPolicy: string | null;
  /** Texts by the ids that `LinkCollector.labelIds` asks for. */
  readonly labels: ReadonlyMap<string, string>;
  readonly texts: PageTexts;
  /** Whether addresses that begin with a host or `/` lead to the same place as on the page that links were taken over from. */
  readonly isSameOrigin: boolean;
}

/** The links of a page that was read, with their addresses, texts and names, in the same order. */
export function settleLinks(links: readonly UnsettledLink[], facts: PageFacts): readonly ExtractedLink[] {
  const page = canonicalizeUrl(facts.pageUrl);
  const pageHost = page === null ? null : hostOf(page);
  const isSecure = facts.pageUrl.startsWith("https:");
  for (const unsettled of links) {
    const { url, via } = addressOf(unsettled, facts, pageHost);
    const isDowngrade = isSecure && url?.startsWith("http:") === true;
    const referral = referralOf(unsettled, facts.referrerPolicy, isDowngrade);
    unsettled.link.settle({ url, via, referral, ...textsOf(unsettled, facts) });
  }
  return links.map(({ link }) => link);
}

interface Address {
  readonly url: CanonicalUrl | null;
  /** The redirector that it was unwrapped from. */
  readonly via: CanonicalUrl | null;
}

function addressOf({ link }: UnsettledLink, facts: PageFacts, pageHost: string | null): Address {
  const { earlier } = link;
  if (earlier !== null && facts.isSameOrigin && standsOnOrigin(link.href)) return earlier;
  const written = canonicalizeUrl(link.href, facts.base);
  const unwrapped = written === null ? null : unwrapRedirector(written, pageHost);
  return { url: unwrapped ?? written, via: unwrapped === null ? null : written };
}

/** Whether an address means the same on all pages of an origin. */
function standsOnOrigin(href: string): boolean {
  return href.charCodeAt(0) === SLASH || href.startsWith("https://") || href.startsWith("http://");
}

function textsOf(
  unsettled: UnsettledLink,
  facts: PageFacts,
): { readonly text: string; readonly accessibleName: string } {
  const { earlier } = unsettled.link;
  if (earlier !== null) {
    const { text, accessibleName } = earlier;
    return { text, accessibleName };
  }
  const text = detached(unsettled.text.slice(0, TEXT_LENGTH));
  const { name, link } = unsettled;
  if (name === null) return { text, accessibleName: text };
  const full = name.name(facts.labels, facts.texts, link.pieces);
  return { text, accessibleName: full === text ? text : detached(full.slice(0, TEXT_LENGTH)) };
}

function referralOf({ link, policy }: UnsettledLink, pagePolicy: string | null, isDowngrade: boolean): Referral {
  if (link.rel.includes("noreferrer")) return "none";
  return referralUnder(policy ?? pagePolicy, isDowngrade);
}
