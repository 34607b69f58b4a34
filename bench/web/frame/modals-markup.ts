import { phrase, sentence } from "../french-text.ts";
import type { FrameParts } from "./frame-parts.ts";
import { vectorArtwork } from "./vector-artwork.ts";

const SCHEMES = [
  ["light", "Thème clair"],
  ["dark", "Thème sombre"],
  ["system", "Système"],
] as const;
const SERVICES = 9;
const PICTOGRAM = { paths: 1, curves: 3 } as const;

/** Windows that scripts open, and the scripts: how pages look, and what they may keep. No link. */
export function modalsMarkup(parts: FrameParts): string {
  return `${modal("affichage", "Paramètres d'affichage", schemes(parts))}
${modal("consentement", "Panneau de gestion des cookies", services(parts))}
<script type="module" src="/js/dsfr.module.min.js"></script>
<script nomodule src="/js/dsfr.nomodule.min.js"></script>
<script>window.addEventListener("load",function(){if(window.dsfr&&window.dsfr.start){window.dsfr.start()}document.querySelectorAll("[data-fr-opened]").forEach(function(button){button.addEventListener("click",function(){button.setAttribute("data-fr-opened",button.getAttribute("data-fr-opened")==="true"?"false":"true")})})});</script>`;
}

function modal(id: string, title: string, content: string): string {
  return `<dialog id="modal-${id}" class="fr-modal" role="dialog" aria-labelledby="modal-${id}-titre">
<div class="fr-container fr-container--fluid fr-container-md">
<div class="fr-grid-row fr-grid-row--center">
<div class="fr-col-12 fr-col-md-10 fr-col-lg-8">
<div class="fr-modal__body">
<div class="fr-modal__header">
<button class="fr-btn--close fr-btn" aria-controls="modal-${id}" id="modal-${id}-fermer" title="Fermer la fenêtre" type="button">Fermer</button>
</div>
<div class="fr-modal__content">
<h2 id="modal-${id}-titre" class="fr-modal__title">${title}</h2>
${content}
</div>
</div>
</div>
</div>
</div>
</dialog>`;
}

function schemes({ random }: FrameParts): string {
  const choices = SCHEMES.map(
    ([value, label]) => `<div class="fr-fieldset__element">
<div class="fr-radio-group fr-radio-rich">
<input value="${value}" type="radio" id="affichage-${value}" name="affichage">
<label class="fr-label" for="affichage-${value}">${label}</label>
<div class="fr-radio-rich__pictogram">${vectorArtwork(random, PICTOGRAM)}</div>
</div>
</div>`,
  );
  return `<div id="affichage" class="fr-display">
<fieldset class="fr-fieldset" id="affichage-choix">
<legend class="fr-fieldset__legend--regular fr-fieldset__legend" id="affichage-legende">Choisissez un thème pour personnaliser l'apparence du site.</legend>
${choices.join("\n")}
</fieldset>
</div>`;
}

function services({ random }: FrameParts): string {
  const choices = Array.from(
    { length: SERVICES },
    (_, index) => `<div class="fr-consent-service">
<fieldset class="fr-fieldset fr-fieldset--inline" aria-labelledby="finalite-${index}-legende">
<legend id="finalite-${index}-legende" class="fr-consent-service__title">${phrase(random)}</legend>
<div class="fr-consent-service__radios">
<div class="fr-radio-group">
<input type="radio" id="finalite-${index}-oui" name="finalite-${index}" value="oui">
<label class="fr-label" for="finalite-${index}-oui">Accepter</label>
</div>
<div class="fr-radio-group">
<input type="radio" id="finalite-${index}-non" name="finalite-${index}" value="non">
<label class="fr-label" for="finalite-${index}-non">Refuser</label>
</div>
</div>
<p class="fr-consent-service__desc">${sentence(random)}</p>
</fieldset>
</div>`,
  );
  return `<div class="fr-consent-manager">
${choices.join("\n")}
<ul class="fr-consent-manager__buttons fr-btns-group fr-btns-group--right fr-btns-group--inline-sm">
<li><button class="fr-btn" type="button">Confirmer mes choix</button></li>
</ul>
</div>`;
}
