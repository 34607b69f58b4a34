/** Where somebody wants to go through the proxy. */
export type ProxyTarget =
  | {
      readonly kind: "target";
      /** Name or literal address, as the URL Standard spells it. */
      readonly hostname: string;
      readonly port: number;
      /** `host:port`. */
      readonly authority: string;
      /** Path and query of a forwarded request; empty for a tunnel. */
      readonly path: string;
    }
  | { readonly kind: "refused"; readonly reason: "scheme" | "port" | "method" };

const WEB_PORTS = { http: 80, https: 443 } as const;

/** Target of `CONNECT host:port` (RFC 9110 § 9.3.6). Tunnels carry TLS alone: to port 443 and nowhere else. */
export function tunnelTarget(authority: string): ProxyTarget {
  const url = URL.parse(`https://${authority}`);
  if (url === null || url.hostname === "" || url.pathname !== "/" || url.username !== "") {
    return { kind: "refused", reason: "scheme" };
  }
  if (url.port !== "") return { kind: "refused", reason: "port" };
  return target(url.hostname, WEB_PORTS.https, "");
}

/** Target of a request in absolute form (RFC 9112 § 3.2.2): plain http to port 80, GET or HEAD. */
export function forwardTarget(method: string, requestTarget: string): ProxyTarget {
  if (method !== "GET" && method !== "HEAD") return { kind: "refused", reason: "method" };
  const url = URL.parse(requestTarget);
  if (url === null || url.protocol !== "http:") return { kind: "refused", reason: "scheme" };
  if (url.port !== "") return { kind: "refused", reason: "port" };
  return target(url.hostname, WEB_PORTS.http, `${url.pathname}${url.search}`);
}

/** `host:port` of a web address, as the proxy admits it; null when it is none. */
export function authorityOf(address: string): string | null {
  const url = URL.parse(address);
  if (url === null) return null;
  if (url.protocol === "https:") return `${url.hostname}:${url.port === "" ? WEB_PORTS.https : url.port}`;
  if (url.protocol === "http:") return `${url.hostname}:${url.port === "" ? WEB_PORTS.http : url.port}`;
  return null;
}

function target(hostname: string, port: number, path: string): ProxyTarget {
  return { kind: "target", hostname, port, authority: `${hostname}:${port}`, path };
}
