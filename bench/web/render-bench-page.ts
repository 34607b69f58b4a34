import { randomInteger, seededRandom, type Random } from "../../core/seeded-random.ts";
import { phrase, sentence } from "./french-text.ts";
import type { PageFrame } from "./page-frame.ts";
import { CHILDREN, anyPath, childrenOf, otherAddress, trailOf } from "./page-links.ts";
import { pagePath, type WebShape } from "./web-shape.ts";

/** Bytes of a page: the mean of the design-system pages that the bench imitates; reached to within a tile. */
export const PAGE_BYTES = 58_000;
/** Links of a page, as `<a href>`, and those of them that name another host. */
export const PAGE_LINKS = 95;
export const OTHER_HOST_LINKS = 14;

const FRAME_LINKS = 37;
const FRAME_OTHERS = 5;

/** Which page is drawn, and inside what. */
export interface BenchPage {
  readonly shape: WebShape;
  readonly host: number;
  readonly page: number;
  readonly frame: PageFrame;
}

/** One page of the bench web as HTML: 95 links, 14 of them to other hosts, filled up to 58 kB with markup. */
export function renderBenchPage(drawn: BenchPage): string {
  const { host, page, frame } = drawn;
  const random = seededRandom(host * 100_003 + page);
  const title = phrase(random);
  const trail = trailOf(page);
  const lists = `${breadcrumb(trail, title)}
<main id="contenu" role="main"><div class="fr-container"><div class="fr-grid-row fr-grid-row--gutters"><div class="fr-col-12 fr-col-md-8">
<h1 class="fr-h2">${title}</h1><p class="fr-text--lead">${sentence(random)}</p>
${cards(random, drawn)}`;
  const opening = `<!DOCTYPE html>
<html lang="fr" data-fr-scheme="system" dir="ltr">
<head>
<title>${title} | ${pagePath(page)}</title>
<meta name="description" content="${sentence(random)}">
${frame.head}
</head>
<body>
${frame.header}
${lists}`;
  const closing = `</div></div></div></main>
${frame.footer}
</body>
</html>
`;
  const sizeBytes = PAGE_BYTES - Buffer.byteLength(opening) - Buffer.byteLength(closing);
  return `${opening}\n${article(random, { drawn, trailLinks: trail.length, sizeBytes })}${closing}`;
}

function breadcrumb(trail: readonly number[], title: string): string {
  const steps = trail.map(
    (page) =>
      `<li><a class="fr-breadcrumb__link" href="${pagePath(page)}">${page === 0 ? "Accueil" : `Rubrique ${page}`}</a></li>`,
  );
  return `<nav role="navigation" class="fr-breadcrumb" aria-label="vous êtes ici :"><ol class="fr-breadcrumb__list">${steps.join("")}<li><span class="fr-breadcrumb__link" aria-current="page">${title}</span></li></ol></nav>`;
}

/** The pages below, each with a picture and a line; any pages where there are none below. */
function cards(random: Random, { shape, page, host }: BenchPage): string {
  const below = childrenOf(page, shape.pages).map(pagePath);
  while (below.length < CHILDREN) below.push(anyPath(random, shape.pages));
  return below
    .map(
      (
        path,
      ) => `<div class="fr-col-12 fr-col-md-4"><div class="fr-card fr-enlarge-link fr-card--sm"><div class="fr-card__body"><div class="fr-card__content">
<h2 class="fr-card__title"><a href="${path}">${nameOf(path, host)}</a></h2><p class="fr-card__desc">${sentence(random)}</p></div></div>
<div class="fr-card__header"><div class="fr-card__img"><img class="fr-responsive-img" src="/images/${randomInteger(random, 1000, 9999)}.jpg" alt="" loading="lazy"></div></div></div></div>`,
    )
    .join("\n");
}

/** Running text until every remaining link stands in it, one a paragraph; then tiles until the page has its bytes. */
function article(
  random: Random,
  given: { readonly drawn: BenchPage; readonly trailLinks: number; readonly sizeBytes: number },
): string {
  const { shape, host } = given.drawn;
  const hrefs = Array.from({ length: PAGE_LINKS - FRAME_LINKS - CHILDREN - given.trailLinks }, (_, index) => {
    if (index < OTHER_HOST_LINKS - FRAME_OTHERS) return otherAddress(random, host, shape);
    const path = anyPath(random, shape.pages);
    return random() < 0.1 ? `${path}#partie-${index}` : path;
  });
  const parts: string[] = hrefs.map((href) => paragraph(random, href, host));
  let leftBytes = given.sizeBytes - Buffer.byteLength(parts.join(""));
  while (leftBytes > 0) {
    const part = tile(random);
    parts.push(part);
    leftBytes -= Buffer.byteLength(part);
  }
  return parts.join("");
}

function paragraph(random: Random, href: string, host: number): string {
  const heading =
    random() < 0.2 ? `<h3 class="fr-h4" id="partie-${randomInteger(random, 1, 999)}">${phrase(random)}</h3>\n` : "";
  const outside = href.startsWith("https:") ? ' target="_blank" rel="noopener external"' : "";
  const link = `<a class="fr-link" href="${href}"${outside}>${nameOf(href, host)}</a>`;
  return `${heading}<div class="fr-callout fr-icon-information-line"><p class="fr-callout__text">${sentence(random)} Consultez ${link}.</p></div>\n`;
}

/** What real pages are mostly made of: markup around a few words. */
function tile(random: Random): string {
  const number = randomInteger(random, 1000, 9999);
  return `<div class="fr-col-12 fr-col-md-6"><div class="fr-tile fr-tile--horizontal fr-tile--no-icon" id="tile-${number}" data-fr-js-tile="true" data-node-id="${randomId(random)}"><div class="fr-tile__body"><div class="fr-tile__content" data-weight="${randomInteger(random, 100_000, 999_999)}"><p class="fr-tile__title" id="${randomId(random)}">${phrase(random)}</p><p class="fr-tile__detail"><span class="fr-badge fr-badge--sm fr-badge--info" data-term="${randomId(random)}">${number}</span></p><p class="fr-tile__desc">${sentence(random)}</p></div></div>
<div class="fr-tile__header"><div class="fr-tile__pictogram" data-src="/media/${randomId(random)}/${randomId(random)}.webp"><svg aria-hidden="true" id="svg-${randomId(random)}" class="fr-artwork" viewBox="0 0 80 80" width="80px" height="80px"><use class="fr-artwork-decorative" href="/artwork/pictograms/${number}.svg#artwork-decorative"></use><use class="fr-artwork-minor" href="/artwork/pictograms/${number}.svg#artwork-minor"></use></svg></div></div></div></div>\n`;
}

/** An identifier as content management systems leave them in markup: 96 bits. */
function randomId(random: Random): string {
  return Array.from({ length: 3 }, () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, "0"),
  ).join("");
}

/** How links name a page: by its title, as editors do, so that the same words lead to it from everywhere. */
function nameOf(href: string, host: number): string {
  const [address = ""] = href.split("#", 1);
  let seed = host;
  if (address.startsWith("https:")) seed = 0;
  for (const character of address) seed = (Math.imul(seed, 31) + character.charCodeAt(0)) | 0;
  return phrase(seededRandom(seed));
}
