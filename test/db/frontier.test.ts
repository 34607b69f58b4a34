import { describe, expect, test } from "vitest";
import { SITEMAP_DEPTH, type OwnerKey } from "../../crawler/ports.ts";
import { drain, found, frontierBench, leaseAll, leaseOf, statesIn, written } from "../support/frontier-bench.ts";

const A = "https://a.example";

describe("order", () => {
  test("by depth, then by address, whatever the order of discovery", async () => {
    const bench = frontierBench();
    await bench.frontier.add([found(`${A}/z`, 1), found(`${A}/b`, 2), found(`${A}/a`, 1), found(`${A}/`, 0)]);
    expect(await drain(bench)).toEqual([`${A}/`, `${A}/a`, `${A}/z`, `${A}/b`]);
  });

  test("more pages than are loaded at a time keep their order, and so do those that come meanwhile", async () => {
    const bench = frontierBench();
    const paths = Array.from({ length: 60 }, (_, index) => `${A}/${String(index).padStart(3, "0")}`);
    await bench.frontier.add(paths.toReversed().map((address) => found(address, 1)));
    const order = await drain(bench, (task) => ({
      discovered: task.url === `${A}/005` ? [found(`${A}/0055`, 1), found(`${A}/0001`, 1)] : [],
    }));
    const sorted = paths.toSpliced(6, 0, `${A}/0001`, `${A}/0055`);
    expect(order).toEqual(sorted);
  });

  test("a level waits for the one above, on every host of its site", async () => {
    const { frontier } = frontierBench();
    await frontier.add([found(`${A}/`, 0), found("https://sub.a.example/deep", 1)]);
    const leases = await leaseAll(frontier);
    expect(leases.map((lease) => lease.ownerKey)).toEqual(["a.example"]);
    const [task] = await frontier.take(leases[0]!, 1);
    expect(await leaseAll(frontier)).toEqual([]);
    await frontier.complete(leases[0]!, written(task!));
    expect((await leaseAll(frontier)).map((lease) => lease.ownerKey)).toEqual(["sub.a.example"]);
  });

  test("a page that waits for another try does not hold the next level back", async () => {
    const { frontier, now } = frontierBench();
    await frontier.add([found(`${A}/`, 0), found(`${A}/1`, 1)]);
    const lease = await leaseOf(frontier, "a.example");
    const [home] = await frontier.take(lease, 1);
    await frontier.complete(lease, written(home!, { retryAtMs: now.ms + 500 }));
    expect((await frontier.take(lease, 1)).map((task) => task.url)).toEqual([`${A}/1`]);
    now.ms += 500;
    expect(await frontier.take(lease, 1)).toMatchObject([{ url: `${A}/`, attempts: 1 }]);
  });

  test("a page on a parked host does not hold the next level back; when the park ends it goes first again", async () => {
    const bench = frontierBench();
    const { frontier, now } = bench;
    await frontier.add([found("https://sub.a.example/", 0), found(`${A}/1`, 1), found(`${A}/2`, 2)]);
    expect((await leaseAll(frontier)).map((lease) => lease.ownerKey)).toEqual(["sub.a.example"]);
    await frontier.defer("sub.a.example" as OwnerKey, now.ms + 500, "test");
    const lease = await leaseOf(frontier, "a.example");
    const [first] = await frontier.take(lease, 1);
    expect(first!.url).toBe(`${A}/1`);
    await frontier.complete(lease, written(first!));
    now.ms += 500;
    expect(await frontier.take(lease, 1)).toEqual([]);
  });

  test("the target of a redirect goes first at its depth, with the chain that led there", async () => {
    const bench = frontierBench();
    const target = found(`${A}/z`, 1, { chain: [found(`${A}/a`, 1).url] });
    await bench.frontier.add([found(`${A}/a`, 1), found(`${A}/b`, 1)]);
    const chains: (readonly string[])[] = [];
    const order = await drain(bench, (task) => {
      chains.push(task.chain);
      return { discovered: task.url === `${A}/a` ? [target] : [] };
    });
    expect(order).toEqual([`${A}/a`, `${A}/z`, `${A}/b`]);
    expect(chains).toEqual([[], [`${A}/a`], []]);
  });

  test("a page that a link leads to nearer to the home moves up, be it known from a sitemap or from a longer way", async () => {
    const bench = frontierBench();
    await bench.frontier.add([found(`${A}/`, 0), found(`${A}/far`, 5), found(`${A}/listed`, SITEMAP_DEPTH)]);
    await bench.frontier.add([found(`${A}/x`, 4)]);
    const depths = new Map<string, number>();
    const order = await drain(bench, (task) => {
      depths.set(task.url, task.depthClicks);
      return { discovered: task.url === `${A}/` ? [found(`${A}/listed`, 1), found(`${A}/far`, 1)] : [] };
    });
    expect(order).toEqual([`${A}/`, `${A}/far`, `${A}/listed`, `${A}/x`]);
    expect(depths.get(`${A}/listed`)).toBe(1);
  });
});

describe("skips and duplicates", () => {
  test("an address is added once; one that must be skipped is known and never given out", async () => {
    const bench = frontierBench();
    const skipped = found(`${A}/trap`, 1, { skip: "trap:repeat" });
    expect(await bench.frontier.add([found(`${A}/`, 0), skipped])).toEqual({ added: 2, known: 0 });
    expect(await bench.frontier.add([found(`${A}/`, 3), skipped])).toEqual({ added: 0, known: 2 });
    expect(await drain(bench)).toEqual([`${A}/`]);
    expect(statesIn(bench.db)).toEqual({ [`${A}/`]: "done", [`${A}/trap`]: "skipped" });
  });

  test("a page too deep by one way is visited when a shorter one is found", async () => {
    const bench = frontierBench();
    await bench.frontier.add([found(`${A}/deep`, 21, { skip: "depth" })]);
    expect(await drain(bench)).toEqual([]);
    await bench.frontier.add([found(`${A}/deep`, 20)]);
    expect(await drain(bench)).toEqual([`${A}/deep`]);
  });

  test("addresses that differ in their query are visited up to a number for each path; the rest is recorded", async () => {
    const bench = frontierBench({ maxQueriesPerPath: 2 });
    const queries = ["?a=1", "?b=1&a=1", "?a=1&b=1", "?a=2", "?a=3"];
    await bench.frontier.add(queries.map((query) => found(`${A}/list${query}`, 1)));
    await bench.frontier.add([found(`${A}/list`, 1), found(`${A}/other?a=1`, 1), found(`${A}/list?a=3`, 1)]);
    expect(await drain(bench)).toEqual([`${A}/list`, `${A}/list?a=1`, `${A}/list?a=1&b=1`, `${A}/other?a=1`]);
    const skipped = bench.db.prepare("select skip_reason from frontier where state = 'skipped'").pluck().all();
    expect(skipped).toEqual(["trap:queries", "trap:queries"]);
  });
});

describe("leases", () => {
  test("one at a time for an owner; released, its tasks wait again", async () => {
    const { frontier, now } = frontierBench();
    await frontier.add([found(`${A}/`, 0)]);
    const lease = await leaseOf(frontier, "a.example");
    expect(await leaseAll(frontier)).toEqual([]);
    await frontier.take(lease, 1);
    await frontier.release(lease, now.ms);
    const again = await frontier.take(await leaseOf(frontier, "a.example"), 1);
    expect(again).toMatchObject([{ url: `${A}/`, attempts: 0 }]);
  });

  test("a stale one is refused, and nothing of what came with it is kept", async () => {
    const { frontier, now, db } = frontierBench();
    await frontier.add([found(`${A}/`, 0)]);
    const stale = await leaseOf(frontier, "a.example");
    const [task] = await frontier.take(stale, 1);
    await frontier.release(stale, now.ms);
    const fresh = await leaseOf(frontier, "a.example");
    expect(fresh.fence).toBeGreaterThan(stale.fence);
    const page = written(task!, { discovered: [found(`${A}/x`, 1)] });
    await expect(frontier.complete(stale, page)).rejects.toMatchObject({ name: "LeaseLost" });
    await expect(frontier.take(stale, 1)).rejects.toMatchObject({ name: "LeaseLost" });
    await expect(frontier.release(stale, 0)).rejects.toMatchObject({ name: "LeaseLost" });
    await expect(frontier.renew(stale, 1)).rejects.toMatchObject({ name: "LeaseLost" });
    await expect(frontier.renew(fresh, 1)).resolves.toEqual(fresh);
    expect(await frontier.add([found(`${A}/x`, 1)])).toEqual({ added: 1, known: 0 });
    expect(db.prepare("select count(*) from visit").pluck().get()).toBe(0);
  });

  test("a task is completed once", async () => {
    const { frontier } = frontierBench();
    await frontier.add([found(`${A}/`, 0)]);
    const lease = await leaseOf(frontier, "a.example");
    const [task] = await frontier.take(lease, 1);
    await frontier.complete(lease, written(task!));
    await expect(frontier.complete(lease, written(task!))).rejects.toThrow("is not under way");
  });

  test("an owner is due again when its rest is over, and not before; what was learnt of it is kept", async () => {
    const { frontier, now, db } = frontierBench();
    await frontier.add([found(`${A}/`, 0)]);
    const memory = { latencyMs: 7, crawlDelayMs: null, failures: 1, parks: 0, throttles: 0, pages: 1 };
    await frontier.release(await leaseOf(frontier, "a.example"), now.ms + 200, memory);
    expect(await leaseAll(frontier)).toEqual([]);
    expect(await frontier.nextDueMs()).toBe(now.ms + 200);
    now.ms += 200;
    expect(await leaseAll(frontier)).toHaveLength(1);
    expect(db.prepare("select memory_json from owner").pluck().get()).toBe(JSON.stringify(memory));
  });

  test("a parked owner is left alone, for a while or for the crawl, and its site's other hosts go on", async () => {
    const { frontier, now } = frontierBench();
    await frontier.add([found(`${A}/`, 0), found("https://sub.a.example/1", 1)]);
    await frontier.defer("a.example" as OwnerKey, Number.POSITIVE_INFINITY, "test");
    await frontier.defer("a.example" as OwnerKey, now.ms + 1, "a shorter park does not end a longer one");
    now.ms += 2;
    const lease = await leaseOf(frontier, "sub.a.example");
    const [task] = await frontier.take(lease, 1);
    expect(await frontier.nextDueMs()).toBe(now.ms);
    await frontier.complete(lease, written(task!));
    await frontier.release(lease, now.ms);
    expect(await frontier.nextDueMs()).toBeNull();
  });

  test("the next due time is that of another try, or of the end of a park", async () => {
    const { frontier, now } = frontierBench();
    await frontier.add([found(`${A}/`, 0)]);
    const lease = await leaseOf(frontier, "a.example");
    const [task] = await frontier.take(lease, 1);
    await frontier.complete(lease, written(task!, { retryAtMs: now.ms + 700 }));
    await frontier.release(lease, now.ms + 100);
    expect(await frontier.nextDueMs()).toBe(now.ms + 700);
    await frontier.defer("a.example" as OwnerKey, now.ms + 900, "test");
    expect(await frontier.nextDueMs()).toBe(now.ms + 900);
    now.ms += 900;
    expect(await leaseAll(frontier)).toHaveLength(1);
  });

  test("a clock that is set back does not end the crawl: nothing waits longer than an hour, no park than a day", async () => {
    const { frontier, now } = frontierBench();
    now.ms = Date.UTC(2026, 9, 3);
    await frontier.add([found(`${A}/`, 0), found("https://b.example/", 0)]);
    for (const lease of await leaseAll(frontier)) await frontier.release(lease, now.ms + 2000);
    await frontier.defer("b.example" as OwnerKey, now.ms + 900_000, "test");
    now.ms = 0;
    expect(await frontier.nextDueMs()).toBe(3_600_000);
    now.ms = 3_600_000;
    expect((await leaseAll(frontier)).map((lease) => lease.ownerKey)).toEqual(["a.example"]);
    now.ms = 86_400_000;
    expect((await leaseAll(frontier)).map((lease) => lease.ownerKey)).toEqual(["b.example"]);
  });
});
