import type { Registry } from "../core/registry.ts";
import { hostOf } from "../core/url.ts";

/** Hosts with a port of their own that a registry names, as `host:port`: no other port than the web's is asked. */
export function registeredHosts(registry: Registry): ReadonlySet<string> {
  const addresses = [
    ...registry.sites.flatMap((site) => [site.home, ...site.prefixes]),
    ...registry.aliases.map((alias) => alias.prefix),
  ];
  return new Set(addresses.map(hostOf).filter((host) => /:\d+$/.test(host)));
}
