import type { Database } from "better-sqlite3";
import { hostOf, type CanonicalUrl } from "../core/url.ts";
import type { TargetCheck, TargetStore } from "../crawler/store-port.ts";
import { decodeFlags } from "./blocks/link-flags.ts";
import { blocksOfCrawl } from "./block-pages.ts";
import { isExcludedHost } from "./excluded-hosts.ts";
import { exclusions } from "./host-rows.ts";
import type { Interner } from "./intern.ts";
import { StoredLinks } from "./stored-links.ts";

type CheckRow = Omit<TargetCheck, "chain" | "isPermanent"> & {
  readonly chainJson: string;
  readonly isPermanent: number;
};

/** Keeps the state of link targets that belong to no site. `intern` numbers addresses; `run` makes a step whole. */
export class SqliteTargetStore implements TargetStore {
  readonly #db: Database;
  readonly #intern: Interner;
  readonly #run: (step: () => void) => void;

  constructor(db: Database, parts: { readonly intern: Interner; readonly run: (step: () => void) => void }) {
    this.#db = db;
    this.#intern = parts.intern;
    this.#run = parts.run;
  }

  /** Targets of hyperlinks, from the crawl's blocks: no page is read. */
  outsideTargets(crawlId: number): CanonicalUrl[] {
    const links = new StoredLinks(this.#db);
    const outside = this.#db
      .prepare<[number], CanonicalUrl>("select url from url where id = ? and site_id is null and is_template = 0")
      .pluck();
    const seen = new Set<number>();
    const targets: CanonicalUrl[] = [];
    const excluded = new Set(exclusions(this.#db));
    for (const blockId of blocksOfCrawl(this.#db, crawlId)) {
      for (const { targetId, flags } of links.block(blockId).links) {
        if (seen.has(targetId) || decodeFlags(flags, null).kind !== "hyperlink") continue;
        seen.add(targetId);
        const url = outside.get(targetId);
        if (url !== undefined && !isExcludedHost(excluded, hostOf(url))) targets.push(url);
      }
    }
    return targets.toSorted();
  }

  checkOf(url: CanonicalUrl): TargetCheck | null {
    const row = this.#db
      .prepare<[CanonicalUrl], CheckRow>(`
        select url.url, checked_ms as checkedMs, target_check.kind, http_status as httpStatus, detail, chain_json as chainJson,
          coalesce(final.url, url.url) as finalUrl, is_permanent as isPermanent, first_bad_ms as firstBadMs,
          last_bad_ms as lastBadMs
        from url
        join target_check on target_check.url_id = url.id
        left join url final on final.id = target_check.final_id
        where url.url = ? and url.is_template = 0
      `)
      .get(url);
    if (row === undefined) return null;
    const { chainJson, isPermanent, ...check } = row;
    return { ...check, chain: JSON.parse(chainJson) as CanonicalUrl[], isPermanent: isPermanent === 1 };
  }

  keepCheck(check: TargetCheck): void {
    this.#run(() => {
      const { checkedMs, kind, httpStatus, detail, firstBadMs, lastBadMs } = check;
      const finalId = check.finalUrl === check.url ? null : this.#intern.url(check.finalUrl);
      this.#db
        .prepare(`
          insert into target_check (
            url_id, checked_ms, kind, http_status, detail, final_id, chain_json, is_permanent, first_bad_ms, last_bad_ms
          ) values (
            @urlId, @checkedMs, @kind, @httpStatus, @detail, @finalId, @chainJson, @isPermanent, @firstBadMs, @lastBadMs
          )
          on conflict (url_id) do update set
            checked_ms = excluded.checked_ms, kind = excluded.kind, http_status = excluded.http_status,
            detail = excluded.detail, final_id = excluded.final_id, chain_json = excluded.chain_json,
            is_permanent = excluded.is_permanent, first_bad_ms = excluded.first_bad_ms, last_bad_ms = excluded.last_bad_ms
        `)
        .run({
          urlId: this.#intern.url(check.url),
          checkedMs,
          kind,
          httpStatus,
          detail,
          finalId,
          firstBadMs,
          lastBadMs,
          chainJson: JSON.stringify(check.chain),
          isPermanent: Number(check.isPermanent),
        });
    });
  }
}
