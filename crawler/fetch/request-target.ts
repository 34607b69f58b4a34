/** Where a request really goes. */
export type RequestTarget =
  | {
      /** `mapped`: a host that the configuration serves from a private address. */
      readonly kind: "public" | "mapped";
      readonly origin: string;
      readonly path: string;
      /** What the Host header says. */
      readonly host: string;
      /** The URL's host without port. */
      readonly hostname: string;
      readonly port: string;
    }
  | { readonly kind: "refused"; readonly reason: "port" | "scheme" };

/** Hosts that are asked elsewhere than at the web's own ports. */
export interface HostExceptions {
  /** `host:port` to origin. */
  readonly allowPrivateNetwork: ReadonlyMap<string, string>;
  /** `host:port` that the registry names. */
  readonly registeredHosts: ReadonlySet<string>;
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };
const WEB_PORTS: ReadonlySet<string> = new Set(["80", "443"]);

/** Where to send the request for an address: to the web's own ports, or to what is registered for its host and port. */
export function requestTarget(url: string, exceptions: HostExceptions): RequestTarget {
  const parsed = URL.parse(url);
  const defaultPort = parsed === null ? undefined : DEFAULT_PORTS[parsed.protocol];
  if (parsed === null || defaultPort === undefined) return { kind: "refused", reason: "scheme" };
  const { host, hostname } = parsed;
  const path = `${parsed.pathname}${parsed.search}`;
  const port = parsed.port === "" ? defaultPort : parsed.port;
  const key = `${hostname}:${port}`;
  const mapped = exceptions.allowPrivateNetwork.get(key);
  if (mapped !== undefined) return { kind: "mapped", origin: mapped, path, host, hostname, port };
  if (!WEB_PORTS.has(port) && !exceptions.registeredHosts.has(key)) return { kind: "refused", reason: "port" };
  return { kind: "public", origin: parsed.origin, path, host, hostname, port };
}
