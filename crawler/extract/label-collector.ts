import type { OpenElement, PageListener } from "./page-walk.ts";
import { collapseSpace } from "./sentence-around.ts";
import type { Attributes } from "./zone-of-element.ts";

/** Collects the texts of the elements with the given ids, the first one of each. */
export class LabelCollector implements PageListener {
  readonly #wanted: ReadonlySet<string>;
  readonly #texts = new Map<string, string>();
  readonly #open: { readonly id: string; readonly depth: number }[] = [];

  constructor(wanted: ReadonlySet<string>) {
    this.#wanted = wanted;
  }

  open(_tag: string, attributes: Attributes, path: readonly OpenElement[]): void {
    const { id } = attributes;
    if (id === undefined || !this.#wanted.has(id) || this.#texts.has(id)) return;
    this.#texts.set(id, attributes["aria-label"] ?? "");
    this.#open.push({ id, depth: path.length });
  }

  text(data: string): void {
    for (const { id } of this.#open) this.#texts.set(id, `${this.#texts.get(id) ?? ""}${data}`);
  }

  close(_tag: string, path: readonly OpenElement[]): void {
    if (this.#open.at(-1)?.depth === path.length) this.#open.pop();
  }

  /** Text by id, white space collapsed. */
  texts(): ReadonlyMap<string, string> {
    return new Map([...this.#texts].map(([id, text]) => [id, collapseSpace(text)]));
  }
}
