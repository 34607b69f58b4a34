import type { Request } from "crawlee";
import { expect, test } from "vitest";
import { RenderQueue } from "../../../crawler/render/render-queue.ts";
import type { RenderResult } from "../../../crawler/render/renderer.ts";
import { orderOf } from "./rendering.ts";

const broken: RenderResult = {
  kind: "failed",
  code: "browser",
  detail: "the browser ended",
  durationMs: 0,
  requests: 0,
  sizeBytes: 0,
  address: null,
};
const newQueue = (): RenderQueue => new RenderQueue(({ key }) => ({ uniqueKey: key }) as Request);

test("an order is told of its failure although its request was said to be handled before, as Crawlee does", async () => {
  const queue = newQueue();
  const ended = queue.add(orderOf("https://a.example/"));
  const request = (await queue.fetchNextRequest())!;
  await queue.markRequestHandled(request);
  queue.fail(request, broken);
  expect(await ended).toEqual(broken);
  queue.fail(request, broken);
});

test("closing tells all that wait, whatever became of their requests", async () => {
  const queue = newQueue();
  const ended = ["https://a.example/", "https://b.example/", "https://b.example/2"].map(
    async (url) => await queue.add(orderOf(url)),
  );
  await queue.markRequestHandled((await queue.fetchNextRequest())!);
  await queue.fetchNextRequest();
  queue.close(broken);
  expect(await Promise.all(ended)).toEqual([broken, broken, broken]);
});
