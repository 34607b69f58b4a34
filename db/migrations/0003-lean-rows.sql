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

-- Link texts are found by a hash of theirs (db/anchor-texts.ts). They are listed many at a time and in order: an index on the
-- texts took more room than they do, and each new text rewrote another part of it.
drop index anchor_text;
create table anchor_hash (
  hash integer not null,
  anchor_id integer not null,
  primary key (hash, anchor_id)
) strict, without rowid;

-- The last link text that is listed in anchor_hash.
create table anchor_index (
  id integer primary key check (id = 1),
  up_to integer not null
) strict;
insert into anchor_index (id, up_to) values (1, 0);
