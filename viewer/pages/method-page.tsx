import { LINK_CLASSES, GRADES } from "../../core/score.ts";
import { PageFrame } from "../frame/page-frame.tsx";
import type { PageContext } from "../frame/page-context.ts";
import { DataTable } from "../parts/data-table.tsx";

const DIGITS = 3;

/** How the figures are made, with the parameters that made these, and what they cannot say. */
export function MethodPage({ page }: { readonly page: PageContext }) {
  const { t, number, date } = page.locale;
  const { result } = page.index.model;
  const { method, terms } = t;
  const parameters = Object.entries(result.parameters).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return (
    <PageFrame page={page} title={method.title} section="method">
      <h1>{method.title}</h1>
      <p class="lead">{method.lead}</p>
      <h2>{method.wordsTitle}</h2>
      <Terms rows={method.words} />
      <h2>{method.classesTitle}</h2>
      <Terms rows={LINK_CLASSES.map((linkClass) => [terms.classes[linkClass], terms.classMeaning[linkClass]])} />
      <h2>{method.formulasTitle}</h2>
      <Terms rows={method.formulas} />
      <h2>{method.gradesTitle}</h2>
      <p>{method.gradesLead}</p>
      <ul>
        {GRADES.map((grade) => (
          <li key={grade}>{terms.grades[grade]}</li>
        ))}
      </ul>
      <p>{method.flagsLead}</p>
      <h2>{method.limitsTitle}</h2>
      <ul>
        {method.limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
      <h2>{method.parametersTitle}</h2>
      <DataTable
        page={page}
        caption={method.parametersCaption(result.parametersVersion)}
        columns={[{ heading: method.parameter }, { heading: method.parameterValue, isNumeric: true }]}
        rows={parameters.map(([name, value]) => ({
          key: name,
          cells: [{ shown: <code>{name}</code> }, { shown: number(value, DIGITS) }],
        }))}
      />
      <h2>{method.provenanceTitle}</h2>
      <p>
        {method.provenance(String(result.crawl.id), date(page.index.model.snapshotDate), result.crawl.registryHash)}
      </p>
      {result.modularity !== null && result.communityStability !== null && (
        <p>{method.communities(number(result.modularity, DIGITS), number(result.communityStability, DIGITS))}</p>
      )}
    </PageFrame>
  );
}

function Terms({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl>
      {rows.map(([term, meaning]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
