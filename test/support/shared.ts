import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../../shared/", import.meta.url);

/** Whether the public material beside the project is there. Tests that need it say that they are skipped when it is not. */
export const hasShared = existsSync(root);

/** Path of a file or folder in it. */
export function sharedPath(name: string): string {
  return fileURLToPath(new URL(name, root));
}

/** A JSON file of it. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- each suite has its own shape
export function sharedJson<Content>(name: string): Content {
  return JSON.parse(readFileSync(sharedPath(name), "utf8")) as Content;
}
