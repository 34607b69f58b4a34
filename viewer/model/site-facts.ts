import type { Coverage } from "../../core/crawl-record.ts";
import type { Flag, SiteLink, SiteMeasures, SiteScore } from "../../core/score.ts";
import type { Site } from "../../core/site.ts";
import type { Membership, Theme } from "../../core/theme.ts";

/** A theme or a life event that a site belongs to. */
export interface TopicMembership {
  readonly topic: Theme;
  readonly isEvent: boolean;
  readonly basis: Membership["basis"];
}

/** All that is known of one site, gathered for its pages. */
export interface SiteFacts {
  readonly site: Site;
  readonly id: string;
  /** Fit to stand in a page. */
  readonly name: string;
  /** Host of the home page. */
  readonly host: string;
  readonly coverage: Coverage;
  readonly measures: SiteMeasures;
  readonly score: SiteScore;
  readonly flags: readonly Flag[];
  readonly topics: readonly TopicMembership[];
  /** Strongest first: by editorial, template, mandated pages, then by id. */
  readonly inflows: readonly SiteLink[];
  readonly outflows: readonly SiteLink[];
  /** Whether its own pages were seen well enough to say anything of its links: else outgoing figures are `n.m.`. */
  readonly isMeasured: boolean;
  /** Its crawl stopped before its pages did: outgoing counts are lower bounds. */
  readonly isCapped: boolean;
}
