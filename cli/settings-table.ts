/** One setting of `maillage.config.json`: also where the environment and the command line may set it. */
export interface Setting {
  /** Path in the file, with dots. */
  readonly path: string;
  /** Environment variable. */
  readonly variable: string;
  /** Option of the commands that take it, or null. */
  readonly option: string | null;
  readonly kind: "text" | "integer" | "addresses";
  /** Null: no default, and unset unless given. */
  readonly default: string | number | null;
  readonly description: string;
}

/** Every setting, in the order in which they are printed. */
export const SETTINGS = [
  {
    path: "registry",
    variable: "MAILLAGE_REGISTRY",
    option: "registry",
    kind: "text",
    default: "registry",
    description: "folder of the registry of sites",
  },
  {
    path: "store",
    variable: "MAILLAGE_STORE",
    option: "store",
    kind: "text",
    default: "maillage.sqlite",
    description: "SQLite store",
  },
  {
    path: "published",
    variable: "MAILLAGE_PUBLISHED",
    option: "out",
    kind: "text",
    default: "public",
    description: "folder of the published explorer",
  },
  {
    path: "contact.url",
    variable: "MAILLAGE_CONTACT_URL",
    option: null,
    kind: "text",
    default: null,
    description: "page that tells site owners who crawls and why; crawl refuses to start without it",
  },
  {
    path: "contact.email",
    variable: "MAILLAGE_CONTACT_EMAIL",
    option: null,
    kind: "text",
    default: null,
    description: "address that site owners can write to; crawl refuses to start without it",
  },
  {
    path: "crawl.minDelayMs",
    variable: "MAILLAGE_MIN_DELAY_MS",
    option: null,
    kind: "integer",
    default: 2000,
    description:
      "shortest pause after an answer before the next request to the same host, in milliseconds, at least 1000",
  },
  {
    path: "crawl.latencyFactor",
    variable: "MAILLAGE_LATENCY_FACTOR",
    option: null,
    kind: "integer",
    default: 5,
    description: "the pause grows to this many times the mean response time of the host",
  },
  {
    path: "crawl.pageBudget",
    variable: "MAILLAGE_PAGE_BUDGET",
    option: "pages",
    kind: "integer",
    default: 500,
    description: "pages asked for per site at most",
  },
  {
    path: "crawl.maxConcurrency",
    variable: "MAILLAGE_MAX_CONCURRENCY",
    option: null,
    kind: "integer",
    default: 200,
    description: "visits under way at once, each to another host",
  },
  {
    path: "crawl.lookup",
    variable: "MAILLAGE_LOOKUP",
    option: null,
    kind: "text",
    default: "system",
    description: "who names hosts: system, or none when only those of allowPrivateNetwork may be asked",
  },
  {
    path: "crawl.allowPrivateNetwork",
    variable: "MAILLAGE_ALLOW_PRIVATE_NETWORK",
    option: null,
    kind: "addresses",
    default: null,
    description: "hosts served from a private address for tests: host:port to http origin",
  },
] as const satisfies readonly Setting[];

export type SettingPath = (typeof SETTINGS)[number]["path"];
