import type { MapDocument } from "../../../core/map-document.ts";
import { newElement, sitePage } from "../new-element.ts";
import { partnersOf, type Partner } from "./map-state.ts";

/** What the map says, in the page's language. */
export type MapTexts = Readonly<
  Record<
    | "application"
    | "description"
    | "svgNotice"
    | "failedNotice"
    | "zoomIn"
    | "zoomOut"
    | "fit"
    | "openSite"
    | "clear"
    | "cleared"
    | "inflows"
    | "outflows"
    | "reciprocal"
    | "selection"
    | "unknown",
    string
  >
>;

const SHOWN = 10;

interface Selection {
  readonly map: MapDocument;
  readonly texts: MapTexts;
  readonly selected: number | null;
  readonly onPick: (place: number) => void;
  readonly onClear: () => void;
}

/** Shows the chosen site beside the map, what leads to it and where it leads, and says so aloud. */
export function showSelection(figure: HTMLElement, selection: Selection): void {
  const panel = figure.querySelector<HTMLElement>(".map-selection");
  const status = figure.querySelector<HTMLElement>(".map-status");
  if (panel === null || status === null) return;
  const { map, texts, selected } = selection;
  const id = selected === null ? undefined : map.sites.id[selected];
  figure.dataset["selected"] = id ?? "";
  panel.hidden = id === undefined;
  if (id === undefined || selected === null) {
    if (panel.childElementCount > 0) status.textContent = texts.cleared;
    panel.replaceChildren();
    return;
  }
  const name = map.sites.name[selected] ?? id;
  const { inflows, outflows } = partnersOf(map, selected);
  const isMeasured = map.sites.out[selected] !== null;
  status.textContent = `${name}, ${texts.inflows} : ${inflows.length}, ${texts.outflows} : ${isMeasured ? outflows.length : texts.unknown}`;
  const clear = newElement("button", { type: "button" }, texts.clear);
  clear.addEventListener("click", selection.onClear);
  const open = newElement("p");
  open.append(newElement("a", { href: sitePage(id) }, texts.openSite), " ", clear);
  panel.replaceChildren(
    newElement("h3", {}, name),
    open,
    partnerList(`${texts.inflows} (${inflows.length})`, "in", { partners: inflows, selection }),
    partnerList(`${texts.outflows} (${isMeasured ? outflows.length : texts.unknown})`, "out", {
      partners: outflows,
      selection,
    }),
  );
}

function partnerList(
  title: string,
  direction: "in" | "out",
  of: { readonly partners: readonly Partner[]; readonly selection: Selection },
): HTMLElement {
  const { map, onPick } = of.selection;
  const section = newElement("section", { class: `partners partners-${direction}` });
  const list = newElement("ol");
  for (const { place, pages } of of.partners.slice(0, SHOWN)) {
    const item = newElement("li");
    const button = newElement("button", { type: "button" }, map.sites.name[place] ?? "");
    button.addEventListener("click", () => onPick(place));
    item.append(button, ` ${pages}`);
    list.append(item);
  }
  section.append(newElement("h4", {}, title), list);
  return section;
}
