import ipaddr from "ipaddr.js";

/**
 * Endings of names that no public name service answers for: RFC 6761 (localhost), RFC 6762 § 3 and appendix G (local and
 * what private networks use in its place), RFC 8375 (home.arpa); `internal` is reserved by ICANN (2024).
 */
const PRIVATE_ENDINGS: ReadonlySet<string> = new Set([
  "localhost",
  "localdomain",
  "local",
  "internal",
  "intranet",
  "private",
  "corp",
  "home",
  "lan",
]);

/**
 * Whether a host, as a URL names it and without port, is one that nobody on the public internet can mean: an address of a
 * private or reserved range, a name without a dot, or one that only a private network knows. No look-up is made.
 */
export function isPrivateHost(hostname: string): boolean {
  const bare = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  if (ipaddr.isValid(bare)) return ipaddr.process(bare).range() !== "unicast";
  const labels = bare.toLowerCase().split(".");
  if (labels.length < 2) return true;
  return PRIVATE_ENDINGS.has(labels.at(-1) ?? "") || labels.slice(-2).join(".") === "home.arpa";
}

/** `host:port` of an address, the scheme's own port when it names none: as `crawl.allowPrivateNetwork` spells it. */
export function hostAndPortOf(address: string): string {
  const { protocol, hostname, port } = new URL(address);
  return `${hostname}:${port === "" ? (protocol === "http:" ? "80" : "443") : port}`;
}
