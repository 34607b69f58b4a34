/** A host's name as people write it, understood; or what is wrong with it, with what to write instead. */
export type ParsedHostName =
  | { readonly kind: "host"; readonly host: string }
  | { readonly kind: "bad"; readonly what: string; readonly remedy: string };

const LABELS = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)+$/;
const IPV6 = /^\[[0-9a-f:.]+\]$/;
const MAX_LENGTH = 253;

/** The one spelling of a host's name, as in addresses: lower case, punycode, no final dot. Each name is one host alone. */
export function parseHostName(text: string): ParsedHostName {
  const written = text.trim();
  if (written === "") return bad("the name is empty.", "Write a host, like www.example.org.");
  if (written.includes("*"))
    return bad(`"${written}" has a wildcard.`, "Name each host by itself, like www.example.org.");
  const inAddress = URL.parse(written)?.hostname ?? "";
  if (written.includes("://") || written.includes("/")) {
    const host = inAddress === "" ? "www.example.org" : inAddress;
    return bad(`"${written}" is an address, not a host.`, `Write the host alone, like ${host}.`);
  }
  if (written.includes("@")) return bad(`"${written}" is a mail address.`, "Write a host, like www.example.org.");
  const hasPort = !written.startsWith("[") && written.includes(":");
  if (hasPort) return bad(`"${written}" has a port.`, "Write the host alone: all of its ports are left alone.");
  const host = (URL.parse(`http://${written}/`)?.hostname ?? "").replace(/\.$/, "");
  const isHost = (LABELS.test(host) || IPV6.test(host)) && host.length <= MAX_LENGTH;
  if (!isHost) return bad(`"${written}" is no host name.`, "Write it whole, like www.example.org.");
  return { kind: "host", host };
}

function bad(what: string, remedy: string): ParsedHostName {
  return { kind: "bad", what, remedy };
}
