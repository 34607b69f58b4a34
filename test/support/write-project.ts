import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Registry } from "../../core/registry.ts";
import { writeRegistry } from "../../seeds/write-registry.ts";

const CONTACT = { url: "https://c.example/", email: "c@c.example" };

/** Makes a folder that `maillage crawl` can be run in: a registry, and a configuration with these settings of a crawl. */
export function writeProject(folder: string, from: { readonly registry: Registry; readonly crawl: object }): void {
  mkdirSync(path.join(folder, "registry"), { recursive: true });
  for (const [file, text] of writeRegistry(from.registry)) writeFileSync(path.join(folder, "registry", file), text);
  const configuration = { registry: "registry", contact: CONTACT, crawl: from.crawl };
  writeFileSync(path.join(folder, "maillage.config.json"), JSON.stringify(configuration));
}
