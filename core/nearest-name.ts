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

/** Insertions, deletions and substitutions between two texts (Levenshtein 1966; Wagner and Fischer 1974). */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + Number(left[row - 1] !== right[column - 1]);
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, substitution));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
