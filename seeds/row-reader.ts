import { nearestName } from "../core/nearest-name.ts";
import { parseSiteId, type SiteId } from "../core/site.ts";
import { parseTopicId, type TopicId } from "../core/theme.ts";
import { canonicalizeUrl, type CanonicalUrl } from "../core/url.ts";
import type { Problem } from "../core/user-error.ts";
import type { IdList } from "./declared-ids.ts";
import type { TableRow } from "./read-table.ts";

const MAX_KNOWN_SHOWN = 12;

/** Reads the cells of one row; what is wrong with them goes to the common list. A cell whose column is missing is not told again. */
export class RowReader {
  readonly where: string;
  readonly #cells: Readonly<Record<string, string>>;
  readonly #problems: Problem[];

  constructor(row: TableRow, problems: Problem[]) {
    this.where = row.where;
    this.#cells = row.cells;
    this.#problems = problems;
  }

  /** Adds what is wrong with this row, and how to mend it. */
  problem(what: string, remedy: string): void {
    this.#problems.push({ where: this.where, what, remedy });
  }

  /** The cell, or "" when it is empty. */
  text(column: string): string {
    return this.#cells[column] ?? "";
  }

  /** The cell, or null when it is empty. */
  optional(column: string): string | null {
    const text = this.text(column);
    return text === "" ? null : text;
  }

  /** The cell; "" when it is empty, which is a mistake. */
  required(column: string): string {
    const text = this.text(column);
    if (text === "" && this.#has(column)) this.problem(`${column} is empty.`, "Fill it in.");
    return text;
  }

  /** One of the known values; the first one when the cell holds another, which is a mistake. */
  choice<Value extends string>(column: string, known: readonly Value[]): Value {
    const text = this.text(column);
    const found = known.find((value) => value === text);
    if (found !== undefined || !this.#has(column)) return found ?? (known[0] as Value);
    const nearest = nearestName(text, known);
    const hint = nearest === null ? "" : ` Did you mean "${nearest}"?`;
    this.problem(`unknown ${column} "${text}". Known: ${known.join(", ")}.${hint}`, "Correct the row.");
    return known[0] as Value;
  }

  /** A day, `YYYY-MM-DD`; null when the cell is empty, or no day of the calendar, which is a mistake. */
  date(column: string): string | null {
    const text = this.text(column);
    if (text === "" || isDay(text)) return text === "" ? null : text;
    this.problem(`${column} is no day: "${text}".`, "Write YYYY-MM-DD, or leave it empty.");
    return null;
  }

  /** An address in its one spelling; null when it is empty or none, which is a mistake. */
  url(column: string): CanonicalUrl | null {
    const text = this.required(column);
    return text === "" ? null : this.#parseUrl(column, text);
  }

  /** One address at least, separated by spaces. Null when one of them is none, or the cell is empty: mistakes. */
  urls(column: string): readonly CanonicalUrl[] | null {
    const text = this.required(column);
    if (text === "") return null;
    const urls = text.split(/\s+/).map((word) => this.#parseUrl(column, word));
    const sound = urls.filter((url) => url !== null);
    return sound.length === urls.length ? sound : null;
  }

  /** The id that this row gives to a site; null when it cannot be one, which is a mistake. */
  newSiteId(column: string): SiteId | null {
    const text = this.required(column);
    const id = parseSiteId(text);
    if (id === null && text !== "") this.problem(`"${text}" cannot be a site's id.`, "Use a-z, 0-9, dot and hyphen.");
    return id;
  }

  /** The id that this row gives to a theme or life event; null when it cannot be one, which is a mistake. */
  newTopicId(column: string): TopicId | null {
    const text = this.required(column);
    const id = parseTopicId(text);
    if (id === null && text !== "") this.problem(`"${text}" cannot be an id.`, "Use a-z, 0-9 and hyphen.");
    return id;
  }

  /** An id that another file declares; null when it does not, which is a mistake unless that file was not read whole. */
  known<Id extends string>(column: string, what: string, declared: IdList<Id>): Id | null {
    const text = this.required(column) as Id;
    if (declared.ids.has(text)) return text;
    if (text !== "" && declared.isWhole) {
      this.problem(`unknown ${what} "${text}". ${knownIds(text, declared.ids)}`, `Correct the row or add the ${what}.`);
    }
    return null;
  }

  #has(column: string): boolean {
    return this.#cells[column] !== undefined;
  }

  #parseUrl(column: string, text: string): CanonicalUrl | null {
    const url = canonicalizeUrl(text);
    if (url === null) this.problem(`${column}: "${text}" is no web address.`, "Write it whole, with https://.");
    return url;
  }
}

/** Whether the text is a day of the calendar: JavaScript itself reads 31 February as 2 March. */
function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function knownIds(typed: string, ids: ReadonlySet<string>): string {
  const nearest = nearestName(typed, ids);
  if (nearest !== null) return `Did you mean "${nearest}"?`;
  const shown = [...ids].slice(0, MAX_KNOWN_SHOWN);
  const more = ids.size > shown.length ? ` and ${ids.size - shown.length} more` : "";
  return shown.length === 0 ? "None is declared." : `Known: ${shown.join(", ")}${more}.`;
}
