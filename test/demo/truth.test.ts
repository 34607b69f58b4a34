import { describe, expect, test } from "vitest";
import { siteLookup } from "../../core/site-lookup.ts";
import { canonicalizeUrl } from "../../core/url.ts";
import { demoWeb, type DemoWeb } from "../../demo/demo-web.ts";
import { homeOf, type PlannedSite } from "../../demo/plan.ts";
import { respond } from "../../demo/respond.ts";
import { truthOf } from "../../demo/truth.ts";

/** A link as a reader of the page's text sees it: where it leads, and whether it stands in the page's own content. */
interface SeenLink {
  readonly to: string;
  readonly part: "content" | "menu" | "footer";
}

const MAX_CLICKS = 5;

/** Links of a page, by cutting its text at `<main` and `<footer`: no code of the product takes part. */
function linksOn(web: DemoWeb, url: string): SeenLink[] {
  const { host, pathname, search } = new URL(url);
  const answer = respond(web, { scheme: "https", host, target: pathname + search, acceptsGzip: false });
  if (answer.status === 301) return [{ to: new URL(answer.headers["location"]!, url).href, part: "content" }];
  if (answer.status !== 200) return [];
  const html = Buffer.from(answer.body).toString();
  const [main, footer] = [html.indexOf("<main"), html.indexOf("<footer")];
  return [...html.matchAll(/<a [^>]*?href="([^"]+)"/g)].flatMap((match): SeenLink[] => {
    const to = URL.parse(match[1]!, url);
    if (to === null || !to.protocol.startsWith("http")) return [];
    const part = match.index < main ? "menu" : footer === -1 || match.index < footer ? "content" : "footer";
    return [{ to: to.href.replace(/#.*/, ""), part }];
  });
}

function isReadable(web: DemoWeb, site: PlannedSite): boolean {
  const ask = (target: string): string =>
    Buffer.from(respond(web, { scheme: "https", host: site.host, target, acceptsGzip: false }).body).toString();
  return (
    site.defect !== "down" &&
    !/^Disallow: \/$/m.test(ask("/robots.txt")) &&
    linksOn(web, homeOf(site)).length > 0 &&
    ask("/").length > 0
  );
}

/** Flags by the words of the methodology, counted on the pages themselves. */
function flagsSeen(web: DemoWeb): Record<string, string[]> {
  const siteOf = siteLookup(web.registry);
  const siteOfUrl = (url: string): string | null => siteOf(canonicalizeUrl(url)!);
  const readable = new Set(web.sites.filter((site) => isReadable(web, site)).map((site): string => site.id));
  const links = new Map<string, SeenLink[]>();
  const queue = [
    ...web.sites.filter((site) => readable.has(site.id)).map(homeOf),
    ...web.registry.themes.flatMap((theme) => theme.entryPages),
  ];
  for (const url of queue) {
    if (links.has(url)) continue;
    const found = linksOn(web, url);
    links.set(url, found);
    for (const { to } of found)
      if (siteOfUrl(to) === siteOfUrl(url) && readable.has(siteOfUrl(url) ?? "")) queue.push(to);
  }
  const between = [...links].flatMap(([url, found]) =>
    found
      .map((link) => ({ from: siteOfUrl(url)!, to: siteOfUrl(link.to), part: link.part }))
      .filter(({ from, to }) => to !== null && to !== from),
  );
  const has = (end: "from" | "to", id: string, part: SeenLink["part"]): boolean =>
    between.some((link) => link[end] === id && link.part === part);
  return Object.fromEntries(
    web.sites.map((site) => {
      if (!readable.has(site.id)) return [site.id, ["NE"]];
      const [editorialIn, menuIn] = [has("to", site.id, "content"), has("to", site.id, "menu")];
      const [editorialOut, menuOut] = [has("from", site.id, "content"), has("from", site.id, "menu")];
      const flags = [
        ...(menuIn && !editorialIn ? ["BOILER-IN"] : []),
        ...(menuOut && !editorialOut ? ["BOILER-OUT"] : []),
        ...(!menuOut && !editorialOut ? ["DEAD-END"] : []),
        ...(editorialIn ? [] : ["IN-0"]),
        ...(site.topics.some((topic) => clicksTo(site.id, topic) > MAX_CLICKS) ? ["UNREACH"] : []),
      ];
      return [site.id, flags];
    }),
  );

  /** Fewest clicks from a theme's entry pages to any page of a site; footers do not count. */
  function clicksTo(siteId: string, topic: string): number {
    let level: string[] = [...web.registry.themes.find((theme) => theme.id === topic)!.entryPages];
    const seen = new Set(level);
    for (let clicks = 0; level.length > 0; clicks += 1) {
      if (level.some((url) => siteOfUrl(url) === siteId)) return clicks;
      const next = level.flatMap((url) =>
        (links.get(url) ?? []).filter(({ to, part }) => part !== "footer" || siteOfUrl(to) === siteOfUrl(url)),
      );
      level = [...new Set(next.map(({ to }) => to))].filter((url) => !seen.has(url));
      for (const url of level) seen.add(url);
    }
    return Number.POSITIVE_INFINITY;
  }
}

describe("the truth file says what the pages show, read without any of the scoring code", () => {
  test.each([1, 2, 3, 4, 5, 7])("seed %i", (seed) => {
    const web = demoWeb({ seed, siteCount: 40 });
    const truth = Object.fromEntries([...truthOf(web)].map(([id, { flags }]) => [id, flags.toSorted()]));
    expect(flagsSeen(web)).toEqual(truth);
  });
});
