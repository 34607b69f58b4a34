import type { Clock } from "../../core/clock.ts";
import type { CrawlSettings } from "../settings.ts";
import { Exchange } from "./exchange.ts";
import type { ExchangeEnd } from "./exchange-end.ts";
import { speaksOnlyHttp2 } from "./failure-code.ts";
import type { Fetcher, FetchOrder, FetchResult } from "./fetcher.ts";
import { HostAddresses, type HostAddress } from "./host-addresses.ts";
import type { Route } from "./host-connection.ts";
import { HostConnections } from "./host-connections.ts";
import { OriginHosts, bareHost } from "./origin-hosts.ts";
import { requestTarget, type HostExceptions, type RequestTarget } from "./request-target.ts";
import type { Resolver } from "./resolver.ts";

/** What the fetcher is made with. */
export interface FetcherParts {
  readonly settings: CrawlSettings;
  readonly resolver: Resolver;
  readonly clock: Clock;
  /** Hosts that the registry names with a port of their own (`host:8443`); no other port than the web's is asked. */
  readonly registeredHosts?: ReadonlySet<string>;
}

type Target = Exclude<RequestTarget, { kind: "refused" }>;

/** A fetcher on undici: one connection per host, no redirect followed, no cookie kept, nothing decoded unseen. */
export function undiciFetcher(parts: FetcherParts): Fetcher {
  const { settings, resolver, clock } = parts;
  const exceptions: HostExceptions = {
    allowPrivateNetwork: settings.allowPrivateNetwork,
    registeredHosts: parts.registeredHosts ?? new Set(),
  };
  const addresses = new HostAddresses({
    resolver,
    clock,
    lifetimeMs: settings.dnsLifetimeMs,
    failureLifetimeMs: settings.dnsFailureLifetimeMs,
    timeoutMs: settings.connectTimeoutMs,
  });
  const connections = new HostConnections(settings.maxHeaderBytes);
  const inner: Inner = { settings, clock, hosts: new OriginHosts(exceptions), addresses, connections };
  return {
    fetch: async (order) => {
      const target = requestTarget(order.url, exceptions);
      return target.kind === "refused" ? target : await fetchFrom(target, order, inner);
    },
    addressOf: async (url) => {
      const found = await addressOf(url, inner);
      return found.kind === "address" ? found.address : null;
    },
    close: async () => {
      await connections.close();
    },
  };
}

interface Inner {
  readonly settings: CrawlSettings;
  readonly clock: Clock;
  readonly hosts: OriginHosts;
  readonly addresses: HostAddresses;
  readonly connections: HostConnections;
}

async function fetchFrom(target: Target, order: FetchOrder, inner: Inner): Promise<FetchResult> {
  const { clock, settings } = inner;
  const startMs = clock.monotonicMs();
  const found = await addressOf(order.url, inner);
  const elapsedMs = (): number => Math.round(clock.monotonicMs() - startMs);
  if (found.kind === "refused") return { kind: "refused", reason: "private-address" };
  if (found.kind === "failed") {
    return { ...found, address: null, sizeBytes: 0, requests: 0, durationMs: elapsedMs() };
  }
  const isHttp2 = inner.connections.isHttp2(target.hostname, target.origin);
  const route = routeTo(target, { address: found.address, isHttp2, insecureHosts: settings.insecureHosts });
  const leftMs = settings.totalTimeoutMs - elapsedMs();
  let { end, requests } = await exchange(order, { target, route, leftMs, inner });
  if (!isHttp2 && end.kind === "failed" && speaksOnlyHttp2(end.error)) {
    const rest = { target, route: { ...route, isHttp2: true }, leftMs: settings.totalTimeoutMs - elapsedMs(), inner };
    const first = requests;
    ({ end, requests } = await exchange(order, rest));
    requests += Math.max(1, first);
  }
  const made = { address: found.address, requests, durationMs: elapsedMs() };
  if (end.kind === "answer") return { ...end, ...made, isVerified: route.isVerified };
  if (end.code === "connect-refused" || end.code === "connect-timeout") {
    inner.addresses.turnFrom(target.hostname, found.address);
  }
  const { kind, code, detail, sizeBytes } = end;
  return { kind, code, detail, sizeBytes, ...made };
}

async function addressOf(url: string, { hosts, addresses }: Inner): Promise<HostAddress> {
  const host = hosts.of(url);
  if (host.kind === "named") return await addresses.of(host.hostname);
  return host.kind === "given" ? { kind: "address", address: host.address } : host;
}

interface RouteChoices {
  readonly address: string;
  readonly isHttp2: boolean;
  readonly insecureHosts: ReadonlySet<string>;
}

function routeTo(target: Target, choices: RouteChoices): Route {
  const { hostname, port, origin } = target;
  const { address, isHttp2, insecureHosts } = choices;
  const isInsecure = insecureHosts.has(hostname) || insecureHosts.has(`${hostname}:${port}`);
  const isLiteral = bareHost(hostname) === address;
  return {
    origin,
    address,
    // Server names have no final dot (RFC 6066 § 3).
    serverName: isLiteral ? "" : hostname.replace(/\.$/, ""),
    isVerified: !(isInsecure && origin.startsWith("https:")),
    isHttp2,
  };
}

interface ExchangeParts {
  readonly target: Target;
  readonly route: Route;
  /** Time left for it. */
  readonly leftMs: number;
  readonly inner: Inner;
}

async function exchange(order: FetchOrder, parts: ExchangeParts): Promise<{ end: ExchangeEnd; requests: number }> {
  const { target, route, leftMs, inner } = parts;
  const connection = await inner.connections.to(target.hostname, route);
  const { connectTimeoutMs, maxHeaderBytes } = inner.settings;
  const handler = new Exchange(order, connection, { connectTimeoutMs, maxHeaderBytes, totalTimeoutMs: leftMs });
  const headers = { ...order.headers, host: target.host };
  connection.client.dispatch({ path: target.path, method: order.method, headers }, handler);
  return { end: await handler.ended, requests: handler.requests };
}
