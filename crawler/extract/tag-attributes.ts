import { ATTRIBUTE_COUNT, ATTRIBUTES, attributeId, type AttributeName } from "./attribute-names.ts";
import { decodeAttribute } from "./character-references.ts";
import { isSpace } from "./html-space.ts";

const [GREATER, SLASH, EQUALS, DOUBLE_QUOTE, SINGLE_QUOTE] = [62, 47, 61, 34, 39];

/** The attributes of one tag, as places in the page: a string is made of a value when somebody asks for it. */
export class TagAttributes {
  readonly #html: string;
  /** Number of the tag that is read: places that older tags left are void. */
  #tagNumber = 0;
  /** By attribute: the last tag that had it, and where its value stands. */
  readonly #numbers = new Int32Array(ATTRIBUTE_COUNT);
  readonly #starts = new Int32Array(ATTRIBUTE_COUNT);
  readonly #ends = new Int32Array(ATTRIBUTE_COUNT);
  isSelfClosing = false;

  constructor(html: string) {
    this.#html = html;
  }

  /** Reads the attributes of a tag whose name ends here. Gives the place after the tag, or −1 when the page ends in it. */
  read(from: number): number {
    const html = this.#html;
    this.#tagNumber += 1;
    this.isSelfClosing = false;
    for (let at = from; at !== -1 && at < html.length;) {
      const code = html.charCodeAt(at);
      if (code === GREATER) return at + 1;
      if (code === SLASH && html.charCodeAt(at + 1) === GREATER) {
        this.isSelfClosing = true;
        return at + 2;
      }
      at = code === SLASH || isSpace(code) ? at + 1 : this.#attribute(at);
    }
    return -1;
  }

  has(attribute: number): boolean {
    return this.#numbers[attribute] === this.#tagNumber;
  }

  /** Value of an attribute, references decoded, or null when the tag has none. */
  value(attribute: number): string | null {
    if (!this.has(attribute)) return null;
    return decodeAttribute(this.#html.slice(this.#starts[attribute], this.#ends[attribute]));
  }

  /** The same by name, for attributes that are seldom asked for. */
  named(name: AttributeName): string | null {
    return this.value(attributeId(name));
  }

  /** Where the value of an attribute begins, as written. */
  startOf(attribute: number): number {
    return this.#starts[attribute] ?? 0;
  }

  endOf(attribute: number): number {
    return this.#ends[attribute] ?? 0;
  }

  /** Reads an attribute (HTML standard, 13.2.5.33 to 13.2.5.38). Gives the place after it, or −1. */
  #attribute(start: number): number {
    const html = this.#html;
    let at = start + 1;
    for (; at < html.length; at += 1) {
      const code = html.charCodeAt(at);
      if (code === EQUALS || code === GREATER || code === SLASH || isSpace(code)) break;
    }
    const nameEnd = at;
    at = this.#afterSpace(at);
    if (html.charCodeAt(at) !== EQUALS) return this.#keep({ start, nameEnd }, at, at);
    at = this.#afterSpace(at + 1);
    const quote = html.charCodeAt(at);
    if (quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE) {
      const end = html.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", at + 1);
      return end === -1 ? -1 : this.#keep({ start, nameEnd }, at + 1, end) + 1;
    }
    let end = at;
    while (end < html.length && html.charCodeAt(end) !== GREATER && !isSpace(html.charCodeAt(end))) end += 1;
    return this.#keep({ start, nameEnd }, at, end);
  }

  /** Notes where a value stands, when the attribute is one that is read and the first of its name. */
  #keep(name: { readonly start: number; readonly nameEnd: number }, valueStart: number, valueEnd: number): number {
    const attribute = ATTRIBUTES.find(this.#html, name.start, name.nameEnd);
    if (attribute !== -1 && !this.has(attribute)) {
      this.#numbers[attribute] = this.#tagNumber;
      this.#starts[attribute] = valueStart;
      this.#ends[attribute] = valueEnd;
    }
    return valueEnd;
  }

  #afterSpace(from: number): number {
    let at = from;
    while (isSpace(this.#html.charCodeAt(at))) at += 1;
    return at;
  }
}
