import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareText } from "../../core/compare-text.ts";
import { canonicalizeUrl } from "../../core/url.ts";
import { openStore } from "../../db/open-store.ts";
import { writeRegistry } from "../../seeds/write-registry.ts";
import { corpusTable, replayCorpus, type Replay } from "../support/replay-corpus.ts";
import { readWarcResponses } from "../support/read-warc.ts";
import { runCli } from "../support/run-cli.ts";
import { hasShared, sharedPath } from "../support/shared.ts";
import { smallRegistry } from "../support/small-registry.ts";

/** Their robots.txt forbids everything. */
const FORBIDDEN = new Set(["digital.gov", "vote.gov", "www.plainlanguage.gov"]);
/** No usable home page in the corpus. */
const WITHOUT_PAGES = ["digital.canada.ca", "disic.github.io"];
/** Their home redirects by meta refresh to another site, or to a page that the corpus lacks. */
const AWAY = ["arch.idmanagement.gov", "before-you-ship.18f.gov", "cyber.dhs.gov", "playbooks.idmanagement.gov"];
/** Their home says `nofollow` to robots: it is read, and its links are kept, but not followed. */
const NOFOLLOW = new Set(["accessibility.digital.gov", "designsystem.digital.gov", "www.idmanagement.gov"]);
/** Pages of the corpus that a polite crawl does not read. Elsewhere a server would redirect `/api` to `/api/`. */
const UNREAD: Record<string, number> = {
  "it redirects its reader by meta refresh": 48,
  "its home asks robots to follow no link": 170,
  "no page read links to this spelling of its address": 59,
  "robots.txt forbids it": 210,
};

interface LinkLine {
  readonly link?: string;
  readonly to: string;
  readonly kind: string;
  readonly zone: string;
  readonly zoneSource: string;
}

interface VisitLine {
  readonly visit?: { readonly url: string; readonly kind: string };
}

describe.skipIf(!hasShared)("1,502 real pages of 37 sites, replayed (skipped without ../shared)", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "maillage-corpus-"));
  let replay: Replay;
  let links: LinkLine[];
  const visits = new Map<string, string>();
  const readPages = new Set<string>();

  beforeAll(async () => {
    replay = await replayCorpus();
    const registry = smallRegistry(...replay.hosts);
    mkdirSync(path.join(folder, "registry"));
    for (const [file, text] of writeRegistry(registry)) writeFileSync(path.join(folder, "registry", file), text);
    const configuration = {
      contact: { url: "https://c.example/", email: "c@c.example" },
      crawl: { minDelayMs: 0, latencyFactor: 0, lookup: "none", pageBudget: 2000, allowPrivateNetwork: replay.network },
    };
    writeFileSync(path.join(folder, "maillage.config.json"), JSON.stringify(configuration));
    const crawl = await runCli(folder, "crawl");
    expect(crawl.stderr).toContain("ended");
    expect(crawl.code).toBe(0);
    const store = openStore(path.join(folder, "maillage.sqlite"), { access: "read" });
    const lines = [...store.dump(1)].map((line) => JSON.parse(line) as LinkLine & VisitLine);
    store.close();
    links = lines.filter((line) => line.link !== undefined);
    for (const { visit } of lines) {
      if (visit === undefined) continue;
      visits.set(visit.url, visit.kind);
      if (visit.kind === "fetched") readPages.add(visit.url);
    }
  });

  afterAll(async () => {
    await replay.close();
  });

  test("sites that forbid crawling are blocked, those without a home are down, the others are read", async () => {
    const { stdout } = await runCli(folder, "status", "--json");
    const { coverage } = JSON.parse(stdout) as { coverage: { siteId: string; state: string }[] };
    const states = (state: string): string[] =>
      coverage.filter((site) => site.state === state).map((site) => site.siteId);
    expect(states("blocked")).toEqual([...FORBIDDEN]);
    expect(states("down")).toEqual([...AWAY, ...WITHOUT_PAGES].toSorted());
    // One page of it is on a sub-domain that the corpus lacks: it stays unread.
    expect(states("capped")).toEqual(["search.gov"]);
    const others = FORBIDDEN.size + AWAY.length + WITHOUT_PAGES.length + 1;
    expect(states("complete")).toHaveLength(replay.hosts.length - others);
  });

  test("each page that was not read has its reason", () => {
    const reasons = new Map<string, number>();
    for (const url of corpusPages()) {
      if (readPages.has(url)) continue;
      const reason = reasonUnread(url);
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    expect(Object.fromEntries(reasons)).toEqual(UNREAD);
    expect(readPages.size + Object.values(UNREAD).reduce((sum, count) => sum + count)).toBe(1502);
  });

  test("on the pages read, the links between sites are those counted beside the corpus, pair by pair", () => {
    expect(ourPairs()).toEqual(theirPairs());
  });

  test("zones agree wherever a landmark decides", () => {
    const zones = new Map<string, Set<string>>();
    for (const row of corpusTable("links.csv")) {
      const key = `${canonicalizeUrl(row["from_url"]!)} ${canonicalizeUrl(row["to_url"]!)}`;
      zones.set(key, (zones.get(key) ?? new Set()).add(row["region"]!));
    }
    const differing = betweenSites()
      .filter((line) => line.zoneSource === "landmark")
      .filter((line) => zones.get(`${line.link} ${line.to}`)?.has(line.zone) === false)
      .map((line) => `${line.link} ${line.to} ${line.zone} ${[...zones.get(`${line.link} ${line.to}`)!].join()}`);
    // A nav inside a header: the nearest landmark tells for us, the outer one for the corpus.
    expect(differing).toEqual(["https://analytics.usa.gov/ https://open.gsa.gov/api/dap/ nav header"]);
  });

  test("the exported site links name the same pairs of sites", async () => {
    expect((await runCli(folder, "score")).code).toBe(0);
    expect((await runCli(folder, "export", "csv", "--to", "csv")).code).toBe(0);
    const rows = parse(readFileSync(path.join(folder, "csv/site-links.csv")), { columns: true }) as Record<
      string,
      string
    >[];
    const pairs = rows.map((row) => `${row["source"]} ${row["target"]}`).toSorted();
    expect(pairs).toEqual(Object.keys(ourPairs()).toSorted());
  });

  function reasonUnread(url: string): string {
    const { host } = new URL(url);
    if (FORBIDDEN.has(host)) return "robots.txt forbids it";
    const visit = visits.get(url);
    if (visit === "redirected") return "it redirects its reader by meta refresh";
    if (NOFOLLOW.has(host)) return "its home asks robots to follow no link";
    return visit === undefined ? "no page read links to this spelling of its address" : visit;
  }

  function betweenSites(): LinkLine[] {
    const hosts = new Set(replay.hosts);
    return links.filter(({ link, to, kind }) => {
      const [from, target] = [new URL(link!).host, new URL(to).host];
      return kind === "hyperlink" && from !== target && hosts.has(target);
    });
  }

  /** `from to`: distinct source pages and occurrences. */
  function ourPairs(): Record<string, string> {
    const pairs = new Map<string, { pages: Set<string>; occurrences: number }>();
    for (const { link, to } of betweenSites()) {
      const key = `${new URL(link!).host} ${new URL(to).host}`;
      const pair = pairs.get(key) ?? { pages: new Set(), occurrences: 0 };
      pair.pages.add(link!);
      pair.occurrences += 1;
      pairs.set(key, pair);
    }
    return shown(pairs);
  }

  function theirPairs(): Record<string, string> {
    const pairs = new Map<string, { pages: Set<string>; occurrences: number }>();
    for (const row of corpusTable("links.csv")) {
      const from = canonicalizeUrl(row["from_url"]!)!;
      if (!readPages.has(from)) continue;
      const key = `${new URL(from).host} ${row["to_host"]}`;
      const pair = pairs.get(key) ?? { pages: new Set(), occurrences: 0 };
      pair.pages.add(from);
      pair.occurrences += 1;
      pairs.set(key, pair);
    }
    return shown(pairs);
  }
});

/** Addresses of the corpus in our spelling. */
function corpusPages(): string[] {
  return [...readWarcResponses(sharedPath("corpus/pages.warc.gz"))]
    .map((response) => canonicalizeUrl(response.url)!)
    .filter((url) => !url.endsWith("/robots.txt"));
}

function shown(pairs: ReadonlyMap<string, { pages: Set<string>; occurrences: number }>): Record<string, string> {
  const entries = [...pairs].map(([key, { pages, occurrences }]) => [key, `${pages.size} pages, ${occurrences} links`]);
  return Object.fromEntries(entries.toSorted(([left], [right]) => compareText(left!, right!)));
}
