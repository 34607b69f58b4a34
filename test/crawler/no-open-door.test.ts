import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const MODULE = new URL("../../crawler/crawl-sites.ts", import.meta.url).href;
/** Imports a module and prints what listens in the process afterwards. */
const SCRIPT = `
  import { subscribe } from "node:diagnostics_channel";
  const opened = [];
  subscribe("tracing:net.server.listen:asyncStart", ({ options }) => opened.push(options));
  await import(process.argv[1]);
  await new Promise((resolve) => setImmediate(resolve));
  console.log(JSON.stringify(opened));
`;

test("loading the crawler opens no port: crawlee's browser pool would open a proxy to anywhere", () => {
  const cwd = fileURLToPath(new URL("../..", import.meta.url));
  const listening = (module: string): unknown[] => {
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", SCRIPT, module], {
      cwd,
      encoding: "utf8",
    });
    return JSON.parse(stdout) as unknown[];
  };
  expect(listening(MODULE)).toEqual([]);
  expect(listening("crawlee")).not.toEqual([]);
});
