import type { ComponentChildren } from "preact";
import type { PageContext } from "../frame/page-context.ts";
import { plainText } from "../frame/plain-text.ts";
import type { SiteFacts } from "../model/site-facts.ts";
import { CrawledLink } from "./quote.tsx";
import { TopicNames } from "./site-name.tsx";

const TEXT_LENGTH = 200;

/** Who a site is and how much of it was seen, as a list of terms. */
export function SiteIdentity({ page, facts }: { readonly page: PageContext; readonly facts: SiteFacts }) {
  const { t, number, count } = page.locale;
  const { site, coverage, measures } = facts;
  const aliases = page.index.model.registry.aliases.filter((alias) => alias.siteId === site.id);
  const rows: readonly (readonly [string, ComponentChildren])[] = [
    [t.sites.fields.home, <CrawledLink page={page} url={site.home} />],
    [t.sites.fields.prefixes, site.prefixes.join(" ")],
    ...(aliases.length === 0
      ? []
      : [[t.sites.fields.aliases, aliases.map((alias) => alias.prefix).join(" ")] as const]),
    [t.sites.fields.owner, <bdi>{plainText(site.owner ?? t.terms.noOwner, TEXT_LENGTH)}</bdi>],
    [t.sites.fields.ministry, <bdi>{plainText(site.ministry ?? t.terms.noOwner, TEXT_LENGTH)}</bdi>],
    [t.sites.fields.kind, `${t.terms.kinds[site.kind]}${site.horizontal ? ` (${t.sites.horizontal})` : ""}`],
    [t.sites.fields.themes, <TopicNames page={page} facts={facts} />],
    [
      t.sites.fields.coverage,
      <>
        <b>{t.terms.coverage[coverage.state]}</b> : {t.terms.coverageMeaning[coverage.state]}{" "}
        {t.sites.pagesRead(number(measures.pagesRead), count(measures.pagesExpected))}.
        {coverage.reason !== null && (
          <small>
            {" "}
            {t.sites.operatorReason} : <span lang="en">{coverage.reason}</span>
          </small>
        )}
      </>,
    ],
    [t.sites.fields.source, <bdi>{plainText(site.source, TEXT_LENGTH)}</bdi>],
  ];
  return (
    <section id="identity">
      <h2>{t.sites.identity}</h2>
      <dl class="identity">
        {rows.map(([term, description]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
