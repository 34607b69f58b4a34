import { describe, expect, test } from "vitest";
import { SITEMAP_DEPTH, type OwnerKey } from "../../crawler/ports.ts";
import {
  drain,
  found,
  frontierBench,
  leaseAll,
  leaseOf,
  statesIn,
  written,
  type Answer,
} from "../support/frontier-bench.ts";

const [A, B] = ["https://a.example", "https://b.example"] as const;

function pages(base: string, count: number, depthClicks = 1): ReturnType<typeof found>[] {
  return Array.from({ length: count }, (_, index) => found(`${base}/${String(index).padStart(3, "0")}`, depthClicks));
}

function roundIn(bench: ReturnType<typeof frontierBench>): unknown {
  return bench.db.prepare("select round from crawl").pluck().get();
}

describe("the reference zone", () => {
  test("every site gets its zone before any gets more", async () => {
    const bench = frontierBench({ zonePages: 5 });
    await bench.frontier.add([...pages(A, 20), ...pages(B, 5), ...pages("https://c.example", 3)]);
    const order = await drain(bench);
    expect(order).toHaveLength(28);
    expect(order.slice(0, 13).filter((url) => url.startsWith(A))).toHaveLength(5);
    expect(order.slice(13).every((url) => url.startsWith(A))).toBe(true);
    expect(roundIn(bench)).toBe(2);
  });

  test("hosts of a site share its zone, and which pages it holds does not depend on their speed", async () => {
    const addresses = Array.from({ length: 12 }, (_, index) => `https://${"xyz"[index % 3]}.a.example/${index + 10}`);
    const zone = async (fast: string): Promise<string[]> => {
      const bench = frontierBench({ zonePages: 6, pageBudget: 6 });
      await bench.frontier.add(addresses.map((address) => found(address, 1)));
      const taken: string[] = [];
      for (let leases = await leaseAll(bench.frontier); leases.length > 0; leases = await leaseAll(bench.frontier)) {
        for (const lease of leases) {
          const tasks = await bench.frontier.take(lease, lease.ownerKey === fast ? 100 : 1);
          for (const task of tasks) await bench.frontier.complete(lease, written(task));
          taken.push(...tasks.map((task) => task.url));
          await bench.frontier.release(lease, bench.now.ms);
        }
      }
      return taken.toSorted();
    };
    expect(await zone("x.a.example")).toEqual(await zone("z.a.example"));
    expect(await zone("x.a.example")).toHaveLength(6);
  });

  test("a site on a parked host does not hold the second round back", async () => {
    const bench = frontierBench({ zonePages: 2 });
    await bench.frontier.add([...pages(A, 4), ...pages(B, 4)]);
    await bench.frontier.defer("b.example" as OwnerKey, bench.now.ms + 500, "test");
    expect(await drain(bench)).toHaveLength(4);
    bench.now.ms += 500;
    expect(await drain(bench)).toHaveLength(4);
  });

  test("a site whose only page waits for another try holds the second round back, until its time is over", async () => {
    const bench = frontierBench({ zonePages: 2, zoneDurationMs: 1000 });
    const { now } = bench;
    await bench.frontier.add([...pages(A, 4), ...pages(B, 1)]);
    const answer: Answer = (task) => ({ retryAtMs: task.url === `${B}/000` ? 6000 : null });
    expect(await drain(bench, answer)).toEqual([`${A}/000`, `${B}/000`, `${A}/001`]);
    expect(roundIn(bench)).toBe(1);
    expect(await bench.frontier.nextDueMs()).toBe(now.ms + 1000);
    now.ms += 1000;
    expect(await drain(bench, answer)).toEqual([`${A}/002`, `${A}/003`]);
  });

  test("a site that works longer at its zone than it may does not hold the second round back", async () => {
    const bench = frontierBench({ zonePages: 2, zoneDurationMs: 1000 });
    const { frontier, now } = bench;
    await frontier.add([...pages(A, 4), ...pages(B, 4)]);
    for (const lease of await leaseAll(frontier)) {
      const tasks = await frontier.take(lease, lease.ownerKey === "a.example" ? 10 : 1);
      expect(tasks).toHaveLength(lease.ownerKey === "a.example" ? 2 : 1);
      for (const task of tasks) await frontier.complete(lease, written(task));
      await frontier.release(lease, lease.ownerKey === "a.example" ? now.ms : now.ms + 10_000);
    }
    expect(await leaseAll(frontier)).toEqual([]);
    now.ms += 999;
    expect(await leaseAll(frontier)).toEqual([]);
    now.ms += 1;
    expect((await leaseAll(frontier)).map((lease) => lease.ownerKey)).toEqual(["a.example"]);
    expect(roundIn(bench)).toBe(2);
  });
});

describe("budgets", () => {
  test("no site gets more tasks than its budget, and the others are not hurt; what is left is kept as capped", async () => {
    const bench = frontierBench({ pageBudget: 2 });
    await bench.frontier.add([...pages(A, 3), found(`${B}/`, 0)]);
    const order = await drain(bench, (task) => ({ discovered: task.url === `${A}/001` ? [found(`${A}/x`, 2)] : [] }));
    expect(order.toSorted()).toEqual([`${A}/000`, `${A}/001`, `${B}/`]);
    expect(await bench.frontier.nextDueMs()).toBeNull();
    expect(statesIn(bench.db)).toMatchObject({ [`${A}/002`]: "capped", [`${A}/x`]: "capped" });
  });

  test("no host gets more tasks than the budget, whatever its sites and whatever they are for", async () => {
    const bench = frontierBench({ pageBudget: 4 });
    const onHost = (path: string, siteId: string): ReturnType<typeof found> =>
      found(`${A}/${path}`, 1, { siteId: siteId as never });
    await bench.frontier.add(["s1", "s2", "s3"].flatMap((id) => [onHost(`${id}/1`, id), onHost(`${id}/2`, id)]));
    const order = await drain(bench, (task) => ({
      discovered: task.url === `${A}/s1/1` ? [found(task.url, 1, { siteId: task.siteId, purpose: "render" })] : [],
    }));
    expect(order).toEqual([`${A}/s1/1`, `render ${A}/s1/1`, `${A}/s2/1`, `${A}/s3/1`]);
    expect(await bench.frontier.nextDueMs()).toBeNull();
  });

  test("a task that is given back is not counted, and another try is not counted again", async () => {
    const bench = frontierBench({ pageBudget: 2 });
    const { frontier, now } = bench;
    await frontier.add(pages(A, 3));
    const lease = await leaseOf(frontier, "a.example");
    expect(await frontier.take(lease, 5)).toHaveLength(2);
    await frontier.release(lease, now.ms);
    const again = await leaseOf(frontier, "a.example");
    const [first] = await frontier.take(again, 1);
    await frontier.complete(again, written(first!, { retryAtMs: now.ms }));
    const rest = await frontier.take(again, 5);
    expect(rest.map((task) => [task.url, task.attempts])).toEqual([
      [`${A}/000`, 1],
      [`${A}/001`, 0],
    ]);
  });
});

describe("the second round", () => {
  test("pages under one first segment take their share of the budget at most while others wait; then the rest", async () => {
    const bench = frontierBench({ pageBudget: 10, zonePages: 2, maxSegmentShare: 0.3 });
    const few = [found(`${A}/news`, 2), found(`${A}/z/1`, 2), found(`${A}/z/2`, 3)];
    await bench.frontier.add([...pages(`${A}/calendar`, 40), ...few]);
    const order = await drain(bench);
    const names = order.map((url) => url.slice(A.length + 1));
    expect(names.slice(0, 6)).toEqual(["calendar/000", "calendar/001", "calendar/002", "news", "z/1", "z/2"]);
    expect(names.slice(6)).toEqual(["calendar/003", "calendar/004", "calendar/005", "calendar/006"]);
    expect(Object.values(statesIn(bench.db)).filter((state) => state === "capped")).toHaveLength(33);
  });

  test("segments are counted over all hosts of a site", async () => {
    const bench = frontierBench({ pageBudget: 10, zonePages: 1, maxSegmentShare: 0.3 });
    const hosts = ["https://x.a.example", "https://y.a.example"];
    await bench.frontier.add(hosts.flatMap((base) => pages(`${base}/calendar`, 10)));
    await bench.frontier.add(hosts.flatMap((base) => pages(`${base}/other`, 2, 2)));
    const order = await drain(bench);
    expect(order).toHaveLength(10);
    const segments = order.map((url) => new URL(url).pathname.split("/")[1]);
    expect(segments.slice(0, 6)).toEqual([...Array(3).fill("calendar"), ...Array(3).fill("other")]);
  });

  test("sitemaps are read when the zone is done, before deeper pages, and count for the host alone", async () => {
    const bench = frontierBench({ pageBudget: 6, zonePages: 2 });
    const sitemap = found(`${A}/sitemap.xml`, SITEMAP_DEPTH - 1, { purpose: "sitemap" });
    await bench.frontier.add([sitemap, ...pages(A, 4)]);
    const order = await drain(bench, (task) => ({
      discovered: task.purpose === "sitemap" ? [found(`${A}/listed`, SITEMAP_DEPTH), found(`${A}/more`, 1000)] : [],
    }));
    const names = order.map((url) => url.replace(`${A}/`, ""));
    expect(names).toEqual(["000", "001", "sitemap sitemap.xml", "002", "003", "listed"]);
  });

  test("a site without pages left reads its sitemaps in the first round, but what they name waits for the second", async () => {
    const bench = frontierBench({ zonePages: 3, zoneDurationMs: 1e9 });
    const sitemap = found(`${A}/sitemap.xml`, SITEMAP_DEPTH - 1, { purpose: "sitemap" });
    await bench.frontier.add([sitemap, ...pages(A, 1), ...pages(B, 3)]);
    const busy = await leaseAll(bench.frontier);
    const ofB = busy.find((lease) => lease.ownerKey === "b.example")!;
    await bench.frontier.release(
      busy.find((lease) => lease !== ofB)!,
      bench.now.ms,
    );
    const [held] = await bench.frontier.take(ofB, 1);
    const answer: Answer = (task) => ({
      discovered: task.purpose === "sitemap" ? [found(`${A}/listed`, SITEMAP_DEPTH)] : [],
    });
    expect(await drain(bench, answer)).toEqual([`${A}/000`, `sitemap ${A}/sitemap.xml`]);
    expect(roundIn(bench)).toBe(1);
    await bench.frontier.complete(ofB, written(held!));
    await bench.frontier.release(ofB, bench.now.ms);
    expect(await drain(bench, answer)).toEqual([`${B}/001`, `${B}/002`, `${A}/listed`]);
  });

  test("renderings go first on their host and do not count for their site", async () => {
    const bench = frontierBench({ pageBudget: 3 });
    await bench.frontier.add([found(`${A}/`, 0), found(`${A}/b`, 1)]);
    const shell = found(`${A}/`, 0, { purpose: "render" });
    const order = await drain(bench, (task) => ({
      discovered: task.purpose === "render" ? [found(`${A}/a`, 1)] : task.depthClicks === 0 ? [shell] : [],
    }));
    expect(order).toEqual([`${A}/`, `render ${A}/`, `${A}/a`]);
    expect(statesIn(bench.db)[`${A}/b`]).toBe("capped");
  });
});

test("ten thousand hosts: none gets its second task before another that is due gets its first", async () => {
  const bench = frontierBench();
  await bench.frontier.add(Array.from({ length: 10_000 }, (_, index) => pages(`https://h${index}.example`, 2)).flat());
  const hosts: string[] = [];
  while (hosts.length < 20_000) {
    for (const lease of await bench.frontier.lease("w", { owners: 50, ttlMs: 1 })) {
      const [task] = await bench.frontier.take(lease, 1);
      hosts.push(lease.ownerKey);
      await bench.frontier.complete(lease, written(task!));
      await bench.frontier.release(lease, bench.now.ms);
      bench.now.ms += 1;
    }
  }
  expect(new Set(hosts.slice(0, 10_000)).size).toBe(10_000);
  expect(new Set(hosts.slice(10_000)).size).toBe(10_000);
});
