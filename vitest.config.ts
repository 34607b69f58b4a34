import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "./test/support/own-temporary-folder.ts",
    reporters: ["default", "./test/support/closing-line-reporter.ts"],
    projects: [
      {
        test: { name: "unit", include: ["test/**/*.test.ts"], exclude: ["test/e2e/**"], testTimeout: 20_000 },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
