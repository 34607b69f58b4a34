import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { optionalPackage } from "../../bench/runners/optional-package.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "maillage-optional-"));
  const plant = (name: string, source: string): void => {
    mkdirSync(path.join(folder, "node_modules", name), { recursive: true });
    writeFileSync(path.join(folder, "node_modules", name, "index.js"), source);
  };
  plant("peer-here", "module.exports = { crawl: () => 7 };");
  plant("peer-without-binding", 'module.exports = require("peer-without-binding-linux-x64");');
  plant("peer-broken", 'throw new Error("no such symbol");');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a peer that is installed is measured", () => {
  const peer = optionalPackage("peer-here", path.join(folder, "runner.js")) as { crawl: () => number };
  expect(peer.crawl()).toBe(7);
});

test.each(["peer-nowhere", "peer-without-binding"])("%s is not installed", (name) => {
  expect(optionalPackage(name, path.join(folder, "runner.js"))).toBeNull();
});

test("a peer that is installed and fails is no missing one", () => {
  expect(() => optionalPackage("peer-broken", path.join(folder, "runner.js"))).toThrow("no such symbol");
});
