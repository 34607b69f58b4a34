import type { Theme } from "../../core/theme.ts";
import { PageFrame } from "../frame/page-frame.tsx";
import { pageHref, type PageContext } from "../frame/page-context.ts";
import { DataTable } from "../parts/data-table.tsx";

/** Which of the two lists of topics. */
export type TopicList = "themes" | "events";

/** All themes, or all life events, with what is measured and expected in each. */
export function TopicsPage({ page, list }: { readonly page: PageContext; readonly list: TopicList }) {
  const { t } = page.locale;
  const { registry } = page.index.model;
  const topics = list === "themes" ? registry.themes : registry.lifeEvents;
  const [title, lead, none] =
    list === "themes"
      ? [t.topics.themesTitle, t.topics.themesLead, t.topics.noTheme]
      : [t.topics.eventsTitle, t.topics.eventsLead, t.topics.noEvent];
  const names = t.topics.columns;
  const columns = [
    { heading: names.topic },
    { heading: names.members, isNumeric: true },
    { heading: names.measured, isNumeric: true },
    { heading: names.median, isNumeric: true },
    { heading: names.found, isNumeric: true },
    { heading: names.missing, isNumeric: true },
    { heading: names.indeterminate, isNumeric: true },
  ];
  return (
    <PageFrame page={page} title={title} section={list}>
      <h1>{title}</h1>
      <p class="lead">{lead}</p>
      {topics.length === 0 ? (
        <p>{none}</p>
      ) : (
        <DataTable
          page={page}
          caption={title}
          columns={columns}
          rows={topics.map((topic) => topicRow(page, topic, list))}
          isInteractive
        />
      )}
    </PageFrame>
  );
}

function topicRow(page: PageContext, topic: Theme, list: TopicList) {
  const { t, number, labelOf } = page.locale;
  const members = page.index.membersOf.get(topic.id) ?? [];
  const measured = members.filter((facts) => facts.isMeasured);
  const expectations = page.index.expectationsOf.get(topic.id) ?? [];
  const countOf = (status: string): number =>
    expectations.filter((expectation) => expectation.status === status).length;
  const median = medianOf(measured.flatMap((facts) => facts.score.score ?? []));
  const figures = [members.length, measured.length];
  return {
    key: topic.id,
    cells: [
      { shown: <a href={pageHref(page, `${list}/${topic.id}.html`)}>{labelOf(topic)}</a>, sort: labelOf(topic) },
      ...figures.map((value) => ({ shown: number(value), sort: value })),
      { shown: median === null ? t.terms.notMeasured : number(median, 1), sort: median },
      ...(["found", "missing", "indeterminate"] as const).map((status) => ({
        shown: number(countOf(status)),
        sort: countOf(status),
      })),
    ],
  };
}

/** Middle value, mean of the two middle ones for an even number; null of nothing. */
function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((left, right) => left - right);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
