import { nearestName } from "../core/nearest-name.ts";
import { parseSiteId, type SiteId } from "../core/site.ts";
import { parseTopicId, type TopicId } from "../core/theme.ts";
import { canonicalizeUrl, type CanonicalUrl } from "../core/url.ts";
import type { Problem } from "../core/user-error.ts";
import type { TableRow } from "./read-table.ts";

const MAX_KNOWN_SHOWN = 12;

/** Reads the cells of one row. What is wrong goes to the common list, and the row then counts as unusable. */
export class RowReader {
  readonly where: string;
  readonly #cells: Readonly<Record<string, string>>;
  readonly #problems: Problem[];
  #isSound = true;

  constructor(row: TableRow, problems: Problem[]) {
    this.where = row.where;
    this.#cells = row.cells;
    this.#problems = problems;
  }

  /** Whether nothing was wrong so far. */
  get isSound(): boolean {
    return this.#isSound;
  }

  problem(what: string, remedy: string): void {
    this.#isSound = false;
    this.#problems.push({ where: this.where, what, remedy });
  }

  /** The cell, or "" when it is empty. */
  text(column: string): string {
    return this.#cells[column] ?? "";
  }

  optional(column: string): string | null {
    const text = this.text(column);
    return text === "" ? null : text;
  }

  required(column: string): string {
    const text = this.text(column);
    if (text === "") this.problem(`${column} is empty.`, "Fill it in.");
    return text;
  }

  choice<Value extends string>(column: string, known: readonly Value[]): Value {
    const text = this.text(column);
    const found = known.find((value) => value === text);
    if (found !== undefined) return found;
    const nearest = nearestName(text, known);
    const hint = nearest === null ? "" : ` Did you mean "${nearest}"?`;
    this.problem(`unknown ${column} "${text}". Known: ${known.join(", ")}.${hint}`, "Correct the row.");
    return known[0] as Value;
  }

  date(column: string): string | null {
    const text = this.text(column);
    if (text === "") return null;
    const isDate = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
    if (!isDate) this.problem(`${column} is no day: "${text}".`, "Write YYYY-MM-DD, or leave it empty.");
    return text;
  }

  url(column: string): CanonicalUrl | null {
    const text = this.required(column);
    return text === "" ? null : this.#parseUrl(column, text);
  }

  /** Addresses separated by spaces. */
  urls(column: string): CanonicalUrl[] {
    const texts = this.text(column)
      .split(/\s+/)
      .filter((text) => text !== "");
    return texts.flatMap((text) => this.#parseUrl(column, text) ?? []);
  }

  newSiteId(column: string): SiteId | null {
    const text = this.required(column);
    const id = parseSiteId(text);
    if (id === null && text !== "") this.problem(`"${text}" cannot be a site's id.`, "Use a-z, 0-9, dot and hyphen.");
    return id;
  }

  newTopicId(column: string): TopicId | null {
    const text = this.required(column);
    const id = parseTopicId(text);
    if (id === null && text !== "") this.problem(`"${text}" cannot be an id.`, "Use a-z, 0-9 and hyphen.");
    return id;
  }

  /** An id that another file declares. */
  known<Id extends string>(column: string, what: string, ids: ReadonlySet<Id>): Id | null {
    const text = this.required(column) as Id;
    if (text === "" || ids.has(text)) return text === "" ? null : text;
    this.problem(`unknown ${what} "${text}". ${knownIds(text, ids)}`, `Correct the row or add the ${what}.`);
    return null;
  }

  #parseUrl(column: string, text: string): CanonicalUrl | null {
    const url = canonicalizeUrl(text);
    if (url === null) this.problem(`${column}: "${text}" is no web address.`, "Write it whole, with https://.");
    return url;
  }
}

function knownIds(typed: string, ids: ReadonlySet<string>): string {
  const nearest = nearestName(typed, ids);
  if (nearest !== null) return `Did you mean "${nearest}"?`;
  const shown = [...ids].slice(0, MAX_KNOWN_SHOWN);
  const more = ids.size > shown.length ? ` and ${ids.size - shown.length} more` : "";
  return shown.length === 0 ? "None is declared." : `Known: ${shown.join(", ")}${more}.`;
}
