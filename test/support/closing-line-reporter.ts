import type { Reporter, TestModule } from "vitest/node";

/** Prints one closing line, `N passed, N failed, N skipped`, for whoever reads only the end of the output. */
export class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) counts[test.result().state] += 1;
      if (module.errors().length > 0) counts.failed += 1;
    }
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  }
}

// oxlint-disable-next-line import/no-default-export -- vitest loads a reporter by its default export
export default ClosingLineReporter;
