/** A number with the way it is written in the page's language. */
export interface Counted {
  readonly value: number;
  readonly shown: string;
}

const FRENCH = new Intl.PluralRules("fr");
const ENGLISH = new Intl.PluralRules("en");

/** `12 sites`, `1 site`, `0 site` in French. */
export function inFrench(count: Counted, one: string, other: string): string {
  return `${count.shown} ${FRENCH.select(count.value) === "one" ? one : other}`;
}

/** `12 sites`, `1 site`, `0 sites` in English. */
export function inEnglish(count: Counted, one: string, other: string): string {
  return `${count.shown} ${ENGLISH.select(count.value) === "one" ? one : other}`;
}
