import type { ExtractedLink } from "../../core/link.ts";
import { canonicalizeUrl, type CanonicalUrl } from "../../core/url.ts";
import type { Visit, VisitOf } from "../../core/visit.ts";

/** A canonical address, which must be one. */
export function address(text: string): CanonicalUrl {
  return canonicalizeUrl(text)!;
}

/** A link as an extractor gives it, in main. */
export function linkTo(href: string, changed: Partial<ExtractedLink> = {}): ExtractedLink {
  const text = changed.text ?? `to ${href}`;
  return {
    href,
    url: canonicalizeUrl(href),
    element: "a",
    kind: "hyperlink",
    rel: [],
    text,
    accessibleName: text,
    zone: "main",
    zoneSource: "landmark",
    heading: "",
    sentence: "",
    position: 0,
    domPath: "html>body>main>a",
    container: "main:1",
    cta: false,
    hreflang: null,
    newWindow: false,
    via: null,
    referral: "origin",
    ...changed,
  };
}

/** A page read without anything remarkable. */
export function fetched(url: CanonicalUrl, changed: Partial<VisitOf<"fetched">> = {}): VisitOf<"fetched"> {
  return {
    kind: "fetched",
    url,
    startedMs: 5000,
    durationMs: 40,
    sizeBytes: 100,
    httpStatus: 200,
    contentHash: `hash of ${url}`,
    encoding: "UTF-8",
    truncated: null,
    shell: false,
    rendered: false,
    soft404: false,
    noindex: false,
    nofollow: false,
    verified: true,
    droppedLinks: 0,
    canonical: null,
    etag: null,
    lastModified: null,
    text: { title: `title of ${url}`, h1: "", description: "", language: "en", terms: [], resourceHosts: [] },
    ...changed,
  };
}

/** A visit without a page. */
export function visitOf(url: CanonicalUrl, outcome: Exclude<OutcomeLiteral, { kind: "fetched" }>): Visit {
  return { url, startedMs: 5000, durationMs: 40, sizeBytes: 10, ...outcome };
}

type OutcomeLiteral = Visit extends infer Each ? (Each extends Visit ? Omit<Each, CommonKeys> : never) : never;
type CommonKeys = "url" | "startedMs" | "durationMs" | "sizeBytes";
