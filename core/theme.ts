import type { Brand } from "./brand.ts";
import type { SiteId } from "./site.ts";
import type { CanonicalUrl } from "./url.ts";

/** Short name of a theme or of a life event: `[a-z0-9-]`, at most 60 characters. */
export type TopicId = Brand<string, "TopicId">;

const TOPIC_ID = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/;

/** The text as the id of a theme or life event, or null when it is not `[a-z0-9-]`. */
export function parseTopicId(text: string): TopicId | null {
  return TOPIC_ID.test(text) ? (text as TopicId) : null;
}

/** A heading under which a portal files its services. */
export interface Theme {
  readonly id: TopicId;
  readonly labelFr: string;
  readonly labelEn: string;
  /** Portal pages of the theme, E_θ in methodology § 1. The sites that host them are its portals Π_θ. */
  readonly entryPages: readonly CanonicalUrl[];
  readonly source: string;
}

/** A situation in life that calls for several services (CPSV-AP `LifeEvent`). Same shape as a theme. */
export type LifeEvent = Theme;

/** Whether somebody declared that a site belongs to a topic, or it was inferred (μ = 1 or 0.5, methodology § 1). */
export const MEMBERSHIP_BASES = ["declared", "inferred"] as const;
export type MembershipBasis = (typeof MEMBERSHIP_BASES)[number];

/** A site's place in a theme or in a life event. */
export interface Membership {
  readonly siteId: SiteId;
  readonly topicId: TopicId;
  readonly basis: MembershipBasis;
  readonly source: string;
}
