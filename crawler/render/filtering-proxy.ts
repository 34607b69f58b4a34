import { HostTurns } from "./host-turns.ts";
import { systemDial, type Dial, type DialParts } from "./guarded-dial.ts";
import { openProxyLane, type ProxyLane } from "./proxy-lane.ts";
import type { Resolver } from "../fetch/resolver.ts";

/** What the proxy is made with. */
export interface FilteringProxyParts {
  readonly resolver: Resolver;
  readonly connectTimeoutMs: number;
  readonly dial?: Dial;
}

/** The browser's only way out: a lane per rendering, so that limits and counts are those of one page. */
export interface FilteringProxy {
  /** A proxy on a loopback port of its own that receives at most `maxBytes`. */
  readonly openLane: (maxBytes: number) => Promise<ProxyLane>;
  readonly close: () => Promise<void>;
}

/**
 * A proxy on loopback for plain http requests and TLS tunnels. It checks scheme, method, port and address by itself,
 * whatever the browser was led to ask, lets only admitted hosts pass, and gives each host one connection at a time over
 * all lanes. It sees no path within a tunnel: robots are the route guard's part.
 */
export function filteringProxy(parts: FilteringProxyParts): FilteringProxy {
  const turns = new HostTurns();
  const lanes = new Set<ProxyLane>();
  const dialParts: DialParts = { ...parts, dial: parts.dial ?? systemDial };
  return {
    openLane: async (maxBytes) => {
      const lane = await openProxyLane({ ...dialParts, turns, maxBytes });
      lanes.add(lane);
      return lane;
    },
    close: async () => {
      await Promise.all([...lanes].map(async (lane) => await lane.close()));
      lanes.clear();
    },
  };
}
