import { COVERAGE_STATES, type CoverageState } from "../../core/crawl-record.ts";
import type { ExplorerIndex } from "./explorer-index.ts";
import type { SiteFacts } from "./site-facts.ts";

/** Sites that few or no links lead to, and apart from them those of which nothing can be said. */
export interface Isolation {
  /** No link of any class from another site. */
  readonly noInlink: readonly SiteFacts[];
  /** Template or mandated inlinks, no editorial one. */
  readonly chromeOnly: readonly SiteFacts[];
  /** Too many clicks from the entry pages of a theme. */
  readonly unreachable: readonly SiteFacts[];
  /** Every site in one of the lists above, once. */
  readonly isolated: readonly SiteFacts[];
  /** Never among the isolated. */
  readonly unmeasured: readonly { readonly state: CoverageState; readonly sites: readonly SiteFacts[] }[];
}

/** Sorts sites by the flags that scoring gave them; unmeasured sites are kept apart whatever their flags. */
export function isolation(index: ExplorerIndex): Isolation {
  const measured = index.sites.filter((facts) => facts.isMeasured);
  const withoutEditorial = measured.filter((facts) => hasFlag(facts, "IN-0") || hasFlag(facts, "BOILER-IN"));
  const noInlink = withoutEditorial.filter((facts) => facts.inflows.length === 0);
  const chromeOnly = withoutEditorial.filter((facts) => facts.inflows.length > 0);
  const unreachable = measured.filter((facts) => hasFlag(facts, "UNREACH"));
  const isolated = new Set([...noInlink, ...chromeOnly, ...unreachable]);
  const unmeasured = COVERAGE_STATES.map((state) => ({
    state,
    sites: index.sites.filter((facts) => !facts.isMeasured && facts.coverage.state === state),
  })).filter(({ sites }) => sites.length > 0);
  return { noInlink, chromeOnly, unreachable, isolated: measured.filter((facts) => isolated.has(facts)), unmeasured };
}

function hasFlag(facts: SiteFacts, code: string): boolean {
  return facts.flags.some((flag) => flag.code === code);
}
