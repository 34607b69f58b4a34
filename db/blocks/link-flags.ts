import { LINK_KINDS, REFERRALS, ZONE_SOURCES, type ExtractedLink } from "../../core/link.ts";

/** Tokens of `rel` that have a bit of their own, in the order in which they are given back. */
const REL_BITS = ["nofollow", "noopener", "noreferrer", "external", "ugc", "sponsored"] as const;

const KIND_SCALE = 1;
const SOURCE_SCALE = 8;
const REFERRAL_SCALE = 32;
const REL_SCALE = 128;
const NEW_WINDOW = 8192;
const CTA = 16_384;
const HAS_ATTRS = 32_768;

/** Element that makes a link of each kind, when it is not another one. */
const USUAL_ELEMENT: Readonly<Record<ExtractedLink["kind"], string>> = {
  hyperlink: "a",
  frame: "iframe",
  form: "form",
  refresh: "meta",
  canonical: "link",
  alternate: "link",
  next: "link",
  prev: "link",
};

/** What is rare about a link, and so is kept beside the flags. Absent keys mean the usual. */
export interface RareAttributes {
  readonly element?: string;
  readonly hreflang?: string;
  readonly name?: string;
  readonly rel?: readonly string[];
  readonly via?: string;
}

/** What a link's flags say. */
export type FlaggedLink = Pick<
  ExtractedLink,
  "kind" | "zoneSource" | "referral" | "rel" | "newWindow" | "cta" | "element" | "hreflang"
> & { readonly accessibleName: string | null; readonly via: string | null };

/** A link's flags as one number, its rare attributes apart; null when it has none. */
export function encodeFlags(link: ExtractedLink): { readonly flags: number; readonly rare: RareAttributes | null } {
  const relBits = relBitsOf(link.rel);
  const rare = relBits === null || hasRare(link) ? rareAttributes(link, relBits === null) : null;
  const flags =
    KIND_SCALE * LINK_KINDS.indexOf(link.kind) +
    SOURCE_SCALE * ZONE_SOURCES.indexOf(link.zoneSource) +
    REFERRAL_SCALE * REFERRALS.indexOf(link.referral) +
    REL_SCALE * (relBits ?? 0) +
    (link.newWindow ? NEW_WINDOW : 0) +
    (link.cta ? CTA : 0) +
    (rare === null ? 0 : HAS_ATTRS);
  return { flags, rare };
}

/** Bits of the tokens; null when others, or another order, need to be kept as they are. */
function relBitsOf(rel: readonly string[]): number | null {
  let bits = 0;
  let last = -1;
  for (const token of rel) {
    const bit = (REL_BITS as readonly string[]).indexOf(token);
    if (bit <= last) return null;
    bits += 1 << bit;
    last = bit;
  }
  return bits;
}

function hasRare(link: ExtractedLink): boolean {
  return (
    link.element !== USUAL_ELEMENT[link.kind] ||
    link.hreflang !== null ||
    link.accessibleName !== link.text ||
    link.via !== null
  );
}

function rareAttributes(link: ExtractedLink, isRareRel: boolean): RareAttributes {
  return {
    ...(link.element === USUAL_ELEMENT[link.kind] ? {} : { element: link.element }),
    ...(link.hreflang === null ? {} : { hreflang: link.hreflang }),
    ...(link.accessibleName === link.text ? {} : { name: link.accessibleName }),
    ...(isRareRel ? { rel: link.rel } : {}),
    ...(link.via === null ? {} : { via: link.via }),
  };
}

/** Whether rare attributes follow the flags. */
export function hasRareAttributes(flags: number): boolean {
  return (flags & HAS_ATTRS) !== 0;
}

/** What flags and rare attributes say of a link. A null name is the link's text. */
export function decodeFlags(flags: number, rare: RareAttributes | null): FlaggedLink {
  const kind = LINK_KINDS[flags % SOURCE_SCALE] ?? "hyperlink";
  const relBits = Math.floor(flags / REL_SCALE) & 0x3f;
  return {
    kind,
    zoneSource: ZONE_SOURCES[Math.floor(flags / SOURCE_SCALE) & 0x3] ?? "default",
    referral: REFERRALS[Math.floor(flags / REFERRAL_SCALE) & 0x3] ?? "origin",
    rel: rare?.rel ?? REL_BITS.filter((_, bit) => (relBits & (1 << bit)) !== 0),
    newWindow: (flags & NEW_WINDOW) !== 0,
    cta: (flags & CTA) !== 0,
    element: rare?.element ?? USUAL_ELEMENT[kind],
    hreflang: rare?.hreflang ?? null,
    accessibleName: rare?.name ?? null,
    via: rare?.via ?? null,
  };
}
