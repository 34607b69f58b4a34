import { Parser } from "htmlparser2";
import type { Zone, ZoneSource } from "../../core/link.ts";
import { SECTIONING, blockKindOfElement, zoneOfElement, type Attributes } from "./zone-of-element.ts";

/** An open element, with what its ancestors make of it. */
export interface OpenElement {
  readonly tag: string;
  readonly zone: Zone;
  readonly zoneSource: ZoneSource;
  /** The unit that blocks are made of: see `ExtractedLink.container`. */
  readonly container: string;
  readonly isInSection: boolean;
  /** Inside the outermost list, table or form of the zone. */
  readonly isInList: boolean;
  readonly kind: "share" | "breadcrumb" | null;
}

/** Somebody who listens to a page being read, start to end. */
export interface PageListener {
  open(tag: string, attributes: Attributes, path: readonly OpenElement[]): void;
  text(data: string, path: readonly OpenElement[]): void;
  close(tag: string, path: readonly OpenElement[]): void;
}

/** Their content is no part of the page that a reader sees with scripts running. */
const INERT: ReadonlySet<string> = new Set(["template", "script", "noscript", "style"]);
const LISTS: ReadonlySet<string> = new Set(["ul", "ol", "dl", "table", "form"]);

const ROOT: OpenElement = {
  tag: "",
  zone: "main",
  zoneSource: "default",
  container: "main:0",
  isInSection: false,
  isInList: false,
  kind: null,
};

/** Reads a page once, without building a tree, and tells the listeners of every element and text that counts. */
export function walkPage(html: string, listeners: readonly PageListener[]): void {
  const walk = new PageWalk(listeners);
  const parser = new Parser(walk, { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true });
  parser.write(html);
  parser.end();
}

class PageWalk {
  readonly #listeners: readonly PageListener[];
  readonly #path: OpenElement[] = [];
  #inertDepth = 0;
  #containers = 0;

  constructor(listeners: readonly PageListener[]) {
    this.#listeners = listeners;
  }

  onopentag(tag: string, attributes: Attributes): void {
    const isInert = INERT.has(tag);
    if (this.#inertDepth > 0 || isInert) {
      if (isInert) this.#inertDepth += 1;
      return;
    }
    this.#path.push(this.#elementOf(tag, attributes));
    for (const listener of this.#listeners) listener.open(tag, attributes, this.#path);
  }

  ontext(data: string): void {
    if (this.#inertDepth > 0) return;
    for (const listener of this.#listeners) listener.text(data, this.#path);
  }

  onclosetag(tag: string): void {
    if (this.#inertDepth > 0) {
      if (INERT.has(tag)) this.#inertDepth -= 1;
      return;
    }
    for (const listener of this.#listeners) listener.close(tag, this.#path);
    this.#path.pop();
  }

  #elementOf(tag: string, attributes: Attributes): OpenElement {
    const parent = this.#path.at(-1) ?? ROOT;
    const told = parent.zone === "footer" ? null : zoneOfElement(tag, attributes, parent.isInSection);
    const zone = told?.zone ?? parent.zone;
    const kind = blockKindOfElement(attributes) ?? parent.kind;
    const isNewZone = zone !== parent.zone;
    const isList = LISTS.has(tag) && (isNewZone || !parent.isInList);
    const isSection = (tag === "section" || tag === "article") && !parent.isInList;
    const isNewContainer = isNewZone || isList || isSection || kind !== parent.kind;
    if (isNewContainer) this.#containers += 1;
    return {
      tag,
      zone,
      zoneSource: told?.source ?? parent.zoneSource,
      container: isNewContainer ? `${kind ?? zone}:${this.#containers}` : parent.container,
      isInSection: parent.isInSection || SECTIONING.has(tag),
      isInList: isList || (parent.isInList && !isNewZone),
      kind,
    };
  }
}
