import { afterAll, beforeAll, expect, test } from "vitest";
import { countRequests } from "../../bench/web/request-log.ts";
import { startWeb, type BenchWeb } from "../../bench/web/start-web.ts";

let web: BenchWeb;

beforeAll(async () => {
  web = await startWeb({ hosts: 2, warmUpHosts: 1, pages: 3, bodies: "kept" });
});
afterAll(() => web.close());

test("each host has a loopback address of its own", () => {
  expect([...web.hosts, ...web.warmUpHosts].map(({ origin }) => new URL(origin).hostname)).toEqual([
    "127.20.0.1",
    "127.20.0.2",
    "127.20.0.3",
  ]);
});

test("the server answers compressed or plain, and logs what was asked by host, in order of the end", async () => {
  const [first, second] = web.hosts.map(({ origin }) => origin);
  web.forget();
  const compressed = await fetch(`${first}/`);
  const plain = await fetch(`${first}/`, { headers: { "accept-encoding": "identity" } });
  expect(compressed.headers.get("content-encoding")).toBe("gzip");
  expect(plain.headers.get("content-encoding")).toBeNull();
  const html = await compressed.text();
  expect(html).toMatch(/^<!DOCTYPE html>/);
  expect(await plain.text()).toBe(html);
  expect((await fetch(`${second}/robots.txt`)).status).toBe(200);
  expect((await fetch(`${second}/sitemap.xml`)).status).toBe(404);
  const { log, cpuMs } = await web.log();
  expect(log.map(({ host, kind, page }) => [host, kind, page])).toEqual([
    [0, "page", 0],
    [0, "page", 0],
    [1, "robots", -1],
    [1, "other", -1],
  ]);
  for (const { startMs, endMs } of log) expect(endMs).toBeGreaterThanOrEqual(startMs);
  expect(countRequests(log)).toEqual({ pages: 2, distinctPages: 1, robots: 1, others: 1 });
  expect(cpuMs).toBeGreaterThan(0);
});

test("what the warm-up asked is dropped when it is over", async () => {
  web.forget();
  await (await fetch(`${web.warmUpHosts[0]!.origin}/`)).text();
  web.mark();
  await (await fetch(`${web.hosts[0]!.origin}/`)).text();
  const { log } = await web.log();
  expect(log.map(({ host }) => host)).toEqual([0]);
});
