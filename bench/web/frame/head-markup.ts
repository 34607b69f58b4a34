import { sentence } from "../french-text.ts";
import type { FrameParts } from "./frame-parts.ts";

const SIDES = ["top", "right", "bottom", "left"] as const;
const SPACES = 24;

/** What stands in the head of each page: icons, styles, settings of scripts, the organisation. */
export function headMarkup({ random, name }: FrameParts): string {
  const description = sentence(random);
  return `<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, shrink-to-fit=no">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<meta name="theme-color" content="#000091">
<meta property="og:site_name" content="${name}">
<meta property="og:image" content="/images/opengraph.png">
<meta name="twitter:card" content="summary_large_image">
<link rel="apple-touch-icon" href="/favicon/apple-touch-icon.png">
<link rel="icon" href="/favicon/favicon.svg" type="image/svg+xml">
<link rel="shortcut icon" href="/favicon/favicon.ico" type="image/x-icon">
<link rel="manifest" href="/favicon/manifest.webmanifest" crossorigin="use-credentials">
<link rel="stylesheet" href="/css/dsfr.min.css">
<link rel="stylesheet" href="/css/utility/utility.min.css">
<style>${styleRules()}</style>
<script>${settings(name)}</script>
<script type="application/ld+json">{"@context":"https://schema.org","@type":"GovernmentOrganization","name":"${name}","description":"${description}","logo":"/images/marianne.svg"}</script>`;
}

function styleRules(): string {
  const rules = Array.from({ length: SPACES }, (_, step) => {
    const side = SIDES[step % SIDES.length] ?? "top";
    return `.fr-m${side.charAt(0)}-${step}v{margin-${side}:${step * 0.25}rem!important}`;
  });
  return `:root{--block-spacing:1.5rem;--text-title-grey:#161616;--background-alt-blue-france:#f5f5fe}${rules.join("")}@media (min-width:62em){.fr-menu .fr-nav__link{box-shadow:inset 0 1px 0 0 var(--border-default-grey)}.fr-sidemenu__inner{padding:0;box-shadow:inset -1px 0 0 0 var(--border-default-grey)}}@media print{.fr-header__menu,.fr-sidemenu,.fr-follow,.fr-footer__top{display:none}}`;
}

function settings(name: string): string {
  return `window.dsfr={verbose:false,mode:"manual",analytics:{domain:"${name}",collection:"manual",isActionEnabled:"reduce"}};
(function(){var scheme;try{scheme=localStorage.getItem("scheme")}catch(error){scheme=null}if(scheme==="dark"||scheme==="light"){document.documentElement.setAttribute("data-fr-scheme",scheme)}})();
var _paq=window._paq=window._paq||[];_paq.push(["setDocumentTitle",document.title]);_paq.push(["disableCookies"]);_paq.push(["trackPageView"]);_paq.push(["enableLinkTracking"]);
window.tarteaucitron={job:[],parameters:{privacyUrl:"",hashtag:"#consentement",cookieName:"consentement",orientation:"bottom",groupServices:true,showAlertSmall:false,cookieslist:false,highPrivacy:true,handleBrowserDNTRequest:false,removeCredit:true,useExternalCss:true,useExternalJs:false}};`;
}
