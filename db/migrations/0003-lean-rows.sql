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
  kind integer not null check (kind in (1, 2, 3)),
  hash integer not null,
  content_id integer not null,
  primary key (kind, hash, content_id)
) strict, without rowid;

-- The last content of each kind that is listed in content_hash.
create table content_list (
  kind integer primary key check (kind in (1, 2, 3)),
  up_to integer not null
) strict;
insert into content_list (kind, up_to) values (1, 0), (2, 0), (3, 0);

drop index anchor_text;

create table block_new (
  id integer primary key,
  zone text not null check (zone in ('header', 'nav', 'main', 'aside', 'footer')),
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
