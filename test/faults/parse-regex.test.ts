import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { canonicalizeUrl } from "../../core/url.ts";
import { decodeBody } from "../../crawler/extract/decode-body.ts";
import { parseRefresh } from "../../crawler/extract/parse-refresh.ts";
import { readPage } from "../../crawler/extract/read-page.ts";
import { referrerPolicy } from "../../crawler/extract/referral-of.ts";
import { headerLists, parseDirectives } from "../../crawler/extract/robots-directives.ts";
import { sentenceAround } from "../../crawler/extract/sentence-around.ts";
import { srcsetUrls } from "../../crawler/extract/srcset-urls.ts";
import { parseRetryAfter } from "../../crawler/politeness/retry-after.ts";
import { parseRobots } from "../../crawler/robots/parse-robots.ts";
import { mayFetch } from "../../crawler/robots/robots-access.ts";
import { parseSitemap } from "../../crawler/sitemap.ts";
import { sourceFiles } from "../support/imports.ts";
import { hostilePieces, regexesIn, type FoundRegex } from "../support/regexes.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SIZE = 50 * 1024;
const LIMIT_MS = 50;
/** Where time doubles with each character, so many suffice. */
const SHORT_LENGTH = 24;
/** Compiling, collecting and a busy machine make some runs slow: the best of so many counts. */
const RUNS = 4;

/** Folders that read what others wrote. */
const READERS = /^(?:core|crawler|seeds|cli)\//;

const NO_BYTES = new Uint8Array();

const files = sourceFiles(ROOT).filter((file) => READERS.test(file));
const found = files.map((file) => ({ file, ...regexesIn(ROOT, file) }));
const literals = found.flatMap((each) => each.literals);

/** Milliseconds of work of the best run: the first that is within the limit ends it. What others do is not counted. */
function bestMs(run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let count = 0; count < RUNS && best >= LIMIT_MS; count += 1) {
    const start = process.threadCpuUsage();
    run();
    const { user, system } = process.threadCpuUsage(start);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

/** A piece, or two in turn, what stands before it once, and an end that fits nothing, of about this size. */
function* hostileTexts(pieces: readonly string[], size: number): Generator<string> {
  for (const piece of pieces) {
    const long = piece.repeat(Math.ceil(size / piece.length));
    yield `${long}\u0001`;
    yield long;
    for (const other of pieces) {
      const both = `${other}${piece}`;
      yield `${other}${long}\u0001`;
      yield `${both.repeat(Math.ceil(size / both.length))}\u0001`;
    }
  }
}

/** The beginning of the first text that takes too long, or null. Short ones come first. */
function tooSlow(pieces: readonly string[], size: number, read: (text: string) => unknown): string | null {
  for (const length of [SHORT_LENGTH, size]) {
    for (const text of hostileTexts(pieces, length)) {
      if (bestMs(() => void read(text)) >= LIMIT_MS) return `${text.slice(0, 40)}… (${text.length})`;
    }
  }
  return null;
}

function allMatches({ pattern, flags }: Pick<FoundRegex, "pattern" | "flags">): (text: string) => unknown {
  const regex = new RegExp(pattern, flags.includes("g") ? flags : `${flags}g`);
  return (text) => text.replaceAll(regex, "");
}

/** What reads texts of others: every step that a page, an answer or a list goes through. */
const READING: readonly (readonly [name: string, read: (text: string) => unknown])[] = [
  ["an address", (text) => canonicalizeUrl(text, "https://a.example/b/")],
  ["a host", (text) => canonicalizeUrl(`https://${text}/`)],
  ["a query", (text) => canonicalizeUrl(`https://a.example/?${text}`)],
  ["a content type", (text) => decodeBody(NO_BYTES, `text/html${text}`)],
  ["a prescan", (text) => decodeBody(Buffer.from(`<meta ${text}`), null)],
  ["a refresh", (text) => parseRefresh(text)],
  ["the address of a refresh", (text) => parseRefresh(`0;url=${text}`)],
  ["X-Robots-Tag", (text) => parseDirectives(headerLists(text))],
  ["a referrer policy", (text) => referrerPolicy(text)],
  ["a srcset", (text) => srcsetUrls(text)],
  ["a sentence", (text) => sentenceAround(text, text.length / 2, text.length / 2 + 1)],
  ["Retry-After", (text) => parseRetryAfter(text, 0)],
  ["robots.txt", (text) => mayFetch(parseRobots(`user-agent: *\n${text}`), "Maillage", "https://a.example/")],
  ["an address by its rules", (text) => mayFetch(parseRobots("user-agent: *\ndisallow: /*a*b$"), "Maillage", text)],
  ["a sitemap", (text) => parseSitemap(Buffer.from(`<?xml ${text}`), "https://a.example/sitemap.xml")],
  ["a page", (text) => readPage(text, "https://a.example/").links],
  ["a tag", (text) => readPage(`<a ${text}`, "https://a.example/").links],
  ["text of a link", (text) => readPage(`<a href="b">${text}`, "https://a.example/").links],
];
const READ_PIECES: readonly string[] = [
  ..." |\t|.|..|/|//|./|../|;|=|&|?|#|%|%41|%zz|,|1|1w|a|a |\u00E9|\u{1F600}|<|</|<a|<a>|</a>|<!--|<![CDATA[|<svg>".split(
    "|",
  ),
  ...'<a href=b>|<table><a href=b>|<b><p>|<li><a href=b>x|&|&amp|&amp;|&#x|&#1114112;|"|\'|a="|charset=|;charset='.split(
    "|",
  ),
  ..."url=|noindex,|otherbot: |no-referrer,|disallow: /*|disallow: /a\n|*a|\0|\r|-->|]]>".split("|"),
];

describe("50 KB against each regular expression", () => {
  test("F72: all are found, and those made of texts are few and known", () => {
    expect(literals.length).toBeGreaterThan(80);
    const made = found.filter(({ madeCount }) => madeCount > 0).map(({ file, madeCount }) => [file, madeCount]);
    expect(made).toEqual([["crawler/politeness/retry-after.ts", 3]]);
  });

  test.each([
    ["\\.+$", ""],
    ["^(?:a+)+$", ""],
    ["\\s*charset\\s*=", "i"],
  ])("F72: an expression that takes too long is found out: %s", (pattern, flags) => {
    expect(tooSlow(hostilePieces(pattern), SIZE / 3, allMatches({ pattern, flags }))).not.toBeNull();
  });

  test.each(literals.map((regex) => [regex.file, `/${regex.pattern}/${regex.flags}`, regex] as const))(
    "F72: %s: %s is done within 50 ms",
    (_file, _text, regex) => {
      expect(tooSlow(hostilePieces(regex.pattern), SIZE, allMatches(regex))).toBeNull();
    },
  );

  test.each(READING)("F72: %s of 50 KB is read within 50 ms", (_name, read) => {
    const slow = READ_PIECES.filter((piece) => {
      const long = piece.repeat(Math.ceil(SIZE / piece.length));
      return bestMs(() => void read(long)) >= LIMIT_MS;
    });
    expect(slow).toEqual([]);
  });
});
