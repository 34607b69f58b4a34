import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { importsIn, projectImports, sourceFiles, strayImports } from "./support/imports.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const packages = new Set([...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)]);

describe("folders form a star around core/", () => {
  test("no file imports another folder's inside", () => {
    const imports = projectImports(root).filter(({ file }) => file !== "test/architecture.test.ts");
    expect(imports.length).toBeGreaterThan(100);
    expect(strayImports(imports, packages)).toEqual([]);
  });

  test.each([
    ["graph/scores/onward.ts", `import { openStore } from "../../db/open-store.ts";`],
    ["core/site.ts", `import { readFileSync } from "node:fs";`],
    ["crawler/visit-page.ts", `import Database from "better-sqlite3";`],
    ["viewer/pages/home.tsx", `export { scoreCrawl } from "../../graph/score-crawl.ts";`],
    ["db/open-store.ts", `import { crawlSites } from "../crawler/crawl-sites.ts";`],
    ["seeds/read-registry.ts", `const late = await import("left-pad");`],
    ["db/frontier.ts", `import {\n  type Task,\n} from "../crawler/fetch/fetcher.ts";`],
  ])("a stray import planted in %s is found", (file, source) => {
    expect(strayImports(importsIn(file, source), packages)).toHaveLength(1);
  });

  test.each([
    ["db/frontier.ts", `import type { Task } from "../crawler/ports.ts";`],
    ["cli/publish.ts", `import { scoreCrawl } from "../graph/score-crawl.ts";`],
    ["graph/flags/dead-end.ts", `import type { Flag } from "../../core/score.ts";`],
  ])("an import along the star in %s is no finding", (file, source) => {
    expect(strayImports(importsIn(file, source), packages)).toEqual([]);
  });
});

test("files are named for what they hold: kebab-case, no index, utils, helpers, common or types", () => {
  const misnamed = sourceFiles(root).filter((file) => {
    const name = path.posix.basename(file);
    return !/^[a-z0-9]+(?:[-.][a-z0-9]+)*\.tsx?$/.test(name) || /^(?:index|utils|helpers|common|types)\./.test(name);
  });
  expect(misnamed).toEqual([]);
});
