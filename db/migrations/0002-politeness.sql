-- What a crawl owes to the owners of the machines that it asks: memory of hosts, holds, counts, exclusions; and what
-- earlier readings of a page are good for.

alter table crawl add column round integer not null default 1 check (round in (1, 2));

-- Texts are appended and named by the visit that read them: a page that did not change shares them with its last reading.
create table page_text_new (
  id integer primary key,
  title text not null,
  h1 text not null,
  description text not null,
  language text,
  terms_json text not null,
  resource_hosts_json text not null
) strict;
insert into page_text_new (id, title, h1, description, language, terms_json, resource_hosts_json)
select row_number() over (order by crawl_id, url_id), title, h1, description, language, terms_json, '[]'
from page_text;

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
  -- set on every page: its links, read now or taken over from an earlier crawl
  manifest_id integer references manifest (id),
  text_id integer references page_text_new (id),
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
  crawl_id, url_id, attempt, is_final, site_id, depth_clicks, kind, http_status, detail, to_id, started_ms, duration_ms,
  size_bytes, manifest_id, text_id, content_hash, encoding, truncated, is_shell, is_rendered, other_links, read_crawl_id,
  read_ms, seen_ms
)
select visit.crawl_id, visit.url_id, attempt, is_final, site_id, depth_clicks, kind, http_status, detail, to_id, started_ms,
  duration_ms, size_bytes, manifest_id, case when manifest_id is not null then texts.id end, content_hash, encoding,
  truncated, is_shell, is_rendered, other_links, visit.crawl_id, started_ms, started_ms
from visit
left join (select crawl_id, url_id, row_number() over (order by crawl_id, url_id) as id from page_text) texts
  on texts.crawl_id = visit.crawl_id and texts.url_id = visit.url_id;
drop table visit;
drop table page_text;
alter table page_text_new rename to page_text;
alter table visit_new rename to visit;

-- Newest closed crawl that holds a page's links. Filled when a crawl closes.
create table page_memory (
  url_id integer primary key references url (id),
  crawl_id integer not null references crawl (id)
) strict;
insert into page_memory (url_id, crawl_id)
select url_id, max(crawl_id)
from visit
join crawl on crawl.id = visit.crawl_id
where manifest_id is not null and is_final = 1 and status = 'closed'
group by url_id;

-- Addresses are found by their text: an index less to fill for each of them.
drop index url_hash;
alter table url drop column hash;
drop index url_text;
create unique index url_text on url (url) where is_template = 0;
create unique index url_template on url (url) where is_template = 1;

-- And so are link texts and rare attributes.
drop index anchor_hash;
alter table anchor drop column hash;
create unique index anchor_text on anchor (text);
drop index attrs_hash;
alter table attrs drop column hash;
create unique index attrs_json on attrs (json);

-- Surroundings of a block's links to other sites, as JSON: [[position, raw href, path, heading, sentence], …]. Pages on which a
-- block stands alike share them.
create table surroundings (
  id integer primary key,
  links_json text not null
) strict;
-- Several rows a page: without references, each of which would cost a look-up.
create table evidence_new (
  crawl_id integer not null,
  url_id integer not null,
  block_seq integer not null,
  surroundings_id integer not null,
  primary key (crawl_id, url_id, block_seq)
) strict, without rowid;
insert into surroundings (id, links_json)
select row_number() over (order by crawl_id, url_id, block_seq),
  json_group_array(json_array(position, raw_href, dom_path, heading, sentence) order by position)
from evidence
group by crawl_id, url_id, block_seq;
insert into evidence_new (crawl_id, url_id, block_seq, surroundings_id)
select crawl_id, url_id, block_seq, row_number() over (order by crawl_id, url_id, block_seq)
from evidence
group by crawl_id, url_id, block_seq;
drop table evidence;
alter table evidence_new rename to evidence;

-- Written for each link of a new block: without references, each of which would cost a look-up.
create table block_target_new (
  target_id integer not null,
  block_id integer not null,
  primary key (target_id, block_id)
) strict, without rowid;
insert into block_target_new (target_id, block_id) select target_id, block_id from block_target order by 1, 2;
drop table block_target;
alter table block_target_new rename to block_target;

-- The last block whose targets are listed in block_target: they are listed many blocks at a time.
create table block_index (
  id integer primary key check (id = 1),
  up_to integer not null
) strict;
insert into block_index (id, up_to) select 1, coalesce(max(id), 0) from block;

-- Pages that carry a block, as ascending numbers (differences, varint). Filled when a crawl closes, from the manifests.
drop table block_page;
create table block_pages (
  crawl_id integer not null references crawl (id),
  block_id integer not null references block (id),
  chunk integer not null,
  url_ids blob not null,
  primary key (crawl_id, block_id, chunk)
) strict, without rowid;

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

alter table coverage add column soft404s integer not null default 0;
alter table coverage add column listed integer;
alter table coverage add column size_bytes integer not null default 0;
