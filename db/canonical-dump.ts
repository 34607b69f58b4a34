import type { Database } from "better-sqlite3";
import { expandSelf } from "./blocks/self-template.ts";
import { readCoverage } from "./coverage-rows.ts";
import { decodeTerms } from "../core/page-terms.ts";
import { StoredLinks } from "./stored-links.ts";

interface VisitRow {
  readonly urlId: number;
  readonly url: string;
  readonly manifestId: number | null;
  readonly textId: number | null;
  readonly [column: string]: string | number | null;
}

interface TextRow {
  readonly title: string;
  readonly h1: string;
  readonly description: string;
  readonly language: string | null;
  readonly terms: string;
  readonly resourceHostsJson: string;
}

/**
 * A crawl as lines of JSON, by address, without database numbers, times or order of arrival: two crawls of the same web
 * have the same dump, whatever interrupted them.
 */
export function* canonicalDump(db: Database, crawlId: number): Generator<string> {
  const stored = new StoredLinks(db);
  for (const { urlId, manifestId, textId, ...visit } of visitRows(db, crawlId)) {
    yield JSON.stringify({ visit });
    if (manifestId === null) continue;
    for (const line of linkLines(stored, visit.url, manifestId)) yield line;
    for (const row of rowsOf(db, EVIDENCE, [crawlId, urlId])) yield JSON.stringify({ evidence: visit.url, ...row });
    for (const row of textRows(db, textId)) yield JSON.stringify({ text: visit.url, ...row });
  }
  for (const row of rowsOf(db, FRONTIER, [crawlId])) yield JSON.stringify({ frontier: row });
  for (const row of rowsOf(db, SITEMAP, [crawlId])) yield JSON.stringify({ sitemap: row });
  for (const row of rowsOf(db, RENDERING, [crawlId])) yield JSON.stringify({ rendering: row });
  for (const site of readCoverage(db, crawlId)) yield JSON.stringify({ coverage: site });
}

const EVIDENCE = `
  select block_seq, links_json
  from evidence
  join surroundings on surroundings.id = evidence.surroundings_id
  where crawl_id = ? and url_id = ?
  order by block_seq
`;
const FRONTIER = `
  select url.url, purpose, frontier.site_id, owner_key, state, depth_clicks, redirect_hops, attempts, skip_reason, request_url
  from frontier
  join url on url.id = frontier.url_id
  where crawl_id = ?
  order by url.url, purpose
`;
const SITEMAP = `
  select url.url, sitemap.site_id, outcome, entries
  from sitemap
  join url on url.id = sitemap.url_id
  where crawl_id = ?
  order by url.url
`;
const RENDERING = `
  select url.url, rendering.site_id, outcome, gained_links
  from rendering
  join url on url.id = rendering.url_id
  where crawl_id = ?
  order by url.url
`;

function rowsOf(db: Database, sql: string, parameters: readonly number[]): Record<string, unknown>[] {
  return db.prepare<number[], Record<string, unknown>>(sql).all(...parameters);
}

/** Words as JSON, as stores of all versions give them. */
function textRows(db: Database, textId: number | null): Record<string, unknown>[] {
  return db
    .prepare<[number], TextRow>(`
      select title, h1, description, language, terms, resource_hosts_json as resourceHostsJson from page_text where id = ?
    `)
    .all(textId ?? -1)
    .map(({ terms, resourceHostsJson, ...row }) => ({
      ...row,
      terms_json: JSON.stringify(decodeTerms(terms)),
      resource_hosts_json: resourceHostsJson,
    }));
}

function visitRows(db: Database, crawlId: number): VisitRow[] {
  return db
    .prepare<[number], VisitRow>(`
      select visit.url_id as urlId, url.url, manifest_id as manifestId, text_id as textId, attempt, is_final, visit.site_id,
        depth_clicks, kind, http_status, detail, target.url as redirects_to, size_bytes, content_hash, encoding, truncated,
        is_shell, is_rendered, other_links, is_soft404, is_noindex, is_nofollow, is_verified, dropped_links,
        canonical.url as canonical, read_crawl_id <> crawl_id as is_taken_over, unchanged_runs
      from visit
      join url on url.id = visit.url_id
      left join url target on target.id = visit.to_id
      left join url canonical on canonical.id = visit.canonical_id
      where crawl_id = ?
      order by url.url, attempt
    `)
    .all(crawlId);
}

function* linkLines(stored: StoredLinks, pageUrl: string, manifestId: number): Generator<string> {
  for (const [blockSeq, blockId] of stored.blockIds(manifestId).entries()) {
    const block = stored.block(blockId);
    for (const [position, link] of block.links.entries()) {
      const { url, isTemplate } = stored.address(link.targetId);
      yield JSON.stringify({
        link: pageUrl,
        blockSeq,
        position,
        to: isTemplate ? expandSelf(url, pageUrl) : url,
        zone: block.zone,
        text: stored.anchor(link.anchorId),
        ...stored.flagged(link),
      });
    }
  }
}
