import { pageHref, rootHref, sitePath, type PageContext } from "../frame/page-context.ts";
import type { SiteFacts } from "../model/site-facts.ts";
import { OTHER_COLOUR, radiusOf, themeColours } from "./map-colours.ts";
import { SiteNames } from "./site-name.tsx";

const SIZE = 1000;
const MARGIN = 60;
const LABELLED = 14;

/** The map: a fixed drawing whose points lead to pages, which the island replaces where WebGL works, and its trays. */
export function MapFigure({ page }: { readonly page: PageContext }) {
  const { t, number, count } = page.locale;
  const { map, sites } = page.index;
  const drawn = map.edges.backbone.filter((flag) => flag === 1).length;
  const unmeasured = sites.filter((facts) => !facts.isMeasured);
  const unlinked = sites.filter(
    (facts) => facts.isMeasured && facts.inflows.length === 0 && facts.outflows.length === 0,
  );
  return (
    <figure
      class="map"
      data-island="map"
      data-graph={rootHref(page, "data/graph.json")}
      data-texts={JSON.stringify(islandTexts(page))}
    >
      <div class="map-stage">
        <MapDrawing page={page} />
      </div>
      <div class="map-panel">
        <p class="map-notice">{t.map.fixedNotice}</p>
        <p class="map-status" role="status" aria-live="polite" />
        <div class="map-selection" hidden />
        <Legend page={page} />
        <Tray title={t.map.trayUnlinked} page={page} sites={unlinked} />
        <Tray title={t.map.trayUnmeasured} page={page} sites={unmeasured} />
      </div>
      <figcaption>{t.map.caption(number(drawn), count(map.edges.source.length))}</figcaption>
    </figure>
  );
}

/** What the island says, in the page's language. */
function islandTexts(page: PageContext): Record<string, string> {
  const { map } = page.locale.t;
  return {
    application: map.application,
    description: map.description,
    svgNotice: map.svgNotice,
    failedNotice: map.failedNotice,
    lostNotice: map.lostNotice,
    zoomIn: map.zoomIn,
    zoomOut: map.zoomOut,
    fit: map.fit,
    openSite: map.openSite,
    clear: map.clear,
    cleared: map.cleared,
    inflows: map.inflows,
    outflows: map.outflows,
    reciprocal: map.reciprocal,
    selection: map.selection,
    unknown: page.locale.t.terms.notMeasured,
  };
}

function Tray({
  title,
  page,
  sites,
}: {
  readonly title: string;
  readonly page: PageContext;
  readonly sites: readonly SiteFacts[];
}) {
  return (
    <section class="tray">
      <h3>{`${title} (${page.locale.number(sites.length)})`}</h3>
      <p>
        <SiteNames page={page} sites={sites} />
      </p>
    </section>
  );
}

function Legend({ page }: { readonly page: PageContext }) {
  const { t, labelOf } = page.locale;
  const colours = themeColours(page.index.map);
  return (
    <section class="legend">
      <h3>{t.map.legend}</h3>
      <ul>
        {[...colours].map(([theme, colour]) => {
          const topic = page.index.topicById.get(theme);
          return (
            <li key={theme}>
              <svg viewBox="0 0 12 12" aria-hidden="true">
                <circle cx="6" cy="6" r="5" fill={colour} />
              </svg>{" "}
              {topic === undefined ? theme : labelOf(topic)}
            </li>
          );
        })}
        <li>
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <circle cx="6" cy="6" r="5" fill={OTHER_COLOUR} />
          </svg>{" "}
          {t.map.noTheme}
        </li>
        <li>
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="2 1" />
          </svg>{" "}
          {t.map.hollow}
        </li>
      </ul>
    </section>
  );
}

function MapDrawing({ page }: { readonly page: PageContext }) {
  const { map } = page.index;
  const colours = themeColours(map);
  const largest = Math.max(1, ...map.sites.in);
  const at = (value: number | undefined): number =>
    Number((MARGIN + ((SIZE - 2 * MARGIN) * ((value ?? 0) + 1)) / 2).toFixed(1));
  const ranked = map.sites.in
    .map((value, place) => ({ value, place }))
    .toSorted((left, right) => right.value - left.value || left.place - right.place);
  const labelled = new Set(ranked.slice(0, LABELLED).map(({ place }) => place));
  return (
    <svg class="map-drawing" viewBox={`0 0 ${SIZE} ${SIZE}`} role="group" aria-label={page.locale.t.map.application}>
      <g class="map-edges" aria-hidden="true">
        {map.edges.source.map((source, edge) => {
          const target = map.edges.target[edge] ?? 0;
          if (map.edges.backbone[edge] !== 1) return null;
          const ends = {
            x1: at(map.sites.x[source]),
            y1: at(map.sites.y[source]),
            x2: at(map.sites.x[target]),
            y2: at(map.sites.y[target]),
          };
          return <line key={edge} {...ends} />;
        })}
      </g>
      {map.sites.id.map((id, place) => {
        const facts = page.index.siteById.get(id);
        const colour = colours.get(map.sites.themes[place]?.[0] ?? "") ?? OTHER_COLOUR;
        const fill =
          facts?.isMeasured === true
            ? { fill: colour }
            : { fill: "none", stroke: colour, "stroke-width": 2.5, "stroke-dasharray": "4 2" };
        const [x, y, r] = [
          at(map.sites.x[place]),
          at(map.sites.y[place]),
          Number(radiusOf(map.sites.in[place] ?? 0, largest).toFixed(1)),
        ];
        return (
          <a key={id} href={pageHref(page, sitePath(id))}>
            <title>{facts?.name ?? id}</title>
            <circle cx={x} cy={y} r={Math.max(r, 12)} fill="transparent" />
            <circle cx={x} cy={y} r={r} {...fill} />
            {labelled.has(place) && (
              <text x={x} y={y - r - 5} text-anchor="middle">
                {facts?.name ?? id}
              </text>
            )}
          </a>
        );
      })}
    </svg>
  );
}
