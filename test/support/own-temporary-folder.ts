import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Gives a test run a temporary folder of its own, and removes it with all that tests left in it. */
export function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), "maillage-tests-"));
  process.env["TMPDIR"] = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
