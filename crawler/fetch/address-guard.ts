import ipaddr from "ipaddr.js";

/** NAT64 (RFC 6052) and IPv4-mapped addresses carry an IPv4 one that is judged in their place. */
const NAT64 = ipaddr.IPv6.parse("64:ff9b::");
const NAT64_BITS = 96;

/** Whether an address is one of the public internet: unicast, and in none of the reserved ranges (RFC 6890). */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv6) {
    if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().range() === "unicast";
    if (parsed.match(NAT64, NAT64_BITS)) {
      const bytes = parsed.toByteArray().slice(12);
      return new ipaddr.IPv4(bytes).range() === "unicast";
    }
  }
  return parsed.range() === "unicast";
}

/** The literal address in a URL's host name (`[::1]` or `127.0.0.1`), or null when it is a name. */
export function literalAddress(hostname: string): string | null {
  const bare = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  return ipaddr.isValid(bare) ? bare : null;
}
