import type { ExplorerIndex } from "../model/explorer-index.ts";
import { LANGUAGES, type Language, type Locale } from "./locale.ts";
import { relativePath } from "./relative-path.ts";

/** Names of the built files that pages load, below `assets/`. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/** What a page needs to write itself: its language, its data and its place among the others. */
export interface PageContext {
  readonly locale: Locale;
  readonly index: ExplorerIndex;
  readonly assets: PageAssets;
  /** Without its language: `sites/a.html`. */
  readonly path: string;
}

/** Address of another page in the same language, seen from this one. */
export function pageHref(context: PageContext, path: string): string {
  return relativePath(context.path, path);
}

/** Address of this very page in another language. */
export function translatedHref(context: PageContext, language: Language): string {
  return relativePath(`${context.locale.language}/${context.path}`, `${language}/${context.path}`);
}

/** Address of a file outside the languages, such as `data/graph.json`. */
export function rootHref(context: PageContext, path: string): string {
  return relativePath(`${context.locale.language}/${context.path}`, path);
}

/** The languages that a page is not in. */
export function otherLanguages(context: PageContext): readonly Language[] {
  return LANGUAGES.filter((language) => language !== context.locale.language);
}

/** Path of a site's page. */
export function sitePath(siteId: string): string {
  return `sites/${siteId}.html`;
}

/** Path of the page of a site's quoted links, at those to one target when it is given. */
export function evidencePath(sourceId: string, targetId?: string): string {
  return `sites/${sourceId}/evidence.html${targetId === undefined ? "" : `#${evidenceAnchor(targetId)}`}`;
}

/** Anchor of the quoted links to one target, on the evidence page of their source. */
export function evidenceAnchor(targetId: string): string {
  return `to-${targetId}`;
}
