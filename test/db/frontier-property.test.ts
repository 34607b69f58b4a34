import fc from "fast-check";
import { expect, test } from "vitest";
import { randomInteger, randomItem, seededRandom, type Random } from "../../core/seeded-random.ts";
import { SITEMAP_DEPTH, type Discovered, type Lease } from "../../crawler/ports.ts";
import { found, frontierBench, written, type Answer, type FrontierBench } from "../support/frontier-bench.ts";

/** Where each page of a site leads: to other pages of it, by number; `moved` pages redirect to the first of them. */
interface SmallSite {
  readonly pages: readonly { readonly to: readonly number[]; readonly isMoved: boolean }[];
  readonly listed: readonly number[];
}

const PAGES = 24;
const number = fc.nat({ max: PAGES - 1 });
const site: fc.Arbitrary<SmallSite> = fc.record({
  pages: fc.array(fc.record({ to: fc.array(number, { maxLength: 6 }), isMoved: fc.boolean() }), {
    minLength: PAGES,
    maxLength: PAGES,
  }),
  listed: fc.array(number, { maxLength: 4 }),
});
const limits = fc.record({
  pageBudget: fc.integer({ min: 1, max: 30 }),
  zonePages: fc.integer({ min: 1, max: 12 }),
  maxSegmentShare: fc.constantFrom(0.2, 0.5, 1),
  maxQueriesPerPath: fc.integer({ min: 1, max: 5 }),
});

function addressOf(host: string, page: number): string {
  if (page === 0) return `https://${host}/`;
  return page % 4 === 3 ? `https://${host}/list?page=${page}` : `https://${host}/s${page % 3}/${page}`;
}

function answerOf(sites: ReadonlyMap<string, SmallSite>): Answer {
  return ({ ownerKey, url, depthClicks, purpose }) => {
    const small = sites.get(ownerKey);
    if (small === undefined) return {};
    const at = (page: number, depth: number): Discovered => found(addressOf(ownerKey, page), depth);
    if (purpose === "sitemap") return { discovered: small.listed.map((page) => at(page, SITEMAP_DEPTH)) };
    const page = small.pages[Number(/\d+$/.exec(url.slice(8))?.[0] ?? 0)];
    if (page === undefined) return {};
    const [first] = page.to;
    if (page.isMoved && first !== undefined) return { discovered: [{ ...at(first, depthClicks), chain: [url] }] };
    const links = page.to.map((target) => at(target, depthClicks + 1));
    const sitemap = found(`https://${ownerKey}/sitemap.xml`, SITEMAP_DEPTH - 1, { purpose: "sitemap" });
    return { discovered: depthClicks === 0 ? [...links, sitemap] : links };
  };
}

/** Runs a crawl in which chance decides who is leased when, what is given back, and how long hosts rest. */
async function runAtRandom(bench: FrontierBench, answer: Answer, random: Random): Promise<Map<string, string[]>> {
  const orders = new Map<string, string[]>();
  const held: Lease[] = [];
  for (;;) {
    const { frontier, now } = bench;
    held.push(...(await frontier.lease("w", { owners: randomInteger(random, 0, 3), ttlMs: 1 })));
    now.ms += randomInteger(random, 0, 5);
    if (held.length === 0) {
      const dueMs = await frontier.nextDueMs();
      if (dueMs === null) return orders;
      now.ms = Math.max(now.ms, dueMs);
      continue;
    }
    const lease = randomItem(random, held);
    const [task] = await frontier.take(lease, 1);
    const isDone = task !== undefined && random() < 0.8;
    if (isDone) {
      const order = orders.get(lease.ownerKey) ?? [];
      orders.set(lease.ownerKey, [...order, `${task.purpose} ${task.url} ${task.depthClicks}`]);
      await frontier.complete(lease, written(task, answer(task)));
    }
    // What is begun and has no outcome goes back at once, or its host would be asked for the next page before it.
    if (isDone && random() < 0.3) continue;
    held.splice(held.indexOf(lease), 1);
    await frontier.release(lease, now.ms + randomInteger(random, 0, 9));
  }
}

test("a host is asked for the same pages in the same order, whatever happens at other hosts meanwhile", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(site, { minLength: 1, maxLength: 4 }), limits, fc.nat(), async (sites, bounds, seed) => {
      const bySite = new Map(sites.map((small, index) => [`h${index}.example`, small]));
      const seeds = [...bySite.keys()].map((host) => found(`https://${host}/`, 0));
      const together = frontierBench(bounds);
      await together.frontier.add(seeds);
      const orders = await runAtRandom(together, answerOf(bySite), seededRandom(seed));
      for (const start of seeds) {
        const alone = frontierBench(bounds);
        await alone.frontier.add([start]);
        const order = await runAtRandom(alone, answerOf(bySite), () => 0.5);
        expect(orders.get(start.ownerKey)).toEqual(order.get(start.ownerKey));
        const pages = order.get(start.ownerKey)!.filter((line) => line.startsWith("page "));
        expect(pages.length).toBeLessThanOrEqual(bounds.pageBudget);
        expect(new Set(pages).size).toBe(pages.length);
        alone.close();
      }
      together.close();
    }),
    { seed: 20261003, numRuns: 60 },
  );
});
