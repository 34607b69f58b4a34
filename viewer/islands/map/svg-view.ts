import type { MapDocument } from "../../../core/map-document.ts";
import type { GraphView } from "./graph-view.ts";
import { partnersOf } from "./map-state.ts";

/** The drawing that the page came with: it shows a selection by fading what is not part of it. */
export function svgView(drawing: SVGElement, map: MapDocument): GraphView {
  const nodes = [...drawing.querySelectorAll<SVGAElement>("a")];
  const box = { x: 0, y: 0, size: 1000 };
  const applyBox = (): void => drawing.setAttribute("viewBox", `${box.x} ${box.y} ${box.size} ${box.size}`);
  return {
    show({ selected, found }) {
      const lit = selected === null ? new Set(found) : new Set([selected, ...partnerPlaces(map, selected)]);
      for (const [place, node] of nodes.entries()) {
        node.classList.toggle("faded", lit.size > 0 && !lit.has(place));
        node.classList.toggle("chosen", place === selected);
      }
    },
    // Its points are links already: they lead to the page of their site.
    onPick: () => undefined,
    camera: {
      zoomBy(factor) {
        const size = Math.min(1000, Math.max(50, box.size / factor));
        box.x += (box.size - size) / 2;
        box.y += (box.size - size) / 2;
        box.size = size;
        applyBox();
      },
      panBy(x, y) {
        box.x += x * box.size;
        box.y -= y * box.size;
        applyBox();
      },
      fit() {
        Object.assign(box, { x: 0, y: 0, size: 1000 });
        applyBox();
      },
    },
    destroy: () => undefined,
  };
}

function partnerPlaces(map: MapDocument, place: number): number[] {
  const { inflows, outflows } = partnersOf(map, place);
  return [...inflows, ...outflows].map((partner) => partner.place);
}
