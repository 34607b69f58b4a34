import { randomInteger, shuffled, type Random } from "../core/seeded-random.ts";
import { parseSiteId, type SiteId, type SiteKind } from "../core/site.ts";
import { parseTopicId, type TopicId } from "../core/theme.ts";
import { DEFECTS, type Defect, type PlannedSite, type Quirk } from "./plan.ts";
import { siteName } from "./site-name.ts";
import { pagesOfPortal, pagesOfSite } from "./plan-pages.ts";
import { SITUATIONS, SUBJECTS, type Subject } from "./subjects.ts";

/** Sites that stand above the themes, in the order in which the mandated footer names them. */
export const HORIZONTAL_NAMES = ["info", "service-public", "legifrance", "data"] as const;

const SITES_PER_THEME = 7;
const SECOND_THEME_SHARE = 0.2;
/** Of each theme's members, every second one is normal, so that the others have somebody to be linked from. */
const DEFECT_CYCLE: readonly Defect[] = DEFECTS.filter((defect) => defect !== "normal");
const QUIRKS: readonly Quirk[] = ["base", "latin1", "alternates", "gzip", "nofollow", "refresh", "http-link", "share"];

/** A site before its links are drawn. */
export type SiteDraft = Omit<PlannedSite, "links" | "menu">;

/** The sites of a web: four horizontal ones, then members of the themes. */
export function planSites(siteCount: number, random: Random): SiteDraft[] {
  const memberCount = Math.max(0, siteCount - HORIZONTAL_NAMES.length);
  const themeCount = Math.min(SUBJECTS.length, Math.max(1, Math.round(memberCount / SITES_PER_THEME)));
  const subjects = SUBJECTS.slice(0, themeCount);
  const members = Array.from({ length: memberCount }, (_, index) => memberDraft(index, subjects, random));
  return [...HORIZONTAL_NAMES.map((name) => horizontalDraft(name, subjects)), ...plantDefects(members, themeCount)];
}

/** Situations whose subjects all exist in a web with these themes. */
export function situationsOf(subjects: readonly Subject[]): (typeof SITUATIONS)[number][] {
  const known = new Set(subjects.map(({ id }) => id));
  return SITUATIONS.filter((situation) => situation.subjects.some((id) => known.has(id)));
}

function horizontalDraft(name: (typeof HORIZONTAL_NAMES)[number], subjects: readonly Subject[]): SiteDraft {
  const kinds: Record<typeof name, SiteKind> = {
    info: "information",
    "service-public": "portal",
    legifrance: "service",
    data: "open-data",
  };
  const subject = subjects[0] as Subject;
  const host = `www.${name}.gouv.example`;
  return {
    id: siteIdOf(host),
    host,
    name: {
      info: "Info du Gouvernement",
      "service-public": "Service-Public",
      legifrance: "Légifrance",
      data: "Données publiques",
    }[name],
    owner: "Services du Premier ministre",
    ministry: "Premier ministre",
    kind: kinds[name],
    horizontal: true,
    subject,
    topics: [],
    defect: "normal",
    pages:
      name === "service-public"
        ? pagesOfPortal(subjects, situationsOf(subjects))
        : pagesOfSite({ subject, pageCount: 16, isChained: false }),
    quirk: "gzip",
    aliasHost: null,
  };
}

function memberDraft(index: number, subjects: readonly Subject[], random: Random): SiteDraft {
  const subject = subjects[index % subjects.length] as Subject;
  const place = Math.floor(index / subjects.length);
  const base = subject.hosts[place % subject.hosts.length] as string;
  const round = Math.floor(place / subject.hosts.length);
  const host = `www.${base}${round === 0 ? "" : `-${round + 1}`}.gouv.example`;
  const quirk = QUIRKS[index % QUIRKS.length] as Quirk;
  const pageCount = Math.min(48, Math.max(12, Math.round(Math.exp(2.9 + 0.5 * normal(random)))));
  const other = subjects[(index + 1) % subjects.length] as Subject;
  const hasSecond = random() < SECOND_THEME_SHARE && other !== subject;
  return {
    id: siteIdOf(host),
    host,
    name: siteName(base, round + 1),
    owner: `Direction « ${siteName(base, 1)} »`,
    ministry: subject.ministry,
    kind: index % 3 === 0 ? "service" : "information",
    horizontal: false,
    subject,
    topics: [topicIdOf(subject.id), ...(hasSecond ? [topicIdOf(other.id)] : [])],
    defect: "normal",
    pages: pagesOfSite({ subject, pageCount, isChained: place === 0 }),
    quirk,
    aliasHost: index % 5 === 2 ? `ancien-${base}${round === 0 ? "" : `-${round + 1}`}.gouv.example` : null,
  };
}

/** Every second member after each theme's first two gets a defect, in turn. Defective sites have one theme. */
function plantDefects(members: readonly SiteDraft[], themeCount: number): SiteDraft[] {
  let next = 0;
  return members.map((member, index) => {
    const place = Math.floor(index / themeCount);
    if (place < 2 || (place + (index % themeCount)) % 2 === 1) return member;
    const defect = DEFECT_CYCLE[next % DEFECT_CYCLE.length] as Defect;
    next += 1;
    return { ...member, defect, topics: member.topics.slice(0, 1), aliasHost: null };
  });
}

/** A number with mean 0 and deviation 1 (Box and Muller 1958). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function siteIdOf(host: string): SiteId {
  return checked(parseSiteId(host.replace(/^www\./, "")), host);
}

function topicIdOf(text: string): TopicId {
  return checked(parseTopicId(text), text);
}

function checked<Id>(id: Id | null, text: string): Id {
  if (id === null) throw new RangeError(`"${text}" makes no id`);
  return id;
}

/** Some of the items, in random order. */
export function someOf<Item>(random: Random, items: readonly Item[], bounds: { low: number; high: number }): Item[] {
  return shuffled(random, items).slice(0, randomInteger(random, bounds.low, bounds.high));
}
