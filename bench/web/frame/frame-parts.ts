import type { Random } from "../../../core/seeded-random.ts";
import { phrase } from "../french-text.ts";
import { anyPath } from "../page-links.ts";
import type { WebShape } from "../web-shape.ts";

/** What the parts of a host's frame are drawn from, one after the other: their order is part of the bytes. */
export interface FrameParts {
  readonly random: Random;
  readonly host: number;
  readonly shape: WebShape;
  readonly name: string;
}

/** How a list of links is written. */
export interface LinkListStyle {
  readonly listClass: string;
  readonly itemClass: string;
  readonly linkClass: string;
  readonly count: number;
}

/** A list of links to pages of the host, each with a few words. */
export function linkList({ random, shape }: FrameParts, style: LinkListStyle): string {
  const itemClass = style.itemClass === "" ? "" : ` class="${style.itemClass}"`;
  const items = Array.from(
    { length: style.count },
    () =>
      `<li${itemClass}>\n<a class="${style.linkClass}" href="${anyPath(random, shape.pages)}" target="_self">${phrase(random)}</a>\n</li>`,
  );
  return `<ul class="${style.listClass}">\n${items.join("\n")}\n</ul>`;
}
