import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isInRange, isPublicAddress } from "../../../crawler/fetch/address-guard.ts";
import type { Fetcher } from "../../../crawler/fetch/fetcher.ts";
import { fetchPage, fetcherOn, textOf } from "../../support/fetch-page.ts";
import { serveRaw, type RawServer } from "../../support/raw-server.ts";

describe("only unicast addresses of the public internet are public", () => {
  test.each([
    ["8.8.8.8", true],
    ["2a00:1450:4007:80e::200e", true],
    ["::ffff:8.8.8.8", true],
    ["64:ff9b::808:808", true],
    ["0.0.0.0", false],
    ["10.1.2.3", false],
    ["100.64.0.1", false],
    ["127.0.0.1", false],
    ["127.255.255.254", false],
    ["169.254.169.254", false],
    ["172.16.0.1", false],
    ["192.0.0.1", false],
    ["192.0.2.1", false],
    ["192.168.0.1", false],
    ["198.18.0.1", false],
    ["203.0.113.1", false],
    ["224.0.0.1", false],
    ["240.0.0.1", false],
    ["255.255.255.255", false],
    ["::", false],
    ["::1", false],
    ["::7f00:1", false],
    ["::ffff:192.168.0.1", false],
    ["64:ff9b::a00:1", false],
    ["64:ff9b:1::808:808", false],
    ["2001:0:4136:e378:8000:63bf:3fff:fdd2", false],
    ["2001:db8::1", false],
    ["2002:7f00:1::", false],
    ["4000::1", false],
    ["fd00::1", false],
    ["fe80::1", false],
    ["fec0::1", false],
    ["ff02::1", false],
    ["not an address", false],
  ])("%s: %s", (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });
});

test.each([
  ["10.0.0.0/33", "10.0.0.1"],
  ["10.0.0.0/x", "10.0.0.1"],
  ["nonsense", "10.0.0.1"],
  ["10.0.0.0/8", "nonsense"],
  ["2000::/3", "10.0.0.1"],
])("what is no range, or no address, holds nothing: %s, %s", (cidr, address) => {
  expect(isInRange(address, cidr)).toBe(false);
});

describe("what must not be asked is refused before a byte is sent", () => {
  let server: RawServer;
  let fetcher: Fetcher;
  let port = "";
  const lookedUp: string[] = [];

  beforeAll(async () => {
    server = await serveRaw({ "/": "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nopen" }, "127.0.0.1");
    port = new URL(server.origin).port;
    const registeredHosts = new Set(["127.0.0.1", "localhost", "[::ffff:7f00:1]"].map((host) => `${host}:${port}`));
    const network = {
      "served.example:80": server.origin,
      "served.example:8081": server.origin,
      "new.example:80": `http://[::1]:${port}`,
    };
    fetcher = fetcherOn(network, { registeredHosts, resolver: () => Promise.resolve(["127.0.0.1"]) });
  });

  afterAll(async () => {
    await fetcher.close();
    await server.close();
  });

  test.each([
    "http://127.0.0.1/",
    "http://127.0.0.1:PORT/",
    "http://0x7f.1/",
    "http://0x7f.1:PORT/",
    "http://2130706433:PORT/",
    "http://017700000001:PORT/",
    "http://127.1:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://[::1]/",
    "http://localhost:PORT/",
    "http://localhost./",
    "http://app.localhost/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "https://[fd00::1]/",
    "https://[64:ff9b::7f00:1]/",
    "http://0/",
    "http://rebound.example/",
    "http://user@127.0.0.1:PORT/",
    "http://１２７.0.0.1:PORT/",
  ])("F32: %s", async (url) => {
    const asked = url.replace("PORT", port);
    expect(await fetchPage(fetcher, asked)).toEqual({ kind: "refused", reason: "private-address" });
    expect(await fetcher.addressOf(asked)).toBeNull();
    expect(server.connections().made).toBe(0);
  });

  test.each([
    ["http://served.example:25/", "port"],
    ["http://served.example:6379/", "port"],
    ["https://other.example:8443/", "port"],
    ["mailto:a@served.example", "scheme"],
    ["file:///etc/passwd", "scheme"],
    ["data:text/html,hello", "scheme"],
    ["ftp://served.example/", "scheme"],
    ["http://]/", "scheme"],
    ["", "scheme"],
  ])("F29, F36: %s for its %s", async (url, reason) => {
    expect(await fetchPage(fetcher, url)).toEqual({ kind: "refused", reason });
    expect(await fetcher.addressOf(url)).toBeNull();
    expect(server.connections().made).toBe(0);
  });

  test("a registered port is looked up like the web's own; others are not even looked up", async () => {
    lookedUp.length = 0;
    const own = fetcherOn({}, { registeredHosts: new Set(["a.example:8443"]), resolver: refusing });
    expect(await fetchPage(own, "https://a.example:8443/")).toMatchObject({ kind: "failed", code: "dns-not-found" });
    expect(await fetchPage(own, "http://b.example:443/")).toMatchObject({ kind: "failed", code: "dns-not-found" });
    expect(await fetchPage(own, "https://a.example:8444/")).toEqual({ kind: "refused", reason: "port" });
    expect(lookedUp).toEqual(["a.example", "b.example"]);
    await own.close();
  });

  test("only pairs of host and port that the configuration names may be private", async () => {
    expect(textOf(await fetchPage(fetcher, "http://served.example:8081/"))).toBe("open");
    expect(await fetcher.addressOf("http://served.example/any")).toBe("127.0.0.1");
    expect(await fetcher.addressOf("http://new.example/")).toBe("::1");
    expect(await fetchPage(fetcher, "http://served.example:443/")).toEqual({
      kind: "refused",
      reason: "private-address",
    });
  });

  function refusing(hostname: string): Promise<never> {
    lookedUp.push(hostname);
    return Promise.reject(Object.assign(new Error(hostname), { code: "ENOTFOUND" }));
  }
});
