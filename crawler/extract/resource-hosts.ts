import { canonicalizeUrl, hostOf } from "../../core/url.ts";
import { attributeId, type AttributeName } from "./attribute-names.ts";
import { relTokens } from "./link-attributes.ts";
import { srcsetUrls } from "./srcset-urls.ts";
import type { TagAttributes } from "./tag-attributes.ts";
import { foreignId, tagId } from "./tag-names.ts";

/** Hosts of one page that are told apart; resources of others are not counted. */
const MAX_HOSTS = 1000;

const LINK = tagId("link");
const INPUT = tagId("input");
const OBJECT = tagId("object");
const SVG_IMAGE = foreignId(tagId("image"));
const SRC = attributeId("src");
const SRCSET = attributeId("srcset");
const POSTER = attributeId("poster");
/** Relations of `link` that load something. */
const LOADING = new Set([
  "stylesheet",
  "icon",
  "apple-touch-icon",
  "mask-icon",
  "preload",
  "modulepreload",
  "manifest",
]);

/** Counts the hosts that a page loads pictures, scripts, styles and media from, its own included. */
export class ResourceHosts {
  /** Host of each address in document order; null: without one, on the base's. */
  readonly hosts: (string | null)[] = [];

  opened(tag: number, attributes: TagAttributes): void {
    if (tag === LINK) this.#link(attributes);
    else if (tag === OBJECT) this.#named(attributes, ["data"]);
    else if (tag === SVG_IMAGE) this.#named(attributes, ["href", "xlink:href"]);
    else if (tag !== INPUT || attributes.named("type")?.toLowerCase() === "image") {
      if (attributes.has(SRC)) this.#address(attributes.value(SRC) ?? "");
      if (attributes.has(POSTER)) this.#address(attributes.value(POSTER) ?? "");
      if (attributes.has(SRCSET)) this.#set(attributes.value(SRCSET) ?? "");
    }
  }

  /** Counts again what was counted on an earlier page. */
  takeOver(hosts: readonly (string | null)[]): void {
    for (const host of hosts) this.hosts.push(host);
  }

  /** Hosts with the number of resources that each serves, by name. */
  counted(base: string): (readonly [host: string, count: number])[] {
    const counts = new Map<string, number>();
    let relative = 0;
    for (const host of this.hosts) {
      if (host === null) relative += 1;
      else if (counts.has(host) || counts.size < MAX_HOSTS) counts.set(host, (counts.get(host) ?? 0) + 1);
    }
    const own = relative === 0 ? null : canonicalizeUrl(base);
    if (own !== null) counts.set(hostOf(own), (counts.get(hostOf(own)) ?? 0) + relative);
    return [...counts].toSorted(([left], [right]) => (left < right ? -1 : 1));
  }

  #link(attributes: TagAttributes): void {
    if (!relTokens(attributes).some((token) => LOADING.has(token))) return;
    this.#named(attributes, ["href"]);
    this.#set(attributes.named("imagesrcset") ?? "");
  }

  /** The first of these attributes. */
  #named(attributes: TagAttributes, names: readonly AttributeName[]): void {
    const address = names.map((name) => attributes.named(name)).find((value) => value !== null);
    if (address !== undefined && address !== null) this.#address(address);
  }

  #set(srcset: string): void {
    if (srcset !== "") for (const address of srcsetUrls(srcset)) this.#address(address);
  }

  #address(written: string): void {
    const address = written.trim();
    if (address === "") return;
    if (!/^(?:[a-z][a-z0-9+.-]*:|[/\\]{2})/i.test(address)) {
      this.hosts.push(null);
      return;
    }
    const url = canonicalizeUrl(address, "https://relative.invalid/");
    if (url !== null) this.hosts.push(hostOf(url));
  }
}
