import type { PlannedPage } from "./plan.ts";
import type { SITUATIONS, Subject } from "./subjects.ts";

/** Procedures per section at most: fewer than ten, so that no folder repeats a link on most of ten pages. */
const PER_SECTION = 8;
/** Pages in a row, each reached only from the one before: the last is seven clicks from the portal. */
const CHAIN_LENGTH = 6;

/** What decides the pages of a site. */
export interface SiteSize {
  readonly subject: Subject;
  readonly pageCount: number;
  /** Whether it has a long chain of pages, at whose end an otherwise unreachable site is linked. */
  readonly isChained: boolean;
}

/** Home, sections, procedures, news and plain pages of a site. */
export function pagesOfSite({ subject, pageCount, isChained }: SiteSize): PlannedPage[] {
  const home: PlannedPage = { path: "/", title: "Accueil", kind: "home", parent: null };
  const sections = subject.sections.map((title): PlannedPage => ({
    path: `/${slug(title)}/`,
    title,
    kind: "section",
    parent: "/",
  }));
  const procedureCount = Math.min(PER_SECTION * sections.length, Math.max(4, pageCount - 11));
  const procedures = Array.from({ length: procedureCount }, (_, index): PlannedPage => {
    const section = sections[index % sections.length] as PlannedPage;
    const round = Math.floor(index / subject.procedures.length);
    const name = subject.procedures[index % subject.procedures.length] as string;
    const title = round === 0 ? name : `${name} : cas ${round + 1}`;
    return { path: `${section.path}${slug(title)}`, title, kind: "procedure", parent: section.path };
  });
  const news = [1, 2].map((number): PlannedPage => ({
    path: `/actualites/${number}`,
    title: `Actualité ${number}`,
    kind: "news",
    parent: "/",
  }));
  return [home, ...sections, ...procedures, ...news, ...plainPages(), ...(isChained ? chain() : [])];
}

/** Entry pages of themes and situations, and fiches that quote the sites. */
export function pagesOfPortal(
  subjects: readonly Subject[],
  situations: readonly (typeof SITUATIONS)[number][],
): PlannedPage[] {
  const home: PlannedPage = { path: "/", title: "Accueil", kind: "home", parent: null };
  const themes = subjects.map(({ id, labelFr }): PlannedPage => ({
    path: themePath(id),
    title: labelFr,
    kind: "topic",
    parent: "/",
  }));
  const events = situations.map(({ id, labelFr }): PlannedPage => ({
    path: eventPath(id),
    title: labelFr,
    kind: "topic",
    parent: "/",
  }));
  const fiches = subjects.flatMap(({ id, procedures }) =>
    procedures.map((title): PlannedPage => ({
      path: `/fiches/${id}/${slug(title)}`,
      title,
      kind: "procedure",
      parent: themePath(id),
    })),
  );
  return [home, ...themes, ...events, ...fiches, ...plainPages()];
}

/** Portal page of a theme. */
export function themePath(subjectId: string): string {
  return `/themes/${subjectId}`;
}

/** Portal page of a situation. */
export function eventPath(situationId: string): string {
  return `/comment-faire-si/${situationId}`;
}

/** Pages that every footer leads to. */
function plainPages(): PlannedPage[] {
  return ["Contact", "Mentions légales", "Plan du site"].map((title) => ({
    path: `/${slug(title)}`,
    title,
    kind: "plain",
    parent: "/",
  }));
}

/** Last page of the chain. */
export const CHAIN_END = `/archives/${CHAIN_LENGTH}`;

function chain(): PlannedPage[] {
  return Array.from({ length: CHAIN_LENGTH }, (_, index): PlannedPage => {
    const parent = index === 0 ? "/" : `/archives/${index}`;
    return { path: `/archives/${index + 1}`, title: `Archives, partie ${index + 1}`, kind: "chain", parent };
  });
}

/** A title as part of an address: letters without accents, digits and hyphens. */
export function slug(title: string): string {
  return title
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}
