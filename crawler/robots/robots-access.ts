import { matchesPattern } from "./match-pattern.ts";
import { slower } from "./robots-pace.ts";
import { normalizePath, type RobotsGroup, type RobotsRules } from "./robots-rules.ts";

/**
 * Whether an agent may fetch an address, judged by the rules of its origin. The longest matching pattern decides, allow
 * on ties (RFC 9309 § 2.2.2); `/robots.txt` itself is always allowed. Never throws: what is no address is allowed.
 */
export function mayFetch(rules: RobotsRules, agent: string, url: string): boolean {
  const path = pathOf(url);
  if (path === null || path === "/robots.txt") return true;
  let longest = -1;
  let isAllowed = true;
  for (const group of groupsFor(rules, agent)) {
    for (const rule of group.rules) {
      const { lengthOctets } = rule.pattern;
      const isBeaten = lengthOctets < longest || (lengthOctets === longest && isAllowed);
      if (isBeaten || !matchesPattern(rule.pattern, path)) continue;
      longest = lengthOctets;
      ({ isAllowed } = rule);
    }
  }
  return isAllowed;
}

/** Whether no rule for an agent forbids anything: `mayFetch` is true whatever the address. */
export function allowsAll(rules: RobotsRules, agent: string): boolean {
  return groupsFor(rules, agent).every((group) => group.rules.every(({ isAllowed }) => isAllowed));
}

/** Pause that the file asks of an agent between two requests, in seconds, or null when it asks for none. */
export function crawlDelaySeconds(rules: RobotsRules, agent: string): number | null {
  return groupsFor(rules, agent).reduce<number | null>(
    (slowest, group) => slower(slowest, group.crawlDelaySeconds),
    null,
  );
}

/** The same as told by `Request-rate`, a count of requests in a time: seconds per request, or null when it is not told. */
export function requestRateSeconds(rules: RobotsRules, agent: string): number | null {
  return groupsFor(rules, agent).reduce<number | null>(
    (slowest, group) => slower(slowest, group.requestRateSeconds),
    null,
  );
}

/**
 * What the status of robots.txt means for its origin (RFC 9309 § 2.3.1; stricter for redirects without end). Null: no
 * answer came.
 */
export function robotsForStatus(status: number | null): "parse" | "allow-all" | "disallow-all" {
  if (status === null || status === 429) return "disallow-all";
  if (status >= 200 && status <= 299) return "parse";
  return status >= 400 && status <= 499 ? "allow-all" : "disallow-all";
}

/** Groups that name the agent, or else those for all. */
function groupsFor(rules: RobotsRules, agent: string): readonly RobotsGroup[] {
  const token = (/^[A-Za-z0-9_-]+/.exec(agent.trim())?.[0] ?? "").toLowerCase();
  const own = rules.groups.filter((group) => token !== "" && group.agents.includes(token));
  return own.length > 0 ? own : rules.groups.filter((group) => group.agents.includes("*"));
}

function pathOf(url: string): string | null {
  const parsed = URL.parse(url, "https://host.invalid/");
  if (parsed === null) return null;
  const hasLoneMark = parsed.search === "" && /^[^#]*\?(?:#|$)/.test(url);
  return normalizePath(`${parsed.pathname}${hasLoneMark ? "?" : parsed.search}`);
}
