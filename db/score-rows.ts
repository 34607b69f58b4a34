import type { Database } from "better-sqlite3";
import { LINK_CLASSES, type ClassedOccurrence, type ScoreResult, type SiteLink } from "../core/score.ts";
import type { SiteId } from "../core/site.ts";
import { VarintReader, VarintWriter } from "./blocks/varint.ts";
import { crawlOf } from "./crawl-rows.ts";

const PARTS = "parts";

/** Keeps a crawl's scores, in place of earlier ones. */
export function saveScores(db: Database, result: ScoreResult): void {
  const { crawl, siteLinks, ...parts } = result;
  db.transaction(() => {
    db.prepare("delete from score_part where crawl_id = ?").run(crawl.id);
    db.prepare("delete from site_link where crawl_id = ?").run(crawl.id);
    db.prepare("insert into score_part (crawl_id, part, json) values (?, ?, ?)").run(
      crawl.id,
      PARTS,
      JSON.stringify(parts),
    );
    writeSiteLinks(db, crawl.id, siteLinks);
  })();
}

/** The scores of a crawl as they were saved, or null when it has none. */
export function readScores(db: Database, crawlId: number): ScoreResult | null {
  const row = db
    .prepare<[number, string], { json: string }>("select json from score_part where crawl_id = ? and part = ?")
    .get(crawlId, PARTS);
  if (row === undefined) return null;
  const parts = JSON.parse(row.json) as Omit<ScoreResult, "crawl" | "siteLinks">;
  return { ...parts, crawl: crawlOf(db, crawlId), siteLinks: readSiteLinks(db, crawlId) };
}

function writeSiteLinks(db: Database, crawlId: number, siteLinks: readonly SiteLink[]): void {
  const insert = db.prepare(`
    insert into site_link (
      crawl_id, source_site_id, target_site_id, editorial_pages, template_pages, mandated_pages, editorial_links,
      deep_links, weight, occurrences, evidence
    ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  `);
  for (const link of siteLinks) {
    const pages = [link.editorialPages, link.templatePages, link.mandatedPages];
    const links = [link.editorialLinks, link.deepLinks, link.weight, link.occurrences];
    insert.run(crawlId, link.sourceId, link.targetId, ...pages, ...links, encodeEvidence(link.evidence));
  }
}

interface SiteLinkRow extends Omit<SiteLink, "evidence"> {
  readonly evidence: Buffer;
}

function readSiteLinks(db: Database, crawlId: number): SiteLink[] {
  return db
    .prepare<[number], SiteLinkRow>(`
      select source_site_id as sourceId, target_site_id as targetId, editorial_pages as editorialPages,
        template_pages as templatePages, mandated_pages as mandatedPages, editorial_links as editorialLinks,
        deep_links as deepLinks, weight, occurrences, evidence
      from site_link
      where crawl_id = ?
      order by source_site_id, target_site_id
    `)
    .all(crawlId)
    .map((row) => ({
      ...row,
      sourceId: row.sourceId satisfies SiteId,
      evidence: decodeEvidence(row.evidence),
    }));
}

function encodeEvidence(evidence: readonly ClassedOccurrence[]): Buffer {
  const writer = new VarintWriter();
  for (const { ref, linkClass } of evidence) {
    for (const value of [LINK_CLASSES.indexOf(linkClass), ref.pageId, ref.blockSeq, ref.position]) writer.write(value);
  }
  return writer.bytes();
}

function decodeEvidence(bytes: Uint8Array): ClassedOccurrence[] {
  const reader = new VarintReader(bytes);
  const evidence: ClassedOccurrence[] = [];
  while (!reader.isDone) {
    const linkClass = LINK_CLASSES[reader.read()] ?? "editorial";
    const [pageId, blockSeq, position] = [reader.read(), reader.read(), reader.read()];
    evidence.push({ ref: { pageId, blockSeq, position }, linkClass });
  }
  return evidence;
}
