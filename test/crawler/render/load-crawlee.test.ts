import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Server } from "node:net";
import { expect, test, vi } from "vitest";
import { loadCrawlee } from "../../../crawler/render/load-crawlee.ts";

test("loading Crawlee leaves no proxy open on the machine's interfaces", async () => {
  const servers: Server[] = [];
  const collect = (message: unknown): void => {
    servers.push((message as { server: Server }).server);
  };
  subscribe("tracing:net.server.listen:asyncStart", collect);
  const { PlaywrightCrawler } = await loadCrawlee();
  unsubscribe("tracing:net.server.listen:asyncStart", collect);
  expect(PlaywrightCrawler).toBeTypeOf("function");
  expect(servers.length).toBeGreaterThan(0);
  await vi.waitFor(() => expect(servers.filter((server) => server.listening)).toEqual([]));
});
