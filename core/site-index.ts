import { detached } from "./detached.ts";
import type { SiteId } from "./site.ts";
import type { CanonicalUrl } from "./url.ts";

interface Node {
  readonly children: Map<string, Node>;
  siteId: SiteId | null;
}

/** How far a host is known: the place that its paths stand under, and the site of all that is not told apart there. */
interface HostPlace {
  readonly node: Node | undefined;
  readonly siteId: SiteId | null;
}

/** Hosts remembered: most links of a page lead to few. */
const MAX_HOSTS = 10_000;
const [SLASH, QUESTION] = [47, 63];

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
  readonly #hosts = new Map<string, HostPlace>();

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
    this.#hosts.clear();
    return null;
  }

  /** The site of an address, or null when no prefix covers it: the address is off-map. */
  siteOf(url: CanonicalUrl): SiteId | null {
    const hostStart = url.indexOf("//") + 2;
    const pathStart = url.indexOf("/", hostStart);
    const host = this.#placeOf(url.slice(hostStart, pathStart));
    let found = host.siteId;
    let { node } = host;
    let start = pathStart;
    while (node !== undefined && node.children.size > 0 && start < url.length) {
      const end = segmentEnd(url, start + 1);
      if (end > start + 1) {
        node = node.children.get(url.slice(start, end));
        found = node?.siteId ?? found;
      }
      if (url.charCodeAt(end) !== SLASH) break;
      start = end;
    }
    return found;
  }

  /** How far the tree knows a host, with its port. */
  #placeOf(host: string): HostPlace {
    const known = this.#hosts.get(host);
    if (known !== undefined) return known;
    let node: Node | undefined = this.#root;
    let siteId: SiteId | null = null;
    for (const stem of hostStems(host)) {
      node = node.children.get(stem);
      if (node === undefined) break;
      siteId = node.siteId ?? siteId;
    }
    if (this.#hosts.size >= MAX_HOSTS) this.#hosts.clear();
    const place = { node, siteId };
    this.#hosts.set(detached(host), place);
    return place;
  }
}

/** Steps from the general to the particular: `fr`, `gouv`, `impots`, `www`, `:8443`, `/particulier`. */
function stemsOf(url: CanonicalUrl): string[] {
  const hostStart = url.indexOf("//") + 2;
  const pathStart = url.indexOf("/", hostStart);
  const [path = ""] = url.slice(pathStart).split("?", 1);
  const segments = path.split("/").filter((segment) => segment !== "");
  return [...hostStems(url.slice(hostStart, pathStart)), ...segments.map((segment) => `/${segment}`)];
}

function hostStems(host: string): string[] {
  const [hostname, port] = splitPort(host);
  const labels = hostname.startsWith("[") ? [hostname] : hostname.split(".").toReversed();
  return port === undefined ? labels : [...labels, `:${port}`];
}

/** Where the segment of a path ends that begins at a place. */
function segmentEnd(url: string, start: number): number {
  let end = start;
  for (; end < url.length; end += 1) {
    const code = url.charCodeAt(end);
    if (code === SLASH || code === QUESTION) return end;
  }
  return end;
}

function splitPort(host: string): [string, string?] {
  const colon = host.lastIndexOf(":");
  return colon === -1 || host.endsWith("]") ? [host] : [host.slice(0, colon), host.slice(colon + 1)];
}

function emptyNode(): Node {
  return { children: new Map(), siteId: null };
}
