import { newElement } from "../new-element.ts";
import type { GraphView } from "./graph-view.ts";
import type { Direction, MapAction } from "./map-state.ts";
import type { MapTexts } from "./selection-panel.ts";

const ZOOM = 1.5;
const PAN = 0.1;

const ARROWS: Readonly<Record<string, { readonly direction: Direction; readonly pan: readonly [number, number] }>> = {
  ArrowLeft: { direction: "left", pan: [-PAN, 0] },
  ArrowRight: { direction: "right", pan: [PAN, 0] },
  ArrowUp: { direction: "up", pan: [0, PAN] },
  ArrowDown: { direction: "down", pan: [0, -PAN] },
};

interface ControlParts {
  readonly stage: HTMLElement;
  readonly texts: MapTexts;
  readonly view: GraphView;
  readonly act: (action: MapAction) => void;
  readonly open: () => void;
}

/** Buttons for the camera; and the map as one stop for the keyboard, which walks from site to site. */
export function mapControls(parts: ControlParts): HTMLElement {
  const { texts, view } = parts;
  const row = newElement("div", { class: "map-controls" });
  const buttons = [
    ["+", texts.zoomIn, () => view.camera.zoomBy(ZOOM)],
    ["−", texts.zoomOut, () => view.camera.zoomBy(1 / ZOOM)],
    ["○", texts.fit, () => view.camera.fit()],
  ] as const;
  for (const [sign, name, onClick] of buttons) {
    const button = newElement("button", { type: "button", "aria-label": name, title: name }, sign);
    button.addEventListener("click", onClick);
    row.append(button);
  }
  const help = newElement("p", { id: "map-help", class: "visually-hidden" }, texts.description);
  row.append(help);
  makeKeyboardStop(parts);
  return row;
}

function makeKeyboardStop(parts: ControlParts): void {
  const { stage, texts } = parts;
  stage.tabIndex = 0;
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-label", texts.application);
  stage.setAttribute("aria-describedby", "map-help");
  stage.addEventListener("keydown", (event) => {
    if (event.target === stage && !event.ctrlKey && !event.metaKey && !event.altKey && press(event, parts))
      event.preventDefault();
  });
}

/** Does what a key asks for. Returns whether it was one of ours. */
function press(event: KeyboardEvent, { view, act, open }: ControlParts): boolean {
  const arrow = ARROWS[event.key];
  if (arrow !== undefined) {
    if (event.shiftKey) view.camera.panBy(...arrow.pan);
    else act({ kind: "step", direction: arrow.direction });
    return true;
  }
  const actions: Readonly<Record<string, () => void>> = {
    Enter: open,
    Escape: () => act({ kind: "clear" }),
    "+": () => view.camera.zoomBy(ZOOM),
    "-": () => view.camera.zoomBy(1 / ZOOM),
    "0": () => view.camera.fit(),
  };
  const action = actions[event.key];
  action?.();
  return action !== undefined;
}
