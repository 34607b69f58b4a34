import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { pageWith } from "../support/crawl-web.ts";
import { measureCrawl } from "../support/measure-crawl.ts";
import type { FakePages } from "../support/serve-web.ts";

const MIB = 1024 * 1024;

function byPath(page: (path: string) => string): FakePages {
  return {
    "*": (request, response: ServerResponse) => {
      const path = request.url ?? "";
      const isPage = !/^\/(?:robots\.txt|sitemap(?:_index)?\.xml|[0-9a-f]{24}\.html)$/.test(path);
      response.writeHead(isPage ? 200 : 404, { "content-type": "text/html" }).end(isPage ? page(path) : "none");
    },
  };
}

/** A month leads to the next one, for ever. */

test("F06: memory stays flat while every page has 10,000 new links", async () => {
  const many = byPath((path) => pageWith(...Array.from({ length: 10_000 }, (_, at) => `${path}${at}`)));
  const { baseline, peak, outcomes } = await measureCrawl(many, { pageBudget: 20 });
  expect(outcomes).toEqual({ fetched: 20 });
  expect(peak - baseline).toBeLessThan(256 * MIB);
});
