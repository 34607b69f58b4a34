/** Rows of a suite, by their places in its file or by their names, that we answer otherwise, and why. Exact: no more, no fewer. */
export type Differences<Place extends number | string = number> = Readonly<Record<string, readonly Place[]>>;

/** Places of the rows whose answer differs from the expected one, in order. */
export function differing<Row>(rows: readonly Row[], isSame: (row: Row) => boolean): number[] {
  return [...rows.entries()].filter(([, row]) => !isSame(row)).map(([place]) => place);
}

/** The places of a frozen list, in order. */
export function placesOf<Place extends number | string>(differences: Differences<Place>): Place[] {
  return Object.values(differences)
    .flat()
    .toSorted((one, other) => (one < other ? -1 : 1));
}
