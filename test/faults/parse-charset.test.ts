import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBody } from "../../crawler/extract/decode-body.ts";
import { crawledWebs } from "../support/crawled-webs.ts";
import type { FakeAnswer } from "../support/serve-web.ts";

const crawled = crawledWebs();

/** Bytes as written: one for each character. */
const bytes = (text: string): Buffer => Buffer.from(text, "latin1");
const utf16 = (text: string, isBig: boolean): Buffer => {
  const little = Buffer.from(text, "utf16le");
  return isBig ? little.swap16() : little;
};
const meta = (charset: string): string => `<meta charset="${charset}">`;
const http = (type: string): string => `<meta http-equiv="Content-Type" content="${type}">`;

/** `é` in UTF-8 is two bytes, which windows-1252 reads as two letters. */
const E_UTF8 = "\u00C3\u00A9";

describe("charsets in conflict are settled as the HTML standard does (13.2.3.2)", () => {
  test.each([
    [
      "a byte order mark beats header and meta",
      `\u00EF\u00BB\u00BF${meta("koi8-r")}${E_UTF8}`,
      "text/html; charset=iso-8859-1",
      "UTF-8",
      "é",
    ],
    ["the header beats meta", `${meta("windows-1252")}${E_UTF8}`, "text/html; charset=UTF-8", "UTF-8", "é"],
    [
      "a header of quotes and spaces",
      `${meta("windows-1252")}${E_UTF8}`,
      'text/html ; Charset = "utf-8"',
      "UTF-8",
      "é",
    ],
    [
      "a header that names no charset there is leaves it to meta",
      `${meta("utf-8")}${E_UTF8}`,
      "text/html; charset=nonsense",
      "UTF-8",
      "é",
    ],
    ["an empty header leaves it to meta", `${meta("utf-8")}${E_UTF8}`, "text/html; charset=", "UTF-8", "é"],
    ["of two meta the first counts", `${meta("utf-8")}${meta("koi8-r")}${E_UTF8}`, null, "UTF-8", "é"],
    [
      "a meta that names no charset there is gives way to the next",
      `${meta("nonsense")}${meta("utf-8")}${E_UTF8}`,
      null,
      "UTF-8",
      "é",
    ],
    ["http-equiv counts as meta charset does", `${http("text/html; charset=koi8-r")}\u00C1`, null, "KOI8-R", "а"],
    ["latin-1 is windows-1252", `${meta("iso-8859-1")}\u0080`, null, "windows-1252", "€"],
    ["nothing said is windows-1252", "<p>\u0080", null, "windows-1252", "€"],
    ["meta that says UTF-16 cannot be right: UTF-8", `${meta("utf-16le")}${E_UTF8}`, null, "UTF-8", "é"],
    ["meta x-user-defined is windows-1252", `${meta("x-user-defined")}\u0080`, null, "windows-1252", "€"],
    ["UTF-7 is no charset", `${meta("utf-7")}+ADw-\u0080`, null, "windows-1252", "+ADw-€"],
    [
      "a late meta counts, beyond 1,024 bytes",
      `<!--${"x".repeat(5000)}-->${meta("utf-8")}${E_UTF8}`,
      null,
      "UTF-8",
      "é",
    ],
    ["a meta in a comment is none", `<!--${meta("koi8-r")}-->\u0080`, null, "windows-1252", "€"],
    ["shift_jis with its own names", `${meta("x-sjis")}\u0082\u00A0`, null, "Shift_JIS", "あ"],
    ["gb2312 is GBK", `${meta("gb2312")}\u00C4\u00E3`, null, "GBK", "你"],
  ])("F67: %s", (_rule, body, contentType, encoding, end) => {
    const decoded = decodeBody(bytes(body), contentType);
    expect(decoded.encoding).toBe(encoding);
    expect(decoded.text.endsWith(end), decoded.text.slice(-20)).toBe(true);
  });

  test.each([
    ["big endian by its mark", Buffer.concat([bytes("\u00FE\u00FF"), utf16("é", true)]), null, "UTF-16BE", "é"],
    [
      "little endian by its mark, whatever the header",
      Buffer.concat([bytes("\u00FF\u00FE"), utf16("é", false)]),
      "a/b; charset=utf-8",
      "UTF-16LE",
      "é",
    ],
    ["by the header alone", utf16("<p>é", false), "text/html; charset=utf-16", "UTF-16LE", "<p>é"],
    [
      "with half a unit at its end",
      Buffer.concat([utf16("é", false), bytes("x")]),
      "a/b; charset=utf-16le",
      "UTF-16LE",
      "é\uFFFD",
    ],
    ["with half a pair", utf16("\uD83Dx", false), "a/b; charset=utf-16le", "UTF-16LE", "\uFFFDx"],
  ])("F67: UTF-16 %s", (_rule, body, contentType, encoding, text) => {
    expect(decodeBody(body, contentType)).toEqual({ text, encoding });
  });
});

describe("bytes that are none in their charset become U+FFFD, and what follows is read", () => {
  test.each([
    ["a byte that begins nothing", "utf-8", "a\u00FFb", "a\uFFFDb"],
    ["a sequence cut short by a tag", "utf-8", "\u00E2\u0082<p>", "\uFFFD<p>"],
    ["a sequence cut short by the end", "utf-8", "a\u00F0\u009F\u0098", "a\uFFFD"],
    ["overlong spelling of a slash", "utf-8", "\u00C0\u00AF", "\uFFFD\uFFFD"],
    ["a surrogate", "utf-8", "\u00ED\u00A0\u0080", "\uFFFD\uFFFD\uFFFD"],
    ["an ASCII byte after a lead byte", "shift_jis", "\u0082<", "\uFFFD<"],
    ["an ASCII byte after a lead byte of Big5", "big5", "\u0081<", "\uFFFD<"],
    ["0x80 in EUC-JP", "euc-jp", "\u0080a", "\uFFFDa"],
    ["an escape of no charset", "iso-2022-jp", "\u001B$Xa", "\uFFFD$Xa"],
    ["any byte of a charset that hides markup", "iso-2022-kr", "<script>", "\uFFFD"],
    ["octets that windows-1252 leaves open", "windows-1252", "\u0081", "\u0081"],
  ])("F67: %s", (_what, charset, body, text) => {
    expect(decodeBody(bytes(body), `text/html; charset=${charset}`).text).toBe(text);
  });

  test("F67: any bytes under any label are read, and none throws", () => {
    const label = fc.constantFrom(
      ..."utf-8 utf-16 utf-16be big5 gbk gb18030 euc-kr euc-jp shift_jis iso-2022-jp iso-2022-kr koi8-u macintosh ibm866 x-user-defined replacement nonsense".split(
        " ",
      ),
    );
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .array(
          fc.constantFrom(
            ..."<meta charset= \" ' > koi8-r utf-8 <!-- --> http-equiv content ; \u00FE\u00FF \u00EF\u00BB\u00BF \u001B$B".split(
              " ",
            ),
          ),
          { maxLength: 30 },
        )
        .map((parts) => bytes(parts.join(" "))),
    );
    fc.assert(
      fc.property(body, fc.option(label), fc.string(), (given, charset, more) => {
        const decoded = decodeBody(given, charset === null ? more : `text/html;${more};charset=${charset}`);
        expect(typeof decoded.text).toBe("string");
        expect(decoded.text.isWellFormed()).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

const answer = (body: Buffer, type: string): FakeAnswer => ({ body, headers: { "content-type": type } });

test("F67: titles and links of a crawl are read in the charset that counts, whatever else is said", async () => {
  const page = (title: string, charset: string): Buffer =>
    bytes(`<html>${meta(charset)}<title>${title}</title><h1>${title}</h1><a href="/${title}">${title}</a>`);
  const home = `<a href="/1"></a><a href="/2"></a><a href="/3"></a><a href="/4"></a>`;
  const web = await crawled({
    "a.example": {
      "/": home,
      "/1": answer(page(E_UTF8, "windows-1252"), "text/html; charset=utf-8"),
      "/2": answer(page("\u00E9", "iso-8859-1"), "text/html"),
      "/3": answer(
        Buffer.concat([bytes("\u00FE\u00FF"), utf16("<title>é</title><a href='/é'>é</a>", true)]),
        "text/html; charset=utf-8",
      ),
      "/4": answer(page("\u00E9\u00FF", "utf-8"), "text/html"),
      "/%C3%A9": "<title>found</title>",
      "*": { status: 404 },
    },
  });
  const encodings = new Map(web.visits().map((visit) => [visit.url, visit["encoding"]]));
  const titles = new Map(
    [...web.store.dump(1)]
      .map((line) => JSON.parse(line) as { text?: string; title?: string })
      .flatMap(({ text, title }) => (title === undefined ? [] : [[text, [encodings.get(text ?? ""), title]] as const])),
  );
  expect([1, 2, 3, 4].map((name) => titles.get(`https://a.example/${name}`))).toEqual([
    ["UTF-8", "é"],
    ["windows-1252", "é"],
    ["UTF-16BE", "é"],
    ["UTF-8", "\uFFFD\uFFFD"],
  ]);
  expect(titles.get("https://a.example/%C3%A9")).toEqual(["UTF-8", "found"]);
  expect(web.pagePaths("a.example").filter((path) => path === "/%C3%A9")).toHaveLength(1);
});
