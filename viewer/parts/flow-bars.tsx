import type { SiteLink } from "../../core/score.ts";
import { evidencePath, pageHref, type PageContext } from "../frame/page-context.ts";
import { pagesOf } from "../model/explorer-index.ts";
import type { SiteFacts } from "../model/site-facts.ts";
import { SiteName } from "./site-name.tsx";

const BAR_WIDTH = 100;
const BAR_HEIGHT = 8;

interface FlowBarsProps {
  readonly page: PageContext;
  readonly facts: SiteFacts;
  readonly direction: "in" | "out";
}

/** A site's partners on one side, strongest first; every row leads to the quoted links that it rests on. */
export function FlowBars({ page, facts, direction }: FlowBarsProps) {
  const links = direction === "in" ? facts.inflows : facts.outflows;
  const most = Math.max(1, ...links.map(pagesOf));
  return (
    <ol class={`flows flows-${direction}`}>
      {links.map((link) => (
        <FlowRow key={`${link.sourceId} ${link.targetId}`} page={page} link={link} most={most} direction={direction} />
      ))}
    </ol>
  );
}

function FlowRow({
  page,
  link,
  most,
  direction,
}: {
  readonly page: PageContext;
  readonly link: SiteLink;
  readonly most: number;
  readonly direction: "in" | "out";
}) {
  const { t, count } = page.locale;
  const [own, partnerId] = direction === "in" ? [link.targetId, link.sourceId] : [link.sourceId, link.targetId];
  const partner = page.index.siteById.get(partnerId);
  if (partner === undefined) return null;
  const isReciprocal =
    partner.outflows.some((back) => back.targetId === own) && partner.inflows.some((back) => back.sourceId === own);
  const source = page.index.siteById.get(link.sourceId)?.name ?? link.sourceId;
  const target = page.index.siteById.get(link.targetId)?.name ?? link.targetId;
  return (
    <li>
      <SiteName page={page} facts={partner} /> <ClassChips page={page} link={link} />
      {isReciprocal && <span class="chip chip-reciprocal">{t.sites.reciprocal}</span>}
      <svg class="bar" viewBox={`0 0 ${BAR_WIDTH} ${BAR_HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <rect width={((BAR_WIDTH * pagesOf(link)) / most).toFixed(1)} height={BAR_HEIGHT} />
      </svg>
      <a
        class="evidence-link"
        href={pageHref(page, evidencePath(link.sourceId, link.targetId))}
        aria-label={`${t.sites.pages(count(pagesOf(link)))}, ${t.sites.evidenceLink(source, target)}`}
      >
        {t.sites.pages(count(pagesOf(link)))}
      </a>
    </li>
  );
}

/** The classes that a site link has, each with its pages. */
export function ClassChips({ page, link }: { readonly page: PageContext; readonly link: SiteLink }) {
  const { t, number } = page.locale;
  const counts = [
    ["editorial", link.editorialPages],
    ["template", link.templatePages],
    ["mandated", link.mandatedPages],
  ] as const;
  return (
    <>
      {counts
        .filter(([, pages]) => pages > 0)
        .map(([linkClass, pages]) => (
          <span key={linkClass} class={`chip chip-${linkClass}`}>
            {t.terms.classes[linkClass]} {number(pages)}{" "}
          </span>
        ))}
    </>
  );
}
