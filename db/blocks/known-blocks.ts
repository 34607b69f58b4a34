import type { ExtractedLink } from "../../core/link.ts";
import type { SiteId } from "../../core/site.ts";
import { BoundedMap, ownText } from "../bounded-map.ts";
import { isShareRun, type LinkRun } from "./cut-blocks.ts";

/** Blocks remembered, and those that may look alike at first sight. */
const CACHE_SIZE = 30_000;
const MAX_ALIKE = 8;

/** A block that was seen before. */
export interface KnownBlock {
  readonly blockId: number;
  /** Places of the links that leave the site on whose page it stands. */
  readonly outside: readonly number[];
}

/** A block's links beside what they are without their page's own address: null where it is not in them. */
export interface TemplatedRun {
  readonly links: LinkRun;
  readonly templates: readonly (string | null)[];
  readonly siteId: SiteId;
}

interface Remembered extends KnownBlock, TemplatedRun {
  readonly isShare: boolean;
}

/**
 * Blocks that stand on more than one page, with their links, so that a header seen again costs one comparison: no hash, no
 * query. Comparing is exact; a key of lengths and last characters finds what to compare with.
 */
export class KnownBlocks {
  readonly #byKey = new BoundedMap<number, Remembered[]>(CACHE_SIZE);

  find(run: TemplatedRun): KnownBlock | null {
    for (const known of this.#byKey.get(keyOf(run)) ?? []) if (isSame(known, run)) return known;
    return null;
  }

  remember(run: TemplatedRun, block: KnownBlock): void {
    const key = keyOf(run);
    const alike = this.#byKey.get(key) ?? [];
    if (alike.length >= MAX_ALIKE) alike.shift();
    const { siteId } = run;
    const templates = run.templates.map((template) => (template === null ? null : ownText(template)));
    alike.push({ ...block, siteId, templates, links: run.links.map(ownLink), isShare: isShareRun(run.links) });
    this.#byKey.set(key, alike);
  }

  forget(): void {
    this.#byKey.clear();
  }
}

/** A whole number of 32 bits, the same for the same block of a site. */
function keyOf({ links, templates, siteId }: TemplatedRun): number {
  let key = links.length;
  for (let at = 0; at < siteId.length; at += 1) key = Math.imul(key ^ siteId.charCodeAt(at), FNV_PRIME);
  for (let place = 0; place < links.length; place += 1) {
    const link = links[place];
    if (link !== undefined) key = mixed(mixed(key, templates[place] ?? link.url ?? ""), link.text);
  }
  return key;
}

/** Fowler, Noll and Vo (1991), on three characters and the length. */
const FNV_PRIME = 0x01000193;

function mixed(key: number, text: string): number {
  const { length } = text;
  if (length === 0) return Math.imul(key, FNV_PRIME);
  const ends = Math.imul(key ^ text.charCodeAt(length - 1), FNV_PRIME) ^ text.charCodeAt(length >> 1);
  return Math.imul(Math.imul(ends, FNV_PRIME) ^ text.charCodeAt((length * 3) >> 2), FNV_PRIME) ^ length;
}

function isSame(known: Remembered, run: TemplatedRun): boolean {
  const { links, templates } = run;
  if (known.siteId !== run.siteId || known.links.length !== links.length) return false;
  if (known.links[0]?.zone !== links[0]?.zone || known.isShare !== isShareRun(links)) return false;
  for (let place = 0; place < links.length; place += 1) {
    const template = templates[place] ?? null;
    const left = known.links[place];
    const right = links[place];
    if (left === undefined || right === undefined || known.templates[place] !== template) return false;
    if (template === null && left.url !== right.url) return false;
    if (!isSameLink(left, right)) return false;
  }
  return true;
}

/** Whether all that a block keeps of two links is the same, addresses aside. */
function isSameLink(left: ExtractedLink, right: ExtractedLink): boolean {
  return (
    left.text === right.text &&
    left.accessibleName === right.accessibleName &&
    left.kind === right.kind &&
    left.element === right.element &&
    left.zoneSource === right.zoneSource &&
    left.referral === right.referral &&
    left.newWindow === right.newWindow &&
    left.cta === right.cta &&
    left.hreflang === right.hreflang &&
    left.via === right.via &&
    isSameList(left.rel, right.rel)
  );
}

function isSameList(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  for (let place = 0; place < left.length; place += 1) if (left[place] !== right[place]) return false;
  return true;
}

/** What is compared of a link, in strings of its own. What only evidence needs is left out. */
function ownLink(link: ExtractedLink): ExtractedLink {
  const { kind, zone, zoneSource, container, cta, newWindow, referral, position, url, via, hreflang } = link;
  const text = ownText(link.text);
  return {
    kind,
    zone,
    zoneSource,
    container: ownText(container),
    cta,
    newWindow,
    referral,
    position,
    text,
    accessibleName: link.accessibleName === link.text ? text : ownText(link.accessibleName),
    url: url === null ? null : (ownText(url) as typeof url),
    via: via === null ? null : (ownText(via) as typeof via),
    hreflang: hreflang === null ? null : ownText(hreflang),
    element: ownText(link.element),
    rel: link.rel.map(ownText),
    href: "",
    heading: "",
    sentence: "",
    domPath: "",
  };
}
