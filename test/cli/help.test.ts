import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { COMMANDS } from "../../cli/commands.ts";
import { commandHelp, programHelp } from "../../cli/help.ts";

test("the README's help block is what maillage --help prints", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const [, block] = /<!-- help:start -->\n```\n([\s\S]*?)\n```\n<!-- help:end -->/.exec(readme) ?? [];
  expect(block).toBe(programHelp(COMMANDS));
});

test("every command's options are in alphabetical order and described", () => {
  for (const command of COMMANDS) {
    const names = command.options.map((option) => option.name);
    expect(names, command.name).toEqual(names.toSorted());
    for (const option of command.options) expect(commandHelp(command)).toContain(option.description);
  }
});
