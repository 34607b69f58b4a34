import { describe, expect, test } from "vitest";
import { siteLookup } from "../../core/site-lookup.ts";
import { canonicalizeUrl } from "../../core/url.ts";
import type { Visit } from "../../core/visit.ts";
import { ownerKeyOf } from "../../crawler/owner-key.ts";
import type { Discovered, Frontier, Lease, PageWrite, Task } from "../../crawler/ports.ts";
import { openStore } from "../../db/open-store.ts";
import { smallRegistry } from "../support/small-registry.ts";

const registry = smallRegistry("a.example", "b.example");
const siteOf = siteLookup(registry);

interface Bench {
  readonly frontier: Frontier;
  readonly now: { ms: number };
}

function newFrontier(pageBudget = 100): Bench {
  const now = { ms: 1000 };
  const store = openStore(":memory:", { access: "write" });
  const crawl = store.crawlStore(siteOf, () => now.ms);
  const siteIds = registry.sites.map((site) => site.id);
  const manifest = {
    openedMs: 0,
    codeVersion: "0",
    userAgent: "u",
    registryHash: "h",
    configuration: {},
    pageBudget,
    siteIds,
  };
  return { frontier: crawl.frontier(crawl.openCrawl(manifest).id), now };
}

function found(address: string, depthClicks: number, changed: Partial<Discovered> = {}): Discovered {
  const url = canonicalizeUrl(address)!;
  const plain = { url, requestUrl: url, siteId: siteOf(url)!, ownerKey: ownerKeyOf(url), depthClicks };
  return { ...plain, redirectHops: 0, foundOn: null, skip: null, ...changed };
}

const leaseAll = (frontier: Frontier): Promise<readonly Lease[]> => frontier.lease("w", { owners: 10, ttlMs: 1000 });

async function leaseOne(frontier: Frontier): Promise<Lease> {
  const [lease] = await leaseAll(frontier);
  return lease!;
}

function written(task: Task, discovered: readonly Discovered[] = [], retryAtMs: number | null = null): PageWrite {
  const visit: Visit = {
    url: task.url,
    startedMs: 0,
    durationMs: 0,
    sizeBytes: 0,
    kind: "http-error",
    httpStatus: 500,
  };
  return { task, visit, links: [], discovered, retryAtMs };
}

/** Takes and completes everything that is due, and tells in which order. */
async function drain({ frontier, now }: Bench): Promise<string[]> {
  const order: string[] = [];
  for (let leases = await leaseAll(frontier); leases.length > 0; leases = await leaseAll(frontier)) {
    for (const lease of leases) {
      const [task] = await frontier.take(lease, 1);
      if (task !== undefined) {
        order.push(task.url);
        await frontier.complete(lease, written(task));
      }
      await frontier.release(lease, now.ms);
    }
  }
  return order;
}

describe("order", () => {
  test("by depth, then by address, whatever the order of discovery", async () => {
    const bench = newFrontier();
    await bench.frontier.add([
      found("https://a.example/z", 1),
      found("https://a.example/b", 2),
      found("https://a.example/a", 1),
      found("https://a.example/", 0),
    ]);
    expect(await drain(bench)).toEqual([
      "https://a.example/",
      "https://a.example/a",
      "https://a.example/z",
      "https://a.example/b",
    ]);
  });

  test("a level waits for the one above, on every host of its site", async () => {
    const { frontier } = newFrontier();
    await frontier.add([found("https://a.example/", 0), found("https://sub.a.example/deep", 1)]);
    const leases = await leaseAll(frontier);
    expect(leases.map((lease) => lease.ownerKey)).toEqual(["a.example"]);
    const [task] = await frontier.take(leases[0]!, 1);
    await frontier.complete(leases[0]!, written(task!));
    expect((await leaseAll(frontier)).map((lease) => lease.ownerKey)).toEqual(["sub.a.example"]);
  });

  test("a page that waits for another try does not hold the next level back", async () => {
    const { frontier, now } = newFrontier();
    await frontier.add([found("https://a.example/", 0), found("https://a.example/1", 1)]);
    const lease = await leaseOne(frontier);
    const [home] = await frontier.take(lease, 1);
    await frontier.complete(lease, written(home!, [], now.ms + 500));
    expect((await frontier.take(lease, 1)).map((task) => task.url)).toEqual(["https://a.example/1"]);
    now.ms += 500;
    expect(await frontier.take(lease, 1)).toMatchObject([{ url: "https://a.example/", attempts: 1 }]);
  });

  test("the target of a redirect goes first at its depth", async () => {
    const bench = newFrontier();
    await bench.frontier.add([found("https://a.example/a", 1), found("https://a.example/z", 1, { redirectHops: 1 })]);
    expect(await drain(bench)).toEqual(["https://a.example/z", "https://a.example/a"]);
  });
});

describe("budget, skips and duplicates", () => {
  test("no site gets more tasks than its budget, and the others are not hurt", async () => {
    const bench = newFrontier(2);
    await bench.frontier.add(["/1", "/2", "/3"].map((path) => found(`https://a.example${path}`, 1)));
    await bench.frontier.add([found("https://b.example/", 0)]);
    expect((await drain(bench)).toSorted()).toEqual([
      "https://a.example/1",
      "https://a.example/2",
      "https://b.example/",
    ]);
    expect(await bench.frontier.nextDueMs()).toBeNull();
  });

  test("an address is added once; one that must be skipped is known and never given out", async () => {
    const bench = newFrontier();
    const skipped = found("https://a.example/trap", 1, { skip: "trap:repeat" });
    expect(await bench.frontier.add([found("https://a.example/", 0), skipped])).toEqual({ added: 2, known: 0 });
    expect(await bench.frontier.add([found("https://a.example/", 3), skipped])).toEqual({ added: 0, known: 2 });
    expect(await drain(bench)).toEqual(["https://a.example/"]);
  });
});

describe("leases", () => {
  test("one at a time for an owner; released, its tasks wait again", async () => {
    const { frontier, now } = newFrontier();
    await frontier.add([found("https://a.example/", 0)]);
    const lease = await leaseOne(frontier);
    expect(await leaseAll(frontier)).toEqual([]);
    await frontier.take(lease, 1);
    await frontier.release(lease, now.ms);
    expect(await frontier.take(await leaseOne(frontier), 1)).toMatchObject([
      { url: "https://a.example/", attempts: 0 },
    ]);
  });

  test("a stale one is refused, and nothing of what came with it is kept", async () => {
    const { frontier, now } = newFrontier();
    await frontier.add([found("https://a.example/", 0)]);
    const stale = await leaseOne(frontier);
    const [task] = await frontier.take(stale, 1);
    await frontier.release(stale, now.ms);
    const fresh = await leaseOne(frontier);
    expect(fresh.fence).toBeGreaterThan(stale.fence);
    await expect(frontier.complete(stale, written(task!, [found("https://a.example/x", 1)]))).rejects.toThrow(
      "no longer ours",
    );
    expect(await frontier.add([found("https://a.example/x", 1)])).toEqual({ added: 1, known: 0 });
  });

  test("an owner is due again when its rest is over, and not before", async () => {
    const { frontier, now } = newFrontier();
    await frontier.add([found("https://a.example/", 0)]);
    await frontier.release(await leaseOne(frontier), now.ms + 200);
    expect(await leaseAll(frontier)).toEqual([]);
    expect(await frontier.nextDueMs()).toBe(now.ms + 200);
    now.ms += 200;
    expect(await leaseAll(frontier)).toHaveLength(1);
  });

  test("a parked owner is left alone, for a while or for the crawl, and its site's other hosts go on", async () => {
    const { frontier, now } = newFrontier();
    await frontier.add([found("https://a.example/", 0), found("https://sub.a.example/1", 1)]);
    await frontier.defer(ownerKeyOf(canonicalizeUrl("https://a.example/")!), Number.POSITIVE_INFINITY, "test");
    const [lease] = await leaseAll(frontier);
    expect(lease?.ownerKey).toBe("sub.a.example");
    const [task] = await frontier.take(lease!, 1);
    await frontier.complete(lease!, written(task!));
    await frontier.release(lease!, now.ms);
    expect(await frontier.nextDueMs()).toBeNull();
  });
});
