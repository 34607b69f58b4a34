import { canonicalizeUrl, hostOf, type CanonicalUrl } from "../../core/url.ts";

const PARAMETERS = ["url", "u", "q", "target", "redirect", "redirect_url", "dest", "destination", "goto"];
const KNOWN =
  /^https?:\/\/(?:(?:www\.)?google\.[a-z.]+\/url|[^/]*\.safelinks\.protection\.outlook\.com\/|l\.facebook\.com\/l\.php|out\.reddit\.com\/)/;
const SAME_SITE = /\/(?:redirect|redir|out|exit|external|lien-externe)(?:\.php|\.html?|\/)?\?/i;

/** The address that a redirector's link carries in a parameter, or null when the link is none. */
export function unwrapRedirector(url: CanonicalUrl, pageHost: string | null): CanonicalUrl | null {
  const mark = url.indexOf("?");
  if (mark === -1) return null;
  const isOwn = SAME_SITE.test(url.slice(0, mark + 1)) && pageHost === hostOf(url);
  if (!isOwn && !KNOWN.test(url)) return null;
  const parameters = new URLSearchParams(url.slice(mark));
  for (const name of PARAMETERS) {
    const value = parameters.get(name);
    if (value !== null && /^https?:\/\//i.test(value)) return canonicalizeUrl(value);
  }
  return null;
}
