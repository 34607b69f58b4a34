import { PageFrame } from "../frame/page-frame.tsx";
import { evidencePath, pageHref, type PageContext } from "../frame/page-context.ts";
import type { SiteFacts } from "../model/site-facts.ts";
import { FlowBars } from "../parts/flow-bars.tsx";
import { ScoreTable } from "../parts/score-table.tsx";
import { SiteFlags } from "../parts/site-flags.tsx";
import { SiteIdentity } from "../parts/site-identity.tsx";
import { SiteMeasuresTable } from "../parts/site-measures.tsx";
import { coverageReason } from "../parts/values.tsx";

interface SiteProps {
  readonly page: PageContext;
  readonly facts: SiteFacts;
}

/** One site: who it is, what was seen of it, how it scores and why, what leads to it and where it leads. */
export function SitePage({ page, facts }: SiteProps) {
  const { t, number } = page.locale;
  const { score, band, themes } = facts.score;
  return (
    <PageFrame page={page} title={facts.name} section={null}>
      <h1>
        <bdi>{facts.name}</bdi>
      </h1>
      {!facts.isMeasured && <p class="warning">{t.sites.unmeasured(coverageReason(page, facts))}</p>}
      <SiteIdentity page={page} facts={facts} />
      <section id="flows">
        <h2>{t.sites.flows}</h2>
        <p>{t.sites.flowsLead}</p>
        <div class="flow-columns">
          <Inflows page={page} facts={facts} />
          <Outflows page={page} facts={facts} />
        </div>
      </section>
      <section id="score">
        <h2>{t.sites.score}</h2>
        {score === null ? (
          <p>{t.sites.scoreNone}</p>
        ) : (
          <p class="score">
            <strong>{t.sites.points(number(score, 1))}</strong> {band !== null && t.terms.bands[band]}{" "}
            <small>{t.terms.grades[facts.score.grade]}</small>
          </p>
        )}
        {themes.length > 1 && <p>{t.sites.scoreMean}</p>}
        {score !== null && themes.map((theme) => <ScoreTable key={theme.topicId} page={page} score={theme} />)}
      </section>
      <SiteFlags page={page} facts={facts} />
      <SiteMeasuresTable page={page} facts={facts} />
    </PageFrame>
  );
}

function Inflows({ page, facts }: SiteProps) {
  const { t, number, count } = page.locale;
  const editorial = facts.inflows.filter((link) => link.editorialPages > 0).length;
  return (
    <section class="inflows" aria-labelledby="inflows">
      <h3 id="inflows">{t.sites.inflows}</h3>
      {facts.inflows.length === 0 ? (
        <p>{t.sites.noInflow}</p>
      ) : (
        <>
          <p>{t.sites.inflowsTotal(count(facts.inflows.length), number(editorial))}</p>
          <FlowBars page={page} facts={facts} direction="in" />
        </>
      )}
    </section>
  );
}

function Outflows({ page, facts }: SiteProps) {
  const { t, number, count } = page.locale;
  const editorial = facts.outflows.filter((link) => link.editorialPages > 0).length;
  return (
    <section class="outflows" aria-labelledby="outflows">
      <h3 id="outflows">{t.sites.outflows}</h3>
      {!facts.isMeasured && <p class="unmeasured">{t.sites.outflowsUnmeasured(coverageReason(page, facts))}</p>}
      {facts.isMeasured && facts.outflows.length === 0 && <p>{t.sites.noOutflow}</p>}
      {facts.outflows.length > 0 && (
        <>
          <p>{t.sites.outflowsTotal(count(facts.outflows.length), number(editorial))}</p>
          <FlowBars page={page} facts={facts} direction="out" />
          <p>
            <a href={pageHref(page, evidencePath(facts.id))}>{t.sites.allEvidence}</a>
          </p>
        </>
      )}
    </section>
  );
}
