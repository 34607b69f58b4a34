import { getDomain, getPublicSuffix } from "tldts";

/** Suffixes that companies give away names under count as those of countries do: whoever is below is somebody else. */
const OPTIONS = { allowPrivateDomains: true } as const;

/**
 * The part of a host name that somebody registered, by the Public Suffix List: `impots.gouv.fr` for
 * `www.impots.gouv.fr`. Null for a public suffix (`gouv.fr`), an address, and what is no host name.
 */
export function registrableDomain(hostname: string): string | null {
  return getDomain(hostname, OPTIONS);
}

/** Whether anybody may register below a host name: `gouv.fr`, `co.uk`, and every top-level name, listed or not. */
export function isPublicSuffix(hostname: string): boolean {
  return getPublicSuffix(hostname, OPTIONS) === hostname;
}
