import { pageWith } from "./crawl-web.ts";
import type { FakePages } from "./serve-web.ts";

/** A robots.txt of these lines. */
export const lines = (...records: readonly string[]): { body: string } => ({ body: `${records.join("\n")}\n` });

/** Lines that close the closed part of `robotsSite`. */
export const CLOSED = ["User-agent: *", "Disallow: /closed"];

/** A site with an open and a closed part. */
export const robotsSite = (robots: FakePages[string]): FakePages => ({
  "/robots.txt": robots,
  "/": pageWith("/open", "/closed"),
  "/open": pageWith(),
  "/closed": pageWith(),
});

/** Gives these answers in order, then the last one again and again. */
export function inTurn(
  ...answers: readonly { readonly status?: number; readonly body?: string; readonly headers?: Record<string, string> }[]
): FakePages[string] {
  let count = 0;
  return (_request, response) => {
    const { status = 200, body = "", headers = {} } = answers[Math.min(count, answers.length - 1)]!;
    count += 1;
    response.writeHead(status, headers).end(body);
  };
}
