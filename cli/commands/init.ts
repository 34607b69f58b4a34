import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../../core/user-error.ts";
import { initRegistry } from "../../seeds/init-registry.ts";
import type { Command } from "../command.ts";

/** `maillage init`: a project folder with a configuration and a registry to fill in. */
export const initCommand: Command = {
  name: "init",
  summary: "make a project folder: configuration and a registry to fill in",
  operands: [{ name: "FOLDER", description: "folder to make; here when left out", choices: null, count: "optional" }],
  options: [],
  run: async ({ operands, folder }) => {
    const [name = "."] = operands;
    const files = new Map([["maillage.config.json", starterConfiguration()]]);
    for (const [file, text] of initRegistry()) files.set(path.posix.join("registry", file), text);
    const taken = [...files.keys()].filter((file) => existsSync(path.resolve(folder, name, file)));
    if (taken.length > 0) {
      const remedy = "Choose an empty folder, or remove it.";
      throw new UserError(
        "usage",
        taken.map((file) => ({ where: path.join(name, file), what: "is there already; nothing was written.", remedy })),
      );
    }
    for (const [file, text] of files) {
      const target = path.resolve(folder, name, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
    return {
      exit: "done",
      why: "Fill in the registry and the contact in maillage.config.json, then run: maillage seeds check registry.",
      text: [...files.keys()].join("\n"),
      document: { folder: name, files: [...files.keys()] },
      warnings: [],
    };
  },
};

/** Contact left empty on purpose: crawl refuses until somebody answers for it. */
function starterConfiguration(): string {
  const document = {
    registry: "registry",
    store: "maillage.sqlite",
    published: "public",
    contact: { url: "", email: "" },
    crawl: { pageBudget: 500 },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
