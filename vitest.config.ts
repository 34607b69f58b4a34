import { defineConfig } from "vitest/config";

/** Tests that start browsers, or the program again and again. */
const E2E = ["test/e2e/**/*.test.ts", "test/faults/*-program.test.ts"];
/** Tests that weigh memory: beside others they would weigh how late the collector comes. They run after all others, one by one. */
const ALONE = ["test/**/*-alone.test.ts"];

export default defineConfig({
  test: {
    globalSetup: "./test/support/own-temporary-folder.ts",
    reporters: ["default", "./test/support/closing-line-reporter.ts"],
    projects: [
      {
        test: { name: "unit", include: ["test/**/*.test.ts"], exclude: [...E2E, ...ALONE], testTimeout: 20_000 },
      },
      {
        test: {
          name: "e2e",
          include: E2E,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: "alone",
          include: ALONE,
          testTimeout: 60_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
