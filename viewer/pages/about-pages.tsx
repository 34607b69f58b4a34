import { PageFrame } from "../frame/page-frame.tsx";
import { rootHref, type PageContext } from "../frame/page-context.ts";
import { DataTable } from "../parts/data-table.tsx";

/** The accessibility statement: not audited until a deployer has it audited. */
export function AccessibilityPage({ page }: { readonly page: PageContext }) {
  const { about } = page.locale.t;
  return (
    <PageFrame page={page} title={about.accessibilityTitle} section={null}>
      <h1>{about.accessibilityTitle}</h1>
      <p class="lead">{about.accessibilityState}</p>
      <p>{about.accessibilityLead}</p>
      <h2>{about.accessibilityDone}</h2>
      <ul>
        {about.accessibilityItems.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <h2>{about.accessibilityLimits}</h2>
      <ul>
        {about.accessibilityLimitItems.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </PageFrame>
  );
}

/** The open data beside the pages, file by file. */
export function DownloadsPage({ page }: { readonly page: PageContext }) {
  const { t, count, date } = page.locale;
  const { about } = t;
  const tables = [
    ["sites", about.files.sites],
    ["site-links", about.files.siteLinks],
    ["scores", about.files.scores],
    ["flags", about.files.flags],
    ["expectations", about.files.expectations],
  ] as const;
  const files: readonly (readonly [path: string, content: string, format: string])[] = [
    ...tables.flatMap(([name, content]) => [
      [`downloads/${name}.csv`, content, about.csv] as const,
      [`downloads/${name}.excel.csv`, content, about.excelCsv] as const,
    ]),
    ["downloads/graph.gexf", about.files.graph, about.gexf],
    ["data/graph.json", about.files.map, about.json],
  ];
  return (
    <PageFrame page={page} title={about.downloadsTitle} section="downloads">
      <h1>{about.downloadsTitle}</h1>
      <p class="lead">{about.downloadsLead(date(page.index.model.snapshotDate))}</p>
      <DataTable
        page={page}
        caption={about.caption(count(files.length))}
        columns={[
          { heading: about.columns.file },
          { heading: about.columns.content },
          { heading: about.columns.format },
        ]}
        rows={files.map(([path, content, format]) => ({
          key: path,
          cells: [{ shown: <a href={rootHref(page, path)}>{path}</a> }, { shown: content }, { shown: format }],
        }))}
      />
      <p>{about.formulas}</p>
    </PageFrame>
  );
}

/** The root of the publication: a reader chooses a language, or is led to the first. */
export function LanguageChoice({
  texts,
}: {
  readonly texts: { readonly chooseTitle: string; readonly chooseFrench: string; readonly chooseEnglish: string };
}) {
  return (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="refresh" content="0; url=fr/index.html" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{texts.chooseTitle}</title>
      </head>
      <body>
        <main>
          <h1>{texts.chooseTitle}</h1>
          <ul>
            <li>
              <a href="fr/index.html">{texts.chooseFrench}</a>
            </li>
            <li>
              <a href="en/index.html" lang="en">
                {texts.chooseEnglish}
              </a>
            </li>
          </ul>
        </main>
      </body>
    </html>
  );
}
