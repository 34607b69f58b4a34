import { readFileSync, readdirSync } from "node:fs";
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { ExplorerModel, PublishedFile } from "../core/explorer-model.ts";
import type { MapDocument } from "../core/map-document.ts";
import { LANGUAGES, localeOf, type Locale } from "./frame/locale.ts";
import type { PageAssets, PageContext } from "./frame/page-context.ts";
import { searchPath } from "./frame/page-frame.tsx";
import { explorerIndex, type ExplorerIndex } from "./model/explorer-index.ts";
import { searchEntries } from "./model/search-entries.ts";
import { AccessibilityPage, DownloadsPage, LanguageChoice } from "./pages/about-pages.tsx";
import { EvidencePage } from "./pages/evidence-page.tsx";
import { HomePage } from "./pages/home-page.tsx";
import { IsolatedPage } from "./pages/isolated-page.tsx";
import { MethodPage } from "./pages/method-page.tsx";
import { SitePage } from "./pages/site-page.tsx";
import { SitesPage } from "./pages/sites-page.tsx";
import { TopicPage } from "./pages/topic-page.tsx";
import { TopicsPage } from "./pages/topics-page.tsx";

/** Built scripts and styles lie beside this module once it is compiled. */
const ASSETS = new URL("../assets/", import.meta.url);

/** All files of the explorer. The same model always gives the same bytes in the same order. */
export function* renderExplorer(model: ExplorerModel, map: MapDocument): Generator<PublishedFile> {
  const index = explorerIndex(model, map);
  const names = readdirSync(ASSETS).toSorted();
  for (const name of names) yield { path: `assets/${name}`, content: readFileSync(new URL(name, ASSETS)) };
  const assets: PageAssets = {
    script: assetNamed(names, /^explorer-.*\.js$/),
    style: assetNamed(names, /^style-.*\.css$/),
  };
  yield { path: "data/graph.json", content: JSON.stringify(map) };
  yield { path: "index.html", content: document(<LanguageChoice texts={localeOf("fr").t.frame} />) };
  for (const language of LANGUAGES) yield* renderLanguage(index, localeOf(language), assets);
}

function* renderLanguage(index: ExplorerIndex, locale: Locale, assets: PageAssets): Generator<PublishedFile> {
  const at = (path: string): PageContext => ({ locale, index, assets, path });
  const file = (path: string, draw: (page: PageContext) => VNode): PublishedFile => ({
    path: `${locale.language}/${path}`,
    content: document(draw(at(path))),
  });
  yield { path: searchPath(at("index.html")), content: JSON.stringify(searchEntries(index, locale)) };
  yield file("index.html", (page) => <HomePage page={page} />);
  yield file("sites.html", (page) => <SitesPage page={page} />);
  yield file("themes.html", (page) => <TopicsPage page={page} list="themes" />);
  yield file("events.html", (page) => <TopicsPage page={page} list="events" />);
  yield file("isolated.html", (page) => <IsolatedPage page={page} />);
  yield file("method.html", (page) => <MethodPage page={page} />);
  yield file("downloads.html", (page) => <DownloadsPage page={page} />);
  yield file("accessibility.html", (page) => <AccessibilityPage page={page} />);
  for (const topic of index.model.registry.themes) {
    yield file(`themes/${topic.id}.html`, (page) => <TopicPage page={page} topic={topic} list="themes" />);
  }
  for (const topic of index.model.registry.lifeEvents) {
    yield file(`events/${topic.id}.html`, (page) => <TopicPage page={page} topic={topic} list="events" />);
  }
  for (const facts of index.sites) {
    yield file(`sites/${facts.id}.html`, (page) => <SitePage page={page} facts={facts} />);
    if (facts.outflows.length === 0) continue;
    yield file(`sites/${facts.id}/evidence.html`, (page) => <EvidencePage page={page} facts={facts} />);
  }
}

function document(page: VNode): string {
  return `<!DOCTYPE html>${renderToString(page)}\n`;
}

function assetNamed(names: readonly string[], pattern: RegExp): string {
  const name = names.find((candidate) => pattern.test(candidate));
  if (name === undefined)
    throw new Error(`built file ${String(pattern)} is missing beside the pages: run npm run prepare`);
  return name;
}
