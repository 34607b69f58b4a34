import type { PageReader } from "../page-reader.ts";
import { PageLink } from "../page-link.ts";
import type { PageOutline } from "./page-outline.ts";
import type { PageMark } from "./page-part.ts";

/** Takes over what reading a part of an earlier page gave, in place of reading the same text where it stands here. */
export function takeOverPart(
  reader: PageReader,
  outline: PageOutline,
  { part, start }: { readonly part: number; readonly start: number },
): void {
  const { parts } = outline;
  const [from, to] = [parts.from(part), parts.to(part)];
  const shift = start - parts.start(part);
  takeOverLinks(reader, outline, { from, to });
  const pieces = { first: from.pieces, end: to.pieces, shift, firstBlock: from.block, lastBlock: to.block };
  reader.texts.takeOver(outline.pieces, pieces, (first, end, kind) => reader.seenAgain(first, end, kind));
  reader.resources.takeOver(outline.resources.slice(from.resources, to.resources));
  reader.shell.takeOver(outline.rawTexts.slice(from.rawTexts, to.rawTexts), shift);
  reader.walk.elements.told.containers += to.containers - from.containers;
}

/** Adds the links and headings of a part: before its texts are, since they say where they stand among those. */
function takeOverLinks(
  reader: PageReader,
  outline: PageOutline,
  { from, to }: { readonly from: PageMark; readonly to: PageMark },
): void {
  const { links, headings, texts } = reader;
  const moved = { pieces: texts.count - from.pieces, blocks: texts.block - from.block, source: links.source };
  const containerOf = containerNames(reader, from);
  let event = from.headings;
  for (let place = from.links; place < to.links; place += 1) {
    const seed = outline.links[place];
    if (seed === undefined) continue;
    for (; event < seed.headings; event += 1) headings.happenAgain(outline.headings[event]);
    const here = { container: containerOf(seed.container), position: links.links.length, heading: headings.nearest() };
    links.links.push({
      link: PageLink.again(seed, here, moved),
      policy: seed.policy,
      name: null,
      text: "",
      headings: headings.events.length,
    });
  }
  for (; event < to.headings; event += 1) headings.happenAgain(outline.headings[event]);
}

/** Renames containers: those of the part are numbered on, the one around it is the one around it here. */
function containerNames(reader: PageReader, from: PageMark): (container: string) => string {
  const { elements } = reader.walk;
  let last = { earlier: "", here: "" };
  return (container) => {
    if (container === last.earlier) return last.here;
    const colon = container.lastIndexOf(":");
    const number = Number(container.slice(colon + 1)) - from.containers;
    const isInside = number > 0;
    const here = isInside
      ? `${container.slice(0, colon)}:${number + elements.told.containers}`
      : elements.surroundings.container;
    last = { earlier: container, here };
    return here;
  };
}
