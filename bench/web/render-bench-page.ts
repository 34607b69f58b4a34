import { randomInteger, seededRandom, type Random } from "../../core/seeded-random.ts";
import { phrase, sentence } from "./french-text.ts";
import type { PageFrame } from "./page-frame.ts";
import { CHILDREN, anyPath, childrenOf, otherAddress, trailOf } from "./page-links.ts";
import { pagePath, type WebShape } from "./web-shape.ts";

/** Bytes of a page: the mean of the design-system pages that the bench imitates; reached to within a paragraph. */
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

/** One page of the bench web as HTML: 95 links, 14 of them to other hosts, text filled up to 58 kB. */
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
function cards(random: Random, { shape, page }: BenchPage): string {
  const below = childrenOf(page, shape.pages).map(pagePath);
  while (below.length < CHILDREN) below.push(anyPath(random, shape.pages));
  return below
    .map(
      (
        path,
      ) => `<div class="fr-col-12 fr-col-md-4"><div class="fr-card fr-enlarge-link fr-card--sm"><div class="fr-card__body"><div class="fr-card__content">
<h2 class="fr-card__title"><a href="${path}">${phrase(random)}</a></h2><p class="fr-card__desc">${sentence(random)}</p></div></div>
<div class="fr-card__header"><div class="fr-card__img"><img class="fr-responsive-img" src="/images/${randomInteger(random, 1000, 9999)}.jpg" alt="" loading="lazy"></div></div></div></div>`,
    )
    .join("\n");
}

/** Paragraphs until the page has its bytes; its remaining links stand in the first of them, one each. */
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
  const parts: string[] = [];
  for (let leftBytes = given.sizeBytes; leftBytes > 0 || hrefs.length > 0;) {
    const part = section(random, hrefs.splice(0, 1));
    parts.push(part);
    leftBytes -= Buffer.byteLength(part);
  }
  return parts.join("");
}

function section(random: Random, hrefs: readonly string[]): string {
  const heading =
    random() < 0.2 ? `<h3 class="fr-h4" id="partie-${randomInteger(random, 1, 999)}">${phrase(random)}</h3>\n` : "";
  const quotes = hrefs.map((href) => {
    const outside = href.startsWith("https:") ? ' target="_blank" rel="noopener external"' : "";
    return ` Pour en savoir plus, consultez <a class="fr-link" href="${href}"${outside}>${phrase(random)}</a> avant votre démarche.`;
  });
  const before = Array.from({ length: randomInteger(random, 1, 4) }, () => sentence(random)).join(" ");
  return `${heading}<div class="fr-callout fr-icon-information-line"><p class="fr-callout__text">${before}${quotes.join("")}</p></div>\n`;
}
