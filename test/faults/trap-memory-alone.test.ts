import { expect, test } from "vitest";
import { pageWith } from "../support/crawl-web.ts";
import { measureCrawl } from "../support/measure-crawl.ts";
import { byPath } from "../support/pages-by-path.ts";

const MIB = 1024 * 1024;

test("F06: memory stays flat while every page has 10,000 new links", async () => {
  const many = byPath((path) => pageWith(...Array.from({ length: 10_000 }, (_, at) => `${path}${at}`)));
  const { baseline, peak, outcomes } = await measureCrawl(many, { pageBudget: 20 });
  expect(outcomes).toEqual({ fetched: 20 });
  expect(peak - baseline).toBeLessThan(192 * MIB);
});
