import { Agent } from "undici";
import type { FailureCode } from "../../core/visit.ts";
import { failureCodeOf } from "../fetch/failure-code.ts";
import type { RequestTarget } from "../fetch/request-target.ts";

/** A host that the configuration serves from a private address. */
export type MappedTarget = Extract<RequestTarget, { kind: "public" | "mapped" }>;

/** Answer of a mapped host, ready for the browser. */
export type MappedAnswer =
  | {
      readonly kind: "answer";
      readonly httpStatus: number;
      readonly headers: readonly HeaderEntry[];
      readonly body: Uint8Array;
    }
  | { readonly kind: "failed"; readonly code: FailureCode; readonly detail: string };

/** A header as the DevTools protocol spells it. */
export interface HeaderEntry {
  readonly name: string;
  readonly value: string;
}

/** Asks mapped hosts, one connection each. */
export interface MappedExchanges {
  readonly ask: (target: MappedTarget, headers: readonly HeaderEntry[], maxBytes: number) => Promise<MappedAnswer>;
  readonly close: () => Promise<void>;
}

/** Headers that the browser must not see: the body that it gets is whole and plain. */
const TRANSPORT = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "trailer", "upgrade"]);

/** Exchanges with mapped hosts on behalf of pages: plain http to the private origin, while the page's address is https. */
export function mappedExchanges(timeoutMs: number): MappedExchanges {
  const agent = new Agent({ connections: 1, allowH2: false, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  return {
    ask: async (target, headers, maxBytes) => {
      try {
        const response = await agent.request({
          origin: target.origin,
          path: target.path,
          method: "GET",
          headers: {
            ...Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value])),
            "accept-encoding": "identity",
            host: target.host,
          },
          signal: AbortSignal.timeout(timeoutMs),
        });
        const coding = response.headers["content-encoding"] ?? "identity";
        const body = await readAtMost(response.body, coding === "identity" ? maxBytes : 0);
        return { kind: "answer", httpStatus: response.statusCode, headers: entriesOf(response.headers), body };
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        return { kind: "failed", code: failureCodeOf(error), detail };
      }
    },
    close: async () => {
      await agent.destroy();
    },
  };
}

async function readAtMost(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > maxBytes) throw Object.assign(new Error("more than may be received"), { code: "UND_ERR_ABORTED" });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function entriesOf(headers: Readonly<Record<string, string | string[] | undefined>>): HeaderEntry[] {
  const entries: HeaderEntry[] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || TRANSPORT.has(name.toLowerCase())) continue;
    for (const one of Array.isArray(value) ? value : [value]) entries.push({ name, value: one });
  }
  return entries;
}
