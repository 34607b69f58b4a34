import { NameTable } from "./name-table.ts";

/** What is known of an element by its name alone: bits of `traitsOf`. */
export const TRAIT = {
  /** Has no content (HTML standard, 13.1.2). */
  void: 1,
  /** Its content is text up to its end tag, never markup. */
  raw: 2,
  /** Does not interrupt a sentence. */
  inline: 4,
  heading: 8,
  /** The outermost one of a zone is a unit of links. */
  list: 16,
  /** Header and footer inside it are its own, not the page's (HTML standard, 4.3.8 and 4.3.9). */
  sectioning: 32,
  /** Begins a zone by its name. */
  landmark: 64,
  /** "Special" in the HTML standard, 13.2.4.2: no ordinary end tag reaches beyond it. */
  special: 128,
  formatting: 256,
  /** An end tag inside it never closes what stands outside (13.2.4.2, "in scope"). */
  barrier: 512,
  /** Ends SVG and MathML around it (13.2.6.5). */
  breakout: 1024,
  link: 2048,
  /** Says something about the whole page. */
  metadata: 4096,
  /** Loads a picture, script, style or medium. */
  resource: 8192,
  /** An item of a list, which ends the item before it. */
  item: 16_384,
  /** Stands once on a page; its end tag may as well be missing. */
  once: 32_768,
} as const;

type Trait = keyof typeof TRAIT;

const NAMES_OF: Readonly<Record<Trait, string>> = {
  void: "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr",
  raw: "script style textarea title iframe noembed noframes noscript xmp plaintext",
  inline:
    "a abbr b bdi bdo cite code data del dfn em font i img ins kbd mark q s samp small span strong sub sup time tt u var wbr input base meta link",
  heading: "h1 h2 h3 h4 h5 h6",
  list: "ul ol dl table form",
  sectioning: "article section main aside nav",
  landmark: "header nav main aside footer",
  special:
    "address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object ol p param plaintext pre script search section select source style summary table tbody td template textarea tfoot th thead title tr track ul wbr xmp",
  formatting: "a b big code em font i nobr s small strike strong tt u",
  barrier: "applet caption html table td th marquee object template",
  breakout:
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var",
  link: "a area iframe frame form link",
  metadata: "html meta title base link h1",
  item: "li dd dt",
  once: "html head body",
  resource: "img script source video audio embed object track input link image",
};

const OTHERS =
  "acronym canvas datalist dialog input label legend map math meter optgroup option output picture progress rb rp rt rtc slot svg path foreignobject desc mi mo mn ms mtext g use circle rect polygon line symbol defs annotation-xml app-root";

const NAMES = [...new Set(Object.values(NAMES_OF).concat(OTHERS).join(" ").split(" "))];

/** Element names with an id of their own: their place in this table. */
export const TAGS = new NameTable(NAMES);

/** Ids of names that are not in the table begin here. */
export const FIRST_UNKNOWN_TAG = NAMES.length;
/** Names outside the table that are told apart on one page; those beyond share the last id. */
const UNKNOWN_TAGS = 500;
/** Ids of HTML elements are below this number. */
export const TAG_COUNT = FIRST_UNKNOWN_TAG + UNKNOWN_TAGS;
/** Ids of elements are below this number: elements of SVG and MathML have ids of their own, see `foreignId`. */
export const ELEMENT_COUNT = TAG_COUNT * 2;

const TRAITS = traitTable();

/** The traits of an element by its id, as bits of `TRAIT`. */
export function traitsOf(tag: number): number {
  return TRAITS[tag] ?? 0;
}

/** Id of a name of the table. */
export function tagId(name: string): number {
  const id = TAGS.find(name, 0, name.length);
  if (id === -1) throw new Error(`no element of the table is called ${name}`);
  return id;
}

/** Id of the element of SVG or MathML that a tag of this name makes. */
export function foreignId(tag: number): number {
  return tag < TAG_COUNT ? tag + TAG_COUNT : tag;
}

/** Whether an element is one of SVG or MathML. */
export function isForeignId(element: number): boolean {
  return element >= TAG_COUNT;
}

function traitTable(): Uint16Array {
  const traits = new Uint16Array(ELEMENT_COUNT).fill(TRAIT.inline, TAG_COUNT);
  // "Special" elements of SVG and MathML (13.2.4.2), which end the scope of what stands outside.
  const inside = TRAIT.inline | TRAIT.special | TRAIT.barrier;
  for (const name of "foreignobject desc title mi mo mn ms mtext annotation-xml".split(" ")) {
    traits[foreignId(tagId(name))] = inside;
  }
  for (const [trait, names] of Object.entries(NAMES_OF)) {
    for (const name of names.split(" ")) traits[tagId(name)] = (traits[tagId(name)] ?? 0) | TRAIT[trait as Trait];
  }
  return traits;
}
