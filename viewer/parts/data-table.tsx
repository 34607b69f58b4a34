import type { ComponentChildren } from "preact";
import type { PageContext } from "../frame/page-context.ts";

/** A cell: what is shown, and what it sorts by when that is not its text. */
export interface Cell {
  readonly shown: ComponentChildren;
  /** Null sorts last. */
  readonly sort?: number | string | null;
}

/** A column of a table. */
export interface Column {
  readonly heading: string;
  readonly isNumeric?: boolean;
}

interface DataTableProps {
  readonly page: PageContext;
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly Cell[] }[];
  /** With buttons to sort and a box to filter; they appear when scripts run. */
  readonly isInteractive?: boolean;
}

/** A table whose first column names its rows. On a narrow screen each row becomes a card. */
export function DataTable({ page, caption, columns, rows, isInteractive = false }: DataTableProps) {
  const { frame } = page.locale.t;
  const island = isInteractive
    ? { "data-island": "table", "data-sort-label": frame.sortBy("{}"), "data-filter-label": frame.filterRows }
    : {};
  return (
    <div class="table" {...island}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ heading, isNumeric }) => (
              <th key={heading} scope="col" class={isNumeric === true ? "number" : undefined}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, place) => (
                <TableCell key={columns[place]?.heading} cell={cell} column={columns[place]} isHeading={place === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TableCell({
  cell,
  column,
  isHeading,
}: {
  readonly cell: Cell;
  readonly column: Column | undefined;
  readonly isHeading: boolean;
}) {
  const sort = cell.sort === undefined ? {} : { "data-sort": cell.sort === null ? "" : String(cell.sort) };
  if (isHeading) {
    return (
      <th scope="row" {...sort}>
        {cell.shown}
      </th>
    );
  }
  return (
    <td data-heading={column?.heading} class={column?.isNumeric === true ? "number" : undefined} {...sort}>
      {cell.shown}
    </td>
  );
}
