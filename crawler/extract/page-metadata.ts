import { canonicalizeUrl, type CanonicalUrl } from "../../core/url.ts";
import { walkPage, type OpenElement, type PageListener } from "./page-walk.ts";
import { parseRefresh, type Refresh } from "./parse-refresh.ts";
import { headerLists, isRobotsMeta, parseDirectives, type RobotsDirectives } from "./robots-directives.ts";
import { collapseSpace } from "./sentence-around.ts";
import type { Attributes } from "./zone-of-element.ts";

/** What a page says about itself to machines. */
export interface PageMetadata {
  readonly title: string;
  /** BCP 47 tag of the page as written, or null. */
  readonly language: string | null;
  /** Target of `link[rel=canonical]` as written, or null. */
  readonly canonical: string | null;
  readonly refresh: Refresh | null;
  readonly robots: RobotsDirectives;
  readonly description: string;
}

/** Title, language, canonical, refresh and robots of a page; header names in any case. Never throws. */
export function pageMetadata(html: string, headers: Readonly<Record<string, string>> = {}): PageMetadata {
  const collector = new MetadataCollector(headers);
  walkPage(html, [collector]);
  return collector.metadata();
}

/** Collects a page's metadata while it is being read. */
export class MetadataCollector implements PageListener {
  readonly #headers: Readonly<Record<string, string>>;
  readonly #robots: string[] = [];
  #title: string | null = null;
  #isTitleOpen = false;
  #language: string | null = null;
  #canonical: string | null = null;
  #refresh: Refresh | null = null;
  #description = "";

  constructor(headers: Readonly<Record<string, string>>) {
    this.#headers = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const refresh = this.#headers["refresh"];
    if (refresh !== undefined) this.#refresh = parseRefresh(refresh);
    this.#robots.push(...headerLists(this.#headers["x-robots-tag"] ?? ""));
  }

  open(tag: string, attributes: Attributes, path: readonly OpenElement[]): void {
    if (tag === "html") this.#language ??= attributes["lang"] ?? attributes["xml:lang"] ?? null;
    else if (tag === "meta") this.#meta(attributes);
    else if (tag === "title" && this.#title === null && !path.some((element) => element.tag === "svg")) {
      this.#isTitleOpen = true;
      this.#title = "";
    } else if (tag === "link" && /(?:^|\s)canonical(?:\s|$)/i.test(attributes["rel"] ?? "")) {
      this.#canonical ??= attributes["href"] ?? null;
    }
  }

  text(data: string): void {
    if (this.#isTitleOpen) this.#title = `${this.#title ?? ""}${data}`;
  }

  close(tag: string): void {
    if (tag === "title") this.#isTitleOpen = false;
  }

  metadata(): PageMetadata {
    return {
      title: collapseSpace(this.#title ?? ""),
      language: this.#language ?? this.#headers["content-language"] ?? null,
      canonical: this.#canonical,
      refresh: this.#refresh,
      robots: parseDirectives(this.#robots),
      description: this.#description,
    };
  }

  #meta(attributes: Attributes): void {
    const { content } = attributes;
    if (content === undefined) return;
    const name = attributes["name"] ?? attributes["property"] ?? "";
    if (isRobotsMeta(name)) this.#robots.push(content);
    if (name.toLowerCase() === "description" && this.#description === "") this.#description = collapseSpace(content);
    if (attributes["http-equiv"]?.toLowerCase() === "refresh") this.#refresh ??= parseRefresh(content);
  }
}

/** Longest wait, in seconds, that still makes a refresh a redirect (crawler.md § 6). */
const REFRESH_SECONDS = 10;

/** Where a page redirects its reader by itself, or null: within 10 seconds, not to itself, to an http address. */
export function refreshRedirect(metadata: PageMetadata, pageUrl: CanonicalUrl): CanonicalUrl | null {
  const { refresh } = metadata;
  if (refresh === null || refresh.target === null || refresh.delaySeconds > REFRESH_SECONDS) return null;
  const target = canonicalizeUrl(refresh.target, pageUrl);
  return target === pageUrl ? null : target;
}
