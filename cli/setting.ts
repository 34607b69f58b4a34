import type { CrawlWindow } from "../crawler/settings.ts";

/** One setting of `maillage.config.json`: also where the environment and the command line may set it. */
export type Setting = {
  /** Path in the file, with dots. */
  readonly path: string;
  /** Environment variable. */
  readonly variable: string;
  /** Option of the commands that take it, or null. */
  readonly option: string | null;
  /** What it means, with its unit: printed in error messages and in the schema. */
  readonly description: string;
} & SettingKind;

/** What a setting's value may be. Default null: none, and unset unless given. */
export type SettingKind =
  | { readonly kind: "text"; readonly default: string | null }
  | { readonly kind: "integer"; readonly default: number; readonly min: number; readonly max: number }
  | { readonly kind: "choice"; readonly default: string; readonly choices: readonly string[] }
  /** `host`: `host` or `host:port`. `range`: a network in CIDR notation. */
  | { readonly kind: "list"; readonly items: "host" | "range"; readonly default: readonly string[] }
  /** An object of `host:port` to http origin. */
  | { readonly kind: "addresses"; readonly default: null }
  /** An object with `from`, `until` and `timeZone`. */
  | { readonly kind: "window"; readonly default: null };

/** The value of any setting. */
export type SettingValue = string | number | readonly string[] | ReadonlyMap<string, string> | CrawlWindow | null;
