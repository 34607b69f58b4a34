import { createRequire } from "node:module";

/**
 * A package that people install by themselves, looked for from a file on, and where `NODE_PATH` says. Null: it is not
 * there, or what it needs on this machine is not. Throws what it throws when it is there and fails.
 */
export function optionalPackage(name: string, fromFile: string): unknown {
  try {
    return createRequire(fromFile)(name) as unknown;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return null;
    throw error;
  }
}
