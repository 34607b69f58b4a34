import type { Component, ThemeScore } from "../../core/score.ts";
import type { PageContext } from "../frame/page-context.ts";
import { DataTable } from "./data-table.tsx";

const DIGITS = 3;

/** A score as a sum that a reader can check: each part with its raw figures, value, weight and points. */
export function ScoreTable({ page, score }: { readonly page: PageContext; readonly score: ThemeScore }) {
  const { t, number, labelOf } = page.locale;
  const topic = score.topicId === null ? undefined : page.index.topicById.get(score.topicId);
  const title = topic === undefined ? t.sites.scoreOverall : t.sites.scoreOf(labelOf(topic));
  if (score.score === null) return <p>{t.sites.scoreNone}</p>;
  const band = score.band === null ? "" : `, ${t.terms.bands[score.band]}`;
  const columns = [
    { heading: t.sites.component },
    { heading: t.sites.inputs },
    { heading: t.sites.value, isNumeric: true },
    { heading: t.sites.weight, isNumeric: true },
    { heading: t.sites.contribution, isNumeric: true },
  ];
  const rows = score.components.map((component) => ({ key: component.code, cells: cellsOf(page, component) }));
  const total = {
    key: "total",
    cells: [{ shown: t.sites.total }, { shown: "" }, { shown: "" }, { shown: "" }, { shown: number(score.score, 1) }],
  };
  return (
    <DataTable
      page={page}
      caption={`${title} : ${t.sites.points(number(score.score, 1))}${band}`}
      columns={columns}
      rows={[...rows, total]}
    />
  );
}

function cellsOf(page: PageContext, component: Component) {
  const { t, number } = page.locale;
  const { code, value, weight, points } = component;
  return [
    {
      shown: (
        <>
          <b>{`${code} ${t.terms.components[code]}`}</b> <small>{t.terms.componentMeaning[code]}</small>
        </>
      ),
    },
    { shown: inputsText(page, component.inputs) },
    { shown: value === null ? t.sites.notAssessed : number(value, DIGITS) },
    { shown: number(weight, DIGITS) },
    { shown: points === null ? t.terms.notApplicable : number(points, DIGITS) },
  ];
}

/** Raw figures by symbol: `d (clicks from an entry page) = 2`. */
export function inputsText(page: PageContext, inputs: Readonly<Record<string, number | null>>): string {
  const { t, number } = page.locale;
  return Object.entries(inputs)
    .map(([symbol, value]) => {
      const meaning = t.terms.symbols[symbol];
      const shown = value === null ? t.terms.notApplicable : number(value, DIGITS);
      return `${symbol}${meaning === undefined ? "" : ` (${meaning})`} = ${shown}`;
    })
    .join(" ; ");
}
