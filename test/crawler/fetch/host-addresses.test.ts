import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HostAddresses } from "../../../crawler/fetch/host-addresses.ts";
import { dnsResolver, type Resolver } from "../../../crawler/fetch/resolver.ts";
import { serveDns, type DnsServer } from "../../support/dns-server.ts";
import { fakeClock } from "../../support/fake-clock.ts";
import { fetchPage, fetcherOn } from "../../support/fetch-page.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Addresses by a resolver that gives its answers in turn; the last one for good. Errors are codes. */
function addressesBy(answers: readonly (readonly string[] | string)[], clock = fakeClock()) {
  const asked: string[] = [];
  const resolver: Resolver = (hostname) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(hostname);
    if (typeof answer !== "string") return Promise.resolve(answer);
    return Promise.reject(Object.assign(new Error(answer), { code: answer }));
  };
  const lifetimes = { lifetimeMs: 6 * HOUR, failureLifetimeMs: MINUTE, timeoutMs: 50 };
  return { asked, clock, addresses: new HostAddresses({ resolver, clock, ...lifetimes }) };
}

describe("an address is looked up once for its lifetime", () => {
  test("F33: a name that turns to a private address is not heard", async () => {
    const { asked, addresses, clock } = addressesBy([["8.8.8.8"], ["127.0.0.1"]]);
    for (const hours of [0, 3, 2.9]) {
      clock.advance(hours * HOUR);
      expect(await addresses.of("a.example")).toEqual({ kind: "address", address: "8.8.8.8" });
    }
    expect(asked).toHaveLength(1);
    clock.advance(HOUR);
    expect(await addresses.of("a.example")).toEqual({ kind: "refused" });
    expect(asked).toHaveLength(2);
  });

  test("F38: a failure is remembered for a minute", async () => {
    const { asked, addresses, clock } = addressesBy(["ESERVFAIL", ["8.8.8.8"]]);
    expect(await addresses.of("a.example")).toMatchObject({ kind: "failed", code: "dns-temporary" });
    clock.advance(MINUTE - 1);
    expect(await addresses.of("a.example")).toMatchObject({ kind: "failed", code: "dns-temporary" });
    expect(asked).toHaveLength(1);
    clock.advance(1);
    expect(await addresses.of("a.example")).toEqual({ kind: "address", address: "8.8.8.8" });
  });

  test("look-ups of one host at once share one, those of two hosts do not", async () => {
    const { asked, addresses } = addressesBy([["8.8.8.8"]]);
    await Promise.all(["a", "a", "b", "a"].map(async (name) => await addresses.of(`${name}.example`)));
    expect(asked).toEqual(["a.example", "b.example"]);
  });

  test("an address that cannot be connected to gives way to the next", async () => {
    const { addresses } = addressesBy([["8.8.8.8", "9.9.9.9"]]);
    await addresses.of("a.example");
    addresses.turnFrom("a.example", "8.8.8.8");
    addresses.turnFrom("a.example", "8.8.8.8");
    expect(await addresses.of("a.example")).toEqual({ kind: "address", address: "9.9.9.9" });
  });
});

describe("F33: one private address refuses the host", () => {
  test.each([
    [["8.8.8.8", "10.0.0.1"], "refused"],
    [["::1"], "refused"],
    [["fd00::1", "2a00:1450:4007:80e::200e"], "refused"],
    [["not an address"], "refused"],
    [[], "failed"],
    [["2a00:1450:4007:80e::200e"], "address"],
  ])("%j: %s", async (answer, kind) => {
    expect((await addressesBy([answer]).addresses.of("a.example")).kind).toBe(kind);
  });

  test.each(["localhost", "localhost.", "a.localhost", "127.0.0.1", "[::1]"])(
    "%s without look-up",
    async (hostname) => {
      const { asked, addresses } = addressesBy([["8.8.8.8"]]);
      expect(await addresses.of(hostname)).toEqual({ kind: "refused" });
      expect(asked).toEqual([]);
    },
  );
});

describe("F38: name servers fail in their own ways", () => {
  let dns: DnsServer;
  let resolver: Resolver;

  beforeAll(async () => {
    const names = {
      "both.example": { a: ["8.8.8.8", "9.9.9.9"], aaaa: ["20010db8000000000000000000000001"] },
      "new.example": { aaaa: ["2a0014504007080e000000000000200e"] },
      "empty.example": {},
      "broken.example": { error: "SERVFAIL" },
      "refusing.example": { error: "REFUSED" },
      "silent.example": { isSilent: true },
      "loop.example": { cname: "loop.example" },
      "inside.example": { a: ["10.1.2.3"] },
    } as const;
    dns = await serveDns(names, "127.3.3.1");
    resolver = dnsResolver([dns.address]);
  });

  afterAll(async () => {
    await dns.close();
  });

  test("IPv4 addresses come first, and a host may have IPv6 ones alone", async () => {
    expect(await resolver("both.example")).toEqual(["8.8.8.8", "9.9.9.9", "2001:db8::1"]);
    expect(await resolver("new.example")).toEqual(["2a00:1450:4007:80e::200e"]);
  });

  test.each([
    ["missing.example", { kind: "failed", code: "dns-not-found" }],
    ["empty.example", { kind: "failed", code: "dns-not-found" }],
    ["broken.example", { kind: "failed", code: "dns-temporary" }],
    ["refusing.example", { kind: "failed", code: "dns-temporary" }],
    ["silent.example", { kind: "failed", code: "dns-temporary" }],
    ["loop.example", { kind: "failed" }],
    ["inside.example", { kind: "refused", reason: "private-address" }],
  ])("%s: %j", async (host, expected) => {
    const fetcher = fetcherOn({}, { resolver, settings: { connectTimeoutMs: 300 } });
    expect(await fetchPage(fetcher, `http://${host}/`)).toMatchObject(expected);
    expect(await fetcher.addressOf(`http://${host}/`)).toBeNull();
    await fetcher.close();
  });

  test("an unreachable name server is a failure of the name service, not of the host", async () => {
    const closed = await serveDns({}, "127.3.3.2");
    await closed.close();
    const fetcher = fetcherOn({}, { resolver: dnsResolver([closed.address]), settings: { connectTimeoutMs: 300 } });
    expect(await fetchPage(fetcher, "http://a.example/")).toMatchObject({ kind: "failed", code: "dns-temporary" });
    await fetcher.close();
  });

  test("fetch and addressOf share what is known", async () => {
    const before = dns.asked.length;
    const fetcher = fetcherOn({}, { resolver });
    await fetcher.addressOf("http://missing.example/a");
    await fetchPage(fetcher, "https://missing.example/b");
    expect(dns.asked.slice(before)).toEqual(["missing.example", "missing.example"]);
    await fetcher.close();
  });
});
