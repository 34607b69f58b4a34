import type { Random } from "../core/seeded-random.ts";
import { randomItem } from "../core/seeded-random.ts";
import type { TopicId } from "../core/theme.ts";
import { CHAIN_END, eventPath, themePath } from "./plan-pages.ts";
import { homeOf, type Defect, type PlannedLink, type PlannedSite } from "./plan.ts";
import { HORIZONTAL_NAMES, situationsOf, someOf, type SiteDraft } from "./plan-sites.ts";
import type { Subject } from "./subjects.ts";

/** Nobody's text links to these, and the portal does not name them. */
const HIDDEN: ReadonlySet<Defect> = new Set(["no-inlinks", "template-inlinks", "unreachable"]);
const WITHOUT_TEXT_LINKS: ReadonlySet<Defect> = new Set([
  "no-outlinks",
  "template-outlinks",
  "robots-blocked",
  "down",
  "needs-scripts",
]);
const VAGUE_SHARE = 0.1;
const OFF_MAP = "https://www.entraide.example/";

/** Draws the links between sites, so that each gets what its defect, or its being normal, demands. */
export function planLinks(drafts: readonly SiteDraft[], random: Random): readonly PlannedSite[] {
  const web = new WebDraft(drafts, random);
  for (const site of web.sites) web.linkText(site);
  web.linkPortal();
  web.linkHiddenSites();
  return web.sites;
}

interface LinkableSite extends SiteDraft {
  readonly links: PlannedLink[];
  readonly menu: PlannedSite[];
}

class WebDraft {
  readonly sites: readonly LinkableSite[];
  readonly #random: Random;
  readonly #visible: readonly LinkableSite[];

  constructor(drafts: readonly SiteDraft[], random: Random) {
    this.#random = random;
    this.sites = drafts.map((draft) => ({ ...draft, links: [], menu: [] }));
    this.#visible = this.sites.filter((site) => !HIDDEN.has(site.defect));
  }

  /** Links in the text of a site's own pages: to others of its theme, to the law, to the portal, off the map. */
  linkText(site: LinkableSite): void {
    if (WITHOUT_TEXT_LINKS.has(site.defect)) return;
    const [, portal, law, data] = this.sites.slice(0, HORIZONTAL_NAMES.length);
    const peers = this.#membersOf(site.topics[0] ?? null).filter((other) => other !== site);
    const targets = [
      ...someOf(this.#random, peers, { low: 3, high: 5 }),
      portal,
      law,
      ...(site.horizontal ? [data] : []),
    ];
    for (const target of targets) if (target !== undefined && target !== site) this.#quote(site, target);
    if (this.#random() < 0.3) this.#add(site, { href: OFF_MAP, anchor: "une association d'entraide" });
  }

  /** The portal's pages name every member that is not hidden; each horizontal site is quoted somewhere. */
  linkPortal(): void {
    const [info, portal, law, data] = this.sites.slice(0, HORIZONTAL_NAMES.length) as [
      LinkableSite,
      LinkableSite,
      LinkableSite,
      LinkableSite,
    ];
    const subjects = new Map(this.sites.map((site): [string, Subject] => [site.subject.id, site.subject]));
    for (const site of this.#visible.filter((candidate) => !candidate.horizontal)) {
      for (const topic of site.topics) {
        portal.links.push({ path: themePath(topic), href: homeOf(site), anchor: site.name });
      }
    }
    for (const situation of situationsOf([...subjects.values()])) {
      for (const id of situation.subjects) {
        const steps = this.#membersOf(id as TopicId).slice(0, 2);
        for (const step of steps)
          portal.links.push({ path: eventPath(situation.id), href: deepLink(step), anchor: `Voir ${step.name}` });
      }
    }
    for (const target of [info, law, data])
      portal.links.push({ path: "/", href: homeOf(target), anchor: `Découvrir ${target.name}` });
  }

  /** What the defects demand of other sites. */
  linkHiddenSites(): void {
    for (const site of this.sites) {
      const host = this.#normalPeer(site);
      if (site.defect === "template-inlinks" && host !== null) host.menu.push(site);
      if (site.defect === "unreachable" && host !== null) {
        host.links.push({ path: CHAIN_END, href: homeOf(site), anchor: `Consulter ${site.name}` });
      }
      if (site.defect === "template-outlinks")
        site.menu.push(
          ...this.#membersOf(site.topics[0] ?? null)
            .filter((other) => other !== site)
            .slice(0, 2),
        );
    }
  }

  /** The first member of the site's theme: always normal, and the one with a chain of pages. */
  #normalPeer(site: LinkableSite): LinkableSite | null {
    return this.#membersOf(site.topics[0] ?? null).find((other) => other.defect === "normal" && other !== site) ?? null;
  }

  /** Members of a topic that others may link to; all sites when there is no topic. */
  #membersOf(topic: TopicId | null): LinkableSite[] {
    const members = this.#visible.filter((site) => !site.horizontal);
    return topic === null ? members : members.filter((site) => site.topics.includes(topic));
  }

  /** One or two links to a site, on different pages, with different words. */
  #quote(site: LinkableSite, target: LinkableSite): void {
    this.#add(site, {
      href: homeOf(target),
      anchor: this.#random() < VAGUE_SHARE ? "cliquez ici" : `le site ${target.name}`,
    });
    if (this.#random() < 0.6)
      this.#add(site, { href: deepLink(target), anchor: `${target.name} : ${target.subject.procedures[0]}` });
  }

  #add(site: LinkableSite, link: Omit<PlannedLink, "path">): void {
    const pages = site.pages.filter((page) => page.kind === "procedure" || page.kind === "news");
    const { path } = randomItem(this.#random, pages);
    const isSame = site.links.some((other) => other.path === path && other.href === link.href);
    if (!isSame) site.links.push({ path, ...link });
  }
}

function deepLink(site: SiteDraft): string {
  const page = site.pages.find(({ kind }) => kind === "procedure");
  return `https://${site.host}${page?.path ?? "/"}`;
}
