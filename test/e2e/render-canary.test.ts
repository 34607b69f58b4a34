import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Resolver } from "../../crawler/fetch/resolver.ts";
import { filteringProxy } from "../../crawler/render/filtering-proxy.ts";
import type { Dial } from "../../crawler/render/guarded-dial.ts";
import { honestLauncher, launchOptions } from "../../crawler/render/honest-launcher.ts";
import { hostilePage, leavingPage } from "../crawler/render/hostile-page.ts";
import { openCanary, openPacketCanary, type Canary } from "../crawler/render/proxy-client.ts";
import { chromiumPath, openRenderer, orderOf } from "../crawler/render/rendering.ts";
import { serveWeb } from "../support/serve-web.ts";

/** Names of a hostile page's choosing: all lead to loopback. */
const resolver: Resolver = (hostname) =>
  hostname === "rebound.example" ? Promise.resolve(["127.0.0.1"]) : Promise.reject(new Error(hostname));

/** Whatever passes the guard arrives at the canary, even if it went to another port. */
const dial: Dial = ({ hostname }, lookup) =>
  connect({ host: hostname.replace(/^\[|\]$/g, ""), port: canary.port, lookup });

let canary: Canary;
let packets: Awaited<ReturnType<typeof openPacketCanary>>;
beforeEach(async () => {
  [canary, packets] = await Promise.all([openCanary(), openPacketCanary()]);
});
afterEach(async () => {
  packets.close();
  await canary.close();
});

/** The canary by address and by name, at its own port and at those of the web. */
function canaryOrigins(): string[] {
  const hosts = ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "rebound.example"];
  return hosts.flatMap((host) => [`http://${host}:${canary.port}`, `http://${host}`, `https://${host}`]);
}

describe("a page that tries everything reaches no private address", () => {
  test("F35: rendered as all pages are", async () => {
    const redirect = { status: 302, headers: { location: `http://127.0.0.1:${canary.port}/redirected` } };
    const byName = { status: 302, headers: { location: "http://rebound.example/redirected" } };
    const web = await serveWeb({
      "hostile.example": {
        "/": hostilePage(canaryOrigins(), packets.port),
        "/leave": leavingPage(`http://127.0.0.1:${canary.port}`),
        "/leave-by-name": leavingPage("http://rebound.example"),
        "/redirect": redirect,
        "/redirect-name": byName,
        "/refresh": `<meta http-equiv="refresh" content="0;url=http://127.0.0.1:${canary.port}/">`,
      },
    });
    const renderer = await openRenderer({ allowPrivateNetwork: web.network, renderQuietMs: 800 }, { resolver, dial });
    const results = [];
    for (const path of ["/", "/leave", "/leave-by-name", "/redirect", "/redirect-name", "/refresh"]) {
      results.push(await renderer.render(orderOf(`https://hostile.example${path}`)));
    }
    await renderer.close();
    await web.close();
    expect(results[0]).toMatchObject({ kind: "rendered" });
    expect((results[0] as { html: string }).html).toContain("tried");
    expect(results.slice(1).map((result) => "code" in result && result.code)).toEqual(Array(5).fill("bad-redirect"));
    expect(web.log.map(({ path }) => path)).not.toContain("/sw.js");
    expect(canary.connections()).toBe(0);
    expect(packets.packets()).toBe(0);
  });

  test("F35: without any guard in the browser: the proxy alone holds", async () => {
    const proxy = filteringProxy({ resolver, connectTimeoutMs: 2000, dial });
    const lane = await proxy.openLane(1_000_000);
    for (const origin of canaryOrigins())
      for (const port of [80, 443]) lane.admit(`${new URL(origin).hostname}:${port}`);
    const launcher = honestLauncher();
    const browser = await launcher.browserType.launch(launchOptions(await chromiumPath(), lane.url));
    const page = await browser.newPage();
    await page.route("https://hostile.example/", async (route) => {
      await route.fulfill({ contentType: "text/html", body: hostilePage(canaryOrigins(), packets.port) });
    });
    await page.goto("https://hostile.example/", { waitUntil: "commit" });
    await page.getByText("tried").waitFor({ state: "attached", timeout: 20_000 });
    for (const origin of canaryOrigins()) {
      const other = await browser.newPage();
      await other.goto(origin).catch(() => undefined);
      await other.setContent(leavingPage(origin), { waitUntil: "commit" }).catch(() => undefined);
    }
    await browser.close();
    await proxy.close();
    expect(lane.failureOf("rebound.example:443")).toEqual({ kind: "refused", reason: "private-address" });
    expect(lane.failureOf("127.0.0.1:443")).toEqual({ kind: "refused", reason: "private-address" });
    expect(canary.connections()).toBe(0);
    expect(packets.packets()).toBe(0);
  });

  test("a canary does notice who comes: an unguarded browser reaches it", async () => {
    const { browserType } = honestLauncher();
    const options = launchOptions(await chromiumPath(), "");
    const flags = (options.args ?? []).filter((flag) => !flag.startsWith("--host-resolver-rules"));
    const browser = await browserType.launch({ executablePath: options.executablePath!, args: flags });
    await (await browser.newPage()).goto(`http://127.0.0.1:${canary.port}/`).catch(() => undefined);
    await browser.close();
    expect(canary.connections()).toBeGreaterThan(0);
  });
});
