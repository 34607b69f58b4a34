import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalizeUrl, type CanonicalUrl } from "../../core/url.ts";
import { queryKeyOf, queryTrap, trapOf } from "../../crawler/trap-rules.ts";

const HOST = "https://a.example";
const address = (path: string) => canonicalizeUrl(path, HOST)!;
const segments = (count: number) => Array.from({ length: count }, (_, index) => `/s${index}`).join("");

describe("F02, F03: 20 segments, 2,083 characters, the same two segments in a row three times (crawler.md § 3)", () => {
  test.each([
    ["/", null],
    [segments(20), null],
    [`${segments(20)}/`, null],
    [`${segments(20)}?a/b/c`, null],
    [segments(21), "trap:segments"],
    [`//${segments(19).replaceAll("/", "//")}`, null],
    ["/a/b/a/b", null],
    ["/a/b/a/b/a", null],
    ["/a/b/a/b/a/b", "trap:repeat"],
    ["/a/b/a/b/a/b?x", "trap:repeat"],
    ["/a/b/a/b?/a/b", null],
    ["/a/b/c/a/b/d/a/b", "trap:repeat"],
    ["/x/y/a/b/c/a/b/d/a/b/", "trap:repeat"],
    ["/a/b/A/b/a/B", null],
    ["/a/a/a", null],
    ["/a/a/a/a", "trap:repeat"],
    ["/2026/01/01/2026/02/02/2026/03/03", null],
    [`${segments(18)}/a/b`, null],
    [`/a/b${segments(12)}/a/b/c/a/b`, "trap:repeat"],
  ])("%s: %s", (path, expected) => {
    expect(trapOf(address(path))).toBe(expected);
  });

  test("the limit of length is that of the whole address", () => {
    const longest = `${HOST}/${"x".repeat(2083 - HOST.length - 1)}` as CanonicalUrl;
    expect([longest.length, trapOf(longest)]).toEqual([2083, null]);
    expect(trapOf(`${longest}x` as CanonicalUrl)).toBe("trap:length");
    expect(trapOf(`${HOST}/?${"x".repeat(2083)}` as CanonicalUrl)).toBe("trap:length");
  });

  test("segments whose hashes agree by chance are no repetition", () => {
    // "Aa" and "BB" have the same hash by multiplying with 31.
    expect(trapOf(address("/Aa/x/BB/x/Aa/x"))).toBeNull();
    expect(trapOf(address("/Aa/x/BB/x/Aa/x/Aa/x"))).toBe("trap:repeat");
  });

  test("it says what counting the pairs says, for any path of few different segments", () => {
    const part = fc.constantFrom("a", "b", "c", "Aa", "BB", "");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const kept = parts.filter((segment) => segment !== "");
        const pairs = kept.slice(1).map((segment, index) => `${kept[index]}/${segment}`);
        const isRepeated = pairs.some((pair) => pairs.filter((other) => other === pair).length >= 3);
        expect(trapOf(`${HOST}/${parts.join("/")}` as CanonicalUrl)).toBe(isRepeated ? "trap:repeat" : null);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});

describe("F05: 50 queries per path", () => {
  test.each([
    ["/a?b=1", `${HOST}/a`],
    ["/a?b=1&c=2", `${HOST}/a`],
    ["/a/?b", `${HOST}/a/`],
    ["/a", null],
  ])("%s is counted under %s", (path, expected) => {
    expect(queryKeyOf(address(path))).toBe(expected);
  });

  test("the 50th is taken, the 51st is not", () => {
    expect([queryTrap(0, 50), queryTrap(49, 50), queryTrap(50, 50)]).toEqual([null, null, "trap:queries"]);
  });
});

test.each(["/", "?", "//", "a/", "a/b/", "%"])("F72: 50 KB of %j are judged", (part) => {
  expect(trapOf(`${HOST}/${part.repeat(50_000)}` as CanonicalUrl)).toBe("trap:length");
});
