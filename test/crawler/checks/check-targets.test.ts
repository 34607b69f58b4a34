import { describe, expect, test } from "vitest";
import type { ExchangeResult } from "../../../crawler/politeness/exchange.ts";
import { defaultCrawlSettings } from "../../../crawler/settings.ts";
import { answer, failure, FakeChecks, page, redirect } from "./fake-checks.ts";

const DAY = 86_400_000;
const threeOf = (host: string): string[] => ["1", "2", "3"].map((name) => `https://${host}.example/${name}`);
const onlyFirstIsThere = (_: string, url: string): ExchangeResult => (url.includes("a.example") ? page : answer(404));

describe("a run asks each distinct target once, by address, host by host", () => {
  test("whatever the number of its inlinks", async () => {
    const checks = new FakeChecks();
    const targets = ["https://a.example/2", "https://a.example/1", "https://a.example/2"];
    const counts = await checks.run(targets, () => page);
    expect(checks.asked).toEqual(["HEAD https://a.example/1", "HEAD https://a.example/2"]);
    expect(counts).toEqual({ targets: 2, believed: 0, checked: 2, left: 0 });
    expect(checks.progress.map(({ checked }) => checked)).toEqual([1, 2]);
  });

  test("hosts side by side, one host's targets one after another", async () => {
    const one = new FakeChecks();
    await one.run(threeOf("a"), () => page);
    const many = new FakeChecks();
    await many.run(["a", "b", "c"].flatMap(threeOf), () => page);
    expect([one.mostAtOnce, many.mostAtOnce]).toEqual([1, 3]);
  });

  test("no more hosts at once than maxConcurrency", async () => {
    const checks = new FakeChecks();
    const settings = { ...defaultCrawlSettings, maxConcurrency: 2 };
    await checks.run(
      ["a", "b", "c", "d"].map((host) => `https://${host}.example/`),
      () => page,
      { settings },
    );
    expect(checks.mostAtOnce).toBe(2);
  });

  test("20 targets a host at most, the rest in the next run", async () => {
    const targets = Array.from({ length: 25 }, (_, index) => `https://a.example/${index + 10}`);
    const checks = new FakeChecks();
    expect(await checks.run(targets, () => page)).toEqual({ targets: 25, believed: 0, checked: 20, left: 5 });
    expect(await checks.run(targets, () => page)).toEqual({ targets: 25, believed: 20, checked: 5, left: 0 });
    checks.clock.advance(8 * DAY);
    expect((await checks.run(targets, () => page)).left).toBe(5);
    checks.clock.advance(8 * DAY);
    checks.asked.length = 0;
    await checks.run(targets, () => page);
    expect(checks.asked, "those left out the last time").toContain("HEAD https://a.example/34");
  });

  test("redirects from other hosts count among the 20 of where they lead", async () => {
    const targets = Array.from({ length: 25 }, (_, index) => `https://h${index + 10}.example/`);
    const checks = new FakeChecks();
    const counts = await checks.run(targets, (_, url) =>
      url.includes("//h") ? redirect(302, `https://same.example/${new URL(url).host}`) : page,
    );
    expect(checks.asked.filter((line) => line.includes("same.example"))).toHaveLength(20);
    expect([counts.checked, counts.left]).toEqual([20, 5]);
  });

  test("a stop asks nothing more and keeps what was found", async () => {
    const checks = new FakeChecks();
    const counts = await checks.run(["https://a.example/1", "https://a.example/2", "https://b.example/"], (_, url) => {
      if (url === "https://a.example/1") checks.stop.abort();
      return page;
    });
    expect(checks.of("https://a.example/1")).toMatchObject({ kind: "fetched" });
    expect(checks.asked).not.toContain("HEAD https://a.example/2");
    expect(counts.checked + counts.left).toBe(3);
  });
});

test("a stop that cuts an exchange off says nothing of its target", async () => {
  const checks = new FakeChecks();
  const counts = await checks.run(["https://a.example/"], () => {
    checks.stop.abort();
    return failure("reset");
  });
  expect([counts.left, counts.checked, checks.kept.size]).toEqual([1, 0, 0]);
});

test("a target that was good is not asked again within 7 days, one that failed within 1 day", async () => {
  const checks = new FakeChecks();
  const targets = ["https://a.example/", "https://b.example/"];
  await checks.run(targets, onlyFirstIsThere);
  checks.asked.length = 0;
  await checks.run(targets, onlyFirstIsThere);
  expect(checks.asked).toEqual([]);
  checks.clock.advance(DAY);
  await checks.run(targets, onlyFirstIsThere);
  expect(checks.asked).toEqual(["HEAD https://b.example/", "GET https://b.example/"]);
});
