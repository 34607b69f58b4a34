import type { ExpectationResult } from "../../core/score.ts";
import type { Theme } from "../../core/theme.ts";
import { PageFrame } from "../frame/page-frame.tsx";
import type { PageContext } from "../frame/page-context.ts";
import { DataTable } from "../parts/data-table.tsx";
import { CrawledLink } from "../parts/quote.tsx";
import { SiteName, SiteNames } from "../parts/site-name.tsx";
import { SiteTable } from "../parts/site-table.tsx";
import type { TopicList } from "./topics-page.tsx";

interface TopicProps {
  readonly page: PageContext;
  readonly topic: Theme;
  readonly list: TopicList;
}

/** One theme or life event: its sites, and what became of each link that an official page leads to expect. */
export function TopicPage({ page, topic, list }: TopicProps) {
  const { t, labelOf, count } = page.locale;
  const members = page.index.membersOf.get(topic.id) ?? [];
  const expectations = page.index.expectationsOf.get(topic.id) ?? [];
  const ofStatus = (status: ExpectationResult["status"]): readonly ExpectationResult[] =>
    expectations.filter((expectation) => expectation.status === status);
  const [missing, indeterminate, found] = [ofStatus("missing"), ofStatus("indeterminate"), ofStatus("found")];
  return (
    <PageFrame page={page} title={labelOf(topic)} section={list}>
      <h1>{labelOf(topic)}</h1>
      <p class="lead">{t.topics.summary(count(found.length), count(missing.length), count(indeterminate.length))}</p>
      <section>
        <h2>{list === "themes" ? t.topics.members : t.topics.eventMembers}</h2>
        {members.length === 0 ? <p>{t.topics.noMember}</p> : <SiteTable page={page} sites={members} width="short" />}
      </section>
      <section>
        <h2>{t.topics.expected}</h2>
        <p>{expectations.length === 0 ? t.topics.noExpected : t.topics.expectedLead}</p>
        <h3>{t.topics.missing}</h3>
        <Expectations page={page} rows={missing} none={t.topics.missingNone} title={t.topics.missing} />
        {indeterminate.length > 0 && (
          <>
            <h3>{t.topics.indeterminate}</h3>
            <p>{t.topics.indeterminateLead}</p>
            <Expectations page={page} rows={indeterminate} none="" title={t.topics.indeterminate} />
          </>
        )}
        <h3>{t.topics.found}</h3>
        <Expectations page={page} rows={found} none={t.topics.foundNone} title={t.topics.found} />
      </section>
      <section>
        <h2>{t.topics.entryPages}</h2>
        <p>{t.topics.entryLead}</p>
        <ul>
          {topic.entryPages.map((url) => (
            <li key={url}>
              <CrawledLink page={page} url={url} />
            </li>
          ))}
        </ul>
      </section>
    </PageFrame>
  );
}

function Expectations({
  page,
  rows,
  none,
  title,
}: {
  readonly page: PageContext;
  readonly rows: readonly ExpectationResult[];
  readonly none: string;
  readonly title: string;
}) {
  const { t, date } = page.locale;
  if (rows.length === 0) return <p>{none}</p>;
  const siteCell = (id: string | null) => {
    const facts = id === null ? undefined : page.index.siteById.get(id);
    return facts === undefined ? (id ?? t.topics.anyMember) : <SiteName page={page} facts={facts} />;
  };
  const columns = [
    { heading: t.topics.to },
    { heading: t.topics.from },
    { heading: t.topics.linkedBy },
    { heading: t.topics.citedBy },
  ];
  return (
    <DataTable
      page={page}
      caption={title}
      columns={columns}
      rows={rows.map((row) => ({
        key: `${row.sourceId ?? ""} ${row.targetId} ${row.citedBy}`,
        cells: [
          { shown: siteCell(row.targetId) },
          { shown: siteCell(row.sourceId) },
          { shown: <SiteNames page={page} sites={row.linkedBy.flatMap((id) => page.index.siteById.get(id) ?? [])} /> },
          {
            shown: (
              <>
                <CrawledLink page={page} url={row.citedBy} />{" "}
                {row.citedOn !== null && t.topics.citedOn(date(row.citedOn))}
              </>
            ),
          },
        ],
      }))}
    />
  );
}
