/**
 * Normalised mutual information of two partitions of the same items, 0…1: 2·I(A;B) / (H(A) + H(B)) (Danon et al. 2005).
 * 1 when both put everything together.
 */
export function partitionSimilarity(left: readonly number[], right: readonly number[]): number {
  const [leftSizes, rightSizes, shared] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  for (const [item, leftPart] of left.entries()) {
    const rightPart = right[item] ?? 0;
    for (const [sizes, key] of [
      [leftSizes, `${leftPart}`],
      [rightSizes, `${rightPart}`],
      [shared, `${leftPart} ${rightPart}`],
    ] as const) {
      sizes.set(key, (sizes.get(key) ?? 0) + 1);
    }
  }
  const entropies = entropy(leftSizes, left.length) + entropy(rightSizes, left.length);
  const mutual = entropies - entropy(shared, left.length);
  return entropies === 0 ? 1 : Math.min(1, Math.max(0, (2 * mutual) / entropies));
}

function entropy(sizes: ReadonlyMap<string, number>, total: number): number {
  return sizes.values().reduce((sum, size) => sum - (size / total) * Math.log(size / total), 0);
}
