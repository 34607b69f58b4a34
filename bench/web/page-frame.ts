import { randomInteger, seededRandom, type Random } from "../../core/seeded-random.ts";
import { phrase, sentence } from "./french-text.ts";
import { anyPath, childrenOf, mandatedAddresses, otherAddress } from "./page-links.ts";
import { hostName, pagePath, type WebShape } from "./web-shape.ts";

/** What all pages of a host share: 21 links in the header, 16 in the footer, 5 of them to other hosts. */
export interface PageFrame {
  readonly head: string;
  readonly header: string;
  readonly footer: string;
}

const HEADER_LINKS = 10;
const FOOTER_LINKS = 11;

/** The frame of a host's pages, in the manner of the State's design system. */
export function pageFrame(host: number, shape: WebShape): PageFrame {
  const random = seededRandom(0x5eed + host);
  const name = hostName(host);
  return {
    head: `<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, shrink-to-fit=no">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<meta name="theme-color" content="#000091">
<link rel="apple-touch-icon" href="/favicon/apple-touch-icon.png">
<link rel="icon" href="/favicon/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/css/dsfr.min.css">
<link rel="stylesheet" href="/css/utility/utility.min.css">
<style>${styleRules()}</style>
<script type="application/ld+json">{"@context":"https://schema.org","@type":"GovernmentOrganization","name":"${name}","description":"${sentence(random)}"}</script>`,
    header: headerMarkup({ random, host, shape, name }),
    footer: footerMarkup({ random, host, shape, name }),
  };
}

interface FrameContext {
  readonly random: Random;
  readonly host: number;
  readonly shape: WebShape;
  readonly name: string;
}

function styleRules(): string {
  const sides = ["top", "right", "bottom", "left"];
  const rules = Array.from(
    { length: 24 },
    (_, step) =>
      `.fr-m${(sides[step % 4] ?? "").charAt(0)}-${step}v{margin-${sides[step % 4]}:${step * 0.25}rem!important}`,
  );
  return `:root{--block-spacing:1.5rem;--text-title-grey:#161616}${rules.join("")}@media (min-width:62em){.fr-menu .fr-nav__link{box-shadow:inset 0 1px 0 0 var(--border-default-grey)}}`;
}

function headerMarkup({ random, host, shape, name }: FrameContext): string {
  const menu = Array.from({ length: HEADER_LINKS }, (_, index) => {
    const sections = childrenOf(0, shape.pages);
    const path = pagePath(sections[index % Math.max(1, sections.length)] ?? 0);
    return `<li class="fr-nav__item"><a class="fr-nav__link" href="${path}" target="_self">${phrase(random)}</a></li>`;
  });
  return `<div class="fr-skiplinks"><nav class="fr-container" role="navigation" aria-label="Accès rapide"><ul class="fr-skiplinks__list">
<li><a class="fr-link" href="#contenu">Contenu</a></li><li><a class="fr-link" href="#menu">Menu</a></li><li><a class="fr-link" href="#pied">Pied de page</a></li></ul></nav></div>
<header role="banner" class="fr-header"><div class="fr-header__body"><div class="fr-container"><div class="fr-header__body-row">
<div class="fr-header__brand fr-enlarge-link"><div class="fr-header__brand-top"><div class="fr-header__logo"><p class="fr-logo">République<br>française</p></div>
<div class="fr-header__navbar"><button class="fr-btn fr-icon-search-line" data-fr-opened="false" aria-controls="modal-474" title="Rechercher">Rechercher</button></div></div>
<div class="fr-header__service"><a href="/" title="Accueil - ${name}"><p class="fr-header__service-title">${name}</p></a><p class="fr-header__service-tagline">${sentence(random)}</p></div></div>
<div class="fr-header__tools"><div class="fr-header__tools-links"><ul class="fr-btns-group">
${Array.from({ length: 6 }, () => `<li><a class="fr-btn fr-icon-user-line" href="${anyPath(random, shape.pages)}">${phrase(random)}</a></li>`).join("\n")}
<li><a class="fr-btn fr-icon-arrow-right-line" href="${otherAddress(random, host, shape)}" target="_blank" rel="noopener external">${phrase(random)}</a></li></ul></div></div>
</div></div></div><div class="fr-header__menu fr-modal" id="modal-491"><div class="fr-container"><nav class="fr-nav" id="menu" role="navigation" aria-label="Menu principal"><ul class="fr-nav__list">
${menu.join("\n")}</ul></nav></div></div></header>`;
}

function footerMarkup({ random, host, shape, name }: FrameContext): string {
  const mandated = mandatedAddresses(host, shape).map(
    (address) =>
      `<li class="fr-footer__content-item"><a class="fr-footer__content-link" target="_blank" rel="noopener external" title="${new URL(address).hostname} - nouvelle fenêtre" href="${address}">${new URL(address).hostname}</a></li>`,
  );
  const bottom = Array.from(
    { length: FOOTER_LINKS },
    () =>
      `<li class="fr-footer__bottom-item"><a class="fr-footer__bottom-link" href="${anyPath(random, shape.pages)}">${phrase(random)}</a></li>`,
  );
  return `<footer class="fr-footer" role="contentinfo" id="pied"><div class="fr-container"><div class="fr-footer__body"><div class="fr-footer__brand fr-enlarge-link">
<a href="/" title="Accueil - ${name}"><p class="fr-logo">République<br>française</p></a></div>
<div class="fr-footer__content"><p class="fr-footer__content-desc">${sentence(random)} ${sentence(random)}</p><ul class="fr-footer__content-list">${mandated.join("\n")}</ul></div></div>
<div class="fr-footer__bottom"><ul class="fr-footer__bottom-list">${bottom.join("\n")}</ul><div class="fr-footer__bottom-copy"><p>Sauf mention contraire, tous les contenus de ce site sont sous licence ouverte, version ${randomInteger(random, 1, 3)}.</p></div></div></div></footer>
<script type="module" src="/js/dsfr.module.min.js"></script><script nomodule src="/js/dsfr.nomodule.min.js"></script>`;
}
