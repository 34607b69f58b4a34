import type { PageContext } from "../frame/page-context.ts";
import type { SiteFacts } from "../model/site-facts.ts";

interface ValueProps {
  readonly page: PageContext;
  readonly facts: SiteFacts;
}

/** A figure about a site's own pages: `n.m.` when they could not be read, `≥ n` when not all were. Never a false zero. */
export function Outgoing({ page, facts, value }: ValueProps & { readonly value: number | null }) {
  const { terms } = page.locale.t;
  if (!facts.isMeasured || value === null) return <NotMeasured page={page} facts={facts} />;
  const shown = page.locale.number(value);
  return <>{facts.isCapped ? terms.atLeast(shown) : shown}</>;
}

/** `n.m.` with its reason. */
export function NotMeasured({ page, facts }: ValueProps) {
  const { terms } = page.locale.t;
  return (
    <abbr title={`${terms.notMeasuredLong} : ${terms.coverage[facts.coverage.state]}`} class="unmeasured">
      {terms.notMeasured}
    </abbr>
  );
}

/** A site's score with one decimal, or `n.m.`. */
export function Score({ page, facts }: ValueProps) {
  const { score } = facts.score;
  return score === null ? <NotMeasured page={page} facts={facts} /> : <>{page.locale.number(score, 1)}</>;
}

/** A share of 0…1 in percent; `s.o.` when there is nothing to take a share of. */
export function Share({ page, value }: { readonly page: PageContext; readonly value: number | null }) {
  return <>{value === null ? page.locale.t.terms.notApplicable : page.locale.percent(value)}</>;
}

/** Why a site was not measured, in the reader's words. */
export function coverageReason(page: PageContext, facts: SiteFacts): string {
  return page.locale.t.terms.coverage[facts.coverage.state];
}
