import { attributeId } from "./attribute-names.ts";
import { PageTexts } from "./page-texts.ts";
import { PageWalk, type PageListener } from "./page-walk.ts";

const ID = attributeId("id");
const LABEL = attributeId("aria-label");

/** Texts of the elements with these ids, the first one of each, by id; white space collapsed. Reads the page once more. */
export function labelTexts(html: string, ids: ReadonlySet<string>): ReadonlyMap<string, string> {
  if (ids.size === 0) return new Map();
  const listener = new LabelListener(html, ids);
  listener.walk.run();
  return listener.found;
}

interface OpenLabel {
  readonly id: string;
  readonly label: string;
  readonly depth: number;
  readonly first: number;
}

class LabelListener implements PageListener {
  readonly walk: PageWalk;
  readonly found = new Map<string, string>();
  readonly #wanted: ReadonlySet<string>;
  readonly #texts: PageTexts;
  readonly #open: OpenLabel[] = [];

  constructor(html: string, wanted: ReadonlySet<string>) {
    this.walk = new PageWalk(html, this);
    this.#wanted = wanted;
    this.#texts = new PageTexts(html);
  }

  opened(): void {
    const { attributes } = this.walk.tokens;
    const id = attributes.has(ID) ? attributes.value(ID) : null;
    if (id === null || !this.#wanted.has(id) || this.found.has(id)) return;
    const label = attributes.value(LABEL) ?? "";
    this.found.set(id, label);
    if (label === "") this.#open.push({ id, label, depth: this.walk.elements.depth, first: this.#texts.count });
  }

  text(start: number, end: number): void {
    this.#texts.add(start, end);
  }

  rawText(): void {}

  closed(_tag: number, depth: number): void {
    const last = this.#open.at(-1);
    if (last === undefined || last.depth !== depth) return;
    this.#open.pop();
    this.found.set(last.id, this.#texts.text({ first: last.first, end: this.#texts.count }));
  }
}
