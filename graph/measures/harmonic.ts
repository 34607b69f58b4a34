import { editorialEnds } from "../site-network.ts";
import type { SiteNetwork } from "../site-network.ts";

/** Harmonic centrality of each site over editorial hops towards it (Boldi and Vigna 2014), 0…1. */
export function harmonicCentralities(network: SiteNetwork): readonly number[] {
  const referrers = network.map((node) => editorialEnds(node.in));
  return network.map(({ number }) => {
    const distances = new Int32Array(network.length).fill(-1);
    distances[number] = 0;
    const queue = [number];
    let sum = 0;
    for (const site of queue) {
      const hops = (distances[site] ?? 0) + 1;
      for (const referrer of referrers[site] ?? []) {
        if (distances[referrer] !== -1) continue;
        distances[referrer] = hops;
        sum += 1 / hops;
        queue.push(referrer);
      }
    }
    return network.length < 2 ? 0 : sum / (network.length - 1);
  });
}
