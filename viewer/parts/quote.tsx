import type { ClassedEvidence } from "../../core/explorer-model.ts";
import type { PageContext } from "../frame/page-context.ts";
import { plainText } from "../frame/plain-text.ts";
import { scrubbedUrl } from "../frame/scrubbed-url.ts";

const TEXT_LENGTH = 300;

/** A quoted link: its words in their sentence, the page it stands on, its zone and class, and where it leads. */
export function Quote({ page, quote }: { readonly page: PageContext; readonly quote: ClassedEvidence }) {
  const { t, date } = page.locale;
  const anchor = plainText(quote.anchor, TEXT_LENGTH);
  const title = plainText(quote.sourceTitle, TEXT_LENGTH);
  return (
    <li class="quote">
      <blockquote>
        <p>
          <Sentence
            sentence={plainText(quote.sentence ?? "", TEXT_LENGTH)}
            anchor={anchor === "" ? t.sites.emptyAnchor : anchor}
          />
        </p>
      </blockquote>
      <p class="quote-facts">
        <span class={`chip chip-${quote.linkClass}`}>{t.terms.classes[quote.linkClass]}</span> {t.sites.zone} :{" "}
        {t.terms.zones[quote.zone]}
        {quote.rel.length > 0 && ` · ${t.sites.rel} : ${plainText(quote.rel.join(" "), TEXT_LENGTH)}`}
        {quote.heading !== null && quote.heading !== "" && (
          <>
            {" "}
            · {t.sites.under} <bdi>« {plainText(quote.heading, TEXT_LENGTH)} »</bdi>
          </>
        )}
      </p>
      <p class="quote-facts">
        {t.sites.onPage} <CrawledLink page={page} url={quote.sourceUrl} />{" "}
        <bdi>({title === "" ? t.sites.untitled : title})</bdi> · {t.sites.seen} {date(quote.seenMs)}
      </p>
      <p class="quote-facts">
        {t.sites.leadsTo} <CrawledLink page={page} url={quote.targetUrl} />
        {quote.finalUrl !== null && (
          <>
            {" "}
            {t.sites.redirectsTo} <CrawledLink page={page} url={quote.finalUrl} />
          </>
        )}
      </p>
    </li>
  );
}

/** The anchor marked inside its sentence, or alone when the sentence does not hold it. */
function Sentence({ sentence, anchor }: { readonly sentence: string; readonly anchor: string }) {
  const at = sentence.indexOf(anchor);
  if (at === -1 || anchor === "") {
    return (
      <bdi>
        <mark>{anchor}</mark>
      </bdi>
    );
  }
  return (
    <bdi>
      {sentence.slice(0, at)}
      <mark>{anchor}</mark>
      {sentence.slice(at + anchor.length)}
    </bdi>
  );
}

/** A crawled address: a link when nothing had to be hidden in it, and never one that vouches for its target. */
export function CrawledLink({ page, url }: { readonly page: PageContext; readonly url: string }) {
  const { text, isWhole } = scrubbedUrl(url);
  if (!isWhole || !/^https?:\/\//.test(url)) return <span title={page.locale.t.sites.scrubbed}>{text}</span>;
  return (
    <a class="address" href={url} rel="nofollow noopener noreferrer">
      {text}
    </a>
  );
}
