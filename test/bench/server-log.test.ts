import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { WebRequest } from "../../bench/kill/logged-web.ts";
import { serverLogLines } from "../../bench/report/server-log.ts";
import { defaultCrawlSettings } from "../../crawler/settings.ts";

const page = readFileSync(new URL("../../docs/politeness.md", import.meta.url), "utf8");
const LINE = /^ *\d+\.\d\d s +(?<pause>-|\d+\.\d\d) ?s? +(?<status>\d{3}) +\d+\.\d\d s {2}(?<request>GET \/\S*)$/;

const request = (target: string, startMs: number, endMs: number): WebRequest => ({
  host: "a.example",
  method: "GET",
  url: `https://a.example${target}`,
  target,
  status: 200,
  startMs,
  endMs,
});

test("a line tells when, how long after the end of the answer before, status, how long it took, and what was asked", () => {
  expect(serverLogLines([request("/", 5500, 5600), request("/robots.txt", 3000, 3500)])).toEqual([
    "    time     pause  status     took  request",
    "  0.00 s         -     200   0.50 s  GET /robots.txt",
    "  2.50 s    2.00 s     200   0.10 s  GET /",
  ]);
});

describe("the log on the page for site owners", () => {
  const [, block = ""] = /<!-- log:start -->\n```\n([^]*?)\n```\n<!-- log:end -->/.exec(page) ?? [];
  const [heading, ...lines] = block.split("\n");
  const rows = lines.map((line) => LINE.exec(line)?.groups ?? {});
  const statuses = rows.map(({ status }) => status);

  test("has the shape that the command prints", () => {
    expect(heading).toBe(serverLogLines([])[0]);
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(line).toMatch(LINE);
  });

  test("begins with robots.txt, and keeps the pause that everybody's host gets", () => {
    expect(rows[0]).toMatchObject({ pause: "-", request: "GET /robots.txt" });
    const pauses = rows.slice(1).map(({ pause }) => 1000 * Number(pause));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(defaultCrawlSettings.minDelayMs);
  });

  test("shows a longer pause after a slow answer and after 429", () => {
    const slow = lines.findIndex((line) => / 1\.\d\d s {2}GET/.test(line));
    expect(Number(rows[slow + 1]?.["pause"])).toBeGreaterThan(3);
    expect(Number(rows[statuses.indexOf("429") + 1]?.["pause"])).toBeGreaterThanOrEqual(8);
  });
});
