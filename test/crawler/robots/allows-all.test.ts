import { describe, expect, test } from "vitest";
import { parseRobots } from "../../../crawler/robots/parse-robots.ts";
import { allowsAll, mayFetch } from "../../../crawler/robots/robots-access.ts";

const forAll = (...lines: readonly string[]) => ["User-agent: *", ...lines].join("\n");

describe("a file that forbids us nothing is known as such", () => {
  test.each([
    ["", true],
    [forAll("Allow: /", "Disallow:"), true],
    [forAll("Allow: /a", "Disallow: /b"), false],
    [`${forAll("Disallow: /")}\nUser-agent: Maillage\nAllow: /`, true],
    ["User-agent: other\nDisallow: /", true],
    ["User-agent: Maillage\nAllow: /\nUser-agent: maillage\nDisallow: /b", false],
  ])("%j: %s", (body, expected) => {
    expect(allowsAll(parseRobots(body), "Maillage")).toBe(expected);
    expect(mayFetch(parseRobots(body), "Maillage", "/b")).toBe(expected);
  });
});
