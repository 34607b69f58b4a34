import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { loadConfiguration } from "../../cli/configuration.ts";
import type { Invocation } from "../../cli/command.ts";
import { OptionValues } from "../../cli/option-values.ts";
import { fakeClock } from "../support/fake-clock.ts";

function invocation(given: {
  readonly file?: string;
  readonly environment?: Record<string, string>;
  readonly options?: Record<string, string>;
}): Invocation {
  const folder = mkdtempSync(path.join(tmpdir(), "maillage-configuration-"));
  if (given.file !== undefined) writeFileSync(path.join(folder, "maillage.config.json"), given.file);
  const options = new Map(Object.entries(given.options ?? {}));
  return {
    operands: [],
    values: new OptionValues(["config", "store", "registry"], options),
    environment: given.environment ?? {},
    folder,
    clock: fakeClock(),
    progress: { tell: () => undefined, note: () => undefined, end: () => undefined },
    streams: { writeOut: () => undefined, writeError: () => undefined, isTerminal: false },
    stop: new AbortController().signal,
  };
}

const file = JSON.stringify({ store: "from-file.sqlite", crawl: { pageBudget: 20 } });

describe("option wins over environment, environment over file, file over default", () => {
  test.each([
    [{ file, environment: { MAILLAGE_STORE: "env.sqlite" }, options: { store: "option.sqlite" } }, "option.sqlite"],
    [{ file, environment: { MAILLAGE_STORE: "env.sqlite" } }, "env.sqlite"],
    [{ file }, "from-file.sqlite"],
    [{}, "maillage.sqlite"],
  ])("%j", (given, expected) => {
    expect(loadConfiguration(invocation(given)).requiredText("store")).toBe(expected);
  });

  test("numbers of the file are numbers", () => {
    expect(loadConfiguration(invocation({ file })).integer("crawl.pageBudget")).toBe(20);
  });

  test("addresses come as a map, whose keys are no settings", () => {
    const text = JSON.stringify({ crawl: { allowPrivateNetwork: { "a.example:443": "http://127.1.2.3:8080" } } });
    const addresses = loadConfiguration(invocation({ file: text })).addresses("crawl.allowPrivateNetwork");
    expect([...addresses]).toEqual([["a.example:443", "http://127.1.2.3:8080"]]);
  });
});

describe("a mistake in the file is told with its remedy", () => {
  test.each([
    ['{"stroe": "x"}', 'unknown setting "stroe". Did you mean "store"?'],
    ['{"crawl": {"pageBudget": "many"}}', 'crawl.pageBudget: expected a whole number, got "many"'],
    ['{"crawl": {"allowPrivateNetwork": {"a:1": 3}}}', "expected an object of host:port to origin"],
    ["{", "is not JSON"],
  ])("%s", (text, part) => {
    expect(() => loadConfiguration(invocation({ file: text }))).toThrow(part);
  });

  test("all mistakes come at once", () => {
    const text = '{"stroe": "x", "crawl": {"pageBudget": "many", "delay": 3}}';
    expect(() => loadConfiguration(invocation({ file: text }))).toThrow(/stroe[\s\S]*crawl\.delay[\s\S]*pageBudget/);
  });

  test("a configuration named on the command line must exist", () => {
    expect(() => loadConfiguration(invocation({ options: { config: "other.json" } }))).toThrow("cannot be read");
  });
});
