/** The known name closest to a mistyped one, at most a third of its letters away; null when none is. First one on ties. */
export function nearestName(typed: string, known: Iterable<string>): string | null {
  let nearest: string | null = null;
  let smallest = Math.max(1, Math.floor(typed.length / 3)) + 1;
  for (const name of known) {
    const distance = editDistance(typed.toLowerCase(), name.toLowerCase());
    if (distance < smallest) [nearest, smallest] = [name, distance];
  }
  return nearest;
}

/** Insertions, deletions, substitutions and swaps of neighbours between two texts (optimal string alignment; Boytsov 2011 § 2.2). */
function editDistance(left: string, right: string): number {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, index) => index)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= left.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      const isSwap =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const edit = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + Number(!isSame),
      );
      rows[row]?.push(isSwap ? Math.min(edit, at(row - 2, column - 2) + 1) : edit);
    }
  }
  return at(left.length, right.length);
}
