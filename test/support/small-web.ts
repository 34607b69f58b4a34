import type { Registry } from "../../core/registry.ts";
import type { Component, ScoreResult, ThemeScore } from "../../core/score.ts";
import { parseTopicId } from "../../core/theme.ts";
import { canonicalizeUrl } from "../../core/url.ts";
import { scoreCrawl } from "../../graph/score-crawl.ts";
import { fakeLinkReader, type LinkLiteral, type PageLiterals, type ReaderOptions } from "./fake-link-reader.ts";
import { smallRegistry } from "./small-registry.ts";

const THEME = parseTopicId("theme")!;

/** Sites portal (horizontal, with the entry page), a, b and c; the last three in one theme. */
function themedRegistry(): Registry {
  const plain = smallRegistry("portal.example", "a.example", "b.example", "c.example");
  const sites = plain.sites.map((site) =>
    site.id === "portal.example" ? { ...site, horizontal: true, kind: "portal" as const } : site,
  );
  const entryPages = [canonicalizeUrl("https://portal.example/theme")!];
  const themes = [{ id: THEME, labelFr: "Thème", labelEn: "Theme", entryPages, source: "s" }];
  const members = sites.filter((site) => !site.horizontal);
  const memberships = members.map(({ id }) => ({
    siteId: id,
    topicId: THEME,
    basis: "declared" as const,
    source: "s",
  }));
  const mandatedLinks = [{ targetId: sites.find((site) => site.horizontal)!.id, label: "portal", source: "s" }];
  return { ...plain, sites, themes, memberships, mandatedLinks };
}

/**
 * The entry page leads to a; a leads to b from one of its two pages; b leads to nobody; c leads to a.
 *
 *   portal/theme → a → b      c → a
 */
export const PAGES: PageLiterals = {
  "https://portal.example/": [{ to: "/theme" }],
  "https://portal.example/theme": [{ to: "https://a.example/" }],
  "https://a.example/": [{ to: "/1" }, { to: "https://b.example/x", text: "the rules of b" }],
  "https://a.example/1": [{ to: "/" }],
  "https://b.example/": [{ to: "/1" }],
  "https://b.example/1": [],
  "https://c.example/": [{ to: "https://a.example/" }],
};

/** The small web scored. */
export function scored(pages: PageLiterals = PAGES, options: ReaderOptions = {}): ScoreResult {
  const registry = themedRegistry();
  return scoreCrawl({ registry, reader: fakeLinkReader(registry, pages, options) });
}

/** Codes of a site's flags, sorted. */
export const flagsOf = (result: ScoreResult, id: string): string[] =>
  result.flags
    .filter((flag) => flag.siteId === id)
    .map((flag) => flag.code)
    .toSorted();
/** A site's score in its first theme. */
export const themeScore = (result: ScoreResult, id: string): ThemeScore =>
  result.scores.find((score) => score.siteId === id)!.themes[0]!;
/** One part of that score. */
export const component = (result: ScoreResult, id: string, code: string): Component =>
  themeScore(result, id).components.find((part) => part.code === code)!;
/** The small web with more links, or more pages. */
export const withLinks = (extra: Readonly<Record<string, readonly LinkLiteral[]>>): PageLiterals =>
  Object.fromEntries(
    [...new Set([...Object.keys(PAGES), ...Object.keys(extra)])].map((url) => [
      url,
      [...(PAGES[url] ?? []), ...(extra[url] ?? [])],
    ]),
  );
