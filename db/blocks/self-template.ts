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
 * The address of a link with the page's own address taken out, so that "share this page" and skip links are the same on
 * all pages; null when it does not hold it in one of the agreed places (the whole address from a bare fragment, before
 * `?`, or the whole value of a parameter). `expandSelf` gives the address back, byte for byte.
 */
export function selfTemplate(target: string, self: string, rawHref: string): string | null {
  const template = candidate(target, self, rawHref);
  return template !== null && expandSelf(template, self) === target ? template : null;
}

function candidate(target: string, self: string, rawHref: string): string | null {
  if (target === self) {
    const isOnlyFragment = rawHref.trim() === "" || rawHref.trim().startsWith("#");
    return isOnlyFragment ? marked("s", "") : null;
  }
  if (!self.includes("?") && target.startsWith(`${self}?`)) return marked("q", target.slice(self.length));
  return valueTemplate(target, self);
}

function valueTemplate(target: string, self: string): string | null {
  const mark = target.indexOf("?");
  if (mark === -1) return null;
  const pairs = target.slice(mark + 1).split("&");
  for (const [index, pair] of pairs.entries()) {
    const equals = pair.indexOf("=");
    const form = equals === -1 ? -1 : formOf(pair.slice(equals + 1), self);
    if (form === -1) continue;
    const before = [...pairs.slice(0, index), pair.slice(0, equals + 1)].join("&");
    const after = pairs.slice(index + 1);
    const rest = after.length === 0 ? "" : `&${after.join("&")}`;
    return marked("v", `${form}${target.slice(0, mark + 1)}${before}${MARK}${rest}`);
  }
  return null;
}

/** Which spelling and encoding of the page's address a value is, or −1. A bare `/` is never taken for it. */
function formOf(value: string, self: string): number {
  for (const [spelling, spell] of SPELLINGS.entries()) {
    const spelled = spell(self);
    if (spelled.length < 2) continue;
    for (const [encoding, encode] of ENCODINGS.entries()) {
      if (encode(spelled) === value) return spelling * ENCODINGS.length + encoding;
    }
  }
  return -1;
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
