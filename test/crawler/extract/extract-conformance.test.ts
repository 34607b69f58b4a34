import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { canonicalizeUrl } from "../../../core/url.ts";
import { decodeBody } from "../../../crawler/extract/decode-body.ts";
import { parseRefresh } from "../../../crawler/extract/parse-refresh.ts";
import { hasShared, sharedJson, sharedPath } from "../../support/shared.ts";

describe.skipIf(!hasShared)("standards as their own suites state them (skipped without ../shared)", () => {
  test("RFC 3986 § 5.4: all 42 references are resolved, as WHATWG has it where it differs", () => {
    const cases = sharedJson<{ base: string; ref: string; expected: string; whatwg?: string }[]>(
      "suites/url-rfc3986/resolve.json",
    );
    expect(cases).toHaveLength(42);
    for (const { base, ref, expected, whatwg } of cases) {
      const target = (whatwg ?? expected).replace(/#.*$/, "");
      const isHttp = target.startsWith("http:");
      expect(canonicalizeUrl(ref, base), ref).toBe(isHttp ? target : null);
    }
  });

  test("meta refresh: all 69 contents of web-platform-tests", () => {
    const cases = sharedJson<{ input: string; expected: [] | [number, string] }[]>("suites/html-wpt/meta-refresh.json");
    expect(cases).toHaveLength(69);
    for (const { input, expected } of cases) {
      const refresh = parseRefresh(input);
      const got =
        refresh === null
          ? []
          : [refresh.delaySeconds, refresh.target?.replaceAll(/[\t\n\r]/g, "") ?? "refresh.sub.html"];
      expect(
        got.map((part) => (part === "" ? "refresh.sub.html" : part)),
        JSON.stringify(input),
      ).toEqual(expected);
    }
  });

  test("encodings: all 16 files of html-encoding-sniffer", () => {
    let count = 0;
    for (const folder of ["bom", "normal", "no-result", "utf"]) {
      const place = sharedPath(`suites/html-encoding/${folder}`);
      for (const name of readdirSync(place)) {
        const named = /_([^_]+)\.html$/.exec(name)?.[1] ?? name.replace(/\.html$/, "");
        const expected = { "no-result": "windows-1252", utf: "UTF-8" }[folder] ?? named;
        const { encoding } = decodeBody(readFileSync(`${place}/${name}`), null);
        expect(encoding.toLowerCase(), name).toBe(expected.toLowerCase());
        count += 1;
      }
    }
    expect(count).toBe(16);
  });
});
