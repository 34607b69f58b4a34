import type { PageContext } from "../frame/page-context.ts";
import { plainText } from "../frame/plain-text.ts";
import type { SiteFacts } from "../model/site-facts.ts";
import { DataTable, type Cell, type Column } from "./data-table.tsx";
import { SiteName, TopicNames } from "./site-name.tsx";
import { Outgoing, Score } from "./values.tsx";

const OWNER_LENGTH = 120;

/** All columns, or those that fit beside a map. */
export type SiteTableWidth = "full" | "short";

/** Sites in rows: what leads to them, where they lead, how they score. */
export function SiteTable({
  page,
  sites,
  width,
}: {
  readonly page: PageContext;
  readonly sites: readonly SiteFacts[];
  readonly width: SiteTableWidth;
}) {
  const { t, count } = page.locale;
  const isFull = width === "full";
  const names = t.sites.columns;
  const columns: Column[] = [
    { heading: names.site },
    ...(isFull ? [{ heading: names.owner }, { heading: names.themes }] : []),
    { heading: names.coverage },
    ...(isFull ? [{ heading: names.pages, isNumeric: true }] : []),
    { heading: names.referrers, isNumeric: true },
    { heading: names.sitesLinked, isNumeric: true },
    { heading: names.score, isNumeric: true },
    ...(isFull ? [{ heading: names.grade }, { heading: names.flags }] : []),
  ];
  const rows = sites.map((facts) => ({ key: facts.id, cells: cellsOf(page, facts, isFull) }));
  return (
    <DataTable page={page} caption={t.sites.caption(count(sites.length))} columns={columns} rows={rows} isInteractive />
  );
}

function cellsOf(page: PageContext, facts: SiteFacts, isFull: boolean): Cell[] {
  const { t, number } = page.locale;
  const { measures, score } = facts;
  const flags = facts.flags.map((flag) => t.terms.flags[flag.code]).join(", ");
  return [
    { shown: <SiteName page={page} facts={facts} />, sort: facts.name },
    ...(isFull
      ? [
          { shown: <bdi>{plainText(facts.site.owner ?? t.terms.noOwner, OWNER_LENGTH)}</bdi> },
          { shown: <TopicNames page={page} facts={facts} /> },
        ]
      : []),
    { shown: t.terms.coverage[facts.coverage.state] },
    ...(isFull ? [{ shown: number(measures.pagesRead), sort: measures.pagesRead }] : []),
    { shown: number(measures.referrers), sort: measures.referrers },
    {
      shown: <Outgoing page={page} facts={facts} value={measures.sitesLinked} />,
      sort: facts.isMeasured ? measures.sitesLinked : null,
    },
    { shown: <Score page={page} facts={facts} />, sort: score.score },
    ...(isFull ? [{ shown: score.grade }, { shown: flags === "" ? t.terms.none : flags }] : []),
  ];
}
