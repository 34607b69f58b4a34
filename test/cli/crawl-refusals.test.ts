import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { crawlCommand } from "../../cli/commands/crawl.ts";
import { checkLinksCommand } from "../../cli/commands/check-links.ts";
import { UserError } from "../../core/user-error.ts";
import type { CrawlManifest } from "../../crawler/store-port.ts";
import { openStore } from "../../db/open-store.ts";
import { site, SITES, sound } from "../seeds/registry-texts.ts";
import { fakeInvocation, newFolder } from "./fake-invocation.ts";

const contact = { url: "https://c.example/", email: "c@c.example" };

/** A project's folder with a sound registry, but for the files that are given. */
function project(files: Readonly<Record<string, string>> = {}): string {
  const folder = newFolder();
  mkdirSync(path.join(folder, "registry"));
  for (const [file, text] of sound()) writeFileSync(path.join(folder, "registry", file), text);
  const all = { "maillage.config.json": JSON.stringify({ contact }), ...files };
  for (const [file, text] of Object.entries(all)) writeFileSync(path.join(folder, file), text);
  return folder;
}

async function refusal(folder: string, options: Record<string, string | true> = {}): Promise<UserError> {
  try {
    await crawlCommand.run(fakeInvocation({ folder, options }));
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("the crawl was not refused");
}

const manifest: CrawlManifest = {
  openedMs: Date.UTC(2026, 9, 3),
  codeVersion: "0.0.0",
  userAgent: "Maillage/0.0.0",
  registryHash: "h",
  configuration: {},
  pageBudget: 500,
  zonePages: 200,
  zoneDurationMs: 0,
  maxSegmentShare: 0.3,
  maxQueriesPerPath: 50,
  siteIds: [],
};

const privateRow = site("a", { prefixes: "http://10.1.2.3/", home: "http://10.1.2.3/" });

describe("a crawl that is refused writes nothing, and says why", () => {
  test.each<[string, Record<string, string>, "usage" | "input", string]>([
    ["nobody to write to", { "maillage.config.json": "{}" }, "usage", "contact.email is missing"],
    [
      "a wrong setting, before the registry is looked at",
      { "maillage.config.json": '{"crawl": {"pageBudget": 0}}', "registry/sites.csv": "x" },
      "usage",
      "crawl.pageBudget: expected 1 to 1000000",
    ],
    [
      "a private address in the registry",
      {
        "registry/sites.csv": `${SITES}\n${privateRow}\n`,
        "registry/themes.csv": "id,label_fr,label_en,entry_pages,source\n",
      },
      "input",
      "registry/sites.csv:2: prefix http://10.1.2.3/ is a private address",
    ],
    [
      "one place that two sites claim",
      {
        "registry/sites.csv": `${SITES}\n${site("a")}\n${site("b", { prefixes: "https://a.example/", home: "https://a.example/" })}\n`,
      },
      "input",
      "registry/sites.csv:3: prefix https://a.example/ belongs to a already (registry/sites.csv:2)",
    ],
    ["a bad line among the opt-outs", { "opt-out.txt": "# x\n*.example\n" }, "input", "opt-out.txt:2:"],
    ["a pause", { "maillage.sqlite.pause": "" }, "input", "To go on, run: maillage pause --off."],
  ])("%s", async (_, files, kind, part) => {
    const folder = project(files);
    const before = readdirSync(folder);
    const error = await refusal(folder);
    expect([error.kind, error.message]).toEqual([kind, expect.stringContaining(part)]);
    expect(readdirSync(folder)).toEqual(before);
  });

  test("a dry run writes nothing either, and tells what a crawl would do", async () => {
    const folder = project({ "opt-out.txt": "b.example\n" });
    const before = readdirSync(folder);
    const report = await crawlCommand.run(fakeInvocation({ folder, options: { "dry-run": true } }));
    expect(report.document).toMatchObject({ sites: 2, optedOut: 1, pages: 500, hostCount: 2 });
    expect(report.why).toBe("Nothing was asked: a crawl of 2 sites would take 16 min 40 s at least.");
    expect(readdirSync(folder)).toEqual(before);
  });

  test("--new is refused while the latest crawl has not ended", async () => {
    const folder = project();
    const store = openStore(path.join(folder, "maillage.sqlite"), { access: "write" });
    store.crawlStore(() => null, Date.now).openCrawl(manifest);
    store.close();
    const error = await refusal(folder, { new: true });
    expect([error.kind, error.message]).toEqual([
      "usage",
      "--new: crawl 1 in maillage.sqlite has not ended. Run maillage crawl without --new: it goes on with it.",
    ]);
  });

  test("checks without a store are refused, and make none", async () => {
    const folder = project();
    await expect(checkLinksCommand.run(fakeInvocation({ folder }))).rejects.toThrow("Run: maillage crawl.");
    expect(readdirSync(folder)).not.toContain("maillage.sqlite");
  });
});
