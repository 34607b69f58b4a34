import { decodeWhole } from "./decode-whole.ts";
import type { FetchResult } from "./fetcher.ts";

/** An answer whose body was left in its codings, as it would have been without: decoded, or a failure. */
export async function decodeLater(answer: Extract<FetchResult, { kind: "answer" }>): Promise<FetchResult> {
  const { coded, ...rest } = answer;
  if (coded === undefined) return answer;
  const { body, truncated, failure } = await decodeWhole(coded, answer.truncated);
  if (failure === null) return { ...rest, body, truncated };
  const { durationMs, address, sizeBytes, requests } = answer;
  return { kind: "failed", ...failure, durationMs, address, sizeBytes, requests };
}
