import type { Site, SiteId } from "./site.ts";
import type { LifeEvent, Membership, Theme, TopicId } from "./theme.ts";
import type { CanonicalUrl } from "./url.ts";

/** An address that stands, or stood, for a site under another name. */
export interface Alias {
  readonly siteId: SiteId;
  readonly prefix: CanonicalUrl;
  /** First and last day of the alias, `YYYY-MM-DD`; null when unknown or still in force. */
  readonly from: string | null;
  readonly until: string | null;
  readonly source: string;
}

/** A link that every site must carry by rule: it counts for nobody (class M, methodology § 1). */
export interface MandatedLink {
  readonly targetId: SiteId;
  /** Text of the link in the template that imposes it. */
  readonly label: string;
  readonly source: string;
}

/** A link that an official page leads us to expect: who should link to whom, and the page that says so. */
export interface ExpectedLink {
  /** Null: any portal or member of the topic. */
  readonly sourceId: SiteId | null;
  readonly targetId: SiteId;
  readonly topicId: TopicId;
  /** The official page that says so. */
  readonly citedBy: CanonicalUrl;
  /** Date of that page, `YYYY-MM-DD`, or null. */
  readonly citedOn: string | null;
  readonly source: string;
}

/** The perimeter and all that is officially expected in it. Every list is sorted by id. */
export interface Registry {
  readonly sites: readonly Site[];
  readonly themes: readonly Theme[];
  readonly lifeEvents: readonly LifeEvent[];
  /** Memberships in themes and in life events alike; topic ids are unique over both. */
  readonly memberships: readonly Membership[];
  readonly aliases: readonly Alias[];
  readonly mandatedLinks: readonly MandatedLink[];
  readonly expectedLinks: readonly ExpectedLink[];
}
