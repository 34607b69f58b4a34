import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isPublicSuffix, registrableDomain } from "../../core/registrable-domain.ts";
import { differing, placesOf, type Differences } from "../support/frozen-rows.ts";
import { hasShared, sharedPath } from "../support/shared.ts";

/** Rows of test_psl.txt, by their places. */
const SUFFIXES: Differences = { "a leading dot is passed over: no host name of ours has one": [6, 7] };

test.each([
  ["www.impots.gouv.fr", "impots.gouv.fr"],
  ["ec.europa.eu", "europa.eu"],
  ["www.bund.de", "bund.de"],
  ["gouv.fr", null],
  ["gov.uk", null],
  ["localhost", null],
  ["127.0.0.1", null],
  ["", null],
])("what is registered of %j is %s", (hostname, expected) => {
  expect(registrableDomain(hostname)).toBe(expected);
});

describe.skipIf(!hasShared)("the Public Suffix List as its own test states it (skipped without ../shared)", () => {
  test("76 of 78 registrable domains; the others differ for a reason", () => {
    const rows = readFileSync(sharedPath("suites/psl/tests.txt"), "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("//"))
      .map((line) => line.split(" "));
    expect(rows).toHaveLength(78);
    const places = differing(rows, ([input = "", expected]) => {
      // "null null" asks what is made of no name at all.
      return (input === "null" ? "null" : (registrableDomain(input) ?? "null")) === expected;
    });
    expect(places).toEqual(placesOf(SUFFIXES));
    expect(rows.length - places.length).toBe(76);
  });

  test("every suffix of a government is one, and what stands below is registered", () => {
    const suffixes = readFileSync(sharedPath("suites/psl/gov-suffix-rules.txt"), "utf8").trim().split("\n");
    expect(suffixes).toHaveLength(263);
    for (const suffix of suffixes) {
      expect([suffix, isPublicSuffix(suffix), registrableDomain(suffix)]).toEqual([suffix, true, null]);
      expect(registrableDomain(`www.tax.${suffix}`)).toBe(`tax.${suffix}`);
    }
  });
});
