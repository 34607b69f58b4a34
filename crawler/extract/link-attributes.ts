import type { LinkKind, Referral } from "../../core/link.ts";
import { canonicalizeUrl, hostOf, type CanonicalUrl } from "../../core/url.ts";
import type { Attributes } from "./zone-of-element.ts";

/** A link as the markup gives it: its address as written and what kind it is. */
export interface RawLink {
  readonly href: string;
  readonly kind: LinkKind;
}

const LINK_RELATIONS: ReadonlyMap<string, LinkKind> = new Map([
  ["canonical", "canonical"],
  ["alternate", "alternate"],
  ["next", "next"],
  ["prev", "prev"],
  ["previous", "prev"],
]);

/** The link that an element makes, or null when it makes none. Meta refresh is read elsewhere. */
export function rawLinkOf(tag: string, attributes: Attributes): RawLink | null {
  if (tag === "a" || tag === "area") {
    const href = attributes["href"] ?? attributes["xlink:href"];
    return href === undefined ? null : { href, kind: "hyperlink" };
  }
  if (tag === "iframe" || tag === "frame") {
    const { src } = attributes;
    return src === undefined ? null : { href: src, kind: "frame" };
  }
  if (tag === "form") {
    const { action } = attributes;
    return action === undefined ? null : { href: action, kind: "form" };
  }
  if (tag !== "link") return null;
  const { href } = attributes;
  const kind = relTokens(attributes)
    .map((token) => LINK_RELATIONS.get(token))
    .find((candidate) => candidate !== undefined);
  return href === undefined || kind === undefined || isFeedOrStyle(attributes) ? null : { href, kind };
}

/** `rel="alternate stylesheet"` and feeds are other forms of content, not other pages. */
function isFeedOrStyle(attributes: Attributes): boolean {
  const type = (attributes["type"] ?? "").toLowerCase();
  return relTokens(attributes).includes("stylesheet") || (type !== "" && !type.includes("html"));
}

/** Tokens of `rel`, in lower case. */
export function relTokens(attributes: Attributes): string[] {
  return (attributes["rel"] ?? "")
    .toLowerCase()
    .split(/\s+/)
    .filter((token) => token !== "");
}

const BUTTON = /(?:^|\s)(?:fr-btn|btn|button|govuk-button|usa-button|cta)(?:\s|$)|govuk-button--start/i;

/** Whether a link of the main zone is drawn as a button, as the start of a service is. */
export function isButton(attributes: Attributes): boolean {
  return attributes["role"]?.toLowerCase() === "button" || BUTTON.test(attributes["class"] ?? "");
}

const NO_REFERRER = new Set(["no-referrer", "same-origin"]);
const FULL_URL = new Set(["unsafe-url", "no-referrer-when-downgrade"]);

/** What the target learns of where a reader comes from (Referrer Policy, W3C; default strict-origin-when-cross-origin). */
export function referralOf(
  attributes: Attributes,
  pagePolicy: string,
  hop: { from: string; to: string | null },
): Referral {
  if (relTokens(attributes).includes("noreferrer")) return "none";
  const policy = (attributes["referrerpolicy"] ?? pagePolicy).trim().toLowerCase();
  if (NO_REFERRER.has(policy)) return "none";
  if (policy === "unsafe-url") return "url";
  const isDowngrade = hop.from.startsWith("https:") && hop.to?.startsWith("http:") === true;
  if (isDowngrade) return policy === "origin" || policy === "origin-when-cross-origin" ? "origin" : "none";
  return FULL_URL.has(policy) ? "url" : "origin";
}

const REDIRECT_PARAMETERS = ["url", "u", "q", "target", "redirect", "redirect_url", "dest", "destination", "goto"];
const KNOWN_REDIRECTOR =
  /^https?:\/\/(?:www\.google\.[a-z.]+\/url|[^/]*\.safelinks\.protection\.outlook\.com\/|l\.facebook\.com\/l\.php|out\.reddit\.com\/)/;
const SAME_SITE_REDIRECTOR = /\/(?:redirect|redir|out|exit|external|lien-externe)(?:\.php|\.html?|\/)?$/i;

/** The address that a redirector's link carries in a parameter, or null when the link is none. */
export function unwrapRedirector(url: CanonicalUrl, pageUrl: CanonicalUrl | null): CanonicalUrl | null {
  if (!url.includes("?")) return null;
  const parsed = new URL(url);
  const isSameSite = pageUrl !== null && hostOf(pageUrl) === hostOf(url) && SAME_SITE_REDIRECTOR.test(parsed.pathname);
  if (!isSameSite && !KNOWN_REDIRECTOR.test(url)) return null;
  for (const name of REDIRECT_PARAMETERS) {
    const value = parsed.searchParams.get(name);
    if (value !== null && /^https?:\/\//i.test(value)) return canonicalizeUrl(value);
  }
  return null;
}
