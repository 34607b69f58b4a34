import { CRAWL_SETTINGS } from "./crawl-settings-table.ts";
import type { Setting } from "./setting.ts";

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
  ...CRAWL_SETTINGS,
] as const satisfies readonly Setting[];

export type SettingPath = (typeof SETTINGS)[number]["path"];
