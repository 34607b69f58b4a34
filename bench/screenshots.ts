import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { serveExplorer } from "../cli/serve/explorer-server.ts";
import { launchBrowser } from "../test/support/launch-browser.ts";

/** Draws the screenshots of the README from a published demo: `node bench/screenshots.ts maillage-demo/public`. */
const SHOTS = [
  { name: "home", address: "fr/index.html?site=logement.gouv.example", height: 1760 },
  { name: "site", address: "fr/sites/logement.gouv.example.html", height: 1400 },
  { name: "evidence", address: "en/sites/logement.gouv.example/evidence.html", height: 900 },
] as const;
const WIDTH = 1100;

const folder = fileURLToPath(new URL("../docs/screenshots", import.meta.url));
mkdirSync(folder, { recursive: true });
const server = await serveExplorer(path.resolve(process.argv[2] ?? "maillage-demo/public"), 0);
const browser = await launchBrowser({ webgl: true });
for (const { name, address, height } of SHOTS) {
  const page = await browser.newPage({ viewport: { width: WIDTH, height }, colorScheme: "light" });
  await page.goto(server.address + address);
  if (name === "home") await page.waitForSelector("figure.map[data-map-state=ready]");
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  await page.close();
}
await browser.close();
await server.close();
