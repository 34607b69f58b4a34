import { detached } from "../../core/detached.ts";
import { decodeText } from "./character-references.ts";
import { collapseSpace } from "./collapse-space.ts";
import { parseRefresh, type Refresh } from "./parse-refresh.ts";
import { referrerPolicy } from "./referral-of.ts";
import { headerLists, isRobotsMeta, parseDirectives, type RobotsDirectives } from "./robots-directives.ts";
import type { TagAttributes } from "./tag-attributes.ts";
import { tagId } from "./tag-names.ts";

const [HTML, META, LINK, BASE] = [tagId("html"), tagId("meta"), tagId("link"), tagId("base")];
const CANONICAL = /(?:^|\s)canonical(?:\s|$)/i;

/** What a page says about itself to machines. */
export interface PageMetadata {
  readonly title: string;
  /** BCP 47 tag of the page as written, or null. */
  readonly language: string | null;
  /** Target of `link[rel=canonical]` as written, or null. */
  readonly canonical: string | null;
  /** The first `base[href]` as written, or null. */
  readonly base: string | null;
  readonly refresh: Refresh | null;
  readonly robots: RobotsDirectives;
  readonly description: string;
}

/** Collects a page's metadata while it is being read. */
export class MetadataCollector {
  readonly #headers: Readonly<Record<string, string>>;
  readonly #robots: string[] = [];
  #title: string | null = null;
  #language: string | null = null;
  #canonical: string | null = null;
  #base: string | null = null;
  #refresh: Refresh | null = null;
  #referrerPolicy: string | null;
  #description = "";

  /** `headers`: those of the answer, names in lower case. */
  constructor(headers: Readonly<Record<string, string>>) {
    this.#headers = headers;
    const refresh = headers["refresh"];
    if (refresh !== undefined) this.#refresh = parseRefresh(refresh);
    this.#robots.push(...headerLists(headers["x-robots-tag"] ?? ""));
    this.#referrerPolicy = referrerPolicy(headers["referrer-policy"]);
  }

  /** The policy of the page's last `meta`, or else of its header; null when neither states one. */
  get referrerPolicy(): string | null {
    return this.#referrerPolicy;
  }

  opened(tag: number, attributes: TagAttributes): void {
    if (tag === META) this.#meta(attributes);
    else if (tag === HTML) this.#language ??= attributes.named("lang") ?? attributes.named("xml:lang");
    else if (tag === BASE) this.#base ??= attributes.named("href");
    else if (tag === LINK && CANONICAL.test(attributes.named("rel") ?? "")) {
      this.#canonical ??= attributes.named("href");
    }
  }

  /** Text of a title; that of the first one counts. */
  title(text: string): void {
    this.#title ??= detached(collapseSpace(decodeText(text)));
  }

  metadata(): PageMetadata {
    return {
      title: this.#title ?? "",
      language: this.#language ?? this.#headers["content-language"] ?? null,
      canonical: this.#canonical,
      base: this.#base,
      refresh: this.#refresh,
      robots: parseDirectives(this.#robots),
      description: this.#description,
    };
  }

  #meta(attributes: TagAttributes): void {
    const content = attributes.named("content");
    if (content === null) return;
    const name = (attributes.named("name") ?? attributes.named("property") ?? "").trim().toLowerCase();
    if (isRobotsMeta(name)) this.#robots.push(content);
    else if (name === "description") this.#description ||= detached(collapseSpace(content));
    else if (name === "referrer") this.#referrerPolicy = referrerPolicy(content) ?? this.#referrerPolicy;
    if (attributes.named("http-equiv")?.toLowerCase() === "refresh") this.#refresh ??= parseRefresh(content);
  }
}
