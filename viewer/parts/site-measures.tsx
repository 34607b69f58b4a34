import type { ComponentChildren } from "preact";
import type { PageContext } from "../frame/page-context.ts";
import type { SiteFacts } from "../model/site-facts.ts";
import { Outgoing, Share, NotMeasured } from "./values.tsx";

/** A site's inflow and outflow measures, one a line. */
export function SiteMeasuresTable({ page, facts }: { readonly page: PageContext; readonly facts: SiteFacts }) {
  const { t, number } = page.locale;
  const { measures } = facts;
  const names = t.sites.measureNames;
  const outgoingShare = (value: number | null): ComponentChildren =>
    facts.isMeasured ? <Share page={page} value={value} /> : <NotMeasured page={page} facts={facts} />;
  const rows: readonly (readonly [string, ComponentChildren])[] = [
    [names.referrers, number(measures.referrers)],
    [names.templateReferrers, number(measures.templateReferrers)],
    [names.mandatedReferrers, number(measures.mandatedReferrers)],
    [names.linkingPages, number(measures.linkingPages)],
    [names.deepLinkShare, <Share page={page} value={measures.deepLinkShare} />],
    [names.sitesLinked, <Outgoing page={page} facts={facts} value={measures.sitesLinked} />],
    [names.templateSitesLinked, <Outgoing page={page} facts={facts} value={measures.templateSitesLinked} />],
    [names.onwardPageShare, outgoingShare(measures.onwardPageShare)],
    [names.openness, outgoingShare(measures.openness)],
    [names.reciprocity, outgoingShare(measures.reciprocity)],
  ];
  return (
    <section id="measures">
      <h2>{t.sites.measures}</h2>
      <dl class="measures">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
