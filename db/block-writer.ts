import type { Database, Statement } from "better-sqlite3";
import type { ExtractedLink } from "../core/link.ts";
import type { CanonicalUrl } from "../core/url.ts";
import { encodeLinks, type CodedLink } from "./blocks/block-code.ts";
import { cutBlocks, isShareRun, type LinkRun } from "./blocks/cut-blocks.ts";
import { encodeFlags } from "./blocks/link-flags.ts";
import { selfTemplate } from "./blocks/self-template.ts";
import { encodeNumbers } from "./blocks/varint.ts";
import { contentHash } from "./content-hash.ts";
import type { Interner } from "./intern.ts";

/** Version of the rules by which blocks are cut and coded: part of every block's hash. */
const RULE_VERSION = 1;

/** A link with an address on the web: the only ones that blocks hold. */
type WebLink = ExtractedLink & { readonly url: CanonicalUrl };

/** A block of a page, stored. */
export interface WrittenBlock {
  readonly blockId: number;
  readonly links: LinkRun;
}

/** The blocks of a page, stored. */
export interface WrittenBlocks {
  readonly manifestId: number;
  readonly blocks: readonly WrittenBlock[];
  /** Links without an address on the web, which are only counted. */
  readonly otherLinks: number;
}

/** Stores runs of links under the hash of their content: what is known already costs one query. */
export class BlockWriter {
  readonly #intern: Interner;
  readonly #selectBlock: Statement<[Buffer], { id: number }>;
  readonly #insertBlock: Statement<[Buffer, string, number, number, Buffer]>;
  readonly #insertTarget: Statement<[number, number]>;
  readonly #selectManifest: Statement<[Buffer], { id: number }>;
  readonly #insertManifest: Statement<[Buffer, Buffer]>;

  constructor(db: Database, intern: Interner) {
    this.#intern = intern;
    this.#selectBlock = db.prepare("select id from block where hash = ?");
    this.#insertBlock = db.prepare(
      "insert into block (hash, zone, is_share, link_count, links) values (?, ?, ?, ?, ?)",
    );
    this.#insertTarget = db.prepare("insert or ignore into block_target (target_id, block_id) values (?, ?)");
    this.#selectManifest = db.prepare("select id from manifest where hash = ?");
    this.#insertManifest = db.prepare("insert into manifest (hash, block_ids) values (?, ?)");
  }

  write(pageUrl: CanonicalUrl, links: readonly ExtractedLink[]): WrittenBlocks {
    const webLinks = links.filter((link): link is WebLink => link.url !== null);
    const blocks = cutBlocks(webLinks).map((run) => ({ blockId: this.#writeBlock(pageUrl, run), links: run }));
    const ids = encodeNumbers(blocks.map((block) => block.blockId));
    const hash = contentHash(`manifest ${RULE_VERSION} ${ids.toString("base64")}`);
    const manifestId =
      this.#selectManifest.get(hash)?.id ?? Number(this.#insertManifest.run(hash, ids).lastInsertRowid);
    return { manifestId, blocks, otherLinks: links.length - webLinks.length };
  }

  #writeBlock(pageUrl: CanonicalUrl, run: LinkRun): number {
    const zone = run[0]?.zone ?? "main";
    const plain = (run as readonly WebLink[]).map((link) => plainLink(link, pageUrl));
    const isShare = Number(isShareRun(run));
    const hash = contentHash(JSON.stringify([RULE_VERSION, zone, isShare, plain]));
    const known = this.#selectBlock.get(hash);
    if (known !== undefined) return known.id;
    const coded = plain.map((link) => this.#codedLink(link));
    const blockId = Number(
      this.#insertBlock.run(hash, zone, isShare, coded.length, encodeLinks(coded)).lastInsertRowid,
    );
    for (const [index, link] of coded.entries()) {
      if (plain[index]?.template === null) this.#insertTarget.run(link.targetId, blockId);
    }
    return blockId;
  }

  #codedLink(link: PlainLink): CodedLink {
    return {
      targetId:
        link.template === null ? this.#intern.url(link.url as CanonicalUrl) : this.#intern.template(link.template),
      anchorId: this.#intern.anchor(link.text),
      flags: link.flags,
      attrsId: link.rare === null ? null : this.#intern.attrs(link.rare),
    };
  }
}

/** What a block's hash is made of. */
interface PlainLink {
  /** Null when the link is a template. */
  readonly url: string | null;
  readonly template: string | null;
  readonly text: string;
  readonly flags: number;
  readonly rare: string | null;
}

function plainLink(link: WebLink, pageUrl: CanonicalUrl): PlainLink {
  const template = selfTemplate(link.url, pageUrl, link.href);
  const { flags, rare } = encodeFlags(link);
  return {
    url: template === null ? link.url : null,
    template,
    text: link.text.toWellFormed(),
    flags,
    rare: rare === null ? null : JSON.stringify(rare),
  };
}
