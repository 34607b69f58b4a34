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
  readonly #counts = new Map<string, number>();
  /** Addresses without a host: on the base's. */
  #relative = 0;

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

  /** Hosts with the number of resources that each serves, by name. */
  counted(base: string): (readonly [host: string, count: number])[] {
    const counts = new Map(this.#counts);
    const own = this.#relative === 0 ? null : canonicalizeUrl(base);
    if (own !== null) counts.set(hostOf(own), (counts.get(hostOf(own)) ?? 0) + this.#relative);
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
      this.#relative += 1;
      return;
    }
    const url = canonicalizeUrl(address, "https://relative.invalid/");
    if (url === null) return;
    const host = hostOf(url);
    const count = this.#counts.get(host);
    if (count !== undefined || this.#counts.size < MAX_HOSTS) this.#counts.set(host, (count ?? 0) + 1);
  }
}
