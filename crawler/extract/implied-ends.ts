import { ELEMENT_COUNT, tagId } from "./tag-names.ts";

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
  const ended = TABLE[starting];
  return ended !== undefined && ended !== null && ended[open] === 1;
}

function impliedTable(): readonly (Uint8Array | null)[] {
  const table = Array.from<Uint8Array | null>({ length: ELEMENT_COUNT }).fill(null);
  for (const [starting, open] of Object.entries(IMPLIED)) table[tagId(starting)] = idsOf(open);
  for (const starting of ENDS_PARAGRAPH.split(" ")) table[tagId(starting)] = idsOf("p");
  return table;
}

function idsOf(names: string): Uint8Array {
  const ids = new Uint8Array(ELEMENT_COUNT);
  for (const name of names.split(" ")) ids[tagId(name)] = 1;
  return ids;
}
