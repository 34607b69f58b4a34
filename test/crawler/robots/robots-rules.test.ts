import { describe, expect, test } from "vitest";
import { ROBOTS_SIZE_BYTES, parseRobots } from "../../../crawler/robots/parse-robots.ts";
import { crawlDelaySeconds, mayFetch, requestRateSeconds } from "../../../crawler/robots/robots-access.ts";

const allows = (body: string | Uint8Array, url: string, agent = "Maillage") => mayFetch(parseRobots(body), agent, url);
const forAll = (...lines: readonly string[]) => ["User-agent: *", ...lines].join("\n");

describe("the longest matching pattern decides, allow on ties (RFC 9309 § 2.2.2, § 2.2.3)", () => {
  test.each([
    [["Disallow: /a", "Allow: /a/b"], "/a/b/c", true],
    [["Allow: /a", "Disallow: /a"], "/a", true],
    [["Disallow: /a*b*c"], "/a/bb/x/c", false],
    [["Disallow: /a*b*c"], "/a/c/b", true],
    [["Disallow: /*.pdf$"], "/x.pdf", false],
    [["Disallow: /*.pdf$"], "/x.pdf?y", true],
    [["Disallow: /a$"], "/a", false],
    [["Disallow: /a$"], "/ab", true],
    [["Disallow: /*ab*ab$"], "/ab", true],
    [["Disallow: /*ab*ab$"], "/abab", false],
    [["Disallow: **a**"], "/xa", false],
    [["Disallow: /é"], "/%C3%A9", false],
    [["Disallow: /%7Ea"], "/~a", false],
    [["Disallow: /a%2ab"], "/a*b", false],
    [["Disallow: /a%24"], "/a$", false],
    [["Disallow: /a?"], "/a?", false],
    [["Disallow: /a?"], "/a", true],
    [["Disallow:"], "/a", true],
    [["Disallow: a"], "/a", false],
  ])("%j: %s is allowed: %s", (lines, url, expected) => {
    expect(allows(forAll(...lines), url)).toBe(expected);
  });

  test.each([
    [`${"a".repeat(60)}b`, true],
    ["ab".repeat(30), false],
    ["aab".repeat(20), false],
    [`${"aab".repeat(20)}aaa`, true],
  ])("pieces too long for a plain search are found all the same: *%s", (piece, expected) => {
    const path = `/${"a".repeat(50)}${"ab".repeat(31)}${"aab".repeat(21)}`;
    expect(path.includes(piece)).toBe(!expected);
    expect(allows(forAll(`Disallow: *${piece}*z`), `${path}z`)).toBe(expected);
  });
});

describe("groups (RFC 9309 § 2.2.1, § 2.2.4)", () => {
  test.each([
    [
      "our groups merge",
      "User-agent: maillage\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: MAILLAGE\nDisallow: /b",
      "/b",
      false,
    ],
    [
      "F47: an empty own group at the end of the file allows all",
      "User-agent: *\nDisallow: /\nUser-agent: Maillage",
      "/b",
      true,
    ],
    [
      "F47: so does one with an empty rule",
      "User-agent: Maillage\nDisallow:\n\nUser-agent: *\nDisallow: /",
      "/b",
      true,
    ],
    ["F47: and one with a pace alone", "User-agent: *\nDisallow: /\nUser-agent: Maillage\nCrawl-delay: 9", "/b", true],
    ["a name counts whole", "User-agent: Maill\nDisallow: /\nUser-agent: Maillage-x\nDisallow: /", "/b", true],
    ["a version behind it does not count", "User-agent: Maillage/1.0\nDisallow: /", "/b", false],
    ["a sitemap never ends a group", "User-agent: Maillage\nSitemap: /s\nUser-agent: x\nDisallow: /", "/b", false],
    ["nor does a pace", "User-agent: Maillage\nCrawl-delay: 1\nUser-agent: x\nDisallow: /", "/b", false],
    ["rules end it", "User-agent: Maillage\nDisallow: /a\nUser-agent: x\nDisallow: /", "/b", true],
    ["rules before any agent are nobody's", "Disallow: /\nUser-agent: Maillage\nDisallow: /a", "/b", true],
  ])("%s", (_, body, url, expected) => {
    expect(allows(body, url)).toBe(expected);
  });

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("F45: %s is an agent like others", (agent) => {
    expect(allows("User-agent: x\nDisallow: /", "/a", agent)).toBe(true);
    expect(allows(`User-agent: ${agent}\nDisallow: /\nUser-agent: *\nAllow: /`, "/a", agent)).toBe(false);
    expect(allows(`User-agent: ${agent}\nDisallow: /`, "/a")).toBe(true);
  });
});

describe("F43: a pace belongs to the agents just above it", () => {
  test.each([
    ["10", 10],
    ["0.5", 0.5],
    [".5", 0.5],
    ["2,5", 2.5],
    ["10.", 10],
    ["3600", 3600],
    ["10 # a comment", 10],
    ["10 seconds, please", 10],
    ["10s", 10],
    ["9".repeat(400), 1e9],
    ["abc", null],
    ["-1", null],
    ["10a", null],
    ["1.2.1", null],
    ["", null],
  ])("Crawl-delay: %s is %s seconds", (value, expected) => {
    expect(crawlDelaySeconds(parseRobots(forAll(`Crawl-delay: ${value}`)), "Maillage")).toBe(expected);
  });

  test.each([
    ["1/10s", 10],
    ["30/1m", 2],
    ["1/10", 10],
    ["4/1h", 900],
    ["1/1D", 86_400],
    ["1 / 10 s", 10],
    ["1/10s 1820-1940", 10],
    ["0/10s", null],
    ["1/0", null],
    ["10", null],
    ["1/x", null],
    ["1/10w", null],
  ])("Request-rate: %s is %s seconds", (value, expected) => {
    expect(requestRateSeconds(parseRobots(forAll(`Request-rate: ${value}`)), "Maillage")).toBe(expected);
  });

  test("it neither falls to the group before nor to the next, and of several the slowest holds", () => {
    const body =
      "User-agent: a\nCrawl-delay: 1\nUser-agent: b\nUser-agent: c\nDisallow: /\nCrawl-delay: 7\nCrawl-delay: 3";
    const rules = parseRobots(`${body}\nUser-agent: b\nRequest-rate: 1/9`);
    expect(["a", "b", "c", "d"].map((agent) => crawlDelaySeconds(rules, agent))).toEqual([1, 7, 7, null]);
    expect(["a", "b", "c", "d"].map((agent) => requestRateSeconds(rules, agent))).toEqual([null, 9, null, null]);
  });
});

describe("F42: whatever the file is, it is read to 500 KiB and never throws", () => {
  const start = forAll("Disallow: /a");
  const lines = "Allow: /xxxxxxxxxxxx\n".repeat(600 * 50);
  test.each([
    ["text", (text: string) => text],
    ["bytes", (text: string) => Buffer.from(text, "utf8")],
    ["UTF-16", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le")],
  ])("600 KiB of %s: what stands in the first 500 KiB counts, what stands behind does not", (_, encode) => {
    const long = parseRobots(encode(`${start}\n${lines}Disallow: /b`));
    expect([mayFetch(long, "Maillage", "/a"), mayFetch(long, "Maillage", "/b")]).toEqual([false, true]);
  });

  test("a line that the cut divides does not count", () => {
    const filler = `#${"x".repeat(ROBOTS_SIZE_BYTES - start.length - 14)}\n`;
    expect(allows(`${start}\n${filler}Disallow: /bc`, "/b")).toBe(true);
    expect(parseRobots("x".repeat(ROBOTS_SIZE_BYTES + 1))).toEqual({ groups: [], sitemaps: [] });
  });

  test.each([
    ["CRLF", Buffer.from(start.replaceAll("\n", "\r\n"))],
    ["CR", Buffer.from(start.replaceAll("\n", "\r"))],
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${start}`)],
    ["UTF-16, low byte first", Buffer.from(`\uFEFF${start}`, "utf16le")],
    ["UTF-16, high byte first", Buffer.from(`\uFEFF${start}`, "utf16le").swap16()],
    ["UTF-16 without a mark", Buffer.from(start, "utf16le")],
    ["UTF-16 without a mark, high byte first", Buffer.from(start, "utf16le").swap16()],
    ["lines with comments and tags", Buffer.from("user-agent:*#x\n  Disallow /a<br>\n")],
  ])("%s is read", (_, body) => {
    expect([allows(body, "/a"), allows(body, "/b")]).toEqual([false, true]);
  });

  test.each([
    ["an HTML error page", Buffer.from("<!DOCTYPE html>\n<html><body>\n<p>Disallow: /</p>\nNot found\n</body></html>")],
    ["bytes of any kind", Uint8Array.from({ length: 600_000 }, (_, index) => (index * 7919) % 251)],
    ["nothing", new Uint8Array()],
    ["a lone mark", Uint8Array.of(0xff, 0xfe)],
  ])("%s has no rules", (_, body) => {
    expect(parseRobots(body).groups).toEqual([]);
    expect(allows(body, "/a")).toBe(true);
  });
});

describe("F45, F72: hostile files and addresses cost time in proportion to their length (else this runs out of time)", () => {
  const [piece, path] = [`${"a".repeat(25_000)}b`, `/${"a".repeat(50_000)}`];
  test.each([
    ["2,048 stars", "Disallow: /" + "*a".repeat(2048) + "b", "/" + "a".repeat(2083)],
    ["50 KB of stars", `Disallow: ${"*".repeat(50_000)}b`, path],
    ["a last letter that never comes", `Disallow: *${piece}`, path],
    ["a first letter that never comes", `Disallow: *b${"a".repeat(25_000)}*`, path],
    ["a letter in the middle that never comes", `Disallow: *${"a".repeat(12_000)}b${"a".repeat(12_000)}*`, path],
    ["nearly the same over and over", `Disallow: *${"a".repeat(40)}b*`.repeat(1000), path],
  ])("%s", (_, record, url) => {
    const rules = parseRobots(forAll(record));
    for (let times = 0; times < 300; times += 1) expect(mayFetch(rules, "Maillage", url)).toBe(true);
  });

  test.each([
    " ",
    "\t",
    "<",
    "%",
    "%2",
    "*",
    "$",
    "1",
    "1/",
    "a",
    ":",
    "\uD800",
    "é",
    "user-agent",
    "crawl-delay: 1",
    "disallow:",
  ])("50 KB of %j in every place", (part) => {
    const hostile = part.repeat(Math.ceil(50_000 / part.length));
    const keys = ["", "User-agent: ", "Disallow: ", "Crawl-delay: 1", "Request-rate: 1/", "Sitemap: ", "disallow "];
    const body = keys.flatMap((key) => [`${key}${hostile}`, `${key}${hostile}x`, `${hostile}${key}`]).slice(0, 8);
    const rules = parseRobots([forAll(), ...body].join("\n"));
    expect(typeof mayFetch(rules, hostile, `/${hostile}`)).toBe("boolean");
    expect(crawlDelaySeconds(parseRobots(forAll(`Crawl-delay: ${hostile}x`)), hostile)).toBeNull();
  });
});
