import { describe, expect, test } from "vitest";
import { UserError } from "../../core/user-error.ts";
import { SITEMAP_DEPTH, type OwnerKey } from "../../crawler/ports.ts";
import { openDatabase } from "../../db/open-database.ts";
import type { FrontierLimits } from "../../db/sqlite-frontier.ts";
import {
  drain,
  found,
  frontierBench,
  kill,
  leaseAll,
  leaseOf,
  newStore,
  statesIn,
  written,
} from "../support/frontier-bench.ts";

const A = "https://a.example";

describe("a process that is killed", () => {
  test("loses steps since the last commit as wholes: page, discoveries and outcome", async () => {
    const file = newStore();
    const bench = frontierBench({}, file);
    await bench.frontier.add([found(`${A}/`, 0)]);
    const lease = await leaseOf(bench.frontier, "a.example");
    const [task] = await bench.frontier.take(lease, 1);
    await bench.frontier.complete(lease, written(task!, { discovered: [found(`${A}/x`, 1)] }));
    kill(bench);
    const again = frontierBench({}, file);
    expect(statesIn(again.db)).toEqual({ [`${A}/`]: "pending" });
    expect(again.db.prepare("select count(*) from visit").pluck().get()).toBe(0);
    expect(await drain(again)).toEqual([`${A}/`]);
    kill(again);
  });

  test("counts against the task that it had begun; after three it is set aside as a failed visit", async () => {
    const file = newStore();
    let bench = frontierBench({}, file);
    await bench.frontier.add([found(`${A}/`, 0), found(`${A}/next`, 0)]);
    bench.commits.flush();
    for (let crash = 0; crash < 3; crash += 1) {
      const [task] = await bench.frontier.take(await leaseOf(bench.frontier, "a.example"), 1);
      expect(task).toMatchObject({ url: `${A}/`, attempts: 0 });
      kill(bench);
      bench = frontierBench({}, file);
    }
    expect(await drain(bench)).toEqual([`${A}/next`]);
    const visits = bench.db.prepare("select kind, detail, is_final from visit order by started_ms, url_id").all();
    expect(visits[0]).toEqual({ kind: "failed", detail: "internal", is_final: 1 });
    kill(bench);
  });

  test("counts less where many were under way: a slow host's visit is, whenever somebody ends the process", async () => {
    const file = newStore();
    let bench = frontierBench({}, file);
    await bench.frontier.add([found(`${A}/`, 0), found("https://b.example/", 0)]);
    bench.commits.flush();
    const left: number[] = [];
    for (let crash = 0; crash < 10; crash += 1) {
      const leases = await leaseAll(bench.frontier);
      for (const lease of leases) await bench.frontier.take(lease, 1);
      left.push(leases.length);
      kill(bench);
      bench = frontierBench({}, file);
    }
    expect(left).toEqual(Array.from({ length: 10 }, () => 2));
    expect(await leaseAll(bench.frontier)).toEqual([]);
    kill(bench);
  });

  test("counts against what is no page too, which is set aside without a visit", async () => {
    const file = newStore();
    let bench = frontierBench({}, file);
    await bench.frontier.add([found(`${A}/sitemap.xml`, SITEMAP_DEPTH - 1, { purpose: "sitemap" })]);
    bench.commits.flush();
    for (let crash = 0; crash < 3; crash += 1) {
      await bench.frontier.take(await leaseOf(bench.frontier, "a.example"), 1);
      kill(bench);
      bench = frontierBench({}, file);
    }
    expect(await leaseAll(bench.frontier)).toEqual([]);
    expect(bench.db.prepare("select count(*) from visit").pluck().get()).toBe(0);
    kill(bench);
  });
});

describe("opened again", () => {
  test("parks, rests, other tries, renderings and counts are as they were", async () => {
    const file = newStore();
    const bench = frontierBench({ pageBudget: 3 }, file);
    const { now } = bench;
    await bench.frontier.add([found(`${A}/`, 0), found("https://b.example/", 0), found("https://c.example/", 0)]);
    for (const lease of await leaseAll(bench.frontier)) {
      const [task] = await bench.frontier.take(lease, 1);
      const shell = found(task!.url, 0, { purpose: "render" });
      const retryAtMs = task!.url === `${A}/` ? now.ms + 300 : null;
      await bench.frontier.complete(lease, written(task!, { discovered: [shell], retryAtMs }));
      await bench.frontier.release(lease, now.ms + 100);
    }
    await bench.frontier.defer("b.example" as OwnerKey, now.ms + 1000, "test");
    bench.commits.flush();
    kill(bench);
    const again = frontierBench({ pageBudget: 3 }, file, now.ms);
    expect(await leaseAll(again.frontier)).toEqual([]);
    again.now.ms += 100;
    expect(await drain(again)).toEqual([`render ${A}/`, "render https://c.example/"]);
    expect(await again.frontier.nextDueMs()).toBe(now.ms + 300);
    again.now.ms += 900;
    expect((await drain(again)).toSorted()).toEqual([`${A}/`, "render https://b.example/"]);
    kill(again);
  });

  test("times that only a wrong clock can have stored are cut to the longest that we ever wait", async () => {
    const file = newStore();
    const bench = frontierBench({}, file, Date.UTC(2026, 9, 3));
    const { now } = bench;
    await bench.frontier.add([found(`${A}/`, 0), found("https://b.example/", 0), found("https://c.example/", 0)]);
    for (const lease of await leaseAll(bench.frontier)) {
      const [task] = lease.ownerKey === "c.example" ? await bench.frontier.take(lease, 1) : [];
      if (task !== undefined) await bench.frontier.complete(lease, written(task, { retryAtMs: now.ms + 5000 }));
      await bench.frontier.release(lease, now.ms + 2000);
    }
    await bench.frontier.defer("b.example" as OwnerKey, now.ms + 2000, "test");
    bench.commits.flush();
    kill(bench);
    const again = frontierBench({}, file, 0);
    again.now.ms = 3_600_000;
    expect((await leaseAll(again.frontier)).map((lease) => lease.ownerKey)).toEqual(["a.example", "c.example"]);
    again.now.ms = 86_400_000;
    expect((await leaseAll(again.frontier)).map((lease) => lease.ownerKey)).toEqual(["b.example"]);
    kill(again);
  });

  test.each<[name: string, first: Partial<FrontierLimits>, then: Partial<FrontierLimits>, pages: number]>([
    ["raised lets what was beyond it wait again", { pageBudget: 2 }, { pageBudget: 4 }, 2],
    ["lowered caps what waits", { pageBudget: 4, zonePages: 2 }, { pageBudget: 2 }, 0],
  ])("a budget that was %s", async (_name, first, then, pages) => {
    const file = newStore();
    const bench = frontierBench(first, file);
    bench.db.prepare("insert into site_budget values (1, 'a.example', ?, 0, null)").run(first.pageBudget);
    await bench.frontier.add(["/1", "/2", "/3", "/4", "/5"].map((name) => found(`${A}${name}`, 1)));
    const lease = await leaseOf(bench.frontier, "a.example");
    for (const task of await bench.frontier.take(lease, 2)) await bench.frontier.complete(lease, written(task));
    bench.commits.flush();
    kill(bench);
    const again = frontierBench(then, file);
    expect(await drain(again)).toHaveLength(pages);
    expect(Object.values(statesIn(again.db)).filter((state) => state === "capped")).toHaveLength(3 - pages);
    kill(again);
  });
});

test("a full disk stops the frontier with an error that says so; the store is whole, and goes on with room", async () => {
  const file = newStore();
  const bench = frontierBench({}, file);
  await bench.frontier.add([found(`${A}/`, 0)]);
  bench.commits.flush();
  const lease = await leaseOf(bench.frontier, "a.example");
  const [task] = await bench.frontier.take(lease, 1);
  bench.db.pragma(`max_page_count = ${String(bench.db.pragma("page_count", { simple: true }))}`);
  const many = Array.from({ length: 3000 }, (_, index) => found(`${A}/${"x".repeat(200)}${index}`, 1));
  const failure = await bench.frontier
    .complete(lease, written(task!, { discovered: many }))
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UserError);
  expect(failure).toMatchObject({ kind: "partial", problems: [{ where: file }] });
  await expect(bench.frontier.release(lease, 0)).rejects.toBe(failure);
  await expect(bench.frontier.nextDueMs()).rejects.toBe(failure);
  kill(bench);
  const { db, close } = openDatabase(file, "write");
  expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
  close();
  const again = frontierBench({}, file);
  const order = await drain(again, ({ url }) => ({ discovered: url === `${A}/` ? many.slice(0, 5) : [] }));
  expect(order).toHaveLength(6);
  kill(again);
});
