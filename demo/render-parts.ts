import type { PlannedPage, PlannedSite } from "./plan.ts";

/** The head of a page: title, description, and what the site's quirk adds. */
export function headMarkup(site: PlannedSite, page: PlannedPage): string {
  const address = `https://${site.host}${page.path}`;
  const alternates = `<link rel="alternate" hreflang="en" href="https://${site.host}/en${page.path}">`;
  return [
    '<meta charset="utf-8">',
    `<title>${page.kind === "home" ? site.name : `${page.title} - ${site.name}`}</title>`,
    `<meta name="description" content="${page.title} : ${site.subject.labelFr.toLowerCase()}, informations et démarches.">`,
    `<link rel="canonical" href="${address}">`,
    ...(site.quirk === "alternates" && page.kind === "home" ? [alternates] : []),
  ].join("\n");
}

/** A sentence on the site's subject, always the same for a page and a place in it. */
export function sentenceOf(site: PlannedSite, page: PlannedPage, place: number): string {
  const { sentences } = site.subject;
  return sentences[(page.path.length + place) % sentences.length] ?? "";
}
