-- Words of a page, one line for each count, the largest first: the count, then its words, apart by spaces. In JSON they took
-- more than half of a store.
alter table page_text add column terms text not null default '';
update page_text set terms = coalesce((
  select group_concat(line, char(10) order by place)
  from (
    select min(key) as place, (value ->> 1) || ' ' || group_concat(value ->> 0, ' ' order by key) as line
    from json_each(terms_json)
    group by value ->> 1
  )
), '');
alter table page_text drop column terms_json;

-- Contents that are stored once are found by a hash of theirs (db/content-numbers.ts). They are listed many at a time and in
-- order: a unique index took as much room as they do, and each new content rewrote another part of it.
create table content_hash (
  -- 1 link text, 2 block, 3 manifest
  kind integer not null check (kind between 1 and 3),
  hash integer not null,
  content_id integer not null,
  primary key (kind, hash, content_id)
) strict, without rowid;

-- The last content of each kind that is listed in content_hash.
create table content_list (
  kind integer primary key check (kind between 1 and 3),
  up_to integer not null
) strict;
insert into content_list (kind, up_to) values (1, 0), (2, 0), (3, 0);

drop index anchor_text;

-- From here on, checks name each value: for a list of three or more SQLite fills a table at every insert, which took longer
-- than the insert.
create table block_new (
  id integer primary key,
  zone text not null check (zone = 'header' or zone = 'nav' or zone = 'main' or zone = 'aside' or zone = 'footer'),
  is_share integer not null check (is_share in (0, 1)),
  link_count integer not null,
  links blob not null
) strict;
insert into block_new (id, zone, is_share, link_count, links) select id, zone, is_share, link_count, links from block;
drop table block;
alter table block_new rename to block;

create table manifest_new (
  id integer primary key,
  block_ids blob not null
) strict;
insert into manifest_new (id, block_ids) select id, block_ids from manifest;
drop table manifest;
alter table manifest_new rename to manifest;

create table visit_new (
  crawl_id integer not null references crawl (id),
  url_id integer not null references url (id),
  attempt integer not null,
  is_final integer not null check (is_final in (0, 1)),
  site_id text not null,
  depth_clicks integer not null,
  kind text not null check (
    kind = 'fetched' or kind = 'unchanged' or kind = 'not-due' or kind = 'redirected' or kind = 'other-type'
    or kind = 'http-error' or kind = 'blocked' or kind = 'failed' or kind = 'skipped'
  ),
  http_status integer,
  -- failure code, skip reason, media type or address of the redirect as written
  detail text,
  to_id integer references url (id),
  started_ms integer not null,
  duration_ms integer not null,
  size_bytes integer not null,
  -- set on every page: its links, read now or taken over from an earlier crawl
  manifest_id integer references manifest (id),
  text_id integer references page_text (id),
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
  -- crawl whose evidence holds the surroundings of the page's links
  read_crawl_id integer references crawl (id),
  -- when the page was last read as a whole, and last seen to be so
  read_ms integer,
  seen_ms integer,
  unchanged_runs integer not null default 0,
  primary key (crawl_id, url_id, attempt)
) strict, without rowid;
insert into visit_new (
  crawl_id, url_id, attempt, is_final, site_id, depth_clicks, kind, http_status, detail, to_id, started_ms,
  duration_ms, size_bytes, manifest_id, text_id, content_hash, encoding, truncated, is_shell, is_rendered,
  other_links, is_soft404, is_noindex, is_nofollow, is_verified, dropped_links, canonical_id, etag, last_modified,
  read_crawl_id, read_ms, seen_ms, unchanged_runs
)
select
  crawl_id, url_id, attempt, is_final, site_id, depth_clicks, kind, http_status, detail, to_id, started_ms,
  duration_ms, size_bytes, manifest_id, text_id, content_hash, encoding, truncated, is_shell, is_rendered,
  other_links, is_soft404, is_noindex, is_nofollow, is_verified, dropped_links, canonical_id, etag, last_modified,
  read_crawl_id, read_ms, seen_ms, unchanged_runs
from visit;
drop table visit;
alter table visit_new rename to visit;

create table frontier_new (
  crawl_id integer not null references crawl (id),
  url_id integer not null references url (id),
  purpose text not null check (purpose = 'page' or purpose = 'sitemap' or purpose = 'render'),
  site_id text not null,
  owner_key text not null,
  -- capped: beyond the budget of its site or host; surplus: beyond its share of that while others wait
  state text not null check (
    state = 'pending' or state = 'retry' or state = 'done' or state = 'skipped' or state = 'capped' or state = 'surplus'
  ),
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
insert into frontier_new (
  crawl_id, url_id, purpose, site_id, owner_key, state, depth_clicks, redirect_hops, attempts, crashes,
  not_before_ms, found_on_id, skip_reason, request_url, chain_json
)
select
  crawl_id, url_id, purpose, site_id, owner_key, state, depth_clicks, redirect_hops, attempts, crashes,
  not_before_ms, found_on_id, skip_reason, request_url, chain_json
from frontier;
drop table frontier;
alter table frontier_new rename to frontier;
create index frontier_queue on frontier (
  crawl_id, site_id, owner_key, state, depth_clicks, redirect_hops desc, request_url
);
