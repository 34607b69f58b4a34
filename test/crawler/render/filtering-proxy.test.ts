import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Resolver } from "../../../crawler/fetch/resolver.ts";
import { filteringProxy, type FilteringProxy } from "../../../crawler/render/filtering-proxy.ts";
import type { ProxyLane } from "../../../crawler/render/proxy-lane.ts";
import { askProxy, dialTo, openCanary, type Canary } from "./proxy-client.ts";

const PUBLIC = "93.184.216.34";
const names: Record<string, readonly string[]> = {
  "public.example": [PUBLIC],
  "private.example": ["127.0.0.1"],
  "mixed.example": [PUBLIC, "10.0.0.1"],
  "metadata.example": ["169.254.169.254"],
};
const resolver: Resolver = (hostname) => {
  const found = names[hostname];
  return found === undefined
    ? Promise.reject(Object.assign(new Error(hostname), { code: "ENOTFOUND" }))
    : Promise.resolve(found);
};

let canary: Canary;
let proxies: FilteringProxy[] = [];
beforeEach(async () => {
  canary = await openCanary();
});
afterEach(async () => {
  await Promise.all(proxies.map(async (proxy) => await proxy.close()));
  proxies = [];
  await canary.close();
});

/** A lane of a proxy that really connects, so that a canary on loopback would notice. */
async function openLane(
  admitted: readonly string[],
  lanes: { resolver?: Resolver; maxBytes?: number } = {},
): Promise<ProxyLane> {
  const proxy = filteringProxy({ resolver: lanes.resolver ?? resolver, connectTimeoutMs: 2000 });
  proxies.push(proxy);
  const lane = await proxy.openLane(lanes.maxBytes ?? 1_000_000);
  for (const authority of admitted) lane.admit(authority);
  return lane;
}

const tunnel = (authority: string): string => `CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n\r\n`;
const forward = (url: string, method = "GET"): string => `${method} ${url} HTTP/1.1\r\nhost: x\r\n\r\n`;

describe("the proxy alone refuses whatever is not the public web, though it was admitted", () => {
  test.each([
    ["127.0.0.1:443", "127.0.0.1:443", "private-address"],
    ["[::1]:443", "[::1]:443", "private-address"],
    ["0x7f.1:443", "127.0.0.1:443", "private-address"],
    ["2130706433:443", "127.0.0.1:443", "private-address"],
    ["[::ffff:127.0.0.1]:443", "[::ffff:7f00:1]:443", "private-address"],
    ["[64:ff9b::7f00:1]:443", "[64:ff9b::7f00:1]:443", "private-address"],
    ["100.64.0.1:443", "100.64.0.1:443", "private-address"],
    ["private.example:443", "private.example:443", "private-address"],
    ["mixed.example:443", "mixed.example:443", "private-address"],
    ["metadata.example:443", "metadata.example:443", "private-address"],
    ["public.example:25", "CONNECT public.example:25", "port"],
    ["public.example:6379", "CONNECT public.example:6379", "port"],
    ["public.example:80", "CONNECT public.example:80", "port"],
  ])("CONNECT %s", async (authority, key, reason) => {
    const lane = await openLane([key]);
    const { head } = await askProxy(lane.url, tunnel(authority));
    expect(head).toMatch(/^HTTP\/1.1 403/);
    expect(lane.failureOf(key)).toEqual({ kind: "refused", reason });
    expect(canary.connections()).toBe(0);
  });

  test.each([
    ["http://127.0.0.1/", "GET", "127.0.0.1:80", "private-address"],
    ["http://private.example/", "GET", "private.example:80", "private-address"],
    ["http://public.example:8080/", "GET", "http://public.example:8080/", "port"],
    ["ftp://public.example/", "GET", "ftp://public.example/", "scheme"],
    ["https://public.example/", "GET", "https://public.example/", "scheme"],
    ["/relative", "GET", "/relative", "scheme"],
    ["http://public.example/", "POST", "http://public.example/", "method"],
    ["http://public.example/", "OPTIONS", "http://public.example/", "method"],
  ])("%s with %s", async (url, method, key, reason) => {
    const lane = await openLane(["127.0.0.1:80", "private.example:80", "public.example:80"]);
    const { head } = await askProxy(lane.url, forward(url, method));
    expect(head).toMatch(/^HTTP\/1.1 403/);
    expect(lane.failureOf(key)).toEqual({ kind: "refused", reason });
    expect(canary.connections()).toBe(0);
  });

  test("a canary's own port is refused, by address and by name", async () => {
    const lane = await openLane([`127.0.0.1:${canary.port}`, `private.example:${canary.port}`]);
    for (const host of ["127.0.0.1", "private.example", "localhost"]) {
      await askProxy(lane.url, tunnel(`${host}:${canary.port}`));
      await askProxy(lane.url, forward(`http://${host}:${canary.port}/`));
    }
    expect(canary.connections()).toBe(0);
  });
});

test("a host that the route guard did not admit gets no connection", async () => {
  const lane = await openLane([]);
  await askProxy(lane.url, tunnel("public.example:443"));
  expect(lane.failureOf("public.example:443")).toEqual({ kind: "refused", reason: "not-admitted" });
});

test("a name without address fails with the code of the name service", async () => {
  const lane = await openLane(["nowhere.example:443"]);
  await askProxy(lane.url, tunnel("nowhere.example:443"));
  expect(lane.failureOf("nowhere.example:443")).toMatchObject({ kind: "failed", code: "dns-not-found" });
});

async function openPublicLane(maxBytes = 1_000_000): Promise<{ lanes: ProxyLane[]; dialled: string[] }> {
  const { dial, dialled } = dialTo(() => canary.port);
  let asked = 0;
  const rebinding: Resolver = async () => {
    asked += 1;
    return asked === 1 ? [PUBLIC] : ["127.0.0.1"];
  };
  const proxy = filteringProxy({ resolver: rebinding, connectTimeoutMs: 2000, dial });
  proxies.push(proxy);
  const lanes = [await proxy.openLane(maxBytes), await proxy.openLane(maxBytes)];
  for (const lane of lanes) for (const port of [80, 443]) lane.admit(`public.example:${port}`);
  return { lanes, dialled };
}

describe("to a public host", () => {
  test("the address that was checked is the one that is connected to; a name that changes its mind is refused", async () => {
    const { lanes, dialled } = await openPublicLane();
    const first = await askProxy(lanes[0]!.url, tunnel("public.example:443"));
    expect(first.head).toMatch(/^HTTP\/1.1 200/);
    expect(dialled).toEqual([PUBLIC]);
    first.socket.destroy();
    const second = await askProxy(lanes[1]!.url, tunnel("public.example:443"));
    expect(second.head).toMatch(/^HTTP\/1.1 403/);
    expect(lanes[1]!.failureOf("public.example:443")).toEqual({ kind: "refused", reason: "private-address" });
    expect(dialled).toEqual([PUBLIC]);
  });

  test("plain http is asked over the checked connection, without headers of the way", async () => {
    const { lanes } = await openPublicLane();
    const { head } = await askProxy(lanes[0]!.url, forward("http://public.example/a?b"));
    expect(head).toMatch(/^HTTP\/1.1 200 OK/);
    expect(lanes[0]!.receivedBytes()).toBeGreaterThan(30);
    expect(lanes[0]!.addressOf("public.example:80")).toBe("127.0.0.1");
  });
});

test("a host has one connection at a time, over all renderings; an idle one makes room", async () => {
  const { dial } = dialTo(() => canary.port);
  const proxy = filteringProxy({ resolver, connectTimeoutMs: 2000, dial });
  proxies.push(proxy);
  const [one, other] = [await proxy.openLane(1000), await proxy.openLane(1000)];
  for (const lane of [one, other]) lane.admit("public.example:443");
  const first = await askProxy(one.url, tunnel("public.example:443"));
  expect(first.head).toMatch(/^HTTP\/1.1 200/);
  const events: string[] = [];
  first.socket.once("close", () => events.push("first closed"));
  const second = await askProxy(other.url, tunnel("public.example:443"));
  events.push(second.head.slice(0, 12));
  expect(events).toEqual(["first closed", "HTTP/1.1 200"]);
  expect(canary.connections()).toBe(2);
});

test("a rendering that received its bytes gets no more, and no further connection", async () => {
  await canary.close();
  canary = await openCanary("x".repeat(5000));
  const { dial } = dialTo(() => canary.port);
  const proxy = filteringProxy({ resolver, connectTimeoutMs: 2000, dial });
  proxies.push(proxy);
  const lane = await proxy.openLane(1000);
  lane.admit("public.example:443");
  const { socket } = await askProxy(lane.url, tunnel("public.example:443"));
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.write("hello");
  await closed;
  expect(lane.isExhausted()).toBe(true);
  await askProxy(lane.url, tunnel("public.example:443"));
  expect(canary.connections()).toBe(1);
});
