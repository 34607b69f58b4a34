import { normalizePattern, type RobotsGroup, type RobotsRule, type RobotsRules } from "./robots-rules.ts";

export type { RobotsRules } from "./robots-rules.ts";

/** What is read of a file: 500 KiB (RFC 9309 § 2.5). */
export const ROBOTS_SIZE_BYTES = 500 * 1024;

interface GroupDraft {
  readonly agents: string[];
  readonly rules: RobotsRule[];
  crawlDelaySeconds: number | null;
}

/**
 * A robots.txt file by RFC 9309. Never throws: lines that are no record are ignored, whatever they hold. What lies beyond
 * 500 KiB is cut at the end of the last whole line.
 */
export function parseRobots(body: Uint8Array | string): RobotsRules {
  const groups: GroupDraft[] = [];
  const sitemaps: string[] = [];
  let isNaming = false;
  for (const line of textOf(body).split(/\r\n|\r|\n/)) {
    const record = recordOf(line);
    if (record === null) continue;
    const { key, value } = record;
    if (key === "sitemap") sitemaps.push(value);
    else if (key === "user-agent") {
      if (!isNaming) groups.push({ agents: [], rules: [], crawlDelaySeconds: null });
      groups.at(-1)?.agents.push(agentToken(value));
      isNaming = true;
    } else if (key === "allow" || key === "disallow" || key === "crawl-delay") {
      isNaming = false;
      addRecord(groups.at(-1), key, value);
    }
  }
  return { groups: groups satisfies RobotsGroup[], sitemaps };
}

function addRecord(group: GroupDraft | undefined, key: "allow" | "disallow" | "crawl-delay", value: string): void {
  if (group === undefined) return;
  if (key === "crawl-delay") {
    const [number] = /^(?:\d+(?:\.\d+)?|\.\d+)(?=\s|$)/.exec(value) ?? [];
    if (number !== undefined) group.crawlDelaySeconds ??= Number(number);
  } else if (value !== "") {
    group.rules.push({ isAllowed: key === "allow", pattern: normalizePattern(value) });
  }
}

interface RobotsRecordLine {
  readonly key: string;
  readonly value: string;
}

/** A line as key and value, or null when it is no record. The colon may be missing after the key, as others tolerate. */
function recordOf(line: string): RobotsRecordLine | null {
  const [text = ""] = line.split("#", 1);
  const match = /^[\s\uFEFF]*(user-?agent|allow|disallow|crawl-?delay|site-?map)(?:\s*:\s*|\s+)([^]*)$/i.exec(text);
  if (match === null) return null;
  const key = (match[1] ?? "").toLowerCase();
  const value = (match[2] ?? "").replaceAll(/<[^>]*>?/g, "").trim();
  if (key === "useragent") return { key: "user-agent", value };
  if (key === "site-map") return { key: "sitemap", value };
  return { key: key === "crawldelay" ? "crawl-delay" : key, value };
}

/** Product token: its leading letters, digits, `_` and `-` (RFC 9309 § 2.2.1), in lower case. */
function agentToken(value: string): string {
  if (value.startsWith("*")) return "*";
  return (/^[A-Za-z0-9_-]+/.exec(value)?.[0] ?? "").toLowerCase();
}

function textOf(body: Uint8Array | string): string {
  if (typeof body === "string")
    return body.length > ROBOTS_SIZE_BYTES ? wholeLines(body.slice(0, ROBOTS_SIZE_BYTES)) : body;
  const isCut = body.length > ROBOTS_SIZE_BYTES;
  const text = new TextDecoder(encodingOf(body)).decode(isCut ? body.subarray(0, ROBOTS_SIZE_BYTES) : body);
  return isCut ? wholeLines(text) : text;
}

function encodingOf(body: Uint8Array): string {
  if (body[0] === 0xff && body[1] === 0xfe) return "utf-16le";
  return body[0] === 0xfe && body[1] === 0xff ? "utf-16be" : "utf-8";
}

function wholeLines(text: string): string {
  return text.slice(0, Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1);
}
