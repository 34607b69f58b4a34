import type { SiteLink } from "../../core/score.ts";
import { PageFrame } from "../frame/page-frame.tsx";
import { evidenceAnchor, pageHref, sitePath, type PageContext } from "../frame/page-context.ts";
import type { SiteFacts } from "../model/site-facts.ts";
import { Quote } from "../parts/quote.tsx";
import { SiteName } from "../parts/site-name.tsx";

/** The quoted links of one site to all others, grouped by where they lead. */
export function EvidencePage({ page, facts }: { readonly page: PageContext; readonly facts: SiteFacts }) {
  const { t } = page.locale;
  return (
    <PageFrame page={page} title={t.sites.evidenceTitle(facts.name)} section={null}>
      <h1>{t.sites.evidenceTitle(facts.name)}</h1>
      <p class="lead">{t.sites.evidenceLead(facts.name)}</p>
      <p>
        <a href={pageHref(page, sitePath(facts.id))}>{t.sites.backToSite(facts.name)}</a>
      </p>
      {facts.outflows.map((link) => (
        <QuotesTo key={link.targetId} page={page} link={link} />
      ))}
    </PageFrame>
  );
}

function QuotesTo({ page, link }: { readonly page: PageContext; readonly link: SiteLink }) {
  const { t, number, count } = page.locale;
  const target = page.index.siteById.get(link.targetId);
  const quotes = page.index.model.evidenceOf(link.sourceId, link.targetId);
  const counts = t.sites.counts(number(link.editorialPages), number(link.templatePages), number(link.mandatedPages));
  const shown =
    quotes.length < link.occurrences
      ? t.sites.examples(count(quotes.length), number(link.occurrences))
      : t.sites.allQuoted(count(quotes.length));
  return (
    <section id={evidenceAnchor(link.targetId)} class="quotes">
      <h2>{t.sites.toSite(target?.name ?? link.targetId)}</h2>
      <p>
        {counts} {shown}. {target !== undefined && <SiteName page={page} facts={target} />}
      </p>
      <ol>
        {quotes.map((quote) => (
          <Quote key={`${quote.ref.pageId} ${quote.ref.blockSeq} ${quote.ref.position}`} page={page} quote={quote} />
        ))}
      </ol>
    </section>
  );
}
