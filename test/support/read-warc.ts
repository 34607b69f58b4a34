import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** An archived answer. */
export interface ArchivedResponse {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const HEADER_END = "\r\n\r\n";

/** The responses of a gzipped WARC file (ISO 28500), one record after the other. */
export function* readWarcResponses(file: string): Generator<ArchivedResponse> {
  const bytes = gunzipSync(readFileSync(file));
  for (let at = 0; at < bytes.length;) {
    const headerEnd = bytes.indexOf(HEADER_END, at);
    if (headerEnd === -1) return;
    const header = headersOf(bytes.toString("latin1", at, headerEnd));
    const start = headerEnd + HEADER_END.length;
    const end = start + Number(header["content-length"] ?? 0);
    if (header["warc-type"] === "response")
      yield responseOf(header["warc-target-uri"] ?? "", bytes.subarray(start, end));
    at = end + HEADER_END.length;
  }
}

function responseOf(url: string, content: Buffer): ArchivedResponse {
  const headerEnd = content.indexOf(HEADER_END);
  const head = content.toString("latin1", 0, headerEnd);
  const status = Number(/^HTTP\/[\d.]+ (\d{3})/.exec(head)?.[1] ?? 0);
  return { url, status, headers: headersOf(head), body: content.subarray(headerEnd + HEADER_END.length) };
}

function headersOf(head: string): Record<string, string> {
  const lines = head.split("\r\n").slice(1);
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}
