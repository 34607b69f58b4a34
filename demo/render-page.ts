import { homeOf, type PlannedPage, type PlannedSite } from "./plan.ts";
import { headMarkup, sentenceOf } from "./render-parts.ts";

/** What a page is drawn from. */
export interface PageContext {
  readonly site: PlannedSite;
  readonly page: PlannedPage;
  /** The four sites of the mandated footer. */
  readonly mandated: readonly PlannedSite[];
}

/** A page of the invented web as HTML, in the manner of the State's design system. */
export function renderPage(context: PageContext): string {
  const { site, page } = context;
  return `<!DOCTYPE html>
<html lang="fr">
<head>
${headMarkup(site, page)}
</head>
<body>
${header(site)}
${page.parent === null ? "" : breadcrumb(site, page)}
<main id="contenu" role="main">
<h1>${page.kind === "home" ? site.name : page.title}</h1>
${content(context)}
</main>
${footer(context.mandated)}
</body>
</html>
`;
}

function header(site: PlannedSite): string {
  const sections = site.pages.filter((page) => page.kind === "section");
  const items = sections.map((page) => link(page.path, page.title));
  const sisters = site.menu.map((sister) => link(homeOf(sister), sister.name));
  return `<header class="fr-header" role="banner">
<p><a href="#contenu">Contenu</a></p>
<p><a href="/" title="Accueil - ${site.name}">${site.name}</a></p>
<nav class="fr-nav" aria-label="Menu principal">${list([...items, ...sisters])}</nav>
</header>`;
}

function breadcrumb(site: PlannedSite, page: PlannedPage): string {
  const trail: PlannedPage[] = [];
  for (let above: string | null = page.parent; above !== null;) {
    const parent = site.pages.find((candidate) => candidate.path === above);
    if (parent === undefined) break;
    trail.unshift(parent);
    above = parent.parent;
  }
  return `<nav class="fr-breadcrumb" aria-label="vous êtes ici :">${list(trail.map((step) => link(step.path, step.title)))}</nav>`;
}

function footer(mandated: readonly PlannedSite[]): string {
  const items = mandated.map((site) => link(homeOf(site), new URL(homeOf(site)).hostname.replace(/^www\./, "")));
  return `<footer class="fr-footer" role="contentinfo">
<div class="fr-footer__content">${list(items, "fr-footer__content-list")}</div>
${list([link("/mentions-legales", "Mentions légales"), link("/contact", "Contact"), link("/plan-du-site", "Plan du site")], "fr-footer__bottom-list")}
</footer>`;
}

function content(context: PageContext): string {
  const { site, page } = context;
  const children = site.pages.filter((child) => child.parent === page.path);
  const parts = [introduction(site, page), quotes(site, page)];
  if (children.length > 0) {
    parts.push(`<h2>Dans cette rubrique</h2>\n${list(children.map((child) => link(child.path, child.title)))}`);
  }
  if (page.kind === "procedure") parts.push(procedure(site, page));
  if (page.path === "/") parts.push(curiosities(site));
  if (site.quirk === "share" && page.kind === "news") parts.push(shareList(site, page));
  return parts.filter((part) => part !== "").join("\n");
}

function introduction(site: PlannedSite, page: PlannedPage): string {
  const [first, second] = [sentenceOf(site, page, 0), sentenceOf(site, page, 1)];
  return `<p>${page.title}. ${first} ${second}</p>`;
}

/** Links to other sites, each in a sentence of its own. */
function quotes(site: PlannedSite, page: PlannedPage): string {
  const links = site.links.filter((planned) => planned.path === page.path);
  if (links.length === 0) return "";
  if (page.kind === "topic" || page.kind === "home") {
    return `<h2>Les sites utiles</h2>\n${list(links.map((planned) => link(planned.href, planned.anchor)))}`;
  }
  const sentences = links.map((planned, index) => {
    const quote = link(planned.href, planned.anchor);
    const isVague = planned.anchor === "cliquez ici";
    const leading = isVague ? `Pour aller plus loin, ${quote}.` : `Pour aller plus loin, ${quote} précise les règles.`;
    return `<p>${sentenceOf(site, page, index + 2)} ${leading}</p>`;
  });
  return `<h2>À savoir</h2>\n${sentences.join("\n")}`;
}

function procedure(site: PlannedSite, page: PlannedPage): string {
  const papers = site.subject.papers.map((paper) => `<li>${paper}</li>`).join("");
  const file = `${page.path}.pdf`;
  return `<h2>Conditions</h2>
<p>${sentenceOf(site, page, 3)} Le délai est de ${(page.path.length % 6) + 1} semaines.</p>
<h2>Pièces justificatives</h2>
<ul>${papers}</ul>
<p><a class="fr-btn" role="button" href="/contact?objet=${encodeURIComponent(page.title)}">Commencer la démarche</a></p>
<p>${link(file, "Télécharger la notice")}</p>`;
}

/** What every web has: pages that moved, that are gone, that are not for robots. */
function curiosities(site: PlannedSite): string {
  const first = site.pages.find(({ kind }) => kind === "procedure");
  if (first === undefined) return "";
  const links = [
    link("/ancienne-page", "Une page qui a déménagé"),
    link("/page-supprimee", "Une page supprimée"),
    link("/en-panne", "Une page en panne"),
  ];
  if (site.quirk === "nofollow") links.push(link("/sans-suite", "Une page sans suite"));
  if (site.quirk === "refresh") links.push(link("/patienter", "Une page qui renvoie"));
  if (site.quirk === "http-link") links.push(link(`http://${site.host}${first.path}`, "Une adresse sans chiffrement"));
  if (site.quirk === "base") links.push(link("/relatif/", "Une page à adresses relatives"));
  if (site.quirk === "latin1") links.push(link("/latin1", "Une page accentuée à l'ancienne"));
  return `<h2>Vie du site</h2>\n${list(links)}\n<p>${link("mailto:contact@etat.example", "Nous écrire")}</p>`;
}

function shareList(site: PlannedSite, page: PlannedPage): string {
  const address = encodeURIComponent(`https://${site.host}${page.path}`);
  return `<div class="fr-share"><p>Partager la page</p>${list([link(`https://www.reseau.example/partager?u=${address}`, "Partager sur un réseau"), link(`mailto:?body=${address}`, "Partager par courriel")])}</div>`;
}

/** A link whose text is marked up as text. */
export function link(href: string, text: string): string {
  return `<a href="${href.replaceAll("&", "&amp;")}">${text}</a>`;
}

function list(items: readonly string[], className = "fr-links-group"): string {
  return `<ul class="${className}">${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
}
