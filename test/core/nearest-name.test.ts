import { expect, test } from "vitest";
import { nearestName } from "../../core/nearest-name.ts";

test.each([
  ["stroe", "store"],
  ["helth", "health"],
  ["Hosing", "housing"],
  ["x", null],
  ["completely different", null],
  ["", null],
])("%j is nearest to %j", (typed, expected) => {
  expect(nearestName(typed, ["store", "health", "housing", "wealth"])).toBe(expected);
});
