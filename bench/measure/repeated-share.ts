import { Parser } from "htmlparser2";

/** Tags in a row that must stand on an earlier page too before their bytes count as repeated. */
export const RUN_TAGS = 8;

/** What a page has, and how much of it an earlier page of its host had already. */
export interface PageRepeats {
  readonly bytes: number;
  readonly repeatedBytes: number;
  /** Elements `<a href>`; those with the same `href` and the same text on an earlier page. */
  readonly links: number;
  readonly repeatedLinks: number;
}

/** Shares 0…1 of bytes and of links; null for links where there are none. */
export interface RepeatedShare {
  readonly bytes: number;
  readonly links: number | null;
}

/** Of each page of a host, in the order of a crawl, what stands on an earlier one: nothing on the first. */
export function pageRepeats(pages: readonly string[]): PageRepeats[] {
  const seen: SeenPieces = { numbers: new Map(), runs: new Set() };
  const seenLinks = new Set<string>();
  return pages.map((html) => ({ ...repeatedBytes(html, seen), ...repeatedLinks(html, seenLinks) }));
}

/** Shares of pages taken together: a large page counts for more than a small one. Null when there are none. */
export function shareTogether(pages: readonly PageRepeats[]): RepeatedShare | null {
  const sum = (figure: (page: PageRepeats) => number): number => pages.reduce((all, page) => all + figure(page), 0);
  const bytes = sum((page) => page.bytes);
  if (bytes === 0) return null;
  const links = sum((page) => page.links);
  return {
    bytes: sum((page) => page.repeatedBytes) / bytes,
    links: links === 0 ? null : sum((page) => page.repeatedLinks) / links,
  };
}

/** Mean of shares, each counting the same; without links counts as nothing repeated. Null when there are none. */
export function meanShare(shares: readonly RepeatedShare[]): RepeatedShare | null {
  if (shares.length === 0) return null;
  const mean = (figure: (share: RepeatedShare) => number): number =>
    shares.reduce((all, share) => all + figure(share), 0) / shares.length;
  return { bytes: mean(({ bytes }) => bytes), links: mean(({ links }) => links ?? 0) };
}

/** Pieces of the pages before: each text has a number, and a run is the numbers in it. */
interface SeenPieces {
  readonly numbers: Map<string, number>;
  readonly runs: Set<string>;
}

function repeatedBytes(html: string, seen: SeenPieces): Pick<PageRepeats, "bytes" | "repeatedBytes"> {
  const pieces = html.split(/(?=<[!/a-z])/i);
  const numbers = pieces.map((piece) => {
    const number = seen.numbers.get(piece) ?? seen.numbers.size;
    seen.numbers.set(piece, number);
    return number;
  });
  const isRepeated = new Uint8Array(pieces.length);
  const runs: string[] = [];
  for (let first = 0; first + RUN_TAGS <= pieces.length; first += 1) {
    const run = numbers.slice(first, first + RUN_TAGS).join(" ");
    runs.push(run);
    if (seen.runs.has(run)) isRepeated.fill(1, first, first + RUN_TAGS);
  }
  for (const run of runs) seen.runs.add(run);
  const repeated = pieces.filter((_, index) => isRepeated[index] === 1);
  return { bytes: Buffer.byteLength(html), repeatedBytes: Buffer.byteLength(repeated.join("")) };
}

function repeatedLinks(html: string, seen: Set<string>): Pick<PageRepeats, "links" | "repeatedLinks"> {
  const links = linksOf(html).map(({ href, text }) => `${href}\n${text.trim().replace(/\s+/g, " ")}`);
  const repeated = links.filter((link) => seen.has(link));
  for (const link of links) seen.add(link);
  return { links: links.length, repeatedLinks: repeated.length };
}

function linksOf(html: string): { readonly href: string; readonly text: string }[] {
  const links: { readonly href: string; readonly text: string }[] = [];
  let href: string | undefined;
  let text = "";
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name !== "a" || attributes["href"] === undefined) return;
      ({ href } = attributes);
      text = "";
    },
    ontext: (part) => void (text += part),
    onclosetag: (name) => {
      if (name !== "a" || href === undefined) return;
      links.push({ href, text });
      href = undefined;
    },
  });
  parser.end(html);
  return links;
}
