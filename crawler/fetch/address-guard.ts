import ipaddr from "ipaddr.js";

/** NAT64 (RFC 6052) and IPv4-mapped addresses carry an IPv4 one that is judged in their place. */
const NAT64 = ipaddr.IPv6.parse("64:ff9b::");
const NAT64_BITS = 96;
/** The only addresses that IANA has given to the public internet (RFC 4291 § 2.4 leaves the others for later). */
const GLOBAL_UNICAST = ipaddr.IPv6.parse("2000::");
const GLOBAL_UNICAST_BITS = 3;
const IPV4_BITS = 32;
const IPV6_BITS = 128;
const MAPPED_BITS = 96;

/** Whether an address is one of the public internet: unicast, and in none of the reserved ranges (RFC 6890). */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === "unicast";
  if (parsed.match(NAT64, NAT64_BITS)) {
    return new ipaddr.IPv4(parsed.toByteArray().slice(12)).range() === "unicast";
  }
  return parsed.range() === "unicast" && parsed.match(GLOBAL_UNICAST, GLOBAL_UNICAST_BITS);
}

/** The literal address in a URL's host name (`[::1]` or `127.0.0.1`), or null when it is a name. */
export function literalAddress(hostname: string): string | null {
  const bare = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  return ipaddr.isValid(bare) ? bare : null;
}

/** Whether a host name means the own machine wherever it is asked (RFC 6761 § 6.3). */
export function isLocalName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, "");
  return name === "localhost" || name.endsWith(".localhost");
}

/** Whether an address lies in a range (`10.0.0.0/8`; without a length, one address). False for what is neither. */
export function isInRange(address: string, cidr: string): boolean {
  const [base = "", length] = cidr.split("/");
  if (!ipaddr.isValid(address) || !ipaddr.isValid(base)) return false;
  const wanted = ipaddr.parse(base);
  const allBits = wanted instanceof ipaddr.IPv6 ? IPV6_BITS : IPV4_BITS;
  const bits = length === undefined ? allBits : Number(length);
  if (!Number.isInteger(bits) || bits < 0 || bits > allBits) return false;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv6) return wanted instanceof ipaddr.IPv6 && parsed.match(wanted, bits);
  if (wanted instanceof ipaddr.IPv4) return parsed.match(wanted, bits);
  if (!wanted.isIPv4MappedAddress() || bits < MAPPED_BITS) return false;
  return parsed.match(wanted.toIPv4Address(), bits - MAPPED_BITS);
}
