import { NameTable } from "./name-table.ts";

const NAMES = [
  "href",
  "xlink:href",
  "src",
  "srcset",
  "imagesrcset",
  "poster",
  "data",
  "action",
  "method",
  "rel",
  "type",
  "role",
  "class",
  "id",
  "lang",
  "xml:lang",
  "name",
  "property",
  "content",
  "http-equiv",
  "target",
  "hreflang",
  "referrerpolicy",
  "aria-label",
  "aria-labelledby",
  "alt",
  "title",
  "encoding",
  "color",
  "face",
  "size",
] as const;

/** An attribute that the crawler reads. The others are passed over. */
export type AttributeName = (typeof NAMES)[number];

/** Names of the attributes that are read: their id is their place in this table. */
export const ATTRIBUTES = new NameTable(NAMES);

/** Ids are below this number. */
export const ATTRIBUTE_COUNT = NAMES.length;

/** Id of an attribute. */
export function attributeId(name: AttributeName): number {
  return NAMES.indexOf(name);
}
