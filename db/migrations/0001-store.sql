-- One file holds crawls with their visits and links, the frontier, and scores.

create table crawl (
  id integer primary key,
  status text not null check (status in ('open', 'closed')),
  opened_ms integer not null,
  closed_ms integer,
  registry_hash text not null,
  manifest_json text not null
) strict;

create table registry_snapshot (
  crawl_id integer primary key references crawl (id),
  registry_json text not null
) strict;

-- Addresses, each once. `hash` is the first 48 bits of SHA-256: it finds, the text decides.
-- A template stands for the address of whatever page its block is on.
create table url (
  id integer primary key,
  hash integer not null,
  is_template integer not null check (is_template in (0, 1)),
  site_id text,
  url text not null
) strict;
create index url_hash on url (hash);
create index url_text on url (url) where is_template = 0;

create table anchor (
  id integer primary key,
  hash integer not null,
  text text not null
) strict;
create index anchor_hash on anchor (hash);

-- What is rare about a link, as JSON with sorted keys.
create table attrs (
  id integer primary key,
  hash integer not null,
  json text not null
) strict;
create index attrs_hash on attrs (hash);

-- A run of links under the hash of its content: stored once, whatever the number of pages that carry it.
create table block (
  id integer primary key,
  hash blob not null unique,
  zone text not null check (zone in ('header', 'nav', 'main', 'aside', 'footer')),
  is_share integer not null check (is_share in (0, 1)),
  link_count integer not null,
  links blob not null
) strict;

create table block_target (
  target_id integer not null references url (id),
  block_id integer not null references block (id),
  primary key (target_id, block_id)
) strict, without rowid;

-- The blocks of a page in order.
create table manifest (
  id integer primary key,
  hash blob not null unique,
  block_ids blob not null
) strict;

-- What happened each time an address was asked for. The last attempt is the one that counts.
create table visit (
  crawl_id integer not null references crawl (id),
  url_id integer not null references url (id),
  attempt integer not null,
  is_final integer not null check (is_final in (0, 1)),
  site_id text not null,
  depth_clicks integer not null,
  kind text not null check (kind in (
    'fetched', 'unchanged', 'redirected', 'other-type', 'http-error', 'blocked', 'failed', 'skipped'
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
  primary key (crawl_id, url_id, attempt)
) strict, without rowid;
create index visit_site on visit (crawl_id, site_id, kind);

create table page_text (
  crawl_id integer not null references crawl (id),
  url_id integer not null references url (id),
  title text not null,
  h1 text not null,
  description text not null,
  language text,
  terms_json text not null,
  primary key (crawl_id, url_id)
) strict, without rowid;

create table block_page (
  block_id integer not null references block (id),
  crawl_id integer not null references crawl (id),
  url_id integer not null references url (id),
  block_seq integer not null,
  primary key (block_id, crawl_id, url_id, block_seq)
) strict, without rowid;
create index block_page_page on block_page (crawl_id, url_id, block_seq);

-- Surroundings of links to other sites; of a block that stands on many pages of a site, one sample.
create table evidence (
  crawl_id integer not null references crawl (id),
  url_id integer not null references url (id),
  block_seq integer not null,
  position integer not null,
  raw_href text not null,
  dom_path text not null,
  heading text not null,
  sentence text not null,
  primary key (crawl_id, url_id, block_seq, position)
) strict, without rowid;

-- Page that keeps the sample of a site's chrome block.
create table block_sample (
  crawl_id integer not null references crawl (id),
  site_id text not null,
  block_id integer not null references block (id),
  url_id integer not null references url (id),
  block_seq integer not null,
  primary key (crawl_id, site_id, block_id)
) strict, without rowid;

create table coverage (
  crawl_id integer not null references crawl (id),
  site_id text not null,
  state text not null check (state in ('complete', 'capped', 'blocked', 'needs-rendering', 'down', 'pending')),
  reason text,
  known integer not null,
  fetched integer not null,
  failed integer not null,
  blocked integer not null,
  frontier_left integer not null,
  skipped_json text not null,
  primary key (crawl_id, site_id)
) strict, without rowid;

create table robots (
  origin text primary key,
  http_status integer,
  body blob not null,
  fetched_ms integer not null
) strict, without rowid;

create table owner (
  crawl_id integer not null references crawl (id),
  owner_key text not null,
  next_at_ms integer not null,
  -- parked until then; the largest safe integer: for the whole crawl
  blocked_until_ms integer not null,
  reason text,
  fence integer not null,
  holder text,
  primary key (crawl_id, owner_key)
) strict, without rowid;

create table frontier (
  crawl_id integer not null references crawl (id),
  url_id integer not null references url (id),
  site_id text not null,
  owner_key text not null,
  -- capped: beyond the page budget of its site
  state text not null check (state in ('pending', 'taken', 'retry', 'done', 'skipped', 'capped')),
  depth_clicks integer not null,
  redirect_hops integer not null,
  attempts integer not null,
  not_before_ms integer not null,
  found_on_id integer references url (id),
  skip_reason text,
  -- address that orders the queue and is asked for
  request_url text not null,
  primary key (crawl_id, url_id)
) strict, without rowid;
create index frontier_owner on frontier (crawl_id, owner_key, state, depth_clicks, redirect_hops desc, request_url);
create index frontier_site on frontier (crawl_id, site_id, state, depth_clicks);

create table site_budget (
  crawl_id integer not null references crawl (id),
  site_id text not null,
  page_budget integer not null,
  tasks_taken integer not null,
  primary key (crawl_id, site_id)
) strict, without rowid;

create table score_part (
  crawl_id integer not null references crawl (id),
  part text not null,
  json text not null,
  primary key (crawl_id, part)
) strict, without rowid;

create table site_link (
  crawl_id integer not null references crawl (id),
  source_site_id text not null,
  target_site_id text not null,
  editorial_pages integer not null,
  template_pages integer not null,
  mandated_pages integer not null,
  editorial_links integer not null,
  deep_links integer not null,
  weight real not null,
  occurrences integer not null,
  evidence blob not null,
  primary key (crawl_id, source_site_id, target_site_id)
) strict, without rowid;
