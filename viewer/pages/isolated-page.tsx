import type { FlagCode } from "../../core/score.ts";
import { PageFrame } from "../frame/page-frame.tsx";
import type { PageContext } from "../frame/page-context.ts";
import { isolation } from "../model/isolation.ts";
import { keyFigures } from "../model/key-figures.ts";
import type { SiteFacts } from "../model/site-facts.ts";
import { DataTable } from "../parts/data-table.tsx";
import { SiteName, TopicNames } from "../parts/site-name.tsx";

/** Sites that nobody leads to, in three lists; and apart from them, those that could not be measured, with the reason. */
export function IsolatedPage({ page }: { readonly page: PageContext }) {
  const { t, number, count } = page.locale;
  const lists = isolation(page.index);
  const figures = keyFigures(page.index);
  const texts = t.isolated;
  const coverage = [
    number(figures.measured),
    count(figures.sites),
    number(figures.pagesRead),
    number(figures.pagesExpected),
  ] as const;
  return (
    <PageFrame page={page} title={texts.title} section="isolated">
      <h1>{texts.title}</h1>
      <section class="notice">
        <h2>{texts.coverageTitle}</h2>
        <p>{texts.coverage(...coverage)}</p>
      </section>
      <IsolatedList
        page={page}
        id="no-inlink"
        title={texts.noInlink}
        lead={texts.noInlinkLead}
        sites={lists.noInlink}
        code="IN-0"
      />
      <IsolatedList
        page={page}
        id="chrome-only"
        title={texts.chromeOnly}
        lead={texts.chromeOnlyLead}
        sites={lists.chromeOnly}
        code="IN-0"
      />
      <IsolatedList
        page={page}
        id="unreachable"
        title={texts.unreachable}
        lead={texts.unreachableLead}
        sites={lists.unreachable}
        code="UNREACH"
      />
      <section id="unmeasured" class="apart">
        <h2>{texts.unmeasured}</h2>
        <p>{texts.unmeasuredLead}</p>
        {lists.unmeasured.length === 0 && <p>{texts.nothing}</p>}
        {lists.unmeasured.map(({ state, sites }) => (
          <section key={state}>
            <h3>{t.terms.coverage[state]}</h3>
            <p>{t.terms.coverageMeaning[state]}</p>
            <DataTable
              page={page}
              caption={texts.count(count(sites.length))}
              columns={[
                { heading: texts.columns.site },
                { heading: texts.columns.reason },
                { heading: texts.columns.referrers, isNumeric: true },
              ]}
              rows={sites.map((facts) => ({
                key: facts.id,
                cells: [
                  { shown: <SiteName page={page} facts={facts} /> },
                  { shown: <span lang="en">{facts.coverage.reason ?? ""}</span> },
                  { shown: number(facts.measures.referrers) },
                ],
              }))}
            />
          </section>
        ))}
      </section>
    </PageFrame>
  );
}

interface ListProps {
  readonly page: PageContext;
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly sites: readonly SiteFacts[];
  readonly code: FlagCode;
}

function IsolatedList({ page, id, title, lead, sites, code }: ListProps) {
  const { t, count } = page.locale;
  const names = t.isolated.columns;
  const columns = [
    { heading: names.site },
    { heading: names.verdict },
    { heading: names.pages, isNumeric: true },
    { heading: names.themes },
    { heading: names.chrome, isNumeric: true },
  ];
  return (
    <section id={id}>
      <h2>{title}</h2>
      <p>{lead}</p>
      {sites.length === 0 ? (
        <p>{t.isolated.nothing}</p>
      ) : (
        <DataTable
          page={page}
          caption={t.isolated.count(count(sites.length))}
          columns={columns}
          rows={sites.map((facts) => ({ key: facts.id, cells: cellsOf(page, facts, code) }))}
        />
      )}
    </section>
  );
}

function cellsOf(page: PageContext, facts: SiteFacts, code: FlagCode) {
  const { t, number } = page.locale;
  const { measures } = facts;
  const status = facts.flags.find((flag) => flag.code === code)?.status;
  return [
    { shown: <SiteName page={page} facts={facts} /> },
    { shown: status === undefined ? t.terms.notApplicable : t.terms.statuses[status] },
    { shown: number(measures.pagesRead) },
    { shown: <TopicNames page={page} facts={facts} /> },
    { shown: `${number(measures.templateReferrers)}, ${number(measures.mandatedReferrers)}` },
  ];
}
