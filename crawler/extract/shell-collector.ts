import { attributeId } from "./attribute-names.ts";
import { asksForScripts, MOUNT_IDS, type ShellSigns } from "./empty-shell.ts";
import { NameTable } from "./name-table.ts";
import type { TagAttributes } from "./tag-attributes.ts";
import { tagId } from "./tag-names.ts";

const SCRIPT = tagId("script");
const NOSCRIPT = tagId("noscript");
const APP_ROOT = tagId("app-root");
const ID = attributeId("id");
const MOUNTS = new NameTable(MOUNT_IDS);

/** Where the text of an element without markup stands. */
export interface RawText {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

/** Collects what tells an application from a page, while the page is being read. */
export class ShellCollector {
  readonly #html: string;
  readonly #attributes: TagAttributes;
  #scriptLength = 0;
  #asksForScripts = false;
  #hasEmptyMount = false;
  /** The mount that is open: how many elements stand around it, and what was visible before it. */
  #mount: { readonly depth: number; readonly visibleLength: number } | null = null;
  /** Scripts and such so far. */
  readonly rawTexts: RawText[] = [];

  constructor(html: string, attributes: TagAttributes) {
    this.#html = html;
    this.#attributes = attributes;
  }

  /** An element with an id begins, or an `app-root`. */
  opened(tag: number, at: { readonly depth: number; readonly visibleLength: number }): void {
    if (this.#mount !== null || this.#hasEmptyMount) return;
    const attributes = this.#attributes;
    const isMount =
      tag === APP_ROOT ||
      (attributes.has(ID) && MOUNTS.find(this.#html, attributes.startOf(ID), attributes.endOf(ID)) !== -1);
    if (isMount) this.#mount = at;
  }

  /** Whether a mount was met: no further one is looked for while it is open, or when it was empty. */
  get isMounted(): boolean {
    return this.#mount !== null || this.#hasEmptyMount;
  }

  /** Reads raw texts of an earlier page again, so many characters further down. */
  takeOver(rawTexts: readonly RawText[], shift: number): void {
    for (const { tag, start, end } of rawTexts) this.rawText(tag, start + shift, end + shift);
  }

  closed(depth: number, visibleLength: number): void {
    if (this.#mount === null || this.#mount.depth !== depth) return;
    this.#hasEmptyMount = this.#mount.visibleLength === visibleLength;
    this.#mount = null;
  }

  rawText(tag: number, start: number, end: number): void {
    this.rawTexts.push({ tag, start, end });
    if (tag === SCRIPT) this.#scriptLength += end - start;
    else if (tag === NOSCRIPT) this.#asksForScripts ||= asksForScripts(this.#html.slice(start, end));
  }

  signs(seen: Pick<ShellSigns, "linkCount" | "visibleLength">): ShellSigns {
    return {
      ...seen,
      hasEmptyMount: this.#hasEmptyMount,
      asksForScripts: this.#asksForScripts,
      scriptLength: this.#scriptLength,
    };
  }
}
