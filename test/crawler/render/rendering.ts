import { readdirSync, readFileSync } from "node:fs";
import chromiumPackage from "@sparticuz/chromium";
import { systemClock } from "../../../cli/system-clock.ts";
import { canonicalizeUrl } from "../../../core/url.ts";
import { noResolver } from "../../../crawler/fetch/resolver.ts";
import { playwrightRenderer, type RendererParts } from "../../../crawler/render/playwright-renderer.ts";
import type { Renderer, RenderOrder } from "../../../crawler/render/renderer.ts";
import { defaultCrawlSettings, type CrawlSettings } from "../../../crawler/settings.ts";

/** Who the tests are. */
export const IDENTITY = {
  "user-agent": "Maillage/0.0.0 (+https://map.example/robot; robot@map.example)",
  from: "robot@map.example",
  "accept-language": "fr,en;q=0.5",
};

/** The Chromium of the npm package, or `CHROMIUM_PATH`. */
export async function chromiumPath(): Promise<string> {
  return process.env["CHROMIUM_PATH"] ?? (await chromiumPackage.executablePath());
}

/** A renderer that waits little, with what a test changes. */
export async function openRenderer(
  settings: Partial<CrawlSettings>,
  parts: Partial<RendererParts> = {},
): Promise<Renderer> {
  return playwrightRenderer({
    settings: { ...defaultCrawlSettings, renderQuietMs: 150, renderTimeoutMs: 6000, ...settings },
    resolver: noResolver,
    clock: systemClock(null),
    executablePath: await chromiumPath(),
    ...parts,
  });
}

/** An order for a page that may ask everything, with what a test changes. */
export function orderOf(requestUrl: string, change: Partial<RenderOrder> = {}): RenderOrder {
  const url = canonicalizeUrl(requestUrl)!;
  return { url, requestUrl, headers: IDENTITY, maxBodyBytes: 1_000_000, mayRequest: always, ...change };
}

function always(): Promise<boolean> {
  return Promise.resolve(true);
}

/** Ids of the processes below one, with their command lines, from `/proc`; those that have ended but wait are left out. */
export function processesBelow(ancestor: number): { id: number; command: string }[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const [state = "", parent = ""] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
        return state === "Z" ? [] : [{ id: Number(name), parent: Number(parent), command }];
      } catch {
        return [];
      }
    });
  const family = new Set([ancestor]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const one of all) if (family.has(one.parent)) family.add(one.id);
  }
  family.delete(ancestor);
  return all.filter(({ id }) => family.has(id)).map(({ id, command }) => ({ id, command }));
}

/** Chromium's processes below ours. */
export function browserProcesses(): number[] {
  return processesBelow(process.pid)
    .filter(({ command }) => command.includes("--remote-debugging-pipe") || command.includes("--type="))
    .map(({ id }) => id);
}

/** Kills the browsers below ours without a word: their main processes, which the others follow. */
export function killBrowsers(): void {
  for (const { id, command } of processesBelow(process.pid)) {
    if (command.includes("--remote-debugging-pipe") && !command.includes("--type=")) process.kill(id, "SIGKILL");
  }
}

/** Whether a process still runs. */
export function isRunning(id: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${id}/stat`, "utf8"));
  } catch {
    return false;
  }
}
