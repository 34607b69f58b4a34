import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Registry } from "../../core/registry.ts";
import { initRegistry } from "../../seeds/init-registry.ts";
import { readRegistry } from "../../seeds/read-registry.ts";
import { registryHash, writeRegistry } from "../../seeds/write-registry.ts";
import { anyRegistry } from "./any-registry.ts";
import { folderWith, REFERRING, sound } from "./registry-texts.ts";

describe("what is written is read again", () => {
  test("any registry survives, and the hash depends on the content alone", () => {
    fc.assert(
      fc.property(anyRegistry(), (registry) => {
        const again = readRegistry(folderWith(writeRegistry(registry)));
        expect(again).toEqual(registry);
        const reversed = Object.fromEntries(Object.entries(registry).map(([list, rows]) => [list, rows.toReversed()]));
        expect(writeRegistry(reversed as unknown as Registry)).toEqual(writeRegistry(registry));
        expect(registryHash(again)).toBe(registryHash(reversed as unknown as Registry));
      }),
      { numRuns: 50 },
    );
  });

  test("another word in any file is another hash", () => {
    const plain = readRegistry(folderWith(new Map([...sound(), ...Object.entries(REFERRING)])));
    const changed = [
      { ...plain, sites: plain.sites.map((entry) => ({ ...entry, name: "z" })) },
      { ...plain, expectedLinks: plain.expectedLinks.map((link) => ({ ...link, citedOn: "2024-01-01" })) },
      { ...plain, aliases: [] },
    ];
    const hashes = [plain, ...changed].map(registryHash);
    expect(new Set(hashes).size).toBe(4);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test("the registry that init writes has no mistake", () => {
    const registry = readRegistry(folderWith(initRegistry()));
    expect(registry.sites).toHaveLength(2);
    expect(registry.memberships).toHaveLength(1);
  });
});
