import { defineConfig } from "vitest/config";

/** Tests that start browsers, or the program again and again. */
const E2E = ["test/e2e/**/*.test.ts", "test/faults/*-program.test.ts"];

export default defineConfig({
  test: {
    globalSetup: "./test/support/own-temporary-folder.ts",
    reporters: ["default", "./test/support/closing-line-reporter.ts"],
    projects: [
      {
        test: { name: "unit", include: ["test/**/*.test.ts"], exclude: E2E, testTimeout: 20_000 },
      },
      {
        test: {
          name: "e2e",
          include: E2E,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
