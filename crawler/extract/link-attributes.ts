import type { LinkKind } from "../../core/link.ts";
import { attributeId } from "./attribute-names.ts";
import type { TagAttributes } from "./tag-attributes.ts";
import { foreignId, tagId } from "./tag-names.ts";

/** A link as the markup gives it: its address as written and what kind it is. */
export interface RawLink {
  readonly href: string;
  readonly kind: LinkKind;
}

const [A, AREA, IFRAME, FRAME] = [tagId("a"), tagId("area"), tagId("iframe"), tagId("frame")];
const [FORM, LINK, SVG_A] = [tagId("form"), tagId("link"), foreignId(tagId("a"))];
const [HREF, XLINK_HREF, SRC] = [attributeId("href"), attributeId("xlink:href"), attributeId("src")];
const [ACTION, REL, CLASS, ROLE] = [
  attributeId("action"),
  attributeId("rel"),
  attributeId("class"),
  attributeId("role"),
];

const LINK_RELATIONS: ReadonlyMap<string, LinkKind> = new Map([
  ["canonical", "canonical"],
  ["alternate", "alternate"],
  ["next", "next"],
  ["prev", "prev"],
  ["previous", "prev"],
]);

/** The link that an element makes, or null when it makes none. SVG links by `a` alone. Meta refresh is read elsewhere. */
export function rawLinkOf(tag: number, attributes: TagAttributes): RawLink | null {
  if (tag === A) return hyperlink(attributes.value(HREF));
  if (tag === SVG_A) return hyperlink(attributes.value(HREF) ?? attributes.value(XLINK_HREF));
  if (tag === AREA) return hyperlink(attributes.value(HREF));
  if (tag === IFRAME || tag === FRAME) return withKind(attributes.value(SRC), "frame");
  if (tag === FORM) return withKind(attributes.value(ACTION), "form");
  return tag === LINK ? headLink(attributes) : null;
}

function hyperlink(href: string | null): RawLink | null {
  return withKind(href, "hyperlink");
}

function withKind(href: string | null, kind: LinkKind): RawLink | null {
  return href === null ? null : { href, kind };
}

function headLink(attributes: TagAttributes): RawLink | null {
  const tokens = relTokens(attributes);
  const kind = tokens.map((token) => LINK_RELATIONS.get(token)).find((candidate) => candidate !== undefined);
  if (kind === undefined || tokens.includes("stylesheet")) return null;
  // Feeds are other forms of content, not other pages.
  const type = (attributes.named("type") ?? "").toLowerCase();
  return type !== "" && !type.includes("html") ? null : withKind(attributes.value(HREF), kind);
}

const NO_TOKENS: readonly string[] = [];

/** Tokens of `rel`, in lower case. */
export function relTokens(attributes: TagAttributes): readonly string[] {
  const rel = attributes.value(REL);
  if (rel === null) return NO_TOKENS;
  return rel
    .toLowerCase()
    .split(/\s+/)
    .filter((token) => token !== "");
}

const BUTTON = /(?:^|\s)(?:fr-btn|btn|button|govuk-button|usa-button|cta)(?:\s|$)|govuk-button--start/i;

/** Whether a link is drawn as a button, as the start of a service is. */
export function isButton(attributes: TagAttributes): boolean {
  if (attributes.value(ROLE)?.trim().toLowerCase() === "button") return true;
  const classes = attributes.value(CLASS);
  return classes !== null && BUTTON.test(classes);
}

/** HTTP method of a form, or `dialog`, which sends nothing. */
export type FormMethod = "get" | "post" | "dialog";

/** How a form sends what it holds (HTML standard, 4.10.18.6): what is not said, or not known, is `get`. */
export function formMethod(attributes: TagAttributes): FormMethod {
  const method = attributes.named("method")?.toLowerCase();
  return method === "post" || method === "dialog" ? method : "get";
}
