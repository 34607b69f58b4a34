import { pageHref, sitePath, type PageContext } from "../frame/page-context.ts";
import type { SiteFacts } from "../model/site-facts.ts";

/** A site's name, leading to its page. */
export function SiteName({ page, facts }: { readonly page: PageContext; readonly facts: SiteFacts }) {
  return (
    <a href={pageHref(page, sitePath(facts.id))}>
      <bdi>{facts.name}</bdi>
    </a>
  );
}

/** Sites by name, separated by commas; the word for none when there is none. */
export function SiteNames({ page, sites }: { readonly page: PageContext; readonly sites: readonly SiteFacts[] }) {
  if (sites.length === 0) return <>{page.locale.t.terms.none}</>;
  return (
    <>
      {sites.map((facts, place) => (
        <span key={facts.id}>
          {place > 0 && ", "}
          <SiteName page={page} facts={facts} />
        </span>
      ))}
    </>
  );
}

/** Themes and life events of a site, each leading to its page. */
export function TopicNames({ page, facts }: { readonly page: PageContext; readonly facts: SiteFacts }) {
  if (facts.topics.length === 0) return <>{page.locale.t.terms.none}</>;
  return (
    <>
      {facts.topics.map(({ topic, isEvent }, place) => (
        <span key={topic.id}>
          {place > 0 && ", "}
          <a href={pageHref(page, `${isEvent ? "events" : "themes"}/${topic.id}.html`)}>{page.locale.labelOf(topic)}</a>
        </span>
      ))}
    </>
  );
}
