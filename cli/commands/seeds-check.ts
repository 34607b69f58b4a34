import path from "node:path";
import { readRegistry } from "../../seeds/read-registry.ts";
import type { Command } from "../command.ts";
import { loadConfiguration } from "../configuration.ts";
import { registryCounts } from "../registry-counts.ts";

/** `maillage seeds check`: reads a registry and tells every mistake in it. */
export const seedsCheckCommand: Command = {
  name: "seeds check",
  summary: "read a registry and tell every mistake in it, with its line",
  operands: [{ name: "FOLDER", description: "registry to check", choices: null, count: "one" }],
  options: [],
  run: async (invocation) => {
    const [name = ""] = invocation.operands;
    const privatePlaces = new Set(loadConfiguration(invocation).addresses("crawl.allowPrivateNetwork").keys());
    const registry = readRegistry(path.resolve(invocation.folder, name), name, privatePlaces);
    const counts = registryCounts(registry);
    const text = Object.entries(counts)
      .map(([what, count]) => `${what}: ${count}`)
      .join("\n");
    return {
      exit: "done",
      why: `${name}: no mistake found in ${counts.sites} sites.`,
      text,
      document: { registry: name, counts },
      warnings: [],
    };
  },
};
