import { seededRandom } from "../../core/seeded-random.ts";
import { phrase, sentence } from "./french-text.ts";
import { HEADING_EVERY, breadcrumb, cards, filling, passage } from "./page-content.ts";
import { FRAME_LINKS, FRAME_OTHERS, markCurrent, type PageFrame } from "./page-frame.ts";
import { CHILDREN, anyPath, otherAddress, trailOf } from "./page-links.ts";
import { pagePath, sectionOf, type WebShape } from "./web-shape.ts";

/** Bytes of a page: the mean of the design-system pages that the bench imitates; reached to within a few sentences. */
export const PAGE_BYTES = 58_000;
/** Links of a page, as `<a href>`, and those of them that name another host. */
export const PAGE_LINKS = 95;
export const OTHER_HOST_LINKS = 14;

/** Share of links inside the site that lead to a part of a page. */
const PART_SHARE = 0.1;

/** Which page is drawn, and inside what. */
export interface BenchPage {
  readonly shape: WebShape;
  readonly host: number;
  readonly page: number;
  readonly frame: PageFrame;
}

/** One page of the bench web as HTML: 95 links, 14 of them to other hosts, its text as long as makes 58 kB in all. */
export function renderBenchPage(drawn: BenchPage): string {
  const { host, page, frame, shape } = drawn;
  const random = seededRandom(host * 100_003 + page);
  const title = phrase(random);
  const trail = trailOf(page);
  const opening = `<!DOCTYPE html>
<html lang="fr" data-fr-scheme="system" dir="ltr">
<head>
<title>${title} | ${pagePath(page)}</title>
<meta name="description" content="${sentence(random)}">
${frame.head}
</head>
<body>
${markCurrent(frame.header, sectionOf(page))}
<div class="fr-container">
${breadcrumb(trail, title)}
<div class="fr-grid-row fr-grid-row--gutters">
<div class="fr-col-12 fr-col-md-4">
${markCurrent(frame.sideMenu, sectionOf(page))}
</div>
<main class="fr-col-12 fr-col-md-8" id="contenu" role="main">
<h1 class="fr-h2">${title}</h1>
<p class="fr-text--lead">${sentence(random)}</p>
${articleLinks(drawn, PAGE_LINKS - FRAME_LINKS - CHILDREN - trail.length)
  .map((href, index) => passage(random, { href, index }))
  .join("\n")}
`;
  const closing = `
<div class="fr-grid-row fr-grid-row--gutters">
${cards(random, { host, page, pages: shape.pages })}
</div>
</main>
</div>
</div>
${frame.footer}
</body>
</html>
`;
  const sizeBytes = PAGE_BYTES - Buffer.byteLength(opening) - Buffer.byteLength(closing);
  return `${opening}${filling(random, sizeBytes)}${closing}`;
}

/** Targets of the links in running text, those to other hosts spread among them. */
function articleLinks({ host, page, shape }: BenchPage, count: number): string[] {
  const random = seededRandom(host * 100_003 + page + 0x11e4);
  const others = OTHER_HOST_LINKS - FRAME_OTHERS;
  const every = Math.floor(count / others);
  return Array.from({ length: count }, (_, index) => {
    if (index % every === 0 && index / every < others) return otherAddress(random, host, shape);
    const path = anyPath(random, shape.pages);
    return random() < PART_SHARE ? `${path}#partie-${index - (index % HEADING_EVERY)}` : path;
  });
}
