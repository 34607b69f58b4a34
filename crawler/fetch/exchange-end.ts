import type { FailureCode } from "../../core/visit.ts";
import type { FetchResult } from "./fetcher.ts";

type Answer = Extract<FetchResult, { kind: "answer" }>;

/** How one exchange on one connection ended. */
export type ExchangeEnd =
  | Pick<Answer, "kind" | "httpStatus" | "headers" | "body" | "coded" | "hasBody" | "truncated" | "sizeBytes">
  | {
      readonly kind: "failed";
      readonly code: FailureCode;
      readonly detail: string;
      readonly sizeBytes: number;
      /** What the connection said; null when the content was at fault. */
      readonly error: Error | null;
    };

/** What an answer's body was, as far as it is wanted. */
export type ExchangeContent = Pick<
  Extract<ExchangeEnd, { kind: "answer" }>,
  "body" | "hasBody" | "truncated" | "coded"
>;
