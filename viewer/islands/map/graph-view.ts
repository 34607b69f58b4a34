import type { MapState } from "./map-state.ts";

/** A drawing of the map that shows a state and tells what was pointed at. */
export interface GraphView {
  readonly show: (state: MapState) => void;
  /** Called with the place of a site that was clicked, or null for the background. */
  readonly onPick: (listener: (place: number | null) => void) => void;
  readonly camera: {
    readonly zoomBy: (factor: number) => void;
    readonly panBy: (x: number, y: number) => void;
    readonly fit: () => void;
  };
  readonly destroy: () => void;
}

/** Colours of a selection: what leads to it, where it leads, and both. Dark enough on white, light enough on black. */
export const FLOW_COLOURS = { inflow: "#0072b2", outflow: "#d55e00", reciprocal: "#8a6fd1" } as const;
