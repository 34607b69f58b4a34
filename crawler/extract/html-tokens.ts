import { isLetter, isSpace } from "./html-space.ts";
import { TagAttributes } from "./tag-attributes.ts";
import { FIRST_UNKNOWN_TAG, isForeignId, TAG_COUNT, TAGS } from "./tag-names.ts";

/** Characters kept of a name that is in no table: it stands in the path of every link inside. */
const NAME_LENGTH = 50;

/** What `HtmlTokens.next` found. */
export const TOKEN = { end: 0, text: 1, startTag: 2, endTag: 3 } as const;
export type Token = (typeof TOKEN)[keyof typeof TOKEN];

const [LESS, GREATER, SLASH, BANG, QUESTION] = [60, 62, 47, 33, 63];

/**
 * The tokens of a page, one after the other (HTML standard, 13.2.5), as places in its text: no string is made of what
 * nobody asks for. The fields speak of the last token. Comments and declarations are passed over.
 */
export class HtmlTokens {
  readonly html: string;
  readonly attributes: TagAttributes;
  /** Where the token's text or its tag's name stands; references are not decoded. */
  start = 0;
  end = 0;
  /** Id of the tag's name: see `TAGS`. */
  tag = 0;
  /** Whether `<![CDATA[` is text, as inside SVG and MathML. Whoever builds on the tokens says so. */
  isForeign = false;
  /** Where the next token begins. */
  #at = 0;
  readonly #unknown = new Map<string, number>();
  readonly #unknownNames: string[] = [];

  constructor(html: string) {
    this.html = html;
    this.attributes = new TagAttributes(html);
  }

  /** Goes to the next token. */
  next(): Token {
    const { html } = this;
    for (;;) {
      const at = this.#at;
      if (at >= html.length) return TOKEN.end;
      if (html.charCodeAt(at) !== LESS) return this.#text(at, at);
      const code = html.charCodeAt(at + 1);
      if (isLetter(code)) return this.#tagAt(at + 1) ? TOKEN.startTag : TOKEN.end;
      if (code === SLASH && at + 2 < html.length) {
        if (isLetter(html.charCodeAt(at + 2))) return this.#tagAt(at + 2) ? TOKEN.endTag : TOKEN.end;
        this.#skipTo(">", at + 2);
      } else if (code === BANG) {
        if (this.#declaration(at)) return TOKEN.text;
      } else if (code === QUESTION) this.#skipTo(">", at + 1);
      else return this.#text(at, at + 1);
    }
  }

  /** Makes the text up to a place the token. */
  takeTo(end: number): void {
    this.start = this.#at;
    this.end = end;
    this.#at = end;
  }

  /** Goes on from another place. */
  goTo(at: number): void {
    this.#at = at;
  }

  /** Tags so far whose name is in no table. */
  unknownTags = 0;

  get position(): number {
    return this.#at;
  }

  /** Name of an element by its id, in lower case; of a very long one the beginning. */
  nameOf(element: number): string {
    const tag = isForeignId(element) ? element - TAG_COUNT : element;
    if (tag < FIRST_UNKNOWN_TAG) return TAGS.nameAt(tag);
    return this.#unknownNames[tag - FIRST_UNKNOWN_TAG] ?? "unknown";
  }

  /** Text up to the next `<` that begins markup. */
  #text(start: number, from: number): Token {
    const { html } = this;
    let end = html.indexOf("<", from);
    while (end !== -1 && !beginsMarkup(html.charCodeAt(end + 1))) end = html.indexOf("<", end + 1);
    this.start = start;
    this.end = end === -1 ? html.length : end;
    this.#at = this.end;
    return TOKEN.text;
  }

  #skipTo(mark: string, from: number): void {
    const end = this.html.indexOf(mark, from);
    this.#at = end === -1 ? this.html.length : end + mark.length;
  }

  /** Passes `<!…`; true when that was a CDATA section, whose text is the token. */
  #declaration(at: number): boolean {
    const { html } = this;
    if (html.startsWith("--", at + 2)) {
      this.#at = commentEnd(html, at + 4);
      return false;
    }
    if (!this.isForeign || !html.startsWith("[CDATA[", at + 2)) {
      this.#skipTo(">", at + 2);
      return false;
    }
    this.start = at + 9;
    const end = html.indexOf("]]>", this.start);
    this.end = end === -1 ? html.length : end;
    this.#at = end === -1 ? html.length : end + 3;
    return true;
  }

  /** Reads a tag from its name on; false when the page ends inside it: then it is none. */
  #tagAt(start: number): boolean {
    const { html } = this;
    let end = start + 1;
    for (; end < html.length; end += 1) {
      const code = html.charCodeAt(end);
      if (code === GREATER || code === SLASH || isSpace(code)) break;
    }
    this.start = start;
    this.end = end;
    const known = TAGS.find(html, start, end);
    this.tag = known === -1 ? this.#unknownTag(html.slice(start, end).toLowerCase()) : known;
    const after = this.attributes.read(end);
    this.#at = after === -1 ? html.length : after;
    return after !== -1;
  }

  #unknownTag(name: string): number {
    this.unknownTags += 1;
    const known = this.#unknown.get(name);
    if (known !== undefined) return known;
    const tag = FIRST_UNKNOWN_TAG + this.#unknown.size;
    if (tag >= TAG_COUNT - 1) return TAG_COUNT - 1;
    this.#unknown.set(name, tag);
    this.#unknownNames.push(name.slice(0, NAME_LENGTH));
    return tag;
  }
}

function beginsMarkup(code: number): boolean {
  return isLetter(code) || code === SLASH || code === BANG || code === QUESTION;
}

const COMMENT_END = /--!?>/g;

/** Where a comment ends whose text begins here (HTML standard, 13.2.5.43 to 13.2.5.51). */
function commentEnd(html: string, from: number): number {
  if (html.charCodeAt(from) === GREATER) return from + 1;
  if (html.startsWith("->", from)) return from + 2;
  COMMENT_END.lastIndex = from;
  return COMMENT_END.test(html) ? COMMENT_END.lastIndex : html.length;
}
