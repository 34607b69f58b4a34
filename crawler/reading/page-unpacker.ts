import type { ExtractedLink } from "../../core/link.ts";
import type { AnswerRead } from "../read-answer.ts";
import { linkAgain, linkOf, withTerms, type PackedPage, type RepeatedLinks } from "./packed-page.ts";

/** Unpacks what a `PagePacker` packed, in the same order. */
export class PageUnpacker {
  /** Links of pages that later ones speak of, by number. */
  readonly #kept = new Map<number, readonly ExtractedLink[]>();

  /** The page. Links that stay on their site have no heading, sentence and path. */
  unpack(packed: PackedPage): AnswerRead {
    const links = this.#links(packed);
    for (const number of packed.gone) this.#kept.delete(number);
    // Copies: see `PageLink.seed`.
    if (packed.keptAs !== 0)
      this.#kept.set(
        packed.keptAs,
        links.map((link) => ({ ...link })),
      );
    return { ...withTerms(packed.read), links };
  }

  #links({ links: rows, containers, base }: PackedPage): ExtractedLink[] {
    const earlier = this.#kept.get(base) ?? [];
    const next = containerAfterContainer(containers);
    const links: ExtractedLink[] = [];
    for (const row of rows) {
      if ("first" in row) addRepeated(links, row, { earlier, next });
      else links.push(linkOf(row, links.length, next()));
    }
    return links;
  }
}

function addRepeated(
  links: ExtractedLink[],
  { first, count, headings }: RepeatedLinks,
  page: { readonly earlier: readonly ExtractedLink[]; readonly next: () => string },
): void {
  let changed = 0;
  for (let place = 0; place < count; place += 1) {
    const link = page.earlier[first + place];
    if (link === undefined) throw new Error(`no link ${first + place} is known of the earlier page`);
    const [at, heading] = headings[changed] ?? [-1, ""];
    if (at === place) changed += 1;
    links.push(
      linkAgain(link, {
        position: links.length,
        container: page.next(),
        heading: at === place ? heading : link.heading,
      }),
    );
  }
}

/** Tells the container of one link after the other. */
function containerAfterContainer(containers: readonly (string | number)[]): () => string {
  let at = -2;
  let left = 0;
  return () => {
    if (left === 0) {
      at += 2;
      left = Number(containers[at + 1] ?? 0);
    }
    left -= 1;
    return String(containers[at] ?? "");
  };
}
