import type { Option } from "./command.ts";

/** Options that every command takes. */
export const COMMON_OPTIONS: readonly Option[] = [
  {
    name: "config",
    value: "FILE",
    kind: "text",
    description: "configuration file",
    default: "maillage.config.json, if there",
  },
  { name: "help", value: null, kind: "flag", description: "print this help and end", default: null },
  { name: "json", value: null, kind: "flag", description: "print one JSON document on standard output", default: null },
  { name: "log-format", value: "FORMAT", kind: "text", description: "text or json lines of progress", default: "text" },
  { name: "no-progress", value: null, kind: "flag", description: "no progress lines", default: null },
  {
    name: "print-config",
    value: null,
    kind: "flag",
    description: "print each setting with its origin and end",
    default: null,
  },
  { name: "quiet", value: null, kind: "flag", description: "only results and errors", default: null },
];

export const AS_OF: Option = {
  name: "as-of",
  value: "YYYY-MM-DD",
  kind: "date",
  description: "the day on which the run takes place, for repeatable results",
  default: "today",
};
export const STORE: Option = {
  name: "store",
  value: "FILE",
  kind: "text",
  description: "SQLite store",
  default: "maillage.sqlite",
};
export const REGISTRY: Option = {
  name: "registry",
  value: "FOLDER",
  kind: "text",
  description: "registry of sites",
  default: "registry",
};
export const OUT: Option = {
  name: "out",
  value: "FOLDER",
  kind: "text",
  description: "folder of the published explorer",
  default: "public",
};
export const PORT: Option = {
  name: "port",
  value: "NUMBER",
  kind: "integer",
  description: "port to serve on, 0 for any free one",
  default: "8080",
};
