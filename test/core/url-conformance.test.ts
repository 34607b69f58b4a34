import { describe, expect, test } from "vitest";
import { canonicalizeUrl } from "../../core/url.ts";
import { literalAddress } from "../../crawler/fetch/address-guard.ts";
import { differing, placesOf, type Differences } from "../support/frozen-rows.ts";
import { hasShared, sharedJson } from "../support/shared.ts";

interface PurellCase {
  readonly src: string;
  readonly flags: readonly string[];
  readonly expected: string;
}
interface SafebrowsingCase {
  readonly fn: string;
  readonly url: string;
  readonly output: string;
  /** It has no canonical form. */
  readonly fail: boolean;
}

/** What we normalize, by purell's names. Its other flags merge what may be two pages, or are its own. */
const OURS = new Set(
  "LowercaseScheme LowercaseHost UppercaseEscapes DecodeUnnecessaryEscapes RemoveDefaultPort RemoveDotSegments RemoveFragment RemoveEmptyQuerySeparator SortQuery DecodeOctalHost DecodeDWORDHost DecodeHexHost RemoveUnnecessaryHostDots"
    .split(" ")
    .map((name) => `Flag${name}`)
    .concat("FlagsSafe"),
);

/** Places among the rows whose flags are all ours. */
const PURELL: Differences = {
  "parameters are sorted by name alone: the order of one that is repeated counts (§ 5)": [13],
  "labels that are empty are an error of the page, and not guessed away": [43, 47],
  "the expected address was decoded as Latin-1 when the suite was recorded": [48],
};
const ADDRESSES: Differences = {
  "276.2.3: no part of a WHATWG address but the last exceeds 255": [3],
  "text after an address makes a host with a space: no address on the web": [9],
};
const HOSTS: Differences = {
  "labels that are empty are an error of the page, and not guessed away": [3, 4],
  "the URL Standard spells the last 32 bits of IPv6 in hexadecimal": [5],
};
const CANONICAL: Differences = {
  "characters that the URL Standard forbids in a host, as written or escaped": [2, 20, 24, 25, 29, 35],
  "no scheme, and no base to take one from": [26, 34],
  "ftp is not on the web": [28],
  "the URL Standard reads any number of slashes before a host": [46, 48, 49, 50],
};

function hostname(url: string): string | null {
  const canonical = canonicalizeUrl(url);
  return canonical === null ? null : new URL(canonical).hostname;
}

describe.skipIf(!hasShared)("addresses as other projects' own tests spell them (skipped without ../shared)", () => {
  test("purell: 45 of the 49 rows that ask for what we do; the others differ for reasons", () => {
    const rows = sharedJson<PurellCase[]>("suites/url-purell/cases.json").filter(({ flags }) =>
      flags.every((flag) => OURS.has(flag)),
    );
    // A row asks for some of what we do, and keeps an empty path: its spelling and ours mean the same place, or none.
    const places = differing(rows, ({ src, expected }) => canonicalizeUrl(src) === canonicalizeUrl(expected));
    expect(places).toEqual(placesOf(PURELL));
    expect([rows.length - places.length, rows.length]).toEqual([45, 49]);
  });

  test("purell: a row that asks for all that its address needs is spelt as expected, but for three of the above", () => {
    const rows = sharedJson<PurellCase[]>("suites/url-purell/cases.json").filter(({ flags, expected }) => {
      return flags.every((flag) => OURS.has(flag)) && canonicalizeUrl(expected) === expected;
    });
    const spelt = rows.filter(({ src, expected }) => canonicalizeUrl(src) === expected);
    expect([spelt.length, rows.length]).toEqual([22, 25]);
  });

  test("safebrowsing: 52 of 52 addresses are read without a throw", () => {
    const rows = safebrowsing("TestCanonicalURL");
    expect(rows).toHaveLength(52);
    for (const { url } of rows) {
      const canonical = canonicalizeUrl(url);
      if (canonical !== null) expect(canonicalizeUrl(canonical), url).toBe(canonical);
    }
  });

  test("safebrowsing: 39 of 52 have the same host, or none; the others differ for reasons", () => {
    const rows = safebrowsing("TestCanonicalURL");
    const places = differing(rows, ({ url, output, fail }) => hostname(url) === (fail ? null : hostOfText(output)));
    expect(places).toEqual(placesOf(CANONICAL));
    expect(rows.length - places.length).toBe(39);
  });

  test("safebrowsing: 9 of 11 numeric addresses; the others differ for reasons", () => {
    const rows = safebrowsing("TestParseIPAddress");
    const places = differing(rows, ({ url, output }) => {
      return (literalAddress(hostname(`http://${url}/`) ?? "") ?? "") === output;
    });
    expect(places).toEqual(placesOf(ADDRESSES));
    expect([rows.length - places.length, rows.length]).toEqual([9, 11]);
  });

  test("safebrowsing: 7 of 10 hosts; the others differ for reasons", () => {
    const rows = safebrowsing("TestCanonicalHost");
    const places = differing(rows, ({ url, output, fail }) => hostname(url) === (fail ? null : output));
    expect(places).toEqual(placesOf(HOSTS));
    expect([rows.length - places.length, rows.length]).toEqual([7, 10]);
  });
});

function safebrowsing(fn: string): SafebrowsingCase[] {
  return sharedJson<SafebrowsingCase[]>("suites/url-safebrowsing/cases.json").filter((row) => row.fn === fn);
}

/** Host of an address as the suite spells it: not always one that the URL Standard allows. */
function hostOfText(url: string): string {
  return url.split("/", 3)[2] ?? "";
}
