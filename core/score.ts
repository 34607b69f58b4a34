import type { Coverage, CrawlInfo, OccurrenceRef } from "./crawl-record.ts";
import type { SiteId } from "./site.ts";
import type { TopicId } from "./theme.ts";

/** Mandated, template, editorial (methodology § 1). */
export const LINK_CLASSES = ["mandated", "template", "editorial"] as const;
export type LinkClass = (typeof LINK_CLASSES)[number];

/** A link of evidence, with the class that it was counted in. */
export interface ClassedOccurrence {
  readonly ref: OccurrenceRef;
  readonly linkClass: LinkClass;
}

/** All links from one site to another, counted in distinct source pages of the reference zone. */
export interface SiteLink {
  readonly sourceId: SiteId;
  readonly targetId: SiteId;
  /** e_st in methodology § 1. */
  readonly editorialPages: number;
  readonly templatePages: number;
  readonly mandatedPages: number;
  /** Editorial occurrences, and those that lead to another page than the target's home. */
  readonly editorialLinks: number;
  readonly deepLinks: number;
  /** w_st = log2(1 + e_st) + β[T]: for drawing and centrality. */
  readonly weight: number;
  /** Up to a bound, editorial first, then by page and position. Never empty. */
  readonly evidence: readonly ClassedOccurrence[];
  /** Occurrences in the reference zone, whatever their class: what `evidence` is drawn from. */
  readonly occurrences: number;
}

/** Inflow and outflow of a site (methodology § 2). Null: not assessable. */
export interface SiteMeasures {
  readonly siteId: SiteId;
  /** n_s: pages of the reference zone. */
  readonly pagesRead: number;
  /** N*_s: pages that the reference zone should have. */
  readonly pagesExpected: number;
  /** κ_s, 0…1. */
  readonly coverage: number | null;
  /** k_in, editorial; then sites linking only by template, only by mandated links. */
  readonly referrers: number;
  readonly templateReferrers: number;
  readonly mandatedReferrers: number;
  readonly linkingPages: number;
  /** 0…1. */
  readonly deepLinkShare: number | null;
  /** k_out. */
  readonly sitesLinked: number | null;
  readonly templateSitesLinked: number | null;
  /** x_s and y_s = x_s / n_s. */
  readonly onwardPages: number | null;
  readonly onwardPageShare: number | null;
  /** 0…1. */
  readonly openness: number | null;
  /** −1…1. */
  readonly balance: number | null;
  /** Krackhardt and Stern's E-I index, −1…1. */
  readonly externalInternal: number | null;
  /** 0…1. */
  readonly reciprocity: number | null;
  /** Harmonic centrality over editorial hops, 0…1. */
  readonly harmonic: number;
}

/** Findable, Recommended, Onward, Anchored, Pertinent (methodology § 3). */
export const COMPONENT_CODES = ["F", "R", "O", "A", "P"] as const;
export type ComponentCode = (typeof COMPONENT_CODES)[number];

/** One part of an integration score. */
export interface Component {
  readonly code: ComponentCode;
  /** 0…1; null when not assessable, and then its weight is shared by the others. */
  readonly value: number | null;
  /** Weight before sharing. */
  readonly weight: number;
  /** Points that it adds to the score, 0…100: they sum to it. Null when not assessable. */
  readonly points: number | null;
  /** The raw figures that enter its formula, by their symbol: `d`, `K_in`, `T`, `x`, `n`… */
  readonly inputs: Readonly<Record<string, number | null>>;
}

export const BANDS = ["integrated", "partial", "poor"] as const;
export type Band = (typeof BANDS)[number];
export const GRADES = ["A", "B", "C", "NE"] as const;
export type Grade = (typeof GRADES)[number];

/** Integration of a site in one theme, or in the whole perimeter when it has no theme. */
export interface ThemeScore {
  /** Null: the site has no theme and is measured against all. */
  readonly topicId: TopicId | null;
  /** μ. */
  readonly membership: number;
  /** 0…100; null when the site has no page. */
  readonly score: number | null;
  readonly band: Band | null;
  readonly components: readonly Component[];
}

/** Integration of a site. */
export interface SiteScore {
  readonly siteId: SiteId;
  readonly score: number | null;
  readonly band: Band | null;
  readonly grade: Grade;
  readonly themes: readonly ThemeScore[];
}

/** Flags of methodology § 7 that are measured so far. */
export const FLAG_CODES = ["NE", "IN-0", "DEAD-END", "BOILER-IN", "BOILER-OUT", "UNREACH"] as const;
export type FlagCode = (typeof FLAG_CODES)[number];

/** A finding about a site. */
export interface Flag {
  readonly siteId: SiteId;
  readonly code: FlagCode;
  readonly status: "confirmed" | "to-verify";
  /** Themes in which it holds; empty when it holds for the site as a whole. */
  readonly topicIds: readonly TopicId[];
  /** The figures that raised it, by their symbol. */
  readonly inputs: Readonly<Record<string, number | null>>;
  /** The links it rests on; empty when it rests on their absence: then `inputs` says over how many pages. */
  readonly evidence: readonly ClassedOccurrence[];
}

/** What became of an expected link. `indeterminate`: its source was not measured. */
export interface ExpectationResult {
  readonly topicId: TopicId;
  readonly sourceId: SiteId | null;
  readonly targetId: SiteId;
  readonly citedBy: string;
  readonly citedOn: string | null;
  readonly status: "found" | "missing" | "indeterminate";
  /** Sites that do link: the source, or members and portals of the topic. */
  readonly linkedBy: readonly SiteId[];
}

/** A site's place on the map and in its communities. */
export interface SitePlacement {
  readonly siteId: SiteId;
  /** Map coordinates, −1…1. */
  readonly x: number;
  readonly y: number;
  /** Number of its Louvain community, 0 the largest; null when the site has no site link. */
  readonly community: number | null;
}

/** All that scoring one crawl gives. Every list is sorted by site id. */
export interface ScoreResult {
  readonly crawl: CrawlInfo;
  /** Parameters used, with their version: scores made with others are never compared silently. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly parametersVersion: string;
  readonly coverage: readonly Coverage[];
  readonly siteLinks: readonly SiteLink[];
  readonly measures: readonly SiteMeasures[];
  readonly scores: readonly SiteScore[];
  readonly flags: readonly Flag[];
  readonly expectations: readonly ExpectationResult[];
  readonly placements: readonly SitePlacement[];
  /** Pairs drawn on the map: strongest editorial links of each site. */
  readonly backbone: readonly (readonly [SiteId, SiteId])[];
  /** Newman modularity of the communities, and mean pairwise NMI over the seeds, 0…1. Null without links. */
  readonly modularity: number | null;
  readonly communityStability: number | null;
}
