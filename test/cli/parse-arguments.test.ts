import { describe, expect, test } from "vitest";
import type { Command } from "../../cli/command.ts";
import { parseArguments } from "../../cli/parse-arguments.ts";
import { UserError } from "../../core/user-error.ts";

const crawl: Command = {
  name: "crawl",
  summary: "walk",
  operands: [],
  options: [
    { name: "as-of", value: "DAY", kind: "date", description: "day", default: null },
    { name: "pages", value: "NUMBER", kind: "integer", description: "pages", default: "500" },
    { name: "new", value: null, kind: "flag", description: "new", default: null },
  ],
  run: () => Promise.reject(new Error("not run")),
};
const seedsCheck: Command = {
  ...crawl,
  name: "seeds check",
  operands: [{ name: "FOLDER", description: "folder", choices: null, count: "one" }],
  options: [],
};
const commands = [crawl, seedsCheck];

function messageOf(words: readonly string[]): string {
  try {
    parseArguments(words, commands);
  } catch (error) {
    if (error instanceof UserError) return error.message;
  }
  return "no error";
}

describe("words become options and operands", () => {
  test("a value follows its option, or an equals sign", () => {
    const spaced = parseArguments(["crawl", "--pages", "20", "--new"], commands);
    const joined = parseArguments(["crawl", "--new", "--pages=20"], commands);
    expect([spaced.values.integer("pages"), spaced.values.has("new")]).toEqual([20, true]);
    expect([joined.values.integer("pages"), joined.values.has("new")]).toEqual([20, true]);
  });

  test("a command of two words is found, and its operand is not one of them", () => {
    const parsed = parseArguments(["seeds", "check", "seeds"], commands);
    expect(parsed.command?.name).toBe("seeds check");
    expect(parsed.operands).toEqual(["seeds"]);
  });

  test("options of every command are known to each", () => {
    expect(parseArguments(["crawl", "--json"], commands).values.has("json")).toBe(true);
  });

  test("what stands after -- is an operand", () => {
    expect(parseArguments(["seeds", "check", "--", "--odd"], commands).operands).toEqual(["--odd"]);
  });

  test("no word at all names no command", () => {
    expect(parseArguments([], commands).command).toBeNull();
  });
});

describe("mistakes are told with the remedy", () => {
  test.each([
    [["crwl"], 'unknown command "crwl". Did you mean "crawl"?'],
    [["seeds"], "Known: seeds check."],
    [["crawl", "--page", "3"], "Did you mean --pages?"],
    [["crawl", "--pages", "many"], 'expected a whole number, got "many"'],
    [["crawl", "--pages"], "needs a value"],
    [["crawl", "--as-of", "2026-13-01"], "expected a day as YYYY-MM-DD"],
    [["crawl", "--new=1"], "takes no value"],
    [["crawl", "here"], 'unexpected "here"'],
    [["seeds", "check"], "FOLDER is missing"],
  ])("%j", (words, part) => {
    expect(messageOf(words)).toContain(part);
  });

  test("all mistakes of a line come at once", () => {
    const lines = messageOf(["crawl", "--pages", "x", "--as-of", "y", "--wrong"]).split("\n");
    expect(lines).toHaveLength(3);
  });
});
