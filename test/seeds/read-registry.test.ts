import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../core/user-error.ts";
import { initRegistry } from "../../seeds/init-registry.ts";
import { readRegistry } from "../../seeds/read-registry.ts";
import { registryHash, writeRegistry } from "../../seeds/write-registry.ts";
import { smallRegistry } from "../support/small-registry.ts";

function folderWith(files: ReadonlyMap<string, string | Buffer>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "maillage-registry-"));
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of files) writeFileSync(path.join(folder, file), text);
  return folder;
}

function problemsOf(files: Readonly<Record<string, string | Buffer>>): string[] {
  const folder = folderWith(new Map([...sound(), ...Object.entries(files)]));
  try {
    readRegistry(folder, "r");
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message.split("\n");
  }
}

const SITES = "id,name,prefixes,home,owner,ministry,kind,horizontal,source";
const TOPICS = "id,label_fr,label_en,entry_pages,source";
const site = (id: string, changed: Record<string, string> = {}): string => {
  const cells = {
    id,
    name: id,
    prefixes: `https://${id}.example/`,
    home: `https://${id}.example/`,
    owner: "",
    ministry: "",
    kind: "service",
    horizontal: "no",
    source: "s",
    ...changed,
  };
  return Object.values(cells).join(",");
};

function sound(): Map<string, string> {
  return new Map([
    ["sites.csv", [SITES, site("a"), site("b"), ""].join("\n")],
    ["themes.csv", `${TOPICS}\nhealth,Santé,Health,https://a.example/sante,s\n`],
  ]);
}

describe("a mistake is told with its file, line, what is known and the remedy", () => {
  test.each<[string, Record<string, string | Buffer>, string]>([
    [
      "a site without a name",
      { "sites.csv": `${SITES}\n${site("a", { name: "" })}\n` },
      "r/sites.csv:2: name is empty. Fill it in.",
    ],
    [
      "an unknown kind",
      { "sites.csv": `${SITES}\n${site("a", { kind: "servce" })}\n` },
      'r/sites.csv:2: unknown kind "servce". Known: portal, service, information, institution, open-data, extranet, archive. Did you mean "service"? Correct the row.',
    ],
    [
      "an id with a space",
      { "sites.csv": `${SITES}\n${site("a", { id: "a b" })}\n` },
      `r/sites.csv:2: "a b" cannot be a site's id.`,
    ],
    [
      "an id twice",
      {
        "sites.csv": `${SITES}\n${site("a")}\n${site("a", { prefixes: "https://z.example/", home: "https://z.example/" })}\n`,
      },
      'r/sites.csv:3: id "a" stands at r/sites.csv:2 too.',
    ],
    [
      "a prefix twice",
      {
        "sites.csv": `${SITES}\n${site("a")}\n${site("b", { prefixes: "https://a.example/", home: "https://a.example/" })}\n`,
      },
      "r/sites.csv:3: prefix https://a.example/ belongs to a already (r/sites.csv:2).",
    ],
    [
      "a home outside its prefixes",
      { "sites.csv": `${SITES}\n${site("a", { home: "https://other.example/" })}\n` },
      "r/sites.csv:2: home https://other.example/ is under none of its prefixes.",
    ],
    [
      "a public suffix as a prefix",
      { "sites.csv": `${SITES}\n${site("a", { prefixes: "https://gouv.fr/", home: "https://a.gouv.fr/" })}\n` },
      "r/sites.csv:2: prefix https://gouv.fr/ is a public suffix",
    ],
    [
      "a prefix with a query",
      { "sites.csv": `${SITES}\n${site("a", { prefixes: "https://a.example/?x=1 https://a.example/" })}\n` },
      "r/sites.csv:2: prefix https://a.example/?x=1 has a query.",
    ],
    [
      "an address that is none",
      { "sites.csv": `${SITES}\n${site("a", { home: "a.example" })}\n` },
      'r/sites.csv:2: home: "a.example" is no web address.',
    ],
    ["a missing column", { "sites.csv": "id,name\na,b\n" }, 'r/sites.csv:1: column "prefixes" is missing.'],
    ["an unknown column", { "themes.csv": `${TOPICS},colour\n` }, 'r/themes.csv:1: unknown column "colour".'],
    ["too few cells", { "themes.csv": `${TOPICS}\nhealth,Santé\n` }, "r/themes.csv:2: 2 cells, the heading has 5."],
    ["an unclosed quote", { "themes.csv": `${TOPICS}\n"health,Santé\n` }, "r/themes.csv"],
    ["bytes that are not UTF-8", { "themes.csv": Buffer.from([0x69, 0xe9, 0x0a]) }, "r/themes.csv: is not UTF-8."],
    [
      "an entry page in no site",
      { "themes.csv": `${TOPICS}\nhealth,Santé,Health,https://z.example/,s\n` },
      "r/themes.csv:2: entry page https://z.example/ is in no registered site.",
    ],
    [
      "a topic id in both files",
      { "life-events.csv": `${TOPICS}\nhealth,Santé,Health,https://a.example/,s\n` },
      'r/life-events.csv:2: id "health" stands at r/themes.csv:2 too.',
    ],
    [
      "an unknown theme",
      { "memberships.csv": "site,topic,basis,source\na,helth,declared,s\n" },
      'r/memberships.csv:2: unknown theme or life event "helth". Did you mean "health"? Correct the row or add the theme or life event.',
    ],
    [
      "a membership twice",
      { "memberships.csv": "site,topic,basis,source\na,health,declared,s\na,health,inferred,s\n" },
      "r/memberships.csv:3: a is in health at r/memberships.csv:2 already.",
    ],
    [
      "an alias that ends before it begins",
      { "aliases.csv": "site,prefix,from,until,source\na,https://old.example/,2024-02-01,2024-01-01,s\n" },
      "r/aliases.csv:2: until 2024-01-01 is before from 2024-02-01.",
    ],
    [
      "a day that is none",
      { "aliases.csv": "site,prefix,from,until,source\na,https://old.example/,1 May,,s\n" },
      'r/aliases.csv:2: from is no day: "1 May".',
    ],
    [
      "a site expected to link to itself",
      {
        "expected-links.csv": "source_site,target,topic,cited_by,cited_on,source\na,a,health,https://a.example/x,,s\n",
      },
      "r/expected-links.csv:2: a is expected to link to itself.",
    ],
  ])("%s", (_, files, expected) => {
    const problems = problemsOf(files);
    expect(
      problems.some((line) => line.startsWith(expected)),
      problems.join("\n"),
    ).toBe(true);
  });

  test("without sites.csv there is no registry", () => {
    expect(() => readRegistry(folderWith(new Map()), "r")).toThrow("r/sites.csv: there is no such file.");
  });

  test("ten mistakes give ten messages at once, by file and line", () => {
    const problems = problemsOf({
      "sites.csv": [
        SITES,
        site("a", { name: "" }),
        site("b", { kind: "x" }),
        site("c", { source: "" }),
        site("d", { horizontal: "maybe" }),
        site("a"),
        "",
      ].join("\n"),
      "themes.csv": `${TOPICS}\nhealth,,Health,https://a.example/,s\n`,
      "memberships.csv": "site,topic,basis,source\nz,health,declared,s\na,wealth,declared,s\na,health,guessed,s\n",
      "mandated-links.csv": "target,label,source\na,,s\n",
    });
    expect(problems.map((line) => line.split(": ", 1)[0])).toEqual([
      "r/mandated-links.csv:2",
      "r/memberships.csv:2",
      "r/memberships.csv:3",
      "r/memberships.csv:4",
      "r/sites.csv:2",
      "r/sites.csv:3",
      "r/sites.csv:4",
      "r/sites.csv:5",
      "r/sites.csv:6",
      "r/themes.csv:2",
    ]);
  });
});

describe("what is written is read again", () => {
  test("any text survives, and the hash depends on the content alone", () => {
    const cell = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
      .map((text) => text.replaceAll("\r", "").trim() || "x");
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 2 }), ([name = "", source = ""]) => {
        const plain = smallRegistry("a.example", "b.example");
        const registry = { ...plain, sites: plain.sites.map((entry) => ({ ...entry, name, source })) };
        const again = readRegistry(folderWith(writeRegistry(registry)));
        expect(again).toEqual(registry);
        expect(registryHash(again)).toBe(registryHash({ ...registry, sites: registry.sites.toReversed() }));
      }),
      { numRuns: 30 },
    );
  });

  test("the registry that init writes has no mistake", () => {
    expect(readRegistry(folderWith(initRegistry())).sites).toHaveLength(2);
  });
});
