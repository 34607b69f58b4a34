import type { PageTexts } from "./page-texts.ts";

/** A heading that begins or ends. */
export interface HeadingEvent {
  readonly level: number;
  /** What it says, when it ends; null when it begins. */
  readonly text: string | null;
}

const LEVELS = 7;
const HEADING_LENGTH = 200;

/** The headings of a page so far, as one who reads it from the top knows them. */
export class Headings {
  readonly #texts: PageTexts;
  /** Last heading of each level, 1 to 6; a new one ends those below it. */
  readonly #last: string[] = Array.from({ length: LEVELS }, () => "");
  #open: { readonly level: number; readonly first: number } | null = null;
  /** What happened so far, in document order. */
  readonly events: HeadingEvent[] = [];

  constructor(texts: PageTexts) {
    this.#texts = texts;
  }

  open(level: number): void {
    this.#open = { level, first: this.#texts.count };
    this.events.push({ level, text: null });
  }

  close(): void {
    if (this.#open === null) return;
    const { level, first } = this.#open;
    this.#end(level, this.#texts.text({ first, end: this.#texts.count }).slice(0, HEADING_LENGTH));
  }

  /** Lets happen again what happened on an earlier page. */
  happenAgain(event: HeadingEvent | undefined): void {
    if (event === undefined) return;
    if (event.text === null) this.open(event.level);
    else this.#end(event.level, event.text);
  }

  #end(level: number, text: string): void {
    this.#last.fill("", level);
    this.#last[level] = text;
    this.#open = null;
    this.events.push({ level, text });
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** The nearest heading before this place, "" when none; inside a heading, the one above it in rank. */
  nearest(): string {
    for (let level = (this.#open?.level ?? LEVELS) - 1; level > 0; level -= 1) {
      const heading = this.#last[level] ?? "";
      if (heading !== "") return heading;
    }
    return "";
  }
}
