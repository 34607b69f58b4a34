import type { ComponentChildren } from "preact";
import { keyFigures } from "../model/key-figures.ts";
import { otherLanguages, pageHref, rootHref, translatedHref, type PageContext } from "./page-context.ts";

/** Nothing but our own files may run, and no text may become markup (explorer.md § 8). */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const SECTIONS = ["home", "sites", "themes", "events", "isolated", "method", "downloads"] as const;
export type Section = (typeof SECTIONS)[number];

const SECTION_PATHS: Readonly<Record<Section, string>> = {
  home: "index.html",
  sites: "sites.html",
  themes: "themes.html",
  events: "events.html",
  isolated: "isolated.html",
  method: "method.html",
  downloads: "downloads.html",
};

interface PageFrameProps {
  readonly page: PageContext;
  readonly title: string;
  /** Null: a page that the menu does not list. */
  readonly section: Section | null;
  readonly children: ComponentChildren;
}

/** A whole page: head, masthead, the content given, footer. */
export function PageFrame({ page, title, section, children }: PageFrameProps) {
  const { t, language } = page.locale;
  const isHome = section === "home";
  return (
    <html lang={language} data-root={rootHref(page, "")}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={CONTENT_SECURITY_POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>{isHome ? `${t.frame.brand} – ${t.frame.motto}` : `${title} – ${t.frame.brand}`}</title>
        {otherLanguages(page).map((other) => (
          <link key={other} rel="alternate" hreflang={other} href={translatedHref(page, other)} />
        ))}
        <link rel="stylesheet" href={rootHref(page, `assets/${page.assets.style}`)} />
        <script type="module" src={rootHref(page, `assets/${page.assets.script}`)} />
      </head>
      <body>
        <a class="skip" href="#content">
          {t.frame.skipToContent}
        </a>
        {page.index.model.isDemo && <p class="demo">{t.frame.demo}</p>}
        <Masthead page={page} section={section} />
        <main id="content" tabindex={-1}>
          {children}
        </main>
        <Footer page={page} />
      </body>
    </html>
  );
}

function Masthead({ page, section }: Pick<PageFrameProps, "page" | "section">) {
  const { locale, index } = page;
  const { frame } = locale.t;
  const measured = index.sites.filter((facts) => facts.isMeasured).length;
  return (
    <header class="masthead">
      <div class="masthead-top">
        <a class="brand" href={pageHref(page, "index.html")}>
          <span class="brand-name">{frame.brand}</span> <span class="brand-motto">{frame.motto}</span>
        </a>
        <ul class="languages" aria-label={frame.languages}>
          <li aria-current="true">{frame.thisLanguage}</li>
          {otherLanguages(page).map((other) => (
            <li key={other}>
              <a href={translatedHref(page, other)} hreflang={other} lang={other} data-language-switch>
                {frame.otherLanguage}
              </a>
            </li>
          ))}
        </ul>
      </div>
      <nav aria-label={frame.navigation}>
        <ul class="sections">
          {SECTIONS.map((name) => (
            <li key={name}>
              <a href={pageHref(page, SECTION_PATHS[name])} {...(name === section ? { "aria-current": "page" } : {})}>
                {frame.nav[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="masthead-bottom">
        <p class="snapshot">
          {frame.snapshot(
            locale.date(index.model.snapshotDate),
            locale.count(index.sites.length),
            locale.count(measured),
          )}
        </p>
        <SearchBox page={page} />
      </div>
    </header>
  );
}

/** Hidden until its script runs: without it, it could do nothing. */
function SearchBox({ page }: { readonly page: PageContext }) {
  const { frame } = page.locale.t;
  return (
    <div class="search" role="search" data-island="search" data-index={rootHref(page, searchPath(page))} hidden>
      <label for="search-input">{frame.search}</label>
      <input id="search-input" type="search" autocomplete="off" placeholder={frame.searchHint} />
      <p class="search-status" role="status" />
      <ul class="search-results" />
    </div>
  );
}

/** Path of the search index of a page's language. */
export function searchPath(page: PageContext): string {
  return `data/search.${page.locale.language}.json`;
}

function Footer({ page }: { readonly page: PageContext }) {
  const { locale, index } = page;
  const { frame } = locale.t;
  const figures = keyFigures(index);
  const { crawl, parametersVersion } = index.model.result;
  return (
    <footer class="colophon">
      <p>{frame.coverage(locale.count(figures.pagesRead), locale.count(figures.pagesExpected))}</p>
      <p>{frame.crawl(String(crawl.id), parametersVersion)}</p>
      <p>{frame.unofficial}</p>
      <ul>
        <li>
          <a href={pageHref(page, "method.html")}>{frame.nav.method}</a>
        </li>
        <li>
          <a href={pageHref(page, "downloads.html")}>{frame.nav.downloads}</a>
        </li>
        <li>
          <a href={pageHref(page, "accessibility.html")}>{frame.accessibility}</a>
        </li>
      </ul>
    </footer>
  );
}
