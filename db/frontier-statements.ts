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
  readonly nextRetry: Statement<[Named], TaskRow>;
  readonly nextPending: Statement<[Named], TaskRow>;
  readonly setState: Statement<[Named]>;
  readonly retry: Statement<[Named]>;
  readonly takenBySite: Statement<[Named], { siteId: string; count: number }>;
  readonly untake: Statement<[Named]>;
  readonly free: Statement<[Named]>;
  readonly block: Statement<[Named]>;
  readonly nextDue: Statement<[Named], { dueMs: number | null }>;
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
    from frontier nearer indexed by frontier_site
    join owner on owner.crawl_id = nearer.crawl_id and owner.owner_key = nearer.owner_key
    where nearer.crawl_id = frontier.crawl_id and nearer.site_id = frontier.site_id
      and nearer.state in ('pending', 'taken') and nearer.depth_clicks < frontier.depth_clicks
      and owner.blocked_until_ms <= @nowMs
  )`;

/** One state at a time, so that the index gives the order and the first row is the answer. */
const SELECT_TASK = `
  select url_id as urlId, url.url, frontier.site_id as siteId, state, depth_clicks as depthClicks,
    redirect_hops as redirectHops, attempts, request_url as requestUrl
  from frontier
  join url on url.id = frontier.url_id`;

/**
 * Prepares the frontier's statements. Indices are named, because the planner has no statistics of a store that is being
 * filled and would walk the whole crawl.
 */
export function frontierStatements(db: Database): FrontierStatements {
  return { ...taskStatements(db), ...takenStatements(db), ...ownerStatements(db), ...budgetStatements(db) };
}

function taskStatements(
  db: Database,
): Pick<FrontierStatements, "insert" | "nextRetry" | "nextPending" | "setState" | "retry" | "nextDue"> {
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
    nextRetry: db.prepare(`
      ${SELECT_TASK}
      where crawl_id = @crawlId and owner_key = @ownerKey and state = 'retry' and not_before_ms <= @nowMs
      order by depth_clicks, redirect_hops desc, request_url
      limit 1
    `),
    nextPending: db.prepare(`
      ${SELECT_TASK}
      where crawl_id = @crawlId and owner_key = @ownerKey and state = 'pending' and ${LEVEL_IS_OPEN}
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
    nextDue: db.prepare(`
      select min(due_ms) as dueMs
      from (
        select min(max(next_at_ms, blocked_until_ms)) as due_ms
        from owner as waiting
        where crawl_id = @crawlId and exists (
          select 1 from frontier
          where frontier.crawl_id = waiting.crawl_id and frontier.owner_key = waiting.owner_key and state = 'pending'
        )
        union all
        select min(max(next_at_ms, blocked_until_ms, not_before_ms))
        from owner
        cross join frontier indexed by frontier_owner using (crawl_id, owner_key)
        where crawl_id = @crawlId and state = 'retry'
      )
    `),
  };
}

function takenStatements(db: Database): Pick<FrontierStatements, "takenBySite" | "untake"> {
  return {
    takenBySite: db.prepare(`
      select site_id as siteId, count(*) as count
      from frontier indexed by frontier_owner
      where crawl_id = @crawlId and owner_key = @ownerKey and state = 'taken' and attempts = 0
      group by site_id
      order by site_id
    `),
    untake: db.prepare(`
      update frontier indexed by frontier_owner set state = case when attempts = 0 then 'pending' else 'retry' end
      where crawl_id = @crawlId and owner_key = @ownerKey and state = 'taken'
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
        and (
          exists (
            select 1 from frontier indexed by frontier_owner
            where frontier.crawl_id = due.crawl_id and frontier.owner_key = due.owner_key
              and state = 'pending' and ${LEVEL_IS_OPEN}
          ) or exists (
            select 1 from frontier indexed by frontier_owner
            where frontier.crawl_id = due.crawl_id and frontier.owner_key = due.owner_key
              and state = 'retry' and not_before_ms <= @nowMs
          )
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
      update frontier indexed by frontier_site set state = 'capped' where crawl_id = @crawlId and site_id = @siteId and state = 'pending'
    `),
  };
}
