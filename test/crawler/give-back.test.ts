import { expect, test } from "vitest";
import { giveBack } from "../../crawler/give-back.ts";

test.each([
  ["a small one may share its memory, and keeps it", Buffer.allocUnsafe(1000), false],
  ["one that just fits into the pool keeps it", Buffer.allocUnsafe(Buffer.poolSize / 2 - 1), false],
  ["one that does not is given back", Buffer.allocUnsafe(Buffer.poolSize / 2), true],
  ["a large one is given back", new Uint8Array(2_000_000), true],
])("a body's memory: %s", (_title, body, isGivenBack) => {
  const neighbour = Buffer.allocUnsafe(16).fill(7);
  giveBack(body);
  expect(body.length === 0).toBe(isGivenBack);
  expect([...neighbour]).toEqual(Array.from({ length: 16 }, () => 7));
});
