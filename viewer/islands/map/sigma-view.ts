import { DirectedGraph } from "graphology";
import { Sigma } from "sigma";
import type { MapDocument } from "../../../core/map-document.ts";
import { OTHER_COLOUR, radiusOf, themeColours } from "../../parts/map-colours.ts";
import { FLOW_COLOURS, type GraphView } from "./graph-view.ts";
import { partnersOf, type MapState } from "./map-state.ts";

/** Colours that follow the page's theme. */
interface Ink {
  readonly text: string;
  readonly edge: string;
  readonly faded: string;
}

const LABEL_SIZE = 13;
const EDGE_SIZE = 1;
const EGO_EDGE_SIZE = 2;

/** The map drawn by Sigma 3 on WebGL. Throws where WebGL is missing: probe first. */
export function sigmaView(container: HTMLElement, map: MapDocument): GraphView {
  const ink = inkOf(container);
  let state: MapState = { selected: null, found: [] };
  let ego = new Set<number>();
  const sigma = new Sigma(graphOf(map, ink), container, {
    allowInvalidContainer: true,
    enableCameraRotation: false,
    cameraPanBoundaries: true,
    stagePadding: 80,
    renderEdgeLabels: false,
    labelColor: { color: ink.text },
    labelSize: LABEL_SIZE,
    labelFont: "system-ui, sans-serif",
    labelRenderedSizeThreshold: 9,
    zIndex: true,
    defaultDrawNodeHover: () => undefined,
    nodeReducer: (node, data) => {
      const place = placeOf(node);
      const isLit = isShown(state, ego, place);
      return {
        ...data,
        color: isLit ? data["color"] : ink.faded,
        label: isLit ? data["label"] : null,
        forceLabel: place === state.selected,
        zIndex: isLit ? 1 : 0,
      };
    },
    edgeReducer: (_, data) => edgeStyle(state.selected, data as EdgeData, ink),
  });
  return {
    show(next) {
      state = next;
      ego = egoOf(map, next.selected);
      sigma.refresh({ skipIndexation: true });
    },
    onPick(listener) {
      sigma.on("clickNode", ({ node }) => listener(placeOf(node)));
      sigma.on("clickStage", () => listener(null));
    },
    camera: cameraOf(sigma),
    destroy() {
      sigma.kill();
    },
  };
}

function cameraOf(sigma: Sigma): GraphView["camera"] {
  const camera = sigma.getCamera();
  return {
    zoomBy: (factor) => void camera.animatedZoom({ factor, duration: 0 }),
    panBy(x, y) {
      const now = camera.getState();
      camera.setState({ x: now.x + x * now.ratio, y: now.y + y * now.ratio });
    },
    fit: () => void camera.animatedReset({ duration: 0 }),
  };
}

interface EdgeData {
  readonly sourcePlace: number;
  readonly targetPlace: number;
  readonly isBackbone: boolean;
  readonly isReciprocal: boolean;
}

function graphOf(map: MapDocument, ink: Ink): DirectedGraph {
  const graph = new DirectedGraph();
  const colours = themeColours(map);
  const largest = Math.max(1, ...map.sites.in);
  for (const [place, name] of map.sites.name.entries()) {
    graph.addNode(keyOf(place), {
      x: map.sites.x[place] ?? 0,
      y: -(map.sites.y[place] ?? 0),
      label: name,
      size: radiusOf(map.sites.in[place] ?? 0, largest),
      color:
        map.sites.out[place] === null ? ink.faded : (colours.get(map.sites.themes[place]?.[0] ?? "") ?? OTHER_COLOUR),
    });
  }
  const pairs = new Set(map.edges.source.map((source, edge) => `${source} ${map.edges.target[edge]}`));
  for (const [edge, sourcePlace] of map.edges.source.entries()) {
    const targetPlace = map.edges.target[edge] ?? 0;
    const isReciprocal = pairs.has(`${targetPlace} ${sourcePlace}`);
    const isBackbone = map.edges.backbone[edge] === 1;
    graph.addEdge(keyOf(sourcePlace), keyOf(targetPlace), {
      type: "line",
      sourcePlace,
      targetPlace,
      isBackbone,
      isReciprocal,
    });
  }
  return graph;
}

/** At rest the backbone alone; with a site chosen, all its links and no other. */
function edgeStyle(selected: number | null, data: EdgeData, ink: Ink): Record<string, unknown> {
  if (selected === null) return { ...data, hidden: !data.isBackbone, color: ink.edge, size: EDGE_SIZE };
  const isIn = data.targetPlace === selected;
  if (!isIn && data.sourcePlace !== selected) return { ...data, hidden: true };
  const color = data.isReciprocal ? FLOW_COLOURS.reciprocal : isIn ? FLOW_COLOURS.inflow : FLOW_COLOURS.outflow;
  return { ...data, hidden: false, color, size: EGO_EDGE_SIZE, type: "arrow" };
}

function isShown(state: MapState, ego: ReadonlySet<number>, place: number): boolean {
  if (state.selected !== null) return ego.has(place);
  return state.found.length === 0 || state.found.includes(place);
}

function egoOf(map: MapDocument, selected: number | null): Set<number> {
  if (selected === null) return new Set();
  const { inflows, outflows } = partnersOf(map, selected);
  return new Set([selected, ...inflows.map(({ place }) => place), ...outflows.map(({ place }) => place)]);
}

/** Keys are numbers behind a letter: a site's own id could be a word that objects already know. */
function keyOf(place: number): string {
  return `s${place}`;
}

function placeOf(key: string): number {
  return Number(key.slice(1));
}

function inkOf(container: HTMLElement): Ink {
  const style = getComputedStyle(container);
  const read = (name: string, fallback: string): string => style.getPropertyValue(name).trim() || fallback;
  return { text: read("--c-text", "#222222"), edge: read("--c-edge", "#8a8f98"), faded: read("--c-faded", "#c5c8ce") };
}
