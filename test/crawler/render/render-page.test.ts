import type { Page } from "playwright";
import { expect, test } from "vitest";
import { renderPage, type PageRender } from "../../../crawler/render/render-page.ts";
import { fakeClock } from "../../support/fake-clock.ts";
import { orderOf } from "./rendering.ts";

test("a page whose browser ends before it was asked for fails as the browser's fault", async () => {
  const why = "browserContext.newCDPSession: Target page, context or browser has been closed\nBrowser logs:";
  const page = { context: () => ({ newCDPSession: () => Promise.reject(new Error(why)) }) } as unknown as Page;
  const guarded = { order: orderOf("https://a.example/"), requests: 0, sizeBytes: 0, address: null };
  const render = { guarded, clock: fakeClock() } as unknown as PageRender;
  expect(await renderPage(page, render)).toEqual({
    kind: "failed",
    code: "browser",
    detail: why.split("\n", 1)[0],
    durationMs: 0,
    requests: 0,
    sizeBytes: 0,
    address: null,
  });
});
