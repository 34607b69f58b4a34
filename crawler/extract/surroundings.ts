import type { Zone, ZoneSource } from "../../core/link.ts";
import { attributeId } from "./attribute-names.ts";
import type { HtmlTokens } from "./html-tokens.ts";
import { TRAIT, traitsOf } from "./tag-names.ts";
import { firstTelling, namesTold, zoneOfElement, type BlockKind, type NamesTold } from "./zone-of-element.ts";

/** What an element's ancestors and itself make of it. Elements that add nothing share their parent's. */
export interface Surroundings {
  readonly zone: Zone;
  readonly zoneSource: ZoneSource;
  /** The unit that blocks are made of: see `ExtractedLink.container`. */
  readonly container: string;
  readonly isInSection: boolean;
  /** Inside the outermost list, table or form of the zone. */
  readonly isInList: boolean;
  readonly kind: BlockKind | null;
}

/** Outside every element. */
export const NO_SURROUNDINGS: Surroundings = {
  zone: "main",
  zoneSource: "default",
  container: "main:0",
  isInSection: false,
  isInList: false,
  kind: null,
};

const ROLE = attributeId("role");
const CLASS = attributeId("class");
const ID = attributeId("id");
const TELLING = TRAIT.landmark | TRAIT.sectioning | TRAIT.list;

/** Tells the surroundings of the elements of one page. */
export class SurroundingsOf {
  readonly #tokens: HtmlTokens;
  /** Numbers given to containers so far. */
  containers = 0;

  constructor(tokens: HtmlTokens) {
    this.#tokens = tokens;
  }

  /** Those of the element whose start tag was read last. */
  element(parent: Surroundings, tag: number): Surroundings {
    const isTold = this.#isTold(CLASS) || this.#isTold(ID);
    if (!isTold && (traitsOf(tag) & TELLING) === 0 && !this.#tokens.attributes.has(ROLE)) return parent;
    return this.#derived(parent, tag, isTold ? this.#namesTold(parent.isInSection) : null);
  }

  /** Whether a name in an attribute tells anything. Most tell nothing: they cost no more than a look. */
  #isTold(attribute: number): boolean {
    const { html, attributes } = this.#tokens;
    if (!attributes.has(attribute)) return false;
    return firstTelling(html, attributes.startOf(attribute), attributes.endOf(attribute)) !== -1;
  }

  #derived(parent: Surroundings, tag: number, names: NamesTold | null): Surroundings {
    const name = this.#tokens.nameOf(tag);
    const role = this.#tokens.attributes.value(ROLE);
    const told = parent.zone === "footer" ? null : zoneOfElement({ name, role, names }, parent.isInSection);
    const zone = told?.zone ?? parent.zone;
    const kind = names?.kind ?? parent.kind;
    const isNewZone = zone !== parent.zone;
    const isList = (traitsOf(tag) & TRAIT.list) !== 0 && (isNewZone || !parent.isInList);
    const isSection = (name === "section" || name === "article") && !parent.isInList;
    const isNewContainer = isNewZone || isList || isSection || kind !== parent.kind;
    if (isNewContainer) this.containers += 1;
    return {
      zone,
      zoneSource: told?.source ?? parent.zoneSource,
      container: isNewContainer ? `${kind ?? zone}:${this.containers}` : parent.container,
      isInSection: parent.isInSection || (traitsOf(tag) & TRAIT.sectioning) !== 0,
      isInList: isList || (parent.isInList && !isNewZone),
      kind,
    };
  }

  /** Null when class and id say nothing. */
  #namesTold(isInSection: boolean): NamesTold | null {
    const { html, attributes } = this.#tokens;
    let told: NamesTold | null = null;
    for (const attribute of [CLASS, ID]) {
      if (!attributes.has(attribute)) continue;
      const [start, end] = [attributes.startOf(attribute), attributes.endOf(attribute)];
      told = namesTold(html, { start, end, before: told }, isInSection);
    }
    return told === null || (told.zone === null && told.kind === null) ? null : told;
  }
}
