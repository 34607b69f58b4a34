import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { createProgress } from "../../cli/progress.ts";
import { canonicalizeUrl } from "../../core/url.ts";
import { fakeClock } from "../support/fake-clock.ts";
import { crawledWebs } from "../support/crawled-webs.ts";
import { runCli, type CliRun } from "../support/run-cli.ts";
import { SITES } from "../seeds/registry-texts.ts";

const crawled = crawledWebs();

/** Clears the screen, colours, rings, and forges a line that looks like one of ours. */
const HOSTILE = "https://a.example/\n\u001B[2J\u001B[31mCrawl 1 ended\u0007\r\u009B1A\u202E";
const ESCAPED = "https://a.example/\\u000a\\u001b[2J\\u001b[31mCrawl 1 ended\\u0007\\u000d\\u009b1A\\u202e";
/** What makes a terminal do something, but for the end of a line. */
// oxlint-disable-next-line no-control-regex -- controls are what it looks for
const CONTROL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

/** Lines of standard error and output, of which none may hold a control. */
function linesOf({ stdout, stderr }: CliRun): string[] {
  expect(stdout + stderr).not.toMatch(CONTROL);
  return (stdout + stderr).trimEnd().split("\n");
}

function projectFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "maillage-log-"));
  const contact = { url: "https://bench.example/", email: "bench@bench.example" };
  mkdirSync(path.join(folder, "registry"));
  const configuration = { registry: "registry", store: "maillage.sqlite", contact };
  writeFileSync(path.join(folder, "maillage.config.json"), JSON.stringify(configuration));
  return folder;
}

describe("F79: an address with newline and ANSI sequences is one escaped line of a log", () => {
  test.each([
    ["a note", false],
    ["progress in a file", false],
    ["progress on a terminal", true],
  ])("F79: %s", (what, isTerminal) => {
    const clock = fakeClock();
    let text = "";
    const style = { format: "text", isTerminal, isQuiet: false, hasProgress: true } as const;
    const progress = createProgress((more) => void (text += more), style, clock);
    clock.advance(60_000);
    if (what === "a note") progress.note(HOSTILE);
    else progress.tell({ summary: HOSTILE, lines: [HOSTILE], counts: {} });
    expect(text.trimEnd()).toBe(ESCAPED);
  });

  test("F79: a mistake in a registry is told on one line", async () => {
    const folder = projectFolder();
    const row = `a.example,A,"${HOSTILE}","${HOSTILE}",,,"${HOSTILE}",no,s`;
    writeFileSync(path.join(folder, "registry/sites.csv"), `${SITES}\n${row}\n`);
    const lines = linesOf(await runCli(folder, "seeds", "check", "registry"));
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/^registry\/sites\.csv:\d+: /);
    expect(lines.at(-1)).toMatch(/nothing written/);
  });

  test("F79: so is a mistake on the command line and in the list of hosts to be left alone", async () => {
    const folder = projectFolder();
    writeFileSync(path.join(folder, "registry/sites.csv"), `${SITES}\n`);
    for (const words of [
      ["who-links-to", HOSTILE],
      ["exclude", HOSTILE],
      ["status", HOSTILE],
      [HOSTILE],
      ["crawl", `--${HOSTILE}`],
    ]) {
      const lines = linesOf(await runCli(folder, ...words));
      expect(lines.filter((line) => line.startsWith("Crawl 1 ended"))).toEqual([]);
    }
  });

  test("F79: no address that a page writes holds a control once it is an address", async () => {
    const href = "https://b.example/x\n\u001B[31m?q=\u0007&#10;\u009B\u202E";
    const page = `<html><title>t</title><main><a href="${href}">b</a></main></html>`;
    const web = await crawled({ "a.example": { "/": page }, "b.example": { "/": "<p>b</p>" } });
    const found = web.links("https://a.example/").map(({ to }) => to);
    expect(found).toEqual([canonicalizeUrl("https://b.example/x%1B[31m?q=%07%C2%9B%E2%80%AE")]);
    for (const { url } of [...web.tasks(), ...web.visits()]) expect(url).not.toMatch(CONTROL);
  });
});
