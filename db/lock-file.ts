import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { UserError } from "../core/user-error.ts";

/** The right to write into a store, held through a file beside it that names our process. */
export interface WriterLock {
  readonly release: () => void;
}

/** Takes the lock, or takes it over from a process that has died. Throws UserError naming the holder. */
export function takeWriterLock(store: string): WriterLock {
  const file = `${store}.lock`;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    if (createLock(file)) return { release: () => rmSync(file, { force: true }) };
    const holder = holderOf(file);
    if (holder !== null && isAlive(holder)) throw lockedBy(store, holder);
    rmSync(file, { force: true });
  }
  throw lockedBy(store, holderOf(file));
}

function createLock(file: string): boolean {
  try {
    const handle = openSync(file, "wx");
    try {
      writeSync(handle, `${process.pid}\n`);
    } catch (error) {
      rmSync(file, { force: true });
      throw error;
    } finally {
      closeSync(handle);
    }
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function holderOf(file: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function lockedBy(store: string, holder: number | null): UserError {
  const what = `another process${holder === null ? "" : ` (number ${holder})`} is writing into it.`;
  return new UserError("input", [{ where: store, what, remedy: "Wait for it to end, or stop it." }]);
}
