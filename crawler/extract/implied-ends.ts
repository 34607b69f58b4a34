import { TAG_COUNT, TAGS, tagId } from "./tag-names.ts";

/** Elements whose start tag ends an element still open just above it: end tags that authors may leave out (13.1.2.4). */
const IMPLIED: Readonly<Record<string, string>> = {
  tr: "tr th td",
  th: "th",
  td: "thead th td",
  body: "head link script",
  a: "a",
  li: "li",
  p: "p",
  h1: "h1 h2 h3 h4 h5 h6 p",
  h2: "h1 h2 h3 h4 h5 h6 p",
  h3: "h1 h2 h3 h4 h5 h6 p",
  h4: "h1 h2 h3 h4 h5 h6 p",
  h5: "h1 h2 h3 h4 h5 h6 p",
  h6: "h1 h2 h3 h4 h5 h6 p",
  button: "button",
  select: "option optgroup select button",
  option: "option",
  optgroup: "optgroup option",
  dd: "dd dt",
  dt: "dd dt",
  rt: "rt rp",
  rp: "rt rp",
  tbody: "thead tbody",
  tfoot: "thead tbody",
};

const ENDS_PARAGRAPH =
  "address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul";

const TABLE = impliedTable();

/** Whether the start tag of one element ends another one that is the innermost open. Ids as in `TAGS`. */
export function endsOpen(starting: number, open: number): boolean {
  return TABLE[starting]?.has(open) === true;
}

function impliedTable(): readonly (ReadonlySet<number> | null)[] {
  const table = Array.from<ReadonlySet<number> | null>({ length: TAG_COUNT }).fill(null);
  for (const [starting, open] of Object.entries(IMPLIED)) table[tagId(starting)] = idsOf(open);
  for (const starting of ENDS_PARAGRAPH.split(" ")) table[tagId(starting)] = idsOf("p");
  return table;
}

function idsOf(names: string): ReadonlySet<number> {
  return new Set(names.split(" ").map((name) => TAGS.find(name, 0, name.length)));
}
