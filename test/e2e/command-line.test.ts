import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { runCli } from "../support/run-cli.ts";

const newFolder = (): string => mkdtempSync(path.join(tmpdir(), "maillage-cli-"));

describe("a registry with ten different mistakes", () => {
  const folder = newFolder();
  mkdirSync(path.join(folder, "registry"));
  const files = {
    "sites.csv": [
      "id,name,prefixes,home,owner,ministry,kind,horizontal,source",
      "a,,https://a.example/,https://a.example/,,,service,no,s",
      "b,B,https://b.example/,https://b.example/,,,servce,no,s",
      "c,C,https://c.example/,https://elsewhere.example/,,,service,no,s",
      "d,D,https://gouv.fr/,https://d.gouv.fr/,,,service,no,s",
      "e,E,https://a.example/,https://a.example/,,,service,no,s",
      "f,F,https://f.example/,https://f.example/,,,service,perhaps,s",
    ],
    "themes.csv": ["id,label_fr,label_en,entry_pages,source", "health,Santé,Health,https://nowhere.example/,s"],
    "memberships.csv": ["site,topic,basis,source", "a,helth,declared,s"],
    "aliases.csv": ["site,prefix,from,until,source", "a,https://old.example/,2024-02-01,2024-01-01,s"],
    "expected-links.csv": ["source_site,target,topic,cited_by,cited_on,source", "a,a,health,https://a.example/x,,s"],
  };
  for (const [file, lines] of Object.entries(files))
    writeFileSync(path.join(folder, "registry", file), `${lines.join("\n")}\n`);

  test("prints ten messages with file, line and remedy, and ends with 3", async () => {
    const { code, stdout, stderr } = await runCli(folder, "seeds", "check", "registry");
    const messages = stderr.trimEnd().split("\n").slice(0, -1);
    expect(messages).toHaveLength(10);
    for (const message of messages) expect(message).toMatch(/^registry\/[a-z-]+\.csv:\d+: .+\. [A-Z].+\.$/);
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toContain("10 problems, nothing written");
  });

  test("keeps crawl from writing anything", async () => {
    const configuration = { contact: { url: "https://c.example/", email: "c@c.example" } };
    writeFileSync(path.join(folder, "maillage.config.json"), JSON.stringify(configuration));
    const before = readdirSync(folder);
    expect((await runCli(folder, "crawl")).code).toBe(3);
    expect(readdirSync(folder)).toEqual(before);
  });

  test("tells machines the same", async () => {
    const { stdout } = await runCli(folder, "seeds", "check", "registry", "--json");
    const document = JSON.parse(stdout) as { schemaVersion: number; problems: unknown[]; exit: { code: number } };
    expect([document.schemaVersion, document.problems.length, document.exit.code]).toEqual([1, 10, 3]);
  });
});

describe("a new project", () => {
  test("init makes a folder that seeds check accepts, and never overwrites one", async () => {
    const folder = newFolder();
    expect((await runCli(folder, "init", "map")).code).toBe(0);
    const map = path.join(folder, "map");
    expect((await runCli(map, "seeds", "check", "registry")).stdout).toContain("sites: 2");
    const again = await runCli(folder, "init", "map");
    expect([again.code, again.stderr.includes("is there already")]).toEqual([2, true]);
  });

  test("crawl refuses to start without somebody to write to", async () => {
    const folder = newFolder();
    await runCli(folder, "init", ".");
    const { code, stderr } = await runCli(folder, "crawl");
    expect(code).toBe(2);
    expect(stderr).toContain("contact.url is missing");
    expect(stderr).toContain("contact.email is missing");
    expect(readdirSync(folder)).toEqual(["maillage.config.json", "registry"]);
  });
});

describe("mistakes on the command line end with 2 and say what was meant", () => {
  test.each<[string[], string]>([
    [["crwl"], 'Did you mean "crawl"?'],
    [["crawl", "--registri", "x"], "Did you mean --registry?"],
    [["serve", "--port", "many"], "expected a whole number"],
    [[], "which command?"],
  ])("maillage %j", async (words, part) => {
    const { code, stderr } = await runCli(newFolder(), ...words);
    expect([code, stderr.includes(part)]).toEqual([2, true]);
  });

  test("a store that is missing, and one that is no store, end with 3", async () => {
    const folder = newFolder();
    writeFileSync(path.join(folder, "other.sqlite"), "this is not a database, not at all, whatever its name may say");
    const missing = await runCli(folder, "status");
    const foreign = await runCli(folder, "status", "--store", "other.sqlite");
    expect([missing.code, missing.stderr.includes("Run: maillage crawl.")]).toEqual([3, true]);
    expect([foreign.code, foreign.stderr.includes("cannot be read as a store")]).toEqual([3, true]);
    expect(readFileSync(path.join(folder, "other.sqlite"), "utf8")).toContain("not a database");
  });

  test("--print-config tells each setting's origin", async () => {
    const { code, stdout } = await runCli(newFolder(), "crawl", "--pages", "20", "--print-config");
    expect([code, stdout.includes("crawl.pageBudget = 20  (option --pages)")]).toEqual([0, true]);
  });
});
