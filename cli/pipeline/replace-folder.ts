import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { PublishedFile } from "../../core/explorer-model.ts";
import { UserError } from "../../core/user-error.ts";

/** What was written. */
export interface FolderWritten {
  readonly folder: string;
  readonly files: number;
  readonly sizeBytes: number;
}

/** Present in every folder that we wrote, so that we never replace one of somebody else's. */
const MARK = ".maillage-published";

/**
 * Replaces a published folder as a whole: readers see the old one or the new one, and a failure leaves the old one.
 * Throws UserError when the folder holds files that we did not publish.
 */
export function replaceFolder(folder: string, files: Iterable<PublishedFile>): FolderWritten {
  refuseForeignFolder(folder);
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const written = { folder, files: 0, sizeBytes: 0 };
  try {
    for (const file of files) {
      const target = path.join(fresh, ...file.path.split("/"));
      if (!target.startsWith(fresh + path.sep)) throw new RangeError(`published path leaves its folder: ${file.path}`);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, file.content);
      written.files += 1;
      written.sizeBytes += Buffer.byteLength(file.content);
    }
    writeFileSync(path.join(fresh, MARK), "Written by maillage publish, which replaces the whole folder.\n");
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
  const old = `${folder}.old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(fresh, folder);
  rmSync(old, { recursive: true, force: true });
  return written;
}

function refuseForeignFolder(folder: string): void {
  if (!existsSync(folder) || existsSync(path.join(folder, MARK)) || readdirSync(folder).length === 0) return;
  const what = "holds files that maillage did not publish; publishing would replace them.";
  throw new UserError("input", [{ where: folder, what, remedy: "Name another folder with --out, or empty this one." }]);
}
