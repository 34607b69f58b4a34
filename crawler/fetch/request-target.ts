/** Where a request really goes. */
export type RequestTarget =
  | {
      /** `mapped`: a host that the configuration serves from a private address. */
      readonly kind: "public" | "mapped";
      readonly origin: string;
      readonly path: string;
      /** What the Host header says. */
      readonly host: string;
    }
  | { readonly kind: "refused"; readonly reason: "port" | "scheme" };

const DEFAULT_PORTS: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

/** Where to send the request for an address: to the web's own ports, or to the origin registered for its host and port. */
export function requestTarget(url: string, allowPrivateNetwork: ReadonlyMap<string, string>): RequestTarget {
  const parsed = new URL(url);
  const defaultPort = DEFAULT_PORTS[parsed.protocol];
  if (defaultPort === undefined) return { kind: "refused", reason: "scheme" };
  const path = `${parsed.pathname}${parsed.search}`;
  const port = parsed.port === "" ? defaultPort : parsed.port;
  const mapped = allowPrivateNetwork.get(`${parsed.hostname}:${port}`);
  if (mapped !== undefined) return { kind: "mapped", origin: mapped, path, host: parsed.host };
  if (parsed.port !== "") return { kind: "refused", reason: "port" };
  return { kind: "public", origin: parsed.origin, path, host: parsed.host };
}
