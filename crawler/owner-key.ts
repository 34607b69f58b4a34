import { hostOf, type CanonicalUrl } from "../core/url.ts";
import type { OwnerKey } from "./ports.ts";

/** Whoever must not be hurried when an address is visited: its host, whatever the scheme. */
export function ownerKeyOf(url: CanonicalUrl): OwnerKey {
  return hostOf(url) as OwnerKey;
}

/** Name of an owner's host, without its port. */
export function hostnameOf(ownerKey: OwnerKey): string {
  return ownerKey.replace(/:\d+$/, "");
}
