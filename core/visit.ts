import type { CanonicalUrl } from "./url.ts";

/** Why a known address was not asked for. Nothing is dropped without one. */
export const SKIP_REASONS = [
  "robots",
  "nofollow",
  "opt-out",
  "off-site",
  "depth",
  "budget",
  "trap:segments",
  "trap:length",
  "trap:repeat",
  "trap:queries",
  "trap:links",
  "private-address",
  "port",
  "scheme",
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Why no usable answer came. TLS failures carry their code: `tls:CERT_HAS_EXPIRED`. */
export type FailureCode =
  | "dns-temporary"
  | "dns-not-found"
  | "connect-refused"
  | "connect-timeout"
  | "reset"
  | "deadline"
  | "protocol"
  | "decode"
  | "headers-too-large"
  | "encoding-chain"
  | "bad-redirect"
  | "redirect-loop"
  | "redirect-limit"
  | "browser"
  | "internal"
  | `tls:${string}`;

/** Whether the body was cut, and by which limit. */
export type Truncation = "length" | "time";

/** What a page says of itself, kept so that nothing needs a second crawl. */
export interface PageText {
  readonly title: string;
  readonly h1: string;
  readonly description: string;
  /** BCP 47 tag as written on the page, or null. */
  readonly language: string | null;
  /** Words of the page outside its link blocks with their counts, most frequent first, at most 300. */
  readonly terms: readonly (readonly [term: string, count: number])[];
  /** The same as `encodeTerms` writes it, when it is known. */
  readonly termsText?: string;
  /** Hosts of its pictures, scripts, styles and media with their counts, by host: they tell which analytics it uses. */
  readonly resourceHosts: readonly (readonly [host: string, count: number])[];
}

/** What every visit has, whatever its outcome. */
interface VisitCommon {
  readonly url: CanonicalUrl;
  /** Wall clock at the start, milliseconds since 1970. */
  readonly startedMs: number;
  readonly durationMs: number;
  /** Body bytes received over the wire, 0 when none. */
  readonly sizeBytes: number;
}

/** What happened when we asked for a page (crawler.md § 8): the errors of the web are data. */
export type Visit = VisitCommon &
  (
    | {
        readonly kind: "fetched";
        readonly httpStatus: number;
        /** SHA-256 of the decoded body in hexadecimal. */
        readonly contentHash: string;
        readonly encoding: string;
        readonly truncated: Truncation | null;
        /** An application shell: hardly any link until its scripts run. */
        readonly shell: boolean;
        readonly rendered: boolean;
        /** Says "found" for what does not exist: no page, and its links are not kept. */
        readonly soft404: boolean;
        /** What the page asks of robots: not to be shown, not to be followed from. */
        readonly noindex: boolean;
        readonly nofollow: boolean;
        /** False: the certificate was not checked, as configured for this host. */
        readonly verified: boolean;
        /** Links beyond the limits of one page, not kept. */
        readonly droppedLinks: number;
        /** Address of the same site that the page names as its own; null when it names none, or this one. */
        readonly canonical: CanonicalUrl | null;
        /** Validators for the next crawl, as sent. */
        readonly etag: string | null;
        readonly lastModified: string | null;
        readonly text: PageText;
      }
    | { readonly kind: "unchanged"; readonly httpStatus: number }
    /** Not asked for: an earlier crawl read it so recently that its reading stands. */
    | { readonly kind: "not-due" }
    | {
        readonly kind: "redirected";
        /** 0 for a meta refresh. */
        readonly httpStatus: number;
        /** Null when the target is no http address: then `href` tells. */
        readonly to: CanonicalUrl | null;
        readonly href: string;
      }
    | {
        readonly kind: "other-type";
        readonly httpStatus: number;
        readonly contentType: string;
      }
    | { readonly kind: "http-error"; readonly httpStatus: number }
    | { readonly kind: "blocked"; readonly httpStatus: number }
    | { readonly kind: "failed"; readonly code: FailureCode; readonly detail: string }
    | { readonly kind: "skipped"; readonly reason: SkipReason }
  );

export type VisitKind = Visit["kind"];

/** The visits of one outcome. */
export type VisitOf<Kind extends VisitKind> = Extract<Visit, { kind: Kind }>;
