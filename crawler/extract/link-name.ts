import { attributeId } from "./attribute-names.ts";
import { collapseSpace } from "./collapse-space.ts";
import type { PageTexts, Pieces } from "./page-texts.ts";
import type { TagAttributes } from "./tag-attributes.ts";

const LABELLED_BY = attributeId("aria-labelledby");
const LABEL = attributeId("aria-label");
const ALT = attributeId("alt");
const TITLE = attributeId("title");
/** Pictures of one link whose texts count. */
const MAX_PICTURES = 50;

/** Whether attributes of a link's tag say how it is called. */
export function isNamed(attributes: TagAttributes): boolean {
  return attributes.has(LABEL) || attributes.has(LABELLED_BY) || attributes.has(TITLE) || attributes.has(ALT);
}

/** What names a link beside its text: attributes of its own, and the pictures in it. */
export class LinkName {
  /** Ids of the elements whose text is its name. */
  readonly labelIds: readonly string[];
  readonly #label: string;
  readonly #alt: string;
  readonly #title: string;
  /** Texts that stand for pictures, each with the piece of text that it stands before. */
  readonly #pictures: { readonly before: number; readonly alt: string }[] = [];

  /** `attributes`: those of the link's tag, or null when they name nothing. */
  constructor(attributes: TagAttributes | null) {
    this.labelIds = (attributes?.value(LABELLED_BY) ?? "").split(/\s+/).filter((id) => id !== "");
    this.#label = attributes?.value(LABEL) ?? "";
    this.#alt = attributes?.value(ALT) ?? "";
    this.#title = attributes?.value(TITLE) ?? "";
  }

  addPicture(alt: string, before: number): void {
    if (this.#pictures.length < MAX_PICTURES) this.#pictures.push({ before, alt });
  }

  /** The name by Accessible Name and Description Computation 1.2 § 4.3: labelledby, label, content, `alt`, title. */
  name(labels: ReadonlyMap<string, string>, texts: PageTexts, pieces: Pieces): string {
    const labelled = this.labelIds.map((id) => labels.get(id) ?? "").join(" ");
    const candidates = [labelled, this.#label, this.#content(texts, pieces), this.#alt, this.#title];
    return candidates.map(collapseSpace).find((candidate) => candidate !== "") ?? "";
  }

  #content(texts: PageTexts, { first, end }: Pieces): string {
    let content = "";
    let from = first;
    for (const { before, alt } of this.#pictures) {
      content += `${texts.joined(from, before)} ${alt} `;
      from = before;
    }
    return content + texts.joined(from, end);
  }
}
