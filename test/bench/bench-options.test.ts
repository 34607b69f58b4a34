import { expect, test } from "vitest";
import { parseBenchOptions } from "../../bench/bench-options.ts";

test("each bench has its own defaults", () => {
  expect(parseBenchOptions(["crawl"])).toMatchObject({ bench: "crawl", rounds: 3, hosts: 650, pages: 10 });
  expect(parseBenchOptions(["polite"])).toMatchObject({ bench: "polite", seconds: 60, hosts: 650 });
  expect(parseBenchOptions(["soak"])).toMatchObject({ bench: "soak", pages: 100_000, hosts: 250 });
  expect(parseBenchOptions(["kill"])).toMatchObject({ bench: "kill", kills: 50, hosts: 40 });
});

test("runners are chosen by name, in any order", () => {
  expect(parseBenchOptions(["crawl", "--only", "scrapy,ours", "--json", "a.json"])).toMatchObject({
    only: ["scrapy", "ours"],
    json: "a.json",
    isMarkdown: false,
    isForDocs: false,
  });
});

test.each([
  [[], "expected one of crawl, polite, soak, kill; got nothing."],
  [["fly"], 'expected one of crawl, polite, soak, kill; got "fly".'],
  [["crawl", "soak"], 'expected one of crawl, polite, soak, kill; got "crawl soak".'],
  [["crawl", "--only", "ours,wget"], 'unknown runner "wget". Known: ours, bare,'],
  [["crawl", "--rounds", "none"], 'expected a whole number from 1; got "none".'],
  [["crawl", "--pages", "0"], 'expected a whole number from 1; got "0".'],
  [["crawl", "--speed", "9"], "Unknown option '--speed'"],
])("%j is refused: %s", (words, message) => {
  expect(() => parseBenchOptions(words)).toThrow(message);
  expect(() => parseBenchOptions(words)).toThrow("Usage:");
});
