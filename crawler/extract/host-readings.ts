import type { ExtractedLink } from "../../core/link.ts";
import type { LinkSeed } from "./page-link.ts";
import { pageReader, pageRead, readPage, type PageRead } from "./read-page.ts";
import { originOf, outlineOf, type PageOutline } from "./repeats/page-outline.ts";
import { PartFinder } from "./repeats/part-finder.ts";
import { PartRecorder } from "./repeats/part-recorder.ts";

/** Shorter pages are read as fast as they are compared. */
const SHORTEST_PAGE = 4000;
/** What longer ones, or ones of more links, share with others is not worth the room. */
const LONGEST_PAGE = 500_000;
const MOST_LINKS = 2000;
/** Characters of outlines that are kept at most. */
const MAX_LENGTH = 40_000_000;
/** An outline gives way to another host's when so many pages were read since it was of use. */
const MAX_IDLE_PAGES = 20_000;
/** An outline of which less than this share is met again, on so many pages, gives way to one of a newer page. */
const LEAST_SHARE = 0.25;
const MAX_MISSES = 3;
/** Hosts whose pages have that little in common are read page by page. */
const MAX_OUTLINES = 5;

/** How far into a page its language is looked for. */
const HEAD_LENGTH = 1000;
const LANGUAGE = /\slang=["']?([a-z]{2})/i;

interface KnownHost {
  /** Null: the next page will make one. */
  outline: PageOutline | null;
  outlines: number;
  misses: number;
  /** Number of the page that it was last compared with. */
  usedAt: number;
}

/** Somebody who wants to know which pages later ones are compared with. */
export interface KeptPages {
  /** A page with these links was read, and is kept with those. */
  kept(seeds: readonly LinkSeed[], links: readonly ExtractedLink[]): void;
  /** It is kept no longer. */
  gone(seeds: readonly LinkSeed[]): void;
}

/** A page to be read. */
export interface HostPage {
  readonly html: string;
  readonly url: string;
  /** Names in any case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Pages with the same key may have much in common. */
  readonly host: string;
}

/**
 * Reads the pages of many hosts. What a page has in common with an earlier one of its host, as headers, menus and footers
 * are, is compared as text and not read again: what comes out is what `readPage` gives for each page alone.
 */
export class HostReadings {
  /** Those used last come last. */
  readonly #hosts = new Map<string, KnownHost>();
  readonly #kept: KeptPages | null;
  #pages = 0;
  #keptLength = 0;

  constructor(kept: KeptPages | null = null) {
    this.#kept = kept;
  }

  /** Reads a page. Never throws. */
  read(page: HostPage): PageRead {
    this.#pages += 1;
    const { length } = page.html;
    const known = length < SHORTEST_PAGE || length > LONGEST_PAGE ? null : this.#knownOf(keyOf(page));
    if (known === null || known.outlines > MAX_OUTLINES) return readPage(page.html, page.url, page.headers);
    return known.outline === null ? this.#record(known, page) : this.#compare(known, known.outline, page);
  }

  /** Null: there is no room for one host more. */
  #knownOf(key: string): KnownHost | null {
    const known = this.#hosts.get(key) ?? (this.#makeRoom() ? newHost() : null);
    if (known === null) return null;
    known.usedAt = this.#pages;
    this.#hosts.delete(key);
    this.#hosts.set(key, known);
    return known;
  }

  #makeRoom(): boolean {
    for (const [key, known] of this.#hosts) {
      if (this.#keptLength < MAX_LENGTH) break;
      if (this.#pages - known.usedAt < MAX_IDLE_PAGES) return false;
      this.#letGo(known);
      this.#hosts.delete(key);
    }
    return true;
  }

  #letGo(known: KnownHost): void {
    if (known.outline === null) return;
    this.#keptLength -= known.outline.html.length;
    this.#kept?.gone(known.outline.links);
    known.outline = null;
  }

  #record(known: KnownHost, { html, url, headers }: HostPage): PageRead {
    const reader = pageReader(html, headers);
    const recorder = new PartRecorder(reader);
    reader.walk.run(recorder);
    const read = pageRead(reader, { html, pageUrl: url, isSameOrigin: () => false });
    known.outlines += 1;
    known.misses = 0;
    if (read.links.length > MOST_LINKS) return read;
    known.outline = outlineOf(reader, recorder.parts, url);
    this.#kept?.kept(known.outline.links, read.links);
    this.#keptLength += html.length;
    return read;
  }

  #compare(known: KnownHost, outline: PageOutline, { html, url, headers }: HostPage): PageRead {
    const reader = pageReader(html, headers);
    const finder = new PartFinder(reader, outline);
    reader.walk.run(finder);
    if (finder.takenLength < html.length * LEAST_SHARE) known.misses += 1;
    if (known.misses >= MAX_MISSES) this.#letGo(known);
    const isSameOrigin = (base: string): boolean => finder.takenLength > 0 && originOf(base, url) === outline.origin;
    return pageRead(reader, { html, pageUrl: url, isSameOrigin });
  }
}

/** Pages in different languages have nothing in common but their markup. */
function keyOf({ html, host }: HostPage): string {
  const language = LANGUAGE.exec(html.slice(0, HEAD_LENGTH))?.[1] ?? "";
  return `${host} ${language.toLowerCase()}`;
}

function newHost(): KnownHost {
  return { outline: null, outlines: 0, misses: 0, usedAt: 0 };
}
