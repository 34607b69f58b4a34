import { PageFrame } from "../frame/page-frame.tsx";
import { pageHref, type PageContext } from "../frame/page-context.ts";
import { keyFigures } from "../model/key-figures.ts";
import { MapFigure } from "../parts/map-figure.tsx";
import { SiteName } from "../parts/site-name.tsx";
import { SiteTable } from "../parts/site-table.tsx";

/** The first page: key figures, three sentences, the map and the same sites as a table. */
export function HomePage({ page }: { readonly page: PageContext }) {
  const { t } = page.locale;
  return (
    <PageFrame page={page} title={t.home.title} section="home">
      <h1>{t.home.title}</h1>
      <p class="lead">{t.home.lead}</p>
      <Figures page={page} />
      <Sentences page={page} />
      <section aria-labelledby="map-title">
        <h2 id="map-title">{t.map.title}</h2>
        <p>
          <a href="#table">{t.home.skipMap}</a>
        </p>
        <MapFigure page={page} />
      </section>
      <section id="table">
        <h2>{t.home.tableTitle}</h2>
        <SiteTable page={page} sites={page.index.sites} width="short" />
        <p>
          <a href={pageHref(page, "sites.html")}>{t.home.allSites}</a>
        </p>
        <p class="key">{t.frame.tableKey}</p>
      </section>
    </PageFrame>
  );
}

function Figures({ page }: { readonly page: PageContext }) {
  const { t, number, count, percent } = page.locale;
  const figures = keyFigures(page.index);
  const share = figures.largestComponentShare;
  const rows = [
    [number(figures.measured), t.home.sitesMeasured, t.home.ofSites(number(figures.sites)), "sites.html"],
    [share === null ? t.terms.notApplicable : percent(share), t.home.largest, t.home.largestNote, "method.html"],
    [
      number(figures.isolated),
      t.home.isolated,
      t.home.isolatedNote(count(figures.sites - figures.measured)),
      "isolated.html",
    ],
    [number(figures.siteLinks), t.home.links, t.home.linksNote(number(figures.editorialSiteLinks)), "downloads.html"],
  ] as const;
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{t.home.keyFigures}</h2>
      <ul class="figures">
        {rows.map(([value, name, note, path]) => (
          <li key={name}>
            <a href={pageHref(page, path)}>
              <strong>{value}</strong> {name}
            </a>{" "}
            <small>{note}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sentences({ page }: { readonly page: PageContext }) {
  const { t, number, count } = page.locale;
  const figures = keyFigures(page.index);
  const { mostReferred, expected } = figures;
  const all = expected.found + expected.missing + expected.indeterminate;
  return (
    <section aria-labelledby="sentences">
      <h2 id="sentences">{t.home.sentences}</h2>
      <ol class="sentences">
        <li>
          {mostReferred === null
            ? t.home.nobodyReferred
            : t.home.mostReferred(mostReferred.name, count(mostReferred.measures.referrers))}{" "}
          {mostReferred !== null && <SiteName page={page} facts={mostReferred} />}
        </li>
        <li>{t.home.isolatedSentence(count(figures.isolated), count(figures.measured))}</li>
        <li>{t.home.expectedSentence(count(all), number(expected.missing), number(expected.indeterminate))}</li>
      </ol>
      <p>{t.home.firstSnapshot}</p>
    </section>
  );
}
