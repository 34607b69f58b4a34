import { SaxesParser, type SaxesTagPlain } from "saxes";
import type { SitemapEntries } from "./sitemap-entries.ts";

/** Nesting and attributes beyond which a file is no sitemap but an attack on memory. */
const MAX_DEPTH = 256;
const MAX_ATTRIBUTES = 256;

/** How deep entries stand below each root, and what they are called: sitemaps.org, RSS 2.0, RSS 1.0, Atom (RFC 4287). */
const ENTRY_DEPTHS: ReadonlyMap<string, number> = new Map([
  ["urlset", 2],
  ["sitemapindex", 2],
  ["rss", 3],
  ["RDF", 2],
  ["feed", 2],
]);
const ENTRY_NAMES: ReadonlySet<string> = new Set(["url", "sitemap", "item", "entry"]);

interface Name {
  readonly prefix: string;
  readonly local: string;
}

interface Entry {
  readonly name: Name;
  address: string | null;
}

/**
 * Entries of a sitemap, an index of sitemaps, an RSS or an Atom feed, as far as the file is well-formed: what comes after the
 * first error, or in an entry that is not closed, does not count. No DTD is read and no entity expanded but the five of XML; a
 * file that declares entities ends there. At most `maxEntries`. Never throws.
 */
export function xmlEntries(pieces: Iterable<string>, maxEntries: number): SitemapEntries {
  const reader = new EntryReader(maxEntries);
  for (const piece of pieces) {
    if (!reader.read(piece)) break;
  }
  return reader.entries;
}

/** Ends the reading of a file from inside a handler; saxes itself throws Error at what is not well-formed. */
class ReadingEnds extends Error {}

class EntryReader {
  readonly entries: SitemapEntries = { urls: [], sitemaps: [] };
  readonly #parser = new SaxesParser({ position: false, xmlns: false });
  readonly #maxEntries: number;
  #depth = 0;
  #entryDepth = 0;
  #entry: Entry | null = null;
  /** Text of the element that holds an entry's address, while inside it. */
  #text: string | null = null;
  #attributes = 0;

  constructor(maxEntries: number) {
    this.#maxEntries = maxEntries;
    this.#parser.on("doctype", (declaration) => {
      if (declaration.includes("<!ENTITY")) throw new ReadingEnds();
    });
    this.#parser.on("attribute", () => {
      this.#attributes += 1;
      if (this.#attributes > MAX_ATTRIBUTES) throw new ReadingEnds();
    });
    this.#parser.on("opentag", (tag) => {
      this.#open(tag);
    });
    this.#parser.on("closetag", () => {
      this.#close();
    });
    const addText = (text: string) => {
      if (this.#text !== null) this.#text += text;
    };
    this.#parser.on("text", addText);
    this.#parser.on("cdata", addText);
  }

  /** False when nothing more is to be read. */
  read(piece: string): boolean {
    try {
      this.#parser.write(piece);
      return true;
    } catch {
      // What is not well-formed ends the file; nothing else throws here.
      return false;
    }
  }

  #open(tag: SaxesTagPlain): void {
    this.#attributes = 0;
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new ReadingEnds();
    if (this.#depth === 1) this.#entryDepth = ENTRY_DEPTHS.get(nameOf(tag.name).local) ?? 0;
    else if (this.#depth === this.#entryDepth) {
      const name = nameOf(tag.name);
      this.#entry = ENTRY_NAMES.has(name.local) ? { name, address: null } : null;
    } else if (this.#depth === this.#entryDepth + 1 && this.#entry !== null && this.#entry.address === null) {
      this.#readField(tag, this.#entry);
    }
  }

  /** The first field that tells an entry's address does. Fields of other vocabularies (`image:loc`) have another prefix. */
  #readField(tag: SaxesTagPlain, entry: Entry): void {
    const { prefix, local } = nameOf(tag.name);
    if (prefix !== entry.name.prefix) return;
    if (entry.name.local === "entry") {
      const { href, rel = "alternate" } = tag.attributes;
      if (local === "link" && rel === "alternate" && href !== undefined) entry.address = href;
    } else if (local === (entry.name.local === "item" ? "link" : "loc")) this.#text = "";
  }

  #close(): void {
    if (this.#entry !== null && this.#depth === this.#entryDepth + 1 && this.#text !== null) {
      const text = this.#text.trim();
      if (text !== "") this.#entry.address = text;
      this.#text = null;
    } else if (this.#entry !== null && this.#depth === this.#entryDepth) {
      this.#keep(this.#entry);
      this.#entry = null;
    }
    this.#depth -= 1;
  }

  #keep({ name, address }: Entry): void {
    if (address === null) return;
    const { urls, sitemaps } = this.entries;
    if (urls.length + sitemaps.length >= this.#maxEntries) throw new ReadingEnds();
    (name.local === "sitemap" ? sitemaps : urls).push(address);
  }
}

function nameOf(name: string): Name {
  const colon = name.indexOf(":");
  return colon === -1 ? { prefix: "", local: name } : { prefix: name.slice(0, colon), local: name.slice(colon + 1) };
}
