import { existsSync } from "node:fs";
import path from "node:path";
import { UserError } from "../../core/user-error.ts";
import type { Command } from "../command.ts";
import { OUT, PORT } from "../common-options.ts";
import { loadConfiguration } from "../configuration.ts";
import { serveUntilStopped } from "../serve/serve-until-stopped.ts";

/** `maillage serve`: the published explorer on this machine alone. */
export const serveCommand: Command = {
  name: "serve",
  summary: "serve the published explorer on 127.0.0.1 until Ctrl-C",
  operands: [],
  options: [OUT, PORT],
  run: async (invocation) => {
    const name = loadConfiguration(invocation).requiredText("published");
    const folder = path.resolve(invocation.folder, name);
    if (!existsSync(path.join(folder, "index.html"))) {
      const what = "holds no published explorer.";
      throw new UserError("input", [{ where: name, what, remedy: "Run: maillage publish." }]);
    }
    const address = await serveUntilStopped(invocation, folder);
    return { exit: "done", why: "Served until stopped.", text: "", document: { address, folder: name }, warnings: [] };
  },
};
