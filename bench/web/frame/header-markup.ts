import { phrase, sentence } from "../french-text.ts";
import { anyPath, otherAddress } from "../page-links.ts";
import { linkList, type FrameParts } from "./frame-parts.ts";
import { vectorArtwork } from "./vector-artwork.ts";

const LOGO = { paths: 2, curves: 4 } as const;
const CATEGORIES = 3;

/** Skip links, header with brand, service and tools, and the main menu: 26 links, one of them to another host. */
export function headerMarkup(parts: FrameParts): string {
  const { random, name } = parts;
  return `<div class="fr-skiplinks">
<nav class="fr-container" role="navigation" aria-label="Accès rapide">
<ul class="fr-skiplinks__list">
<li><a class="fr-link" href="#contenu">Contenu</a></li>
<li><a class="fr-link" href="#menu">Menu</a></li>
<li><a class="fr-link" href="#recherche">Recherche</a></li>
<li><a class="fr-link" href="#pied">Pied de page</a></li>
</ul>
</nav>
</div>
<header role="banner" class="fr-header">
<div class="fr-header__body">
<div class="fr-container">
<div class="fr-header__body-row">
<div class="fr-header__brand fr-enlarge-link">
<div class="fr-header__brand-top">
<div class="fr-header__logo"><p class="fr-logo">République<br>française</p></div>
<div class="fr-header__operator">${vectorArtwork(random, LOGO)}</div>
<div class="fr-header__navbar">
<button class="fr-btn--search fr-btn" data-fr-opened="false" aria-controls="modal-recherche" id="bouton-recherche" title="Rechercher" type="button">Rechercher</button>
<button class="fr-btn--menu fr-btn" data-fr-opened="false" aria-controls="modal-menu" aria-haspopup="menu" id="bouton-menu" title="Menu" type="button">Menu</button>
</div>
</div>
<div class="fr-header__service">
<a href="/" title="Accueil - ${name}"><p class="fr-header__service-title">${name}</p></a>
<p class="fr-header__service-tagline">${sentence(random)}</p>
</div>
</div>
${tools(parts)}
</div>
</div>
</div>
${menu(parts)}
</header>`;
}

function tools({ random, host, shape }: FrameParts): string {
  const account = `<li>\n<a class="fr-btn fr-icon-lock-line" href="${anyPath(random, shape.pages)}">Se connecter</a>\n</li>`;
  const contact = `<li>\n<a class="fr-btn fr-icon-mail-line" href="${anyPath(random, shape.pages)}">Nous écrire</a>\n</li>`;
  const other = `<li>\n<a class="fr-btn fr-icon-arrow-right-line" href="${otherAddress(random, host, shape)}" target="_blank" rel="noopener external" title="${phrase(random)} - nouvelle fenêtre">${phrase(random)}</a>\n</li>`;
  return `<div class="fr-header__tools">
<div class="fr-header__tools-links">
<ul class="fr-btns-group">
${[account, contact, other].join("\n")}
</ul>
</div>
<div class="fr-header__search fr-modal" id="modal-recherche" aria-labelledby="bouton-recherche">
<div class="fr-container fr-container-lg--fluid">
<button class="fr-btn--close fr-btn" aria-controls="modal-recherche" type="button">Fermer</button>
<form class="fr-search-bar" id="recherche" role="search" action="/recherche" method="get">
<label class="fr-label" for="recherche-texte">Rechercher</label>
<input class="fr-input" placeholder="Rechercher" type="search" id="recherche-texte" name="texte">
<button class="fr-btn" title="Rechercher" type="submit">Rechercher</button>
</form>
</div>
</div>
</div>`;
}

function menu(parts: FrameParts): string {
  const { random } = parts;
  const dropDown = linkList(parts, { listClass: "fr-menu__list", itemClass: "", linkClass: "fr-nav__link", count: 4 });
  return `<div class="fr-header__menu fr-modal" id="modal-menu" aria-labelledby="bouton-menu">
<div class="fr-container">
<button class="fr-btn--close fr-btn" aria-controls="modal-menu" type="button">Fermer</button>
<div class="fr-header__menu-links"></div>
<nav class="fr-nav" id="menu" role="navigation" aria-label="Menu principal">
<ul class="fr-nav__list">
<li class="fr-nav__item"><a class="fr-nav__link" data-entry="accueil" href="/" target="_self">Accueil</a></li>
<li class="fr-nav__item">
<button class="fr-nav__btn" aria-expanded="false" aria-controls="menu-demarches" data-entry="demarches" type="button">Démarches</button>
${megaMenu(parts)}
</li>
<li class="fr-nav__item">
<button class="fr-nav__btn" aria-expanded="false" aria-controls="menu-guides" data-entry="guides" type="button">${phrase(random)}</button>
<div class="fr-collapse fr-menu" id="menu-guides">
${dropDown}
</div>
</li>
</ul>
</nav>
</div>
</div>`;
}

/** A leader and categories, each with a heading that is a link and a list. */
function megaMenu(parts: FrameParts): string {
  const { random, shape } = parts;
  const categories = Array.from({ length: CATEGORIES }, () => {
    const heading = `<h5 class="fr-mega-menu__category"><a class="fr-nav__link" href="${anyPath(random, shape.pages)}" target="_self">${phrase(random)}</a></h5>`;
    const list = linkList(parts, {
      listClass: "fr-mega-menu__list",
      itemClass: "",
      linkClass: "fr-nav__link",
      count: 3,
    });
    return `<div class="fr-col-12 fr-col-lg-3">\n${heading}\n${list}\n</div>`;
  });
  return `<div class="fr-collapse fr-mega-menu" id="menu-demarches" tabindex="-1">
<div class="fr-container fr-container--fluid fr-container-lg">
<button class="fr-btn--close fr-btn" aria-controls="menu-demarches" type="button">Fermer</button>
<div class="fr-grid-row fr-grid-row-lg--gutters">
<div class="fr-col-12 fr-col-lg-8 fr-col-offset-lg-4--right fr-mb-4v">
<div class="fr-mega-menu__leader">
<h4 class="fr-h4 fr-mb-2v">${phrase(random)}</h4>
<p class="fr-hidden fr-unhidden-lg">${sentence(random)}</p>
<a class="fr-link fr-fi-arrow-right-line fr-link--icon-right fr-link--align-on-content" href="${anyPath(random, shape.pages)}">Voir toute la rubrique</a>
</div>
</div>
${categories.join("\n")}
</div>
</div>
</div>`;
}
