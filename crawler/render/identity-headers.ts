import type { HeaderEntry } from "./mapped-exchange.ts";

/** Headers in which a browser describes itself apart from its user agent (User-Agent Client Hints): ours says it all. */
const CLIENT_HINTS = /^sec-ch-/i;

/** A browser's request headers with our identity in place of its own. */
export function identityHeaders(
  own: Readonly<Record<string, string>>,
  identity: Readonly<Record<string, string>>,
): HeaderEntry[] {
  const names = new Set(["user-agent", "from", "accept-language"]);
  const replaced = Object.entries(identity).filter(([name]) => names.has(name.toLowerCase()));
  const taken = new Set(replaced.map(([name]) => name.toLowerCase()));
  const kept = Object.entries(own).filter(([name]) => !taken.has(name.toLowerCase()) && !CLIENT_HINTS.test(name));
  return [...kept, ...replaced].map(([name, value]) => ({ name, value }));
}
