import { compilePattern } from "./match-pattern.ts";
import { crawlDelayOf, requestRateOf, slower } from "./robots-pace.ts";
import { normalizePattern, type RobotsGroup, type RobotsRule, type RobotsRules } from "./robots-rules.ts";

export type { RobotsRules } from "./robots-rules.ts";

/** What is read of a file: 500 KiB (RFC 9309 § 2.5). */
export const ROBOTS_SIZE_BYTES = 500 * 1024;

interface GroupDraft {
  readonly agents: string[];
  readonly rules: RobotsRule[];
  crawlDelaySeconds: number | null;
  requestRateSeconds: number | null;
}

/** What the records so far mean for the next one. */
type LastRecord = "agent" | "pace" | "rule";

/**
 * A robots.txt file by RFC 9309. Never throws: lines that are no record are ignored, whatever they hold. What lies beyond
 * 500 KiB is cut at the end of the last whole line. Records that the RFC does not know never end a group (§ 2.2.4), but a pace
 * belongs to the agents just above it.
 */
export function parseRobots(body: Uint8Array | string): RobotsRules {
  const groups: GroupDraft[] = [];
  const sitemaps: string[] = [];
  let last: LastRecord = "rule";
  for (const line of textOf(body).split(/\r\n|\r|\n/)) {
    const record = recordOf(line);
    if (record === null) continue;
    const { key, value } = record;
    const group = groups.at(-1);
    if (key === "sitemap") sitemaps.push(value);
    else if (key === "useragent") {
      if (last === "agent" && group !== undefined) group.agents.push(agentToken(value));
      else groups.push(newGroup(agentToken(value), last === "pace" ? group : undefined));
      last = "agent";
    } else if (group !== undefined) {
      const isRule = key === "allow" || key === "disallow";
      if (isRule) addRule(group, key === "allow", value);
      else addPace(group, key, value);
      if (isRule || last === "agent") last = isRule ? "rule" : "pace";
    }
  }
  return { groups: groups satisfies RobotsGroup[], sitemaps };
}

/** A group that shares the rules of the one before when no rule has come since. */
function newGroup(agent: string, before: GroupDraft | undefined): GroupDraft {
  return { agents: [agent], rules: before?.rules ?? [], crawlDelaySeconds: null, requestRateSeconds: null };
}

function addRule(group: GroupDraft, isAllowed: boolean, value: string): void {
  if (value !== "") group.rules.push({ isAllowed, pattern: compilePattern(normalizePattern(value)) });
}

/** Of several paces the slowest holds. */
function addPace(group: GroupDraft, key: RobotsKey, value: string): void {
  if (key === "crawldelay") group.crawlDelaySeconds = slower(group.crawlDelaySeconds, crawlDelayOf(value));
  else group.requestRateSeconds = slower(group.requestRateSeconds, requestRateOf(value));
}

type RobotsKey = "useragent" | "allow" | "disallow" | "crawldelay" | "requestrate" | "sitemap";

interface RobotsRecordLine {
  readonly key: RobotsKey;
  readonly value: string;
}

const RECORD = /^[\s\uFEFF]*(user-?agent|allow|disallow|crawl-?delay|request-?rate|site-?map)(?:\s*:\s*|\s+)([^]*)$/i;

/** A line as key and value, or null when it is no record. The colon may be missing after the key, as others tolerate. */
function recordOf(line: string): RobotsRecordLine | null {
  const [text = ""] = line.split("#", 1);
  const [, name, written = ""] = RECORD.exec(text) ?? [];
  if (name === undefined) return null;
  const value = written.replaceAll(/<[^>]*>?/g, "").trim();
  return { key: name.toLowerCase().replace("-", "") as RobotsKey, value };
}

/** Product token: its leading letters, digits, `_` and `-` (RFC 9309 § 2.2.1), in lower case. */
function agentToken(value: string): string {
  if (value.startsWith("*")) return "*";
  return (/^[A-Za-z0-9_-]+/.exec(value)?.[0] ?? "").toLowerCase();
}

function textOf(body: Uint8Array | string): string {
  // In UTF-8 a UTF-16 unit takes three octets at most.
  if (typeof body === "string" && body.length * 3 <= ROBOTS_SIZE_BYTES) return body;
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes.subarray(0, ROBOTS_SIZE_BYTES));
  return bytes.length > ROBOTS_SIZE_BYTES ? wholeLines(text) : text;
}

/** By byte order mark; without one, a NUL beside the first character tells UTF-16, as in no other encoding. */
function encodingOf(body: Uint8Array): string {
  const [first, second] = body;
  if ((first === 0xff && second === 0xfe) || (second === 0 && first !== 0)) return "utf-16le";
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== 0) ? "utf-16be" : "utf-8";
}

function wholeLines(text: string): string {
  return text.slice(0, Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1);
}
