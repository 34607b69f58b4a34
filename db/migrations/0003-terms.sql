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
