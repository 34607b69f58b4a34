import type { Flag } from "../../core/score.ts";
import { evidencePath, pageHref, type PageContext } from "../frame/page-context.ts";
import { occurrenceKey } from "../model/explorer-index.ts";
import type { SiteFacts } from "../model/site-facts.ts";
import { inputsText } from "./score-table.tsx";

/** The findings about a site, each with the figures that raised it and the quoted links, or the pages read without any. */
export function SiteFlags({ page, facts }: { readonly page: PageContext; readonly facts: SiteFacts }) {
  const { t } = page.locale;
  return (
    <section id="flags">
      <h2>{t.sites.flags}</h2>
      {facts.flags.length === 0 ? (
        <p>{facts.isMeasured ? t.sites.noFlag : t.sites.noFlagUnmeasured}</p>
      ) : (
        <ul class="flags">
          {facts.flags.map((flag) => (
            <FlagItem key={flag.code} page={page} facts={facts} flag={flag} />
          ))}
        </ul>
      )}
    </section>
  );
}

function FlagItem({
  page,
  facts,
  flag,
}: {
  readonly page: PageContext;
  readonly facts: SiteFacts;
  readonly flag: Flag;
}) {
  const { t, count, labelOf } = page.locale;
  const topics = flag.topicIds.flatMap((id) => page.index.topicById.get(id) ?? []);
  const inputs = inputsText(page, flag.inputs);
  return (
    <li>
      <b>{`${t.terms.flags[flag.code]} (${flag.code})`}</b>{" "}
      <span class={`status status-${flag.status}`}>{t.terms.statuses[flag.status]}</span>
      {topics.length > 0 && ` ${t.sites.inTopics} ${topics.map(labelOf).join(", ")}.`}
      {inputs !== "" && <p class="inputs">{inputs}</p>}
      {flag.evidence.length === 0 ? (
        <p>{t.sites.flagAbsence(count(facts.measures.pagesRead))}</p>
      ) : (
        <p>
          {t.sites.flagEvidence} : <FlagEvidence page={page} flag={flag} />
        </p>
      )}
    </li>
  );
}

/** The pairs of sites whose quoted links a flag rests on, each once. */
function FlagEvidence({ page, flag }: { readonly page: PageContext; readonly flag: Flag }) {
  const links = new Set(flag.evidence.flatMap(({ ref }) => page.index.linkOfOccurrence.get(occurrenceKey(ref)) ?? []));
  return (
    <>
      {[...links].map((link, place) => {
        const source = page.index.siteById.get(link.sourceId)?.name ?? link.sourceId;
        const target = page.index.siteById.get(link.targetId)?.name ?? link.targetId;
        return (
          <span key={`${link.sourceId} ${link.targetId}`}>
            {place > 0 && ", "}
            <a href={pageHref(page, evidencePath(link.sourceId, link.targetId))}>
              <bdi>{source}</bdi> → <bdi>{target}</bdi>
            </a>
          </span>
        );
      })}
    </>
  );
}
