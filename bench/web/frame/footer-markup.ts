import { phrase, sentence } from "../french-text.ts";
import { mandatedAddresses, otherAddress } from "../page-links.ts";
import { linkList, type FrameParts } from "./frame-parts.ts";
import { vectorArtwork } from "./vector-artwork.ts";

const NETWORKS = ["twitter-x", "linkedin", "youtube"] as const;
const PARTNER = { paths: 1, curves: 4 } as const;
const CATEGORIES = 3;

/** Newsletter and networks, then the footer with its lists: 21 links, eight of them to other hosts. */
export function footerMarkup(parts: FrameParts): string {
  return `${follow(parts)}
<footer class="fr-footer" role="contentinfo" id="pied">
${topLists(parts)}
<div class="fr-container">
${body(parts)}
${bottom(parts)}
</div>
</footer>`;
}

function follow({ random, host, shape, name }: FrameParts): string {
  const networks = NETWORKS.map(
    (network) =>
      `<li>\n<a class="fr-btn fr-btn--${network}" href="${otherAddress(random, host, shape)}" target="_blank" rel="noopener external" title="${name} sur ${network} - nouvelle fenêtre">${network}</a>\n</li>`,
  );
  return `<div class="fr-follow">
<div class="fr-container">
<div class="fr-grid-row">
<div class="fr-col-12 fr-col-md-8">
<div class="fr-follow__newsletter">
<div>
<h2 class="fr-h5">Abonnez-vous à notre lettre d'information</h2>
<p class="fr-text--sm">${sentence(random)}</p>
</div>
<form action="/abonnement" method="post" id="abonnement">
<label class="fr-label" for="abonnement-adresse">Votre adresse électronique (ex. : nom@domaine.example)</label>
<div class="fr-input-wrap fr-input-wrap--addon">
<input class="fr-input" title="Votre adresse électronique" autocomplete="email" aria-describedby="abonnement-aide abonnement-messages" placeholder="Votre adresse électronique" id="abonnement-adresse" name="adresse" type="email">
<button class="fr-btn" id="abonnement-bouton" title="S'abonner à notre lettre d'information" type="submit">S'abonner</button>
</div>
<div class="fr-messages-group" id="abonnement-messages" aria-live="assertive"></div>
<p id="abonnement-aide" class="fr-hint-text">En renseignant votre adresse électronique, vous acceptez de recevoir nos actualités par courriel. ${sentence(random)}</p>
</form>
</div>
</div>
<div class="fr-col-12 fr-col-md-4">
<div class="fr-follow__social">
<h2 class="fr-h5">Suivez-nous<br> sur les réseaux sociaux</h2>
<ul class="fr-btns-group">
${networks.join("\n")}
</ul>
</div>
</div>
</div>
</div>
</div>`;
}

function topLists(parts: FrameParts): string {
  const lists = Array.from({ length: CATEGORIES }, () => {
    const heading = `<h3 class="fr-footer__top-cat">${phrase(parts.random)}</h3>`;
    const list = linkList(parts, {
      listClass: "fr-footer__top-list",
      itemClass: "",
      linkClass: "fr-footer__top-link",
      count: 2,
    });
    return `<div class="fr-col-12 fr-col-sm-3 fr-col-md-2">\n${heading}\n${list}\n</div>`;
  });
  return `<div class="fr-footer__top">
<div class="fr-container">
<div class="fr-grid-row fr-grid-row--start fr-grid-row--gutters">
${lists.join("\n")}
</div>
</div>
</div>`;
}

function body({ random, host, shape, name }: FrameParts): string {
  const mandated = mandatedAddresses(host, shape).map((address) => {
    const { hostname } = new URL(address);
    return `<li class="fr-footer__content-item">\n<a class="fr-footer__content-link" target="_blank" rel="noopener external" title="${hostname} - nouvelle fenêtre" href="${address}">${hostname}</a>\n</li>`;
  });
  return `<div class="fr-footer__body">
<div class="fr-footer__brand fr-enlarge-link">
<p class="fr-logo">République<br>française</p>
<a class="fr-footer__brand-link" href="/" title="Retour à l'accueil du site - ${name}">${vectorArtwork(random, PARTNER)}</a>
</div>
<div class="fr-footer__content">
<p class="fr-footer__content-desc">${sentence(random)} ${sentence(random)}</p>
<ul class="fr-footer__content-list">
${mandated.join("\n")}
</ul>
</div>
</div>`;
}

function bottom(parts: FrameParts): string {
  const { random, host, shape } = parts;
  const list = linkList(parts, {
    listClass: "fr-footer__bottom-list",
    itemClass: "fr-footer__bottom-item",
    linkClass: "fr-footer__bottom-link",
    count: 6,
  });
  return `<div class="fr-footer__bottom">
${list}
<button class="fr-footer__bottom-link fr-icon-theme-fill fr-btn--icon-left" aria-controls="modal-affichage" data-fr-opened="false" type="button">Paramètres d'affichage</button>
<div class="fr-footer__bottom-copy">
<p>Sauf mention explicite de propriété intellectuelle détenue par des tiers, les contenus de ce site sont proposés sous <a href="${otherAddress(random, host, shape)}" target="_blank" rel="noopener external" title="Licence ouverte - nouvelle fenêtre">licence ouverte</a></p>
</div>
</div>`;
}
