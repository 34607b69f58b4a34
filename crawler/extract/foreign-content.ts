import { attributeId } from "./attribute-names.ts";
import type { HtmlTokens } from "./html-tokens.ts";
import { foreignId, tagId } from "./tag-names.ts";

/** What the content of an element is: HTML, or another language inside it. */
export const CONTENT = { html: 0, svg: 1, math: 2 } as const;

const [SVG, MATH, ANNOTATION] = [foreignTag("svg"), foreignTag("math"), foreignTag("annotation-xml")];
/** Integration points (13.2.6): elements of those languages whose content is HTML again. */
const HTML_IN_SVG: ReadonlySet<number> = new Set(["foreignobject", "desc", "title"].map(foreignTag));
const HTML_IN_MATH: ReadonlySet<number> = new Set(["mi", "mo", "mn", "ms", "mtext"].map(foreignTag));
const ENCODING = attributeId("encoding");

/** The content of an element whose start tag was read last, by the element around it and what that one's content is. */
export function contentOf(
  tag: number,
  around: { readonly content: number; readonly tag: number },
  { attributes }: HtmlTokens,
): number {
  if (around.content === CONTENT.html) return rootContent(tag);
  if (around.content === CONTENT.svg) return HTML_IN_SVG.has(tag) ? CONTENT.html : CONTENT.svg;
  if (tag === SVG && around.tag === ANNOTATION) return CONTENT.svg;
  if (tag !== ANNOTATION) return HTML_IN_MATH.has(tag) ? CONTENT.html : CONTENT.math;
  const encoding = attributes.value(ENCODING)?.toLowerCase();
  return encoding === "text/html" || encoding === "application/xhtml+xml" ? CONTENT.html : CONTENT.math;
}

function rootContent(tag: number): number {
  if (tag === SVG) return CONTENT.svg;
  return tag === MATH ? CONTENT.math : CONTENT.html;
}

function foreignTag(name: string): number {
  return foreignId(tagId(name));
}
