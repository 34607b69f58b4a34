import type { Database, Statement } from "better-sqlite3";

/** A task as the frontier's table holds it. */
export interface TaskRow {
  readonly urlId: number;
  readonly url: string;
  readonly siteId: string;
  readonly state: "pending" | "retry";
  readonly depthClicks: number;
  readonly redirectHops: number;
  readonly attempts: number;
  readonly requestUrl: string;
}

type Named = Readonly<Record<string, string | number | null>>;

/** The frontier's statements, prepared once. */
export interface FrontierStatements {
  readonly insert: Statement<[Named]>;
  readonly insertOwner: Statement<[Named]>;
  readonly dueOwners: Statement<[Named], { ownerKey: string; fence: number }>;
  readonly hold: Statement<[Named]>;
  readonly holder: Statement<[Named], { holder: string | null; fence: number }>;
  readonly nextTask: Statement<[Named], TaskRow>;
  readonly setState: Statement<[Named]>;
  readonly retry: Statement<[Named]>;
  readonly takenBySite: Statement<[Named], { siteId: string; count: number }>;
  readonly untake: Statement<[Named]>;
  readonly free: Statement<[Named]>;
  readonly block: Statement<[Named]>;
  readonly pending: Statement<[Named], { tasks: number; nextDueMs: number | null }>;
  readonly hasBudget: Statement<[Named], { one: number }>;
  readonly useBudget: Statement<[Named]>;
  readonly giveBackBudget: Statement<[Named]>;
  readonly cap: Statement<[Named]>;
}

/**
 * A task may be taken when no page of its site that is nearer to the home waits or is under way, on a host that is not
 * parked. Pages that wait for another try do not hold the next level back.
 */
const LEVEL_IS_OPEN = `
  not exists (
    select 1
    from frontier nearer
    join owner on owner.crawl_id = nearer.crawl_id and owner.owner_key = nearer.owner_key
    where nearer.crawl_id = frontier.crawl_id and nearer.site_id = frontier.site_id
      and nearer.state in ('pending', 'taken') and nearer.depth_clicks < frontier.depth_clicks
      and owner.blocked_until_ms <= @nowMs
  )`;

/** Prepares the frontier's statements. */
export function frontierStatements(db: Database): FrontierStatements {
  return { ...taskStatements(db), ...ownerStatements(db), ...budgetStatements(db) };
}

function taskStatements(
  db: Database,
): Pick<FrontierStatements, "insert" | "nextTask" | "setState" | "retry" | "takenBySite" | "untake" | "pending"> {
  return {
    insert: db.prepare(`
      insert into frontier (
        crawl_id, url_id, site_id, owner_key, state, depth_clicks, redirect_hops, attempts, not_before_ms, found_on_id,
        skip_reason, request_url
      ) values (
        @crawlId, @urlId, @siteId, @ownerKey, @state, @depthClicks, @redirectHops, 0, 0, @foundOnId, @skipReason, @requestUrl
      )
      on conflict (crawl_id, url_id) do nothing
    `),
    nextTask: db.prepare(`
      select url_id as urlId, url.url, frontier.site_id as siteId, state, depth_clicks as depthClicks,
        redirect_hops as redirectHops, attempts, request_url as requestUrl
      from frontier
      join url on url.id = frontier.url_id
      where crawl_id = @crawlId and owner_key = @ownerKey and state in ('pending', 'retry') and not_before_ms <= @nowMs
        and ${LEVEL_IS_OPEN}
      order by depth_clicks, redirect_hops desc, request_url
      limit 1
    `),
    setState: db.prepare(`
      update frontier set state = @state where crawl_id = @crawlId and url_id = @urlId
    `),
    retry: db.prepare(`
      update frontier set state = 'retry', attempts = attempts + 1, not_before_ms = @notBeforeMs
      where crawl_id = @crawlId and url_id = @urlId
    `),
    takenBySite: db.prepare(`
      select site_id as siteId, count(*) as count
      from frontier
      where crawl_id = @crawlId and owner_key = @ownerKey and state = 'taken' and attempts = 0
      group by site_id
      order by site_id
    `),
    untake: db.prepare(`
      update frontier set state = case when attempts = 0 then 'pending' else 'retry' end
      where crawl_id = @crawlId and owner_key = @ownerKey and state = 'taken'
    `),
    pending: db.prepare(`
      select count(*) as tasks, min(max(next_at_ms, blocked_until_ms, not_before_ms)) as nextDueMs
      from frontier
      join owner using (crawl_id, owner_key)
      where crawl_id = @crawlId and state in ('pending', 'taken', 'retry')
    `),
  };
}

function ownerStatements(
  db: Database,
): Pick<FrontierStatements, "insertOwner" | "dueOwners" | "hold" | "holder" | "free" | "block"> {
  return {
    insertOwner: db.prepare(`
      insert into owner (crawl_id, owner_key, next_at_ms, blocked_until_ms, reason, fence, holder)
      values (@crawlId, @ownerKey, 0, 0, null, 0, null)
      on conflict (crawl_id, owner_key) do nothing
    `),
    dueOwners: db.prepare(`
      select owner_key as ownerKey, fence
      from owner as due
      where crawl_id = @crawlId and holder is null and next_at_ms <= @nowMs and blocked_until_ms <= @nowMs
        and exists (
          select 1
          from frontier
          where frontier.crawl_id = due.crawl_id and frontier.owner_key = due.owner_key
            and state in ('pending', 'retry') and not_before_ms <= @nowMs and ${LEVEL_IS_OPEN}
        )
      order by next_at_ms, owner_key
      limit @limit
    `),
    hold: db.prepare(`
      update owner set holder = @worker, fence = fence + 1 where crawl_id = @crawlId and owner_key = @ownerKey
    `),
    holder: db.prepare(`
      select holder, fence from owner where crawl_id = @crawlId and owner_key = @ownerKey
    `),
    free: db.prepare(`
      update owner set holder = null, next_at_ms = @notBeforeMs where crawl_id = @crawlId and owner_key = @ownerKey
    `),
    block: db.prepare(`
      update owner set blocked_until_ms = @blockedUntilMs, reason = @why
      where crawl_id = @crawlId and owner_key = @ownerKey
    `),
  };
}

function budgetStatements(
  db: Database,
): Pick<FrontierStatements, "hasBudget" | "useBudget" | "giveBackBudget" | "cap"> {
  return {
    hasBudget: db.prepare(`
      select 1 as one from site_budget
      where crawl_id = @crawlId and site_id = @siteId and tasks_taken < page_budget
    `),
    useBudget: db.prepare(`
      update site_budget set tasks_taken = tasks_taken + 1 where crawl_id = @crawlId and site_id = @siteId
    `),
    giveBackBudget: db.prepare(`
      update site_budget set tasks_taken = tasks_taken - @count where crawl_id = @crawlId and site_id = @siteId
    `),
    cap: db.prepare(`
      update frontier set state = 'capped' where crawl_id = @crawlId and site_id = @siteId and state = 'pending'
    `),
  };
}
