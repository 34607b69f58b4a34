import { MAP_DOCUMENT_VERSION, type MapDocument } from "../../../core/map-document.ts";
import { newElement, sitePage } from "../new-element.ts";
import { FOUND_EVENT } from "../search/search-island.ts";
import type { GraphView } from "./graph-view.ts";
import { mapControls } from "./map-controls.ts";
import { EMPTY_STATE, reduce, type MapAction, type MapState } from "./map-state.ts";
import { showSelection, type MapTexts } from "./selection-panel.ts";
import { svgView } from "./svg-view.ts";

/** Brings the map to life: Sigma where WebGL works, the page's own drawing elsewhere; both with search and keyboard. */
export async function startMap(figure: HTMLElement): Promise<void> {
  const texts = JSON.parse(figure.dataset["texts"] ?? "{}") as MapTexts;
  const stage = figure.querySelector<HTMLElement>(".map-stage");
  const drawing = figure.querySelector<SVGElement>(".map-drawing");
  const notice = figure.querySelector<HTMLElement>(".map-notice");
  if (stage === null || drawing === null || notice === null) return;
  try {
    const map = await loadMap(figure.dataset["graph"] ?? "");
    const view = await mountView({ stage, drawing, map });
    notice.textContent = view.isWebGl ? "" : texts.svgNotice;
    bringToLife({ figure, stage, map, texts, view: view.view });
    figure.dataset["mapState"] = view.isWebGl ? "ready" : "svg";
  } catch {
    notice.textContent = texts.failedNotice;
    figure.dataset["mapState"] = "failed";
  }
}

async function loadMap(address: string): Promise<MapDocument> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`map document: status ${response.status}`);
  const map = (await response.json()) as MapDocument;
  if (map.schemaVersion !== MAP_DOCUMENT_VERSION) throw new Error("map document of another version");
  return map;
}

async function mountView(place: {
  readonly stage: HTMLElement;
  readonly drawing: SVGElement;
  readonly map: MapDocument;
}): Promise<{ readonly view: GraphView; readonly isWebGl: boolean }> {
  const { stage, drawing, map } = place;
  if (!hasWebGl()) return { view: svgView(drawing, map), isWebGl: false };
  const { sigmaView } = await import("./sigma-view.ts");
  const canvas = newElement("div", { class: "map-canvas", "aria-hidden": "true" });
  stage.append(canvas);
  drawing.setAttribute("hidden", "");
  return { view: sigmaView(canvas, map), isWebGl: true };
}

function hasWebGl(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

interface Parts {
  readonly figure: HTMLElement;
  readonly stage: HTMLElement;
  readonly map: MapDocument;
  readonly texts: MapTexts;
  readonly view: GraphView;
}

function bringToLife({ figure, stage, map, texts, view }: Parts): void {
  let state: MapState = EMPTY_STATE;
  const act = (action: MapAction): void => {
    state = reduce(state, action, map);
    view.show(state);
    showSelection(figure, {
      map,
      texts,
      selected: state.selected,
      onPick: (place) => act({ kind: "select", place }),
      onClear: () => act({ kind: "clear" }),
    });
    rememberInAddress(map, state);
  };
  stage.before(mapControls({ stage, texts, view, act, open: () => openSelected(map, state) }));
  view.onPick((place) => act(place === null ? { kind: "clear" } : { kind: "select", place }));
  document.addEventListener(FOUND_EVENT, (event) => {
    const ids = new Set((event as CustomEvent<string[]>).detail);
    const places = [...map.sites.id.keys()].filter((place) => ids.has(map.sites.id[place] ?? ""));
    const [only] = places;
    if (places.length === 1 && only !== undefined) act({ kind: "select", place: only });
    else act({ kind: "found", places: ids.size === map.sites.id.length ? [] : places });
  });
  const wanted = map.sites.id.indexOf(new URLSearchParams(location.search).get("site") ?? "");
  if (wanted !== -1) act({ kind: "select", place: wanted });
}

function openSelected(map: MapDocument, { selected }: MapState): void {
  const id = selected === null ? undefined : map.sites.id[selected];
  if (id !== undefined) location.assign(sitePage(id));
}

/** The chosen site stands in the address, so that a view can be passed on. */
function rememberInAddress(map: MapDocument, { selected }: MapState): void {
  const address = new URL(location.href);
  const id = selected === null ? undefined : map.sites.id[selected];
  if (id === undefined) address.searchParams.delete("site");
  else address.searchParams.set("site", id);
  history.replaceState(null, "", address);
}
