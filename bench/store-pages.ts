import type { ExtractedLink, Zone } from "../core/link.ts";
import type { SiteId } from "../core/site.ts";
import type { CanonicalUrl } from "../core/url.ts";
import type { OwnerKey, PageWrite } from "../crawler/ports.ts";

/** Terms that a page keeps. */
const TERMS = 200;

/** Sites are the hosts `site<n>.example`. */
export function benchSiteOf(url: CanonicalUrl): SiteId | null {
  const host = url.slice(8, url.indexOf("/", 8));
  return host.endsWith(".example") ? (host as SiteId) : null;
}

/** The `round`-th page of each site, ready to be written. */
export function benchPages(sites: number, round: number): PageWrite[] {
  return Array.from({ length: sites }, (_, site) => benchPage(site, round, sites));
}

function benchPage(site: number, round: number, sites: number): PageWrite {
  const host = `site${site}.example`;
  const url = `https://${host}/section-${round % 7}/page-number-${round}` as CanonicalUrl;
  const siteId = host as SiteId;
  const task = {
    url,
    requestUrl: url,
    siteId,
    ownerKey: host as OwnerKey,
    depthClicks: round === 0 ? 0 : 1,
    chain: [],
    purpose: "page",
    attempts: 0,
  } as const;
  const terms = Array.from({ length: TERMS }, (_, term) => [`term${(term * 7 + round) % 5000}`, TERMS - term] as const);
  const visit = {
    url,
    startedMs: round,
    durationMs: 40,
    sizeBytes: 10_900,
    kind: "fetched",
    httpStatus: 200,
    contentHash: `${site}-${round}`,
    encoding: "UTF-8",
    truncated: null,
    shell: false,
    rendered: false,
    soft404: false,
    noindex: false,
    nofollow: false,
    verified: true,
    droppedLinks: 0,
    canonical: null,
    etag: `"${site}-${round}"`,
    lastModified: null,
    text: {
      title: `Page ${round} of site ${site}, with a title of usual length`,
      h1: `Page ${round} of site ${site}`,
      description: "What this page is about, in a sentence or two that somebody wrote for search engines.",
      language: "fr",
      terms,
      resourceHosts: [["cdn.example", 4]],
    },
  } as const;
  return { task, visit, links: linksOf(site, round, sites), discovered: [], earlier: null, retryAtMs: null };
}

/** How many links each block has, where it stands and how many of them leave the site. */
const BLOCKS: readonly {
  zone: Zone;
  container: string;
  links: number;
  outside: number;
  repeats: boolean;
  kind?: string;
}[] = [
  { zone: "header", container: "header:1", links: 3, outside: 0, repeats: true, kind: "skip" },
  { zone: "header", container: "header:2", links: 6, outside: 0, repeats: true },
  { zone: "nav", container: "nav:1", links: 18, outside: 0, repeats: true },
  { zone: "main", container: "breadcrumb:1", links: 4, outside: 0, repeats: false },
  { zone: "main", container: "main:1", links: 12, outside: 4, repeats: false },
  { zone: "main", container: "main:2", links: 8, outside: 2, repeats: false },
  { zone: "main", container: "share:1", links: 4, outside: 3, repeats: true, kind: "share" },
  { zone: "aside", container: "aside:1", links: 6, outside: 0, repeats: false },
  { zone: "footer", container: "footer:1", links: 12, outside: 1, repeats: true },
  { zone: "footer", container: "footer:2", links: 10, outside: 0, repeats: true },
  { zone: "footer", container: "footer:3", links: 4, outside: 4, repeats: true },
  { zone: "footer", container: "footer:4", links: 8, outside: 0, repeats: true },
];

function linksOf(site: number, round: number, sites: number): ExtractedLink[] {
  const links: ExtractedLink[] = [];
  for (const [place, block] of BLOCKS.entries()) {
    for (let index = 0; index < block.links; index += 1) {
      links.push(linkOf({ site, round, sites }, block, { place, index, position: links.length }));
    }
  }
  return links;
}

function linkOf(
  page: { readonly site: number; readonly round: number; readonly sites: number },
  block: (typeof BLOCKS)[number],
  at: { readonly place: number; readonly index: number; readonly position: number },
): ExtractedLink {
  const { site, round, sites } = page;
  const self = `https://site${site}.example/section-${round % 7}/page-number-${round}`;
  const seed = block.repeats ? at.place * 100 + at.index : round * 5 + at.place * 3 + at.index;
  const isOutside = at.index < block.outside;
  let href = `https://site${site}.example/section-${seed % 7}/page-number-${seed}`;
  if (isOutside) href = `https://site${(site + seed + 1) % sites}.example/`;
  if (block.kind === "skip") href = self;
  if (block.kind === "share") href = `https://share${at.index}.test/sharer?u=${encodeURIComponent(self)}`;
  const text = block.kind === "skip" ? "Go to the content" : `Label number ${seed} of a link`;
  return {
    href: block.kind === "skip" ? "#content" : href,
    url: copied(href) as CanonicalUrl,
    element: "a",
    kind: "hyperlink",
    rel: isOutside ? ["noopener", "external"] : [],
    text: copied(text),
    accessibleName: at.index % 8 === 7 ? copied(`${text} - new window`) : copied(text),
    zone: block.zone,
    zoneSource: "landmark",
    heading: `Heading before block ${block.container}`,
    sentence: `A sentence around the link: ${text}, which goes on for a while as sentences do. `,
    position: at.position,
    domPath: "html>body>div>div>main>section>div>ul>li>a",
    container: block.container,
    cta: false,
    hreflang: null,
    newWindow: isOutside,
    via: null,
    referral: "origin",
  };
}

/** A string of its own, as an extractor makes it from each page. */
function copied(text: string): string {
  return Buffer.from(text).toString();
}
