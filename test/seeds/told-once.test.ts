import { describe, expect, test } from "vitest";
import { problemsOf, REFERRING, site, SITES, TOPICS } from "./registry-texts.ts";

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
      { "themes.csv": `${TOPICS}\nhealth,"Santé,Health,https://a.example/,s\nx,y\n` },
      [
        "r/themes.csv:2: no valid CSV: a quote is opened in this row and never closed. Close each quote, and write a quote inside a text twice.",
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
