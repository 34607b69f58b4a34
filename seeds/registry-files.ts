/** Files of a registry and their columns, in the order in which they are written. */
export const REGISTRY_FILES = {
  "sites.csv": ["id", "name", "prefixes", "home", "owner", "ministry", "kind", "horizontal", "source"],
  "themes.csv": ["id", "label_fr", "label_en", "entry_pages", "source"],
  "life-events.csv": ["id", "label_fr", "label_en", "entry_pages", "source"],
  "memberships.csv": ["site", "topic", "basis", "source"],
  "aliases.csv": ["site", "prefix", "from", "until", "source"],
  "mandated-links.csv": ["target", "label", "source"],
  "expected-links.csv": ["source_site", "target", "topic", "cited_by", "cited_on", "source"],
} as const satisfies Record<string, readonly string[]>;

export type RegistryFile = keyof typeof REGISTRY_FILES;
