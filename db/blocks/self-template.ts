/** First character of every template: no serialised URL holds it. */
const MARK = "\u0001";

type Form = "s" | "q" | "v";

/** Spellings under which a page's own address stands as the value of a parameter. */
const SPELLINGS: readonly ((self: string) => string)[] = [
  (self) => self,
  (self) => self.replace(/^https?:\/\//, ""),
  (self) => self.slice(self.indexOf("/", self.indexOf("//") + 2)),
];
const ENCODINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => encodeURIComponent(text),
  (text) => encodeURIComponent(encodeURIComponent(text)),
];

/**
 * Takes a page's own address out of its links, so that "share this page" and skip links are the same on all pages. One
 * for each page: the spellings of its address are made once.
 */
export class SelfTemplates {
  readonly #self: string;
  readonly #hasQuery: boolean;
  #values: readonly string[] | null = null;

  constructor(self: string) {
    this.#self = self;
    this.#hasQuery = self.includes("?");
  }

  /**
   * The address of a link without the page's own; null when it does not hold it in one of the agreed places (the whole
   * address from a bare fragment, before `?`, or the whole value of a parameter). `expandSelf` gives it back, byte for byte.
   */
  of(target: string, rawHref: string): string | null {
    const template = this.#candidate(target, rawHref);
    return template !== null && expandSelf(template, this.#self) === target ? template : null;
  }

  #candidate(target: string, rawHref: string): string | null {
    if (target === this.#self) {
      const isOnlyFragment = rawHref.trim() === "" || rawHref.trim().startsWith("#");
      return isOnlyFragment ? marked("s", "") : null;
    }
    const mark = target.indexOf("?");
    if (mark === -1) return null;
    if (!this.#hasQuery && mark === this.#self.length && target.startsWith(this.#self)) {
      return marked("q", target.slice(mark));
    }
    return this.#valueTemplate(target, mark);
  }

  #valueTemplate(target: string, mark: number): string | null {
    for (let start = mark + 1; start < target.length;) {
      const ampersand = target.indexOf("&", start);
      const end = ampersand === -1 ? target.length : ampersand;
      const equals = target.indexOf("=", start);
      const form = equals === -1 || equals >= end ? -1 : this.#formOf(target.slice(equals + 1, end));
      if (form !== -1) return marked("v", `${form}${target.slice(0, equals + 1)}${MARK}${target.slice(end)}`);
      start = end + 1;
    }
    return null;
  }

  /** Which spelling and encoding of the page's address a value is, or −1. A bare `/` is never taken for it. */
  #formOf(value: string): number {
    this.#values ??= spellingsOf(this.#self);
    return value.length < 2 ? -1 : this.#values.indexOf(value);
  }
}

/** `SelfTemplates.of` for a single link. */
export function selfTemplate(target: string, self: string, rawHref: string): string | null {
  return new SelfTemplates(self).of(target, rawHref);
}

/** The address in all spellings and encodings; "" for those too short to tell. */
function spellingsOf(self: string): string[] {
  return SPELLINGS.flatMap((spell) => {
    const spelled = spell(self);
    return ENCODINGS.map((encode) => (spelled.length < 2 ? "" : encode(spelled)));
  });
}

/** The address that a template stands for on the page `self`. */
export function expandSelf(template: string, self: string): string {
  const form = template[1] as Form;
  if (form === "s") return self;
  if (form === "q") return `${self}${template.slice(2)}`;
  const code = Number(template[2]);
  const spelled = SPELLINGS[Math.floor(code / ENCODINGS.length)]?.(self) ?? "";
  const value = ENCODINGS[code % ENCODINGS.length]?.(spelled) ?? "";
  return template.slice(3).replace(MARK, () => value);
}

function marked(form: Form, rest: string): string {
  return `${MARK}${form}${rest}`;
}
