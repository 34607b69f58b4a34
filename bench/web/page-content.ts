import { randomInteger, randomItem, seededRandom, type Random } from "../../core/seeded-random.ts";
import { phrase, sentence } from "./french-text.ts";
import { CHILDREN, anyPath, childrenOf } from "./page-links.ts";
import { pagePath } from "./web-shape.ts";

/** Passages from one heading to the next; it is named for the first of them. */
export const HEADING_EVERY = 5;
const TABLE_ROWS = 3;

/** The way from the home to a page, a link for each page above it. */
export function breadcrumb(trail: readonly number[], title: string): string {
  const steps = trail.map(
    (page) =>
      `<li><a class="fr-breadcrumb__link" href="${pagePath(page)}">${page === 0 ? "Accueil" : `Rubrique ${page}`}</a></li>`,
  );
  return `<nav role="navigation" class="fr-breadcrumb" aria-label="vous êtes ici :">
<button class="fr-breadcrumb__button" aria-expanded="false" aria-controls="fil" type="button">Voir le fil d'Ariane</button>
<div class="fr-collapse" id="fil"><ol class="fr-breadcrumb__list">${steps.join("")}<li><a class="fr-breadcrumb__link" aria-current="page">${title}</a></li></ol></div>
</nav>`;
}

/** The pages below, each with a picture and a line, named by its title; any pages where there are none below. */
export function cards(
  random: Random,
  { host, page, pages }: { readonly host: number; readonly page: number; readonly pages: number },
): string {
  const below = childrenOf(page, pages).map(pagePath);
  while (below.length < CHILDREN) below.push(anyPath(random, pages));
  return below
    .map(
      (path) => `<div class="fr-col-12 fr-col-md-4">
<div class="fr-card fr-enlarge-link fr-card--sm">
<div class="fr-card__body"><div class="fr-card__content">
<h3 class="fr-card__title"><a href="${path}">${titleOf(path, host)}</a></h3>
<p class="fr-card__desc">${sentence(random)}</p>
</div></div>
<div class="fr-card__header"><div class="fr-card__img"><img class="fr-responsive-img" src="/images/${randomInteger(random, 1000, 9999)}.jpg" alt="" loading="lazy"></div></div>
</div>
</div>`,
    )
    .join("\n");
}

/** A few sentences around a link, in the words of whoever wrote this page; a heading before some. */
export function passage(random: Random, { href, index }: { readonly href: string; readonly index: number }): string {
  const heading = index % HEADING_EVERY === 0 ? `<h2 class="fr-h4" id="partie-${index}">${phrase(random)}</h2>\n` : "";
  const outside = href.startsWith("https:") ? ' target="_blank" rel="noopener external"' : "";
  const link = `<a class="fr-link" href="${href}"${outside}>${phrase(random)}</a>`;
  const text = `${sentence(random)} Consultez ${link}.`;
  return `${heading}${randomItem(random, FORMS)(text, random)}`;
}

/** A table, a folded answer, tiles, then paragraphs, without links: so many bytes in all to within a few sentences. */
export function filling(random: Random, sizeBytes: number): string {
  const parts: string[] = [];
  let leftBytes = sizeBytes;
  while (leftBytes > 0) {
    const large = LARGE_PARTS[parts.length] ?? tile;
    const part = leftBytes > LARGE_BYTES ? large(random) : paragraph(random);
    parts.push(part);
    leftBytes -= Buffer.byteLength(part) + 1;
  }
  return parts.join("\n");
}

const FORMS: readonly ((text: string, random: Random) => string)[] = [
  (text) => `<p>${text}</p>`,
  (text, random) => `<div class="fr-callout fr-icon-information-line">
<h3 class="fr-callout__title">${phrase(random)}</h3>
<p class="fr-callout__text">${text}</p>
</div>`,
  (text, random) => `<ul>\n<li>${text}</li>\n<li>${phrase(random)}</li>\n</ul>`,
];
const LARGE_PARTS: readonly ((random: Random) => string)[] = [table, answer];
/** As long as the parts before the paragraphs may be. */
const LARGE_BYTES = 1200;

function paragraph(random: Random): string {
  return `<p>${sentence(random)}</p>`;
}

function answer(random: Random): string {
  const number = randomInteger(random, 1000, 9999);
  return `<section class="fr-accordion">
<h3 class="fr-accordion__title"><button class="fr-accordion__btn" aria-expanded="false" aria-controls="reponse-${number}" type="button">${phrase(random)}</button></h3>
<div class="fr-collapse" id="reponse-${number}">
<p>${sentence(random)} ${sentence(random)}</p>
</div>
</section>`;
}

/** What real pages are largely made of: markup around a few words. */
function tile(random: Random): string {
  const number = randomInteger(random, 1000, 9999);
  return `<div class="fr-tile fr-tile--horizontal fr-tile--no-icon" id="tuile-${number}">
<div class="fr-tile__body">
<div class="fr-tile__content">
<h3 class="fr-tile__title">${phrase(random)}</h3>
<p class="fr-tile__detail"><span class="fr-badge fr-badge--sm fr-badge--info">${randomInteger(random, 10, 9999)} euros</span></p>
</div>
</div>
<div class="fr-tile__header">
<div class="fr-tile__pictogram"><svg aria-hidden="true" class="fr-artwork" viewBox="0 0 80 80" width="80px" height="80px"><use class="fr-artwork-decorative" href="/artwork/pictograms/${number}.svg#artwork-decorative"></use><use class="fr-artwork-minor" href="/artwork/pictograms/${number}.svg#artwork-minor"></use><use class="fr-artwork-major" href="/artwork/pictograms/${number}.svg#artwork-major"></use></svg></div>
</div>
</div>`;
}

function table(random: Random): string {
  const rows = Array.from(
    { length: TABLE_ROWS },
    () =>
      `<tr>\n<th scope="row">${phrase(random)}</th>\n<td>${randomInteger(random, 10, 9999)} euros</td>\n<td>${sentence(random)}</td>\n</tr>`,
  );
  return `<div class="fr-table">
<table>
<caption>${phrase(random)}</caption>
<thead><tr><th scope="col">Situation</th><th scope="col">Montant</th><th scope="col">Condition</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
</div>`;
}

/** Title by which cards name a page: the same from everywhere. */
function titleOf(path: string, host: number): string {
  let seed = host;
  for (const character of path) seed = (Math.imul(seed, 31) + character.charCodeAt(0)) | 0;
  return phrase(seededRandom(seed));
}
