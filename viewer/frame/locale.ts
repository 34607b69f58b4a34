import type { Theme } from "../../core/theme.ts";
import type { Counted } from "../texts/counted.ts";
import { en } from "../texts/en.ts";
import { fr, type Texts } from "../texts/fr.ts";
import { plainText } from "./plain-text.ts";

export const LANGUAGES = ["en", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A language with its texts and its way of writing numbers, shares and dates. */
export interface Locale {
  readonly language: Language;
  readonly t: Texts;
  /** At most `digits` decimals, 0 unless told. */
  readonly number: (value: number, digits?: number) => string;
  readonly count: (value: number) => Counted;
  /** A share of 0…1 in percent. */
  readonly percent: (share: number) => string;
  /** `2026-10-03` or milliseconds since 1970 as a date in UTC. */
  readonly date: (day: string | number) => string;
  readonly labelOf: (topic: Theme) => string;
}

const TEXTS: Readonly<Record<Language, Texts>> = { en, fr };
const LABEL_LENGTH = 120;

/** The locale of a language. Formats never depend on the machine. */
export function localeOf(language: Language): Locale {
  const formats = [0, 1, 2, 3].map(
    (maximumFractionDigits) => new Intl.NumberFormat(language, { maximumFractionDigits }),
  );
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(language === "en" ? "en-GB" : "fr-FR", { dateStyle: "long", timeZone: "UTC" });
  const number = (value: number, digits = 0): string => formats[digits]?.format(value) ?? String(value);
  return {
    language,
    t: TEXTS[language],
    number,
    count: (value) => ({ value, shown: number(value) }),
    percent: (share) => percent.format(share),
    date: (day) => date.format(new Date(day)),
    labelOf: (topic) => plainText(language === "fr" ? topic.labelFr : topic.labelEn, LABEL_LENGTH) || topic.id,
  };
}
