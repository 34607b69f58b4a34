import { closeSync, openSync, statSync, writeSync } from "node:fs";

const PAGE_BYTES = 8192;

/** Overwrites one half of every page of a store but the first few. */
export function damageStore(file: string): void {
  const handle = openSync(file, "r+");
  const pages = statSync(file).size / PAGE_BYTES;
  for (let page = 4; page < pages; page += 1)
    writeSync(handle, Buffer.alloc(PAGE_BYTES / 2, 0xa5), 0, PAGE_BYTES / 2, page * PAGE_BYTES);
  closeSync(handle);
}
