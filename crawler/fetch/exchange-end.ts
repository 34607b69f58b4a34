import type { FailureCode, Truncation } from "../../core/visit.ts";
import type { CodedBody } from "./decode-whole.ts";

/** How one exchange on one connection ended. */
export type ExchangeEnd =
  | {
      readonly kind: "answer";
      readonly httpStatus: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
      /** See `FetchResult`. */
      readonly coded?: CodedBody;
      readonly hasBody: boolean;
      readonly truncated: Truncation | null;
      readonly sizeBytes: number;
    }
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
