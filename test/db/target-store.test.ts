import { expect, test } from "vitest";
import type { TargetCheck } from "../../crawler/store-port.ts";
import { address, linkTo } from "../support/page-literal.ts";
import { crawlPages, storeBench, visitPages } from "../support/store-bench.ts";

test("outside targets are those of hyperlinks that belong to no site, each once, by address, without excluded hosts", async () => {
  const bench = storeBench();
  bench.crawl.exclude("left-alone.test", 1);
  const links = [
    linkTo("https://z.test/"),
    linkTo("https://m.test/a"),
    linkTo("https://z.test/"),
    linkTo("https://b.example/"),
    linkTo("https://left-alone.test/"),
    linkTo("https://left-alone.test:8443/"),
    linkTo("https://frame.test/", { kind: "frame", element: "iframe" }),
    linkTo("mailto:a@b.test"),
  ];
  const { id } = await visitPages(bench, [
    { url: "https://a.example/", links },
    { url: "https://b.example/", links: [linkTo("https://m.test/a", { text: "the same" })] },
  ]);
  const expected = ["https://m.test/a", "https://z.test/"];
  expect([...bench.store.targetStore().outsideTargets(id)]).toEqual(expected);
});

test("outside targets are those of the crawl that is asked for", async () => {
  const bench = storeBench();
  await crawlPages(bench, [{ url: "https://a.example/", links: [linkTo("https://one.test/")] }]);
  await crawlPages(bench, [{ url: "https://a.example/", links: [linkTo("https://two.test/")] }]);
  expect([...bench.store.targetStore().outsideTargets(1)]).toEqual(["https://one.test/"]);
  expect([...bench.store.targetStore().outsideTargets(2)]).toEqual(["https://two.test/"]);
});

test("the state of a target is kept until the next check, chain, end and all", async () => {
  const bench = storeBench();
  await visitPages(bench, []);
  const targets = bench.store.targetStore();
  const check: TargetCheck = {
    url: address("https://one.test/"),
    checkedMs: 5,
    kind: "http-error",
    httpStatus: 404,
    detail: null,
    chain: [address("https://one.test/"), address("https://two.test/")],
    finalUrl: address("https://three.test/"),
    isPermanent: true,
    firstBadMs: 5,
    lastBadMs: 5,
  };
  expect(targets.checkOf(check.url)).toBeNull();
  targets.keepCheck(check);
  expect(targets.checkOf(check.url)).toEqual(check);
  const kept = { kind: "fetched", httpStatus: 200, chain: [], finalUrl: check.url, isPermanent: false } as const;
  const good: TargetCheck = { ...check, ...kept, firstBadMs: null, lastBadMs: null };
  targets.keepCheck(good);
  expect(targets.checkOf(check.url)).toEqual(good);
});
