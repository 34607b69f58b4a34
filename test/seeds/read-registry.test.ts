import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Registry } from "../../core/registry.ts";
import { UserError } from "../../core/user-error.ts";
import { initRegistry } from "../../seeds/init-registry.ts";
import { readRegistry } from "../../seeds/read-registry.ts";
import { registryHash, writeRegistry } from "../../seeds/write-registry.ts";
import { anyRegistry } from "./any-registry.ts";

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
    [
      "a top-level domain as a prefix",
      { "sites.csv": `${SITES}\n${site("a", { prefixes: "https://fr/", home: "https://a.fr/" })}\n` },
      "r/sites.csv:2: prefix https://fr/ is a public suffix",
    ],
    [
      "a private suffix as a prefix",
      { "sites.csv": `${SITES}\n${site("a", { prefixes: "https://github.io/", home: "https://a.github.io/" })}\n` },
      "r/sites.csv:2: prefix https://github.io/ is a public suffix",
    ],
    [
      "one place under two schemes",
      {
        "sites.csv": `${SITES}\n${site("a", { prefixes: "https://x.example/ https://y.example/p", home: "https://x.example/" })}\n${site("b", { prefixes: "http://y.example/p/", home: "http://y.example/p/" })}\n`,
      },
      "r/sites.csv:3: prefix http://y.example/p/ belongs to a already (r/sites.csv:2).",
    ],
    [
      "an alias that is another site's prefix",
      { "aliases.csv": "site,prefix,from,until,source\na,https://b.example/,,,s\n" },
      "r/aliases.csv:2: prefix https://b.example/ belongs to b already (r/sites.csv:3).",
    ],
    [
      "an empty file",
      { "themes.csv": "" },
      "r/themes.csv:1: is empty. Begin it with the heading: id,label_fr,label_en,entry_pages,source.",
    ],
    [
      "a column twice",
      { "themes.csv": `${TOPICS},id\nhealth,Santé,Health,https://a.example/,s,health\n` },
      'r/themes.csv:1: column "id" stands twice. Remove one of them.',
    ],
    ["no prefix", { "sites.csv": `${SITES}\n${site("a", { prefixes: "" })}\n` }, "r/sites.csv:2: prefixes is empty."],
    [
      "no label",
      { "themes.csv": `${TOPICS}\nhealth,Santé,,https://a.example/,s\n` },
      "r/themes.csv:2: label_en is empty. Fill it in.",
    ],
    [
      "31 February",
      { "aliases.csv": "site,prefix,from,until,source\na,https://old.example/,2024-02-31,,s\n" },
      'r/aliases.csv:2: from is no day: "2024-02-31".',
    ],
    [
      "an unknown target",
      { "mandated-links.csv": "target,label,source\nc,L,s\n" },
      'r/mandated-links.csv:2: unknown site "c". Did you mean "a"? Correct the row or add the site.',
    ],
    [
      "a row after a text of several lines",
      { "sites.csv": `${SITES}\n\n${site("a", { name: '"two\nlines"', kind: "x" })}\n${site("b", { name: "" })}\n` },
      'r/sites.csv:3: unknown kind "x".',
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

  test("the line is the one on which the row begins, whatever stands on several lines before it", () => {
    const text = [SITES, site("a", { name: '"two\nlines"' }), "", site("b", { name: "" }), ""].join("\n");
    expect(problemsOf({ "sites.csv": text })).toEqual(["r/sites.csv:5: name is empty. Fill it in."]);
    expect(problemsOf({ "sites.csv": `\ufeff${text.replaceAll("\n", "\r\n")}` })).toEqual([
      "r/sites.csv:5: name is empty. Fill it in.",
    ]);
  });

  test("without sites.csv there is no registry, and nothing more to say", () => {
    const others = new Map([...sound(), ["memberships.csv", "site,topic,basis,source\na,health,declared,s\n"]]);
    others.delete("sites.csv");
    expect(() => readRegistry(folderWith(others), "r")).toThrow(
      /^r\/sites\.csv: there is no such file\. Write it, or run: maillage init\.$/,
    );
  });

  test("a mark of byte order, a heading in another order and blanks around cells are no mistakes", () => {
    const themes = `\ufeffsource,id, label_fr ,label_en,entry_pages\r\ns, health ,Santé,Health,https://a.example/ https://b.example/\r\n`;
    const registry = readRegistry(folderWith(new Map([...sound(), ["themes.csv", themes]])));
    expect(registry.themes).toEqual([
      {
        id: "health",
        labelFr: "Santé",
        labelEn: "Health",
        entryPages: ["https://a.example/", "https://b.example/"],
        source: "s",
      },
    ]);
  });
});

const REFERRING = {
  "memberships.csv": "site,topic,basis,source\na,health,declared,s\n",
  "aliases.csv": "site,prefix,from,until,source\na,https://old.example/,,,s\n",
  "mandated-links.csv": "target,label,source\na,L,s\n",
  "expected-links.csv": "source_site,target,topic,cited_by,cited_on,source\nb,a,health,https://a.example/x,,s\n",
};

describe("a mistake is told once, not again by all that refers to its row", () => {
  test.each<[string, Record<string, string>, string[]]>([
    [
      "a site with a bad home is declared all the same",
      { "sites.csv": `${SITES}\n${site("a", { home: "nowhere" })}\n${site("b")}\n` },
      ['r/sites.csv:2: home: "nowhere" is no web address. Write it whole, with https://.'],
    ],
    [
      "a site with a bad prefix may hold the entry page",
      {
        "sites.csv": `${SITES}\n${site("a", { prefixes: "https://c.example/ nowhere", home: "https://c.example/" })}\n${site("b")}\n`,
      },
      ['r/sites.csv:2: prefixes: "nowhere" is no web address. Write it whole, with https://.'],
    ],
    [
      "a theme with a bad entry page is declared all the same",
      { "themes.csv": `${TOPICS}\nhealth,Santé,Health,nowhere,s\n` },
      ['r/themes.csv:2: entry_pages: "nowhere" is no web address. Write it whole, with https://.'],
    ],
    [
      "a file whose quotes do not close may declare any theme",
      { "themes.csv": `${TOPICS}\nhealth,"Santé,Health,https://a.example/,s\n` },
      [
        "r/themes.csv:3: no valid CSV: Quote Not Closed: the parsing is finished with an opening quote at line 3. Close each quote, and write a quote inside a text twice.",
      ],
    ],
    [
      "a row with too few cells may declare any site",
      { "sites.csv": `${SITES}\na,A\n${site("b")}\n` },
      ["r/sites.csv:2: 2 cells, the heading has 9. Put texts with commas between double quotes, and count the commas."],
    ],
    [
      "a column under another name",
      { "sites.csv": `${SITES.replace("kind", "kinds")}\n${site("a")}\n${site("b")}\n` },
      [
        'r/sites.csv:1: unknown column "kinds". Known: id, name, prefixes, home, owner, ministry, kind, horizontal, source. Did you mean "kind"? Correct the heading.',
        'r/sites.csv:1: column "kind" is missing. Add it, empty if unknown.',
      ],
    ],
  ])("%s", (_, files, expected) => {
    expect(problemsOf({ ...REFERRING, ...files })).toEqual(expected);
  });

  test("ten different mistakes give ten messages at once, by file and line, and nothing else", () => {
    const problems = problemsOf({
      "sites.csv": [
        SITES,
        site("a", { name: "" }),
        site("b", { kind: "x" }),
        site("c", { prefixes: "https://gouv.fr/", home: "https://c.gouv.fr/" }),
        site("d", { home: "https://other.example/" }),
        site("a"),
        "",
      ].join("\n"),
      "themes.csv": `${TOPICS}\nhealth,,Health,https://a.example/,s\n`,
      "life-events.csv": `${TOPICS}\nmove,Bouger,Move,https://z.example/,s\n`,
      "memberships.csv": "site,topic,basis,source\nb,health,declared,s\nb,health,inferred,s\na,wealth,declared,s\n",
      "aliases.csv": "site,prefix,from,until,source\na,https://old.example/,2024-02-01,2024-01-01,s\n",
    });
    expect(problems.map((line) => line.split(": ", 1)[0])).toEqual([
      "r/aliases.csv:2",
      "r/life-events.csv:2",
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
  test("any registry survives, and the hash depends on the content alone", () => {
    fc.assert(
      fc.property(anyRegistry(), (registry) => {
        const again = readRegistry(folderWith(writeRegistry(registry)));
        expect(again).toEqual(registry);
        const reversed = Object.fromEntries(Object.entries(registry).map(([list, rows]) => [list, rows.toReversed()]));
        expect(writeRegistry(reversed as unknown as Registry)).toEqual(writeRegistry(registry));
        expect(registryHash(again)).toBe(registryHash(reversed as unknown as Registry));
      }),
      { numRuns: 50 },
    );
  });

  test("another word in any file is another hash", () => {
    const plain = readRegistry(folderWith(new Map([...sound(), ...Object.entries(REFERRING)])));
    const changed = [
      { ...plain, sites: plain.sites.map((entry) => ({ ...entry, name: "z" })) },
      { ...plain, expectedLinks: plain.expectedLinks.map((link) => ({ ...link, citedOn: "2024-01-01" })) },
      { ...plain, aliases: [] },
    ];
    const hashes = [plain, ...changed].map(registryHash);
    expect(new Set(hashes).size).toBe(4);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test("the registry that init writes has no mistake", () => {
    const registry = readRegistry(folderWith(initRegistry()));
    expect(registry.sites).toHaveLength(2);
    expect(registry.memberships).toHaveLength(1);
  });
});
