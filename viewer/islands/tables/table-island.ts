import { newElement } from "../new-element.ts";

/** Lets a reader sort a table by any column and filter its rows. */
export function startTable(element: HTMLElement): void {
  const table = element.querySelector("table");
  const body = table?.tBodies[0];
  if (table === null || body === undefined) return;
  const label = element.dataset["sortLabel"] ?? "{}";
  for (const [column, heading] of [...table.querySelectorAll<HTMLTableCellElement>("thead th")].entries()) {
    const name = heading.textContent;
    const button = newElement("button", { type: "button", "aria-label": label.replace("{}", name) }, name);
    button.addEventListener("click", () => sortBy(table, body, column));
    heading.replaceChildren(button);
  }
  element.prepend(filterBox(element, body));
}

function sortBy(table: HTMLTableElement, body: HTMLTableSectionElement, column: number): void {
  const headings = [...table.querySelectorAll("thead th")];
  const isAscending = headings[column]?.getAttribute("aria-sort") !== "ascending";
  for (const [place, heading] of headings.entries()) {
    if (place === column) heading.setAttribute("aria-sort", isAscending ? "ascending" : "descending");
    else heading.removeAttribute("aria-sort");
  }
  const sign = isAscending ? 1 : -1;
  const rows = [...body.rows].map((row, place) => ({ row, place, key: keyOf(row, column) }));
  rows.sort((left, right) => compareKeys(left.key, right.key, sign) || left.place - right.place);
  body.append(...rows.map(({ row }) => row));
}

/** What a cell sorts by; null, which comes last, when it has nothing to sort by. */
function keyOf(row: HTMLTableRowElement, column: number): string | number | null {
  const cell = row.cells[column];
  const text = cell?.dataset["sort"] ?? cell?.textContent.trim() ?? "";
  if (text === "") return null;
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}

function compareKeys(left: string | number | null, right: string | number | null, sign: number): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  if (typeof left === "number" && typeof right === "number") return sign * (left - right);
  return sign * String(left).localeCompare(String(right), document.documentElement.lang);
}

function filterBox(element: HTMLElement, body: HTMLTableSectionElement): HTMLElement {
  const box = newElement("p", { class: "filter" });
  const label = newElement("label", {}, `${element.dataset["filterLabel"] ?? ""} `);
  const input = newElement("input", { type: "search" });
  const status = newElement("span", { role: "status" });
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    for (const row of body.rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    const shown = [...body.rows].filter((row) => !row.hidden).length;
    status.textContent = ` ${shown} / ${body.rows.length}`;
  });
  label.append(input);
  box.append(label, status);
  return box;
}
