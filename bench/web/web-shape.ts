/** How large a bench web is. The same shape always gives the same bytes. */
export interface WebShape {
  /** Hosts that are measured. */
  readonly hosts: number;
  /** Further hosts, of the same kind, that a runner crawls before its clock starts. */
  readonly warmUpHosts: number;
  /** Pages of each host. */
  readonly pages: number;
  /** `kept`: every page is drawn and compressed before the first request. `generated`: at each request, and forgotten. */
  readonly bodies: "kept" | "generated";
}

/** A virtual host as a runner needs it. */
export interface BenchHost {
  /** `logement-42.gouv.example`: what our crawler asks for, and what links between hosts say. */
  readonly name: string;
  /** `http://127.20.0.43:40001`: where it is served; what peers ask for. */
  readonly origin: string;
}

const SUBJECTS = [
  "logement",
  "impots",
  "sante",
  "emploi",
  "permis-de-conduire",
  "retraite",
  "etudes",
  "famille",
  "entreprises",
  "environnement",
  "handicap",
  "justice",
] as const;
/** What each host is divided into, the same everywhere: first part of the paths, entries of the menus. */
export const SECTIONS = ["demarches", "actualites", "guides", "territoires", "publications"] as const;
export type Section = (typeof SECTIONS)[number];
const HOSTS_PER_BLOCK = 250;

/** What a numbered host is about: part of its name. */
export function subjectOf(number: number): string {
  return SUBJECTS[number % SUBJECTS.length] ?? "";
}

/** Name of a numbered host. */
export function hostName(host: number): string {
  return `${subjectOf(host)}-${host}.gouv.example`;
}

/** Loopback address of a numbered host: one for each, from 127.20.0.1 on. */
export function hostAddress(host: number): string {
  return `127.20.${Math.floor(host / HOSTS_PER_BLOCK)}.${(host % HOSTS_PER_BLOCK) + 1}`;
}

/** Path of a numbered page, the same on every host: `/` is number 0. */
export function pagePath(page: number): string {
  const section = sectionOf(page);
  return section === null ? "/" : `/${section}/${subjectOf(page * 7)}-${page}`;
}

/** Section that a numbered page stands in; null for `/`. */
export function sectionOf(page: number): Section | null {
  return page === 0 ? null : (SECTIONS[page % SECTIONS.length] ?? null);
}

/** First and last host that links of a host may name: hosts of the warm-up link among themselves. */
export function neighboursOf(host: number, shape: WebShape): { readonly first: number; readonly last: number } {
  if (host < shape.hosts) return { first: 0, last: shape.hosts - 1 };
  return { first: shape.hosts, last: shape.hosts + shape.warmUpHosts - 1 };
}
