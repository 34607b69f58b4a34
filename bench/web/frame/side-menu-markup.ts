import { phrase } from "../french-text.ts";
import { SECTIONS, type Section } from "../web-shape.ts";
import { linkList, type FrameParts } from "./frame-parts.ts";

/** Menu beside the content, an entry that opens for each section: 10 links. */
export function sideMenuMarkup(parts: FrameParts): string {
  return `<nav class="fr-sidemenu fr-sidemenu--sticky-full-height" role="navigation" aria-labelledby="titre-rubriques">
<div class="fr-sidemenu__inner">
<button class="fr-sidemenu__btn" hidden aria-controls="rubriques" aria-expanded="false" type="button">Dans cette rubrique</button>
<div class="fr-collapse" id="rubriques">
<p class="fr-sidemenu__title" id="titre-rubriques">${phrase(parts.random)}</p>
<ul class="fr-sidemenu__list">
${SECTIONS.map((section) => entry(parts, section)).join("\n")}
</ul>
</div>
</div>
</nav>`;
}

function entry(parts: FrameParts, section: Section): string {
  const list = linkList(parts, {
    listClass: "fr-sidemenu__list",
    itemClass: "fr-sidemenu__item",
    linkClass: "fr-sidemenu__link",
    count: 2,
  });
  return `<li class="fr-sidemenu__item">
<button class="fr-sidemenu__btn" aria-expanded="false" aria-controls="rubrique-${section}" data-entry="${section}" type="button">${phrase(parts.random)}</button>
<div class="fr-collapse" id="rubrique-${section}">
${list}
</div>
</li>`;
}
