-- What a crawl owes to the owners of the machines that it asks: memory of hosts, holds, counts, exclusions; and what
-- earlier readings of a page are good for.

alter table crawl add column round integer not null default 1 check (round in (1, 2));

create table visit_new (
  crawl_id integer not null references crawl (id),
  url_id integer not null references url (id),
  attempt integer not null,
  is_final integer not null check (is_final in (0, 1)),
  site_id text not null,
  depth_clicks integer not null,
  kind text not null check (kind in (
    'fetched', 'unchanged', 'not-due', 'redirected', 'other-type', 'http-error', 'blocked', 'failed', 'skipped'
  )),
  http_status integer,
  -- failure code, skip reason, media type or address of the redirect as written
  detail text,
  to_id integer references url (id),
  started_ms integer not null,
  duration_ms integer not null,
  size_bytes integer not null,
  manifest_id integer references manifest (id),
  content_hash text,
  encoding text,
  truncated text check (truncated in ('length', 'time')),
  is_shell integer not null check (is_shell in (0, 1)),
  is_rendered integer not null check (is_rendered in (0, 1)),
  -- links that lead to no web address: mail, telephone, scripts
  other_links integer not null,
  is_soft404 integer not null default 0 check (is_soft404 in (0, 1)),
  is_noindex integer not null default 0 check (is_noindex in (0, 1)),
  is_nofollow integer not null default 0 check (is_nofollow in (0, 1)),
  is_verified integer not null default 1 check (is_verified in (0, 1)),
  -- links beyond the limits of one page, not kept
  dropped_links integer not null default 0,
  -- same-site rel=canonical, when it is another address
  canonical_id integer references url (id),
  etag text,
  last_modified text,
  -- crawl that read the page as a whole; this one unless the links were taken over
  read_crawl_id integer references crawl (id),
  read_ms integer,
  unchanged_runs integer not null default 0,
  primary key (crawl_id, url_id, attempt)
) strict, without rowid;
insert into visit_new (
  crawl_id, url_id, attempt, is_final, site_id, depth_clicks, kind, http_status, detail, to_id, started_ms, duration_ms,
  size_bytes, manifest_id, content_hash, encoding, truncated, is_shell, is_rendered, other_links, read_crawl_id, read_ms
)
select crawl_id, url_id, attempt, is_final, site_id, depth_clicks, kind, http_status, detail, to_id, started_ms, duration_ms,
  size_bytes, manifest_id, content_hash, encoding, truncated, is_shell, is_rendered, other_links, crawl_id, started_ms
from visit;
drop table visit;
alter table visit_new rename to visit;
create index visit_site on visit (crawl_id, site_id, kind);
create index visit_url on visit (url_id) where manifest_id is not null;

create table frontier_new (
  crawl_id integer not null references crawl (id),
  url_id integer not null references url (id),
  purpose text not null check (purpose in ('page', 'sitemap', 'render')),
  site_id text not null,
  owner_key text not null,
  -- capped: beyond the budget of its site or host; surplus: beyond its share of that while others wait
  state text not null check (state in ('pending', 'retry', 'done', 'skipped', 'capped', 'surplus')),
  depth_clicks integer not null,
  redirect_hops integer not null,
  attempts integer not null,
  -- processes that ended while this was under way
  crashes integer not null,
  not_before_ms integer not null,
  found_on_id integer references url (id),
  skip_reason text,
  -- spelling that is asked for, and orders the queue
  request_url text not null,
  -- addresses that redirected here, as JSON; null when none
  chain_json text,
  primary key (crawl_id, url_id, purpose)
) strict, without rowid;
insert into frontier_new
select crawl_id, url_id, 'page', site_id, owner_key, case state when 'taken' then 'pending' else state end, depth_clicks,
  redirect_hops, attempts, 0, not_before_ms, found_on_id, skip_reason, request_url, null
from frontier;
drop table frontier;
alter table frontier_new rename to frontier;
-- Order in which the tasks of a site on a host are given out.
create index frontier_queue on frontier (
  crawl_id, site_id, owner_key, state, depth_clicks, redirect_hops desc, request_url
);

-- Rows of the frontier that are under way: what a process leaves here when it ends was not finished.
create table taken (
  crawl_id integer not null,
  url_id integer not null,
  purpose text not null,
  primary key (crawl_id, url_id, purpose)
) strict, without rowid;

alter table owner add column pages integer not null default 0;
alter table owner add column memory_json text;
alter table site_budget add column first_ms integer;

alter table robots add column failures integer not null default 0;

create table hold (
  key text primary key,
  until_ms integer not null,
  why text not null
) strict, without rowid;

create table exchange (
  crawl_id integer not null references crawl (id),
  owner_key text not null,
  address text not null,
  purpose text not null,
  outcome text not null,
  requests integer not null,
  size_bytes integer not null,
  total_ms integer not null,
  slowest_ms integer not null,
  first_ms integer not null,
  last_ms integer not null,
  pauses integer not null,
  total_pause_ms integer not null,
  shortest_pause_ms integer,
  primary key (crawl_id, owner_key, address, purpose, outcome)
) strict, without rowid;

create table day_use (
  owner_key text not null,
  -- days since 1970-01-01, UTC
  day integer not null,
  requests integer not null,
  size_bytes integer not null,
  primary key (day, owner_key)
) strict, without rowid;

create table exclusion (
  host text primary key,
  excluded_ms integer not null
) strict, without rowid;

create table probe (
  crawl_id integer not null references crawl (id),
  owner_key text not null,
  fingerprint text,
  primary key (crawl_id, owner_key)
) strict, without rowid;

create table sitemap (
  crawl_id integer not null references crawl (id),
  url_id integer not null references url (id),
  site_id text not null,
  outcome text not null,
  entries integer not null,
  primary key (crawl_id, url_id)
) strict, without rowid;

-- State of link targets that belong to no site.
create table target_check (
  url_id integer primary key references url (id),
  checked_ms integer not null,
  kind text not null,
  http_status integer,
  detail text,
  final_id integer references url (id),
  chain_json text not null,
  is_permanent integer not null check (is_permanent in (0, 1)),
  -- first and last time that it looked broken, without a good answer in between
  first_bad_ms integer,
  last_bad_ms integer
) strict;

create table rendering (
  crawl_id integer not null references crawl (id),
  url_id integer not null references url (id),
  site_id text not null,
  outcome text not null,
  gained_links integer not null,
  primary key (crawl_id, url_id)
) strict, without rowid;

alter table page_text add column resource_hosts_json text not null default '[]';

alter table coverage add column soft404s integer not null default 0;
alter table coverage add column listed integer;
alter table coverage add column size_bytes integer not null default 0;
