import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../db/open-store.ts";
import { folderDigest } from "../support/folder-digest.ts";
import { runCli, type CliRun } from "../support/run-cli.ts";

const folder = mkdtempSync(path.join(tmpdir(), "maillage-demo-"));
const demo = path.join(folder, "maillage-demo");
let run: CliRun;

beforeAll(async () => {
  run = await runCli(folder, "demo", "--no-serve", "--as-of", "2026-10-03");
});

describe("maillage demo, through the real program", () => {
  test("ends well and says what it did", () => {
    expect(run.stderr.trimEnd().split("\n").at(-1)).toMatch(
      /^Crawl 1 scored: 37 of 40 sites measured, \d{3} site links\.$/,
    );
    expect(run.code).toBe(0);
  });

  test("gives every site the flags of the truth file, and no other", () => {
    const truth = JSON.parse(readFileSync(path.join(demo, "truth.json"), "utf8")) as {
      sites: Record<string, { flags: string[] }>;
    };
    const store = openStore(path.join(demo, "maillage.sqlite"), { access: "read" });
    const flags = store.scoresOf(1)!.flags;
    store.close();
    const sites = Object.keys(truth.sites);
    expect(sites).toHaveLength(40);
    const got = Object.fromEntries(
      sites.map((id) => [
        id,
        flags
          .filter((flag) => flag.siteId === id)
          .map((flag) => flag.code)
          .toSorted(),
      ]),
    );
    const wanted = Object.fromEntries(sites.map((id) => [id, truth.sites[id]!.flags.toSorted()]));
    expect(got).toEqual(wanted);
  });

  test("run again on the same day gives the same bytes, page by page", async () => {
    const other = mkdtempSync(path.join(tmpdir(), "maillage-demo-"));
    expect((await runCli(other, "demo", "--no-serve", "--as-of", "2026-10-03")).code).toBe(0);
    expect(folderDigest(path.join(other, "maillage-demo/public"))).toEqual(folderDigest(path.join(demo, "public")));
  });

  test("the same store published twice gives the same bytes", async () => {
    const store = path.join(demo, "maillage.sqlite");
    for (const out of ["first", "second"])
      expect((await runCli(folder, "publish", "--store", store, "--out", out)).code).toBe(0);
    expect(folderDigest(path.join(folder, "first"))).toEqual(folderDigest(path.join(folder, "second")));
  });

  test("leads from an address to the quoted links, within its limit and page by page", async () => {
    const words = [
      "who-links-to",
      "https://www.legifrance.gouv.example/",
      "--below",
      "--limit",
      "5",
      "--json",
      "--store",
    ];
    const first = JSON.parse((await runCli(demo, ...words, "maillage.sqlite")).stdout) as InlinkDocument;
    expect(first.links).toHaveLength(5);
    expect(first.links[0]).toMatchObject({ zone: expect.any(String), anchor: expect.any(String) });
    const next = JSON.parse(
      (await runCli(demo, ...words, "maillage.sqlite", "--after", first.next!)).stdout,
    ) as InlinkDocument;
    expect(next.links.map((link) => link.ref)).not.toEqual(first.links.map((link) => link.ref));
    expect(first.pages).toBeGreaterThan(100);
  });

  test("exports the graph for Gephi and the tables", async () => {
    const store = ["--store", "maillage.sqlite"];
    expect((await runCli(demo, "export", "gexf", ...store)).code).toBe(0);
    const gexf = readFileSync(path.join(demo, "maillage.gexf"), "utf8");
    expect(gexf.match(/<node /g)).toHaveLength(40);
    expect((await runCli(demo, "export", "csv", "--dialect", "excel", ...store)).code).toBe(0);
    expect(readFileSync(path.join(demo, "maillage-csv/sites.csv"), "utf8").charCodeAt(0)).toBe(0xfeff);
  });
});

interface InlinkDocument {
  readonly links: readonly { readonly zone: string; readonly anchor: string; readonly ref: unknown }[];
  readonly pages: number;
  readonly next: string | null;
}
