import { describe, expect, test } from "vitest";
import { randomInteger, seededRandom, type Random } from "../../core/seeded-random.ts";
import { SITEMAP_DEPTH, type Discovered } from "../../crawler/ports.ts";
import { openDatabase } from "../../db/open-database.ts";
import { drain, found, frontierBench, kill, newStore, written, type Answer } from "../support/frontier-bench.ts";

const LIMITS = { pageBudget: 12, zonePages: 5, maxSegmentShare: 0.3, maxQueriesPerPath: 2 };

/** Three sites with queries, redirects, segments, sitemaps and pages to be rendered; each on one host or two. */
function web(hosts: 1 | 2): Answer {
  return (task) => {
    const { url, siteId, depthClicks, purpose } = task;
    const base = url.split("/").slice(0, 3).join("/");
    if (purpose === "sitemap") return { discovered: [found(`${base}/listed`, SITEMAP_DEPTH)] };
    if (depthClicks >= 4) return {};
    const child = (name: string): Discovered => found(`${url.split("?")[0]}${name}`, depthClicks + 1);
    const discovered = [child("m/1"), child("m/2"), child("list?a=1"), child("list?a=2"), child("list?a=3")];
    if (depthClicks === 0 && purpose === "page") {
      discovered.push(found(`${base}/sitemap.xml`, SITEMAP_DEPTH - 1, { purpose: "sitemap" }));
      discovered.push(found(url, 0, { purpose: "render" }));
      if (hosts === 2) discovered.push(found(`https://sub.${siteId}/`, 1));
    }
    if (url.endsWith("m/1")) discovered.push(found(`${base}/moved`, depthClicks, { chain: [url] }));
    return { discovered };
  };
}

const seeds = ["a", "b", "c"].map((name) => found(`https://${name}.example/`, 0));

/** Works at a store in processes that are killed after some tasks each. Tells the order of first takes. */
async function drainKilled(file: string, answer: Answer, random: Random): Promise<string[]> {
  const order = new Set<string>();
  for (;;) {
    const bench = frontierBench(LIMITS, file);
    await bench.frontier.add(seeds);
    for (let left = randomInteger(random, 4, 12); left > 0; left -= 1) {
      const [lease] = await bench.frontier.lease("w", { owners: 1, ttlMs: 1 });
      const [task] = lease === undefined ? [] : await bench.frontier.take(lease, 1);
      if (lease === undefined || task === undefined) {
        bench.commits.flush();
        kill(bench);
        return [...order];
      }
      order.add(`${task.purpose} ${task.url}`);
      await bench.frontier.complete(lease, written(task, answer(task)));
      await bench.frontier.release(lease, bench.now.ms);
    }
    kill(bench);
  }
}

/** What was asked of the first host, in order. */
function onHost(order: readonly string[]): string[] {
  return order.filter((address) => address.includes("//a.example/")).map((address) => address.replace("page ", ""));
}

/** What a store holds of a crawl, in lines that do not tell how it came there. */
function contentOf(file: string): unknown[] {
  const { db, close } = openDatabase(file, "write");
  const rows = db
    .prepare(`
      select url.url, purpose, frontier.site_id, owner_key, state, frontier.depth_clicks, redirect_hops, attempts, skip_reason,
        request_url, chain_json, kind, is_final
      from frontier
      join url on url.id = frontier.url_id
      left join visit using (crawl_id, url_id)
      order by url.url, purpose
    `)
    .all();
  close();
  return rows;
}

describe("a process that is killed", () => {
  test.each([1, 2] as const)(
    "leaves a store that ends as that of an unbroken run (hosts a site: %i)",
    async (hosts) => {
      const file = newStore();
      const unbroken = frontierBench(LIMITS, file);
      await unbroken.frontier.add(seeds);
      const whole = await drain(unbroken, web(hosts));
      unbroken.commits.flush();
      kill(unbroken);
      for (let seed = 1; seed <= 6; seed += 1) {
        const broken = newStore();
        const order = await drainKilled(broken, web(hosts), seededRandom(seed));
        expect(contentOf(broken)).toEqual(contentOf(file));
        if (hosts === 1) expect(onHost(order)).toEqual(onHost(whole));
      }
    },
  );
});
