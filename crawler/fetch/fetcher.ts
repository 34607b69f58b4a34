import type { FailureCode, Truncation } from "../../core/visit.ts";
import type { CodedBody } from "./decode-whole.ts";

/** One exchange to make. */
export interface FetchOrder {
  readonly url: string;
  readonly method: "GET" | "HEAD";
  readonly headers: Readonly<Record<string, string>>;
  /** Of the decoded body. */
  readonly maxBodyBytes: number;
  /** Whether a body of this media type is wanted; else the exchange ends after the headers. Null: none was given. */
  readonly wantsBody: (mediaType: string | null) => boolean;
  /** Short bodies of answers that give a page may be left in their codings: see `coded`. */
  readonly leavesCoded?: boolean;
}

/** What every exchange that was tried tells. */
interface ExchangeMade {
  readonly durationMs: number;
  /** IP address that was asked, or host of the registered origin; null when none was found. */
  readonly address: string | null;
  /** Body bytes as received, 0 when none. */
  readonly sizeBytes: number;
  /** Requests sent: 0 when no connection came about, 2 after a retry with HTTP/2. */
  readonly requests: number;
}

/** How one exchange ended. Redirects are answers like others. */
export type FetchResult =
  | (ExchangeMade & {
      readonly kind: "answer";
      readonly httpStatus: number;
      /**
       * Names in lower case; repeated ones joined by `, `, except `location`, whose first counts; its bytes beyond ASCII
       * are percent-encoded as they came.
       */
      readonly headers: Readonly<Record<string, string>>;
      /** Decoded from its content codings; empty when not wanted. */
      readonly body: Uint8Array;
      /** Set when that was left to whoever asked: then `body` is empty. */
      readonly coded?: CodedBody;
      readonly hasBody: boolean;
      readonly truncated: Truncation | null;
      /** False: the certificate was not checked, as the settings say for this host. */
      readonly isVerified: boolean;
    })
  | (ExchangeMade & { readonly kind: "failed"; readonly code: FailureCode; readonly detail: string })
  /** Nothing was sent. */
  | { readonly kind: "refused"; readonly reason: "private-address" | "port" | "scheme" };

/** Makes one exchange with a server, with limits; never throws for what the web does. */
export interface Fetcher {
  readonly fetch: (order: FetchOrder) => Promise<FetchResult>;
  /** IP address, or host of the registered origin, that the next exchange with a URL's host will ask; null when refused or none. */
  readonly addressOf: (url: string) => Promise<string | null>;
  readonly close: () => Promise<void>;
}
