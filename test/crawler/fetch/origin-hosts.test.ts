import { expect, test } from "vitest";
import { OriginHosts } from "../../../crawler/fetch/origin-hosts.ts";

const exceptions = {
  allowPrivateNetwork: new Map([
    ["a.example:443", "http://127.0.0.1:4001"],
    ["b.example:80", "http://[::1]:4002"],
  ]),
  registeredHosts: new Set(["c.example:8443"]),
};
const named = (hostname: string): object => ({ kind: "named", hostname });
const refused = { kind: "refused" };

const EXPECTED: readonly (readonly [url: string, expected: object])[] = [
  ["https://a.example/", { kind: "given", address: "127.0.0.1" }],
  ["https://a.example:443/x", { kind: "given", address: "127.0.0.1" }],
  ["http://a.example/", named("a.example")],
  ["http://b.example/", { kind: "given", address: "::1" }],
  ["https://b.example/", named("b.example")],
  ["https://c.example:8443/", named("c.example")],
  ["https://c.example:8444/", refused],
  ["https://c.example:99999/", refused],
  ["https://0x7f.1/", named("127.0.0.1")],
  ["https://[::1]/", named("[::1]")],
  ["https://d.example?/https://a.example/", named("d.example")],
  ["https://d.example\\@a.example/", named("d.example")],
  ["https://d.example@a.example/", { kind: "given", address: "127.0.0.1" }],
  ["https:///d.example/", named("d.example")],
  ["https:///a.example/", { kind: "given", address: "127.0.0.1" }],
  ["https:/a.example/", { kind: "given", address: "127.0.0.1" }],
  ["https://\t/a.example/", { kind: "given", address: "127.0.0.1" }],
  ["https://\t/d.example/", named("d.example")],
  ["HTTPS://A.example/", { kind: "given", address: "127.0.0.1" }],
  ["ftp://a.example/", refused],
  ["a.example/", refused],
];

test("an address reaches whom it reaches, whatever was asked before", () => {
  const hosts = new OriginHosts(exceptions);
  for (const urls of [EXPECTED, EXPECTED.toReversed(), EXPECTED]) {
    expect(urls.map(([url]) => [url, hosts.of(url)])).toEqual(urls);
  }
});
