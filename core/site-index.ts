import type { SiteId } from "./site.ts";
import type { CanonicalUrl } from "./url.ts";

interface Node {
  readonly children: Map<string, Node>;
  siteId: SiteId | null;
}

/** A prefix that two sites claim, and both of them. */
export interface PrefixConflict {
  readonly prefix: CanonicalUrl;
  readonly siteIds: readonly [SiteId, SiteId];
}

/**
 * Which site an address belongs to: the longest registered prefix wins.
 *
 * An address is read as reversed host labels, port, then path segments (the LRU of medialab's hyphe), so the prefix of
 * a host covers its sub-domains and the prefix of a folder covers what is below it on that host alone. The scheme does
 * not count. Look-up costs one step per label or segment, whatever the number of sites.
 */
export class SiteIndex {
  readonly #root: Node = emptyNode();

  /** Registers a prefix. Returns the conflict when another site holds the very same one, which then keeps it. */
  add(prefix: CanonicalUrl, siteId: SiteId): PrefixConflict | null {
    let node = this.#root;
    for (const stem of stemsOf(prefix)) {
      let child = node.children.get(stem);
      if (child === undefined) {
        child = emptyNode();
        node.children.set(stem, child);
      }
      node = child;
    }
    if (node.siteId !== null && node.siteId !== siteId) return { prefix, siteIds: [node.siteId, siteId] };
    node.siteId = siteId;
    return null;
  }

  /** The site of an address, or null when no prefix covers it: the address is off-map. */
  siteOf(url: CanonicalUrl): SiteId | null {
    let node: Node | undefined = this.#root;
    let found: SiteId | null = null;
    for (const stem of stemsOf(url)) {
      node = node.children.get(stem);
      if (node === undefined) return found;
      found = node.siteId ?? found;
    }
    return found;
  }
}

/** Steps from the general to the particular: `fr`, `gouv`, `impots`, `www`, `:8443`, `/particulier`. */
function stemsOf(url: CanonicalUrl): string[] {
  const hostStart = url.indexOf("//") + 2;
  const pathStart = url.indexOf("/", hostStart);
  const [hostname, port] = splitPort(url.slice(hostStart, pathStart));
  const stems = hostname.startsWith("[") ? [hostname] : hostname.split(".").toReversed();
  if (port !== undefined) stems.push(`:${port}`);
  const [path = ""] = url.slice(pathStart).split("?", 1);
  for (const segment of path.split("/")) if (segment !== "") stems.push(`/${segment}`);
  return stems;
}

function splitPort(host: string): [string, string?] {
  const colon = host.lastIndexOf(":");
  return colon === -1 || host.endsWith("]") ? [host] : [host.slice(0, colon), host.slice(colon + 1)];
}

function emptyNode(): Node {
  return { children: new Map(), siteId: null };
}
