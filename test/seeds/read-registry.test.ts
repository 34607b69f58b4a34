import { expect, describe, test } from "vitest";
import { readRegistry } from "../../seeds/read-registry.ts";
import { folderWith, problemsOf, site, SITES, sound, TOPICS } from "./registry-texts.ts";

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
