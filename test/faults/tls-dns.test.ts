import { createServer } from "node:https";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { parseTopicId } from "../../core/theme.ts";
import { dnsResolver } from "../../crawler/fetch/resolver.ts";
import { pageWith } from "../support/crawl-web.ts";
import { crawledWebs, type CrawledWeb } from "../support/crawled-webs.ts";
import { serveDns, type DnsRecords, type DnsServer } from "../support/dns-server.ts";
import { address } from "../support/page-literal.ts";
import { smallRegistry } from "../support/small-registry.ts";
import { testCertificate, trustTestRoot, type CertificateName } from "../support/test-certificates.ts";

const crawled = crawledWebs();
const QUIET = { "/": pageWith() };
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server with a certificate; `paths` are the requests that it was sent. */
async function secureServer(name: CertificateName, options: object = {}): Promise<{ origin: string; paths: string[] }> {
  const paths: string[] = [];
  const server = createServer({ ...testCertificate(name), ...options }, (request, response) => {
    paths.push(request.url ?? "");
    const isPage = request.url === "/";
    response.writeHead(isPage ? 200 : 404, { "content-type": "text/html" }).end(isPage ? pageWith() : "none");
  });
  server.listen(0, "127.3.6.1");
  await once(server, "listening");
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `https://127.3.6.1:${(server.address() as AddressInfo).port}`, paths };
}

describe("what is wrong with a certificate is an outcome", () => {
  let distrust: () => void;
  beforeAll(() => {
    distrust = trustTestRoot();
  });
  afterAll(() => {
    distrust();
  });

  test.each<[string, CertificateName, string, object]>([
    ["expired", "expired", "tls:CERT_HAS_EXPIRED", {}],
    ["signed by itself", "self", "tls:DEPTH_ZERO_SELF_SIGNED_CERT", {}],
    ["for another host", "good", "tls:ERR_TLS_CERT_ALTNAME_INVALID", {}],
    ["without its chain", "chained", "tls:UNABLE_TO_VERIFY_LEAF_SIGNATURE", {}],
    [
      "of TLS 1.0",
      "good",
      "tls:ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
      { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" },
    ],
  ])("F37: a certificate %s", async (fault, name, code, options) => {
    const host = { "for another host": "other.example", "of TLS 1.0": "good.example" }[fault] ?? `${name}.example`;
    const server = await secureServer(name, options);
    const web = await crawled({ [host]: QUIET, "quiet.example": QUIET }, { settings: { minRevisitMs: 0 } });
    const network = new Map([...web.web.network, [`${host}:443`, server.origin]]);
    await web.crawl({ settings: { minRevisitMs: 0, allowPrivateNetwork: network } });
    expect(web.outcomes(host, 2)).toEqual([`/ failed  ${code}`]);
    expect(web.attempts(`https://${host}/`, 2)).toHaveLength(1);
    expect(web.outcomes("quiet.example", 2)).toEqual(["/ fetched 200 "]);
    expect(server.paths).toEqual([]);
  });

  test("F37: a host whose first certificate is wrong keeps its pages for later, and its code in its owner's report", async () => {
    const server = await secureServer("expired");
    const settings = { allowPrivateNetwork: new Map([["expired.example:443", server.origin]]) };
    const web = await crawled({ "expired.example": QUIET }, { settings });
    expect(web.store.impact(1, null)).toMatchObject([{ outcomes: [["tls:CERT_HAS_EXPIRED", 0]] }]);
    expect(web.coverage("expired.example")).toMatchObject({ state: "down", fetched: 0, frontierLeft: 1 });
    expect(server.paths).toEqual([]);
  });

  test("F37: a host whose certificate is not to be checked is read, and each of its pages says so", async () => {
    const server = await secureServer("expired");
    const settings = {
      allowPrivateNetwork: new Map([["expired.example:443", server.origin]]),
      insecureHosts: new Set(["expired.example"]),
    };
    const web = await crawled({ "expired.example": QUIET }, { settings });
    expect(web.visits()).toMatchObject([{ kind: "fetched", is_verified: 0 }]);
  });
});

/** Questions of one look-up: for both kinds of address, each asked three times at most. */
const TRIES = 6;
/** Eight pages, each of them where a walk begins. */
const PATHS = ["/", ...Array.from({ length: 7 }, (_, at) => `/${at + 1}`)];

describe("what name servers answer is an outcome", () => {
  const names: Record<string, DnsRecords> = {
    "broken.example": { error: "SERVFAIL" },
    "silent.example": { isSilent: true },
    "loop.example": { cname: "loop.example" },
    "new.example": { aaaa: ["00000000000000000000000000000001"] },
  };
  let dns: DnsServer;
  beforeAll(async () => {
    dns = await serveDns(names, "127.3.6.2");
  });
  afterAll(async () => {
    await dns.close();
  });

  /** Crawls a host that can be reached, and once more when only name servers can tell where it is. */
  async function crawlTwice(host: string): Promise<CrawledWeb> {
    const pages = Object.fromEntries(PATHS.map((path) => [path, pageWith(...PATHS)]));
    const registry = smallRegistry(host, "quiet.example");
    const entryPages = PATHS.map((path) => address(`https://${host}${path}`));
    const theme = { id: parseTopicId("theme")!, labelFr: "t", labelEn: "t", entryPages, source: "test" };
    const settings = {
      minRevisitMs: 0,
      connectTimeoutMs: 300,
      parkMs: 3_600_000,
      parkAfterFailures: 2,
      maxIdleMs: 5000,
    };
    const given = { registry: { ...registry, themes: [theme] }, settings, resolver: dnsResolver([dns.address]) };
    const web = await crawled({ [host]: pages, "quiet.example": QUIET }, given);
    const network = new Map([...web.web.network].filter(([place]) => place !== `${host}:443`));
    await web.crawl({ ...given, settings: { ...settings, allowPrivateNetwork: network } });
    return web;
  }

  test.each([
    ["does not exist", "missing.example", "dns-not-found"],
    ["fails", "broken.example", "dns-temporary"],
    ["is silent", "silent.example", "dns-temporary"],
    ["is a loop of CNAMEs", "loop.example", "dns-temporary"],
  ])("F38: a name that %s is looked up once, and failures in a row park its host", async (_fault, host, code) => {
    const before = dns.asked.length;
    const web = await crawlTwice(host);
    const attempts = PATHS.flatMap((path) => web.attempts(`https://${host}${path}`, 2));
    expect(attempts.map(({ kind, detail }) => `${kind} ${detail}`)).toEqual(Array(2).fill(`failed ${code}`));
    const asked = dns.asked.slice(before).filter((name) => name === host);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThanOrEqual(TRIES);
    expect(web.tasks(2).filter(({ url, state }) => url.includes(host) && state === "pending")).not.toHaveLength(0);
    expect(web.outcomes("quiet.example", 2)).toEqual(["/ fetched 200 "]);
  });

  test("F38: a name that has only an IPv6 address is judged by it", async () => {
    const web = await crawlTwice("new.example");
    expect(web.outcomes("new.example", 2)).toEqual(PATHS.map((path) => `${path} skipped  private-address`));
  });
});
