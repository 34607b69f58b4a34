/** What a page asks of robots. */
export interface RobotsDirectives {
  readonly noindex: boolean;
  readonly nofollow: boolean;
}

/** Our token in robots rules, in lower case. */
const OUR_TOKEN = "maillage";
const AGENT_SCOPE = /^([a-z0-9_-]+)\s*:(.*)$/;
/** Directives that carry a value after a colon, and so are no agent's name. */
const VALUED = new Set(["unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"]);

/** Directives of comma-separated lists in meta elements and headers, joined: the strictest wins. */
export function parseDirectives(lists: readonly string[]): RobotsDirectives {
  const tokens = new Set(lists.flatMap((list) => list.toLowerCase().split(",")).map((token) => token.trim()));
  const isNone = tokens.has("none");
  return { noindex: isNone || tokens.has("noindex"), nofollow: isNone || tokens.has("nofollow") };
}

/** The lists of an X-Robots-Tag header that are meant for us: a scope (`otherbot: nofollow`) holds until the next one. */
export function headerLists(header: string): string[] {
  let isOurs = true;
  const kept: string[] = [];
  for (const part of header.toLowerCase().split(",")) {
    const [, agent, rest] = AGENT_SCOPE.exec(part.trim()) ?? [];
    const isScope = agent !== undefined && !VALUED.has(agent);
    if (isScope) isOurs = agent === OUR_TOKEN || agent === "*" || agent === "robots";
    if (isOurs) kept.push(isScope ? (rest ?? "") : part);
  }
  return kept;
}

/** Whether a meta element's name addresses us. */
export function isRobotsMeta(name: string): boolean {
  const lower = name.trim().toLowerCase();
  return lower === "robots" || lower === OUR_TOKEN;
}
