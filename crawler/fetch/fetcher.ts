import type { FailureCode, Truncation } from "../../core/visit.ts";

/** One exchange to make. */
export interface FetchOrder {
  readonly url: string;
  readonly method: "GET" | "HEAD";
  readonly headers: Readonly<Record<string, string>>;
  readonly maxBodyBytes: number;
  /** Whether a body of this media type is wanted; else the exchange ends after the headers. Null: none was given. */
  readonly wantsBody: (mediaType: string | null) => boolean;
}

/** How one exchange ended. Redirects are answers like others. */
export type FetchResult =
  | {
      readonly kind: "answer";
      readonly httpStatus: number;
      /** Names in lower case; repeated ones joined by `, `. */
      readonly headers: Readonly<Record<string, string>>;
      /** Decoded from its content codings; empty when not wanted. */
      readonly body: Uint8Array;
      readonly hasBody: boolean;
      readonly truncated: Truncation | null;
      /** As received. */
      readonly sizeBytes: number;
      readonly durationMs: number;
    }
  | { readonly kind: "failed"; readonly code: FailureCode; readonly detail: string; readonly durationMs: number }
  | { readonly kind: "refused"; readonly reason: "private-address" | "port" | "scheme" };

/** Makes one exchange with a server, with limits; never throws for what the web does. */
export interface Fetcher {
  readonly fetch: (order: FetchOrder) => Promise<FetchResult>;
  readonly close: () => Promise<void>;
}
