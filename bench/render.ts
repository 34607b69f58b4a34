// Renders a generated site of application shells on loopback and prints pages a second, processor time and memory.
// node bench/render.ts [pages]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import chromiumPackage from "@sparticuz/chromium";
import { systemClock } from "../cli/system-clock.ts";
import { canonicalizeUrl } from "../core/url.ts";
import { extractLinks } from "../crawler/extract/extract-links.ts";
import { noResolver } from "../crawler/fetch/resolver.ts";
import { playwrightRenderer } from "../crawler/render/playwright-renderer.ts";
import type { Renderer } from "../crawler/render/renderer.ts";
import { defaultCrawlSettings } from "../crawler/settings.ts";

const LINKS = 95;
const PAGE_BYTES = 58_000;
const WARM_UP_PAGES = 10;
const SAMPLE_MS = 1000;
/** Kernel's unit of processor time on Linux. */
const TICK_MS = 10;

/** Serves the shells in a process of its own: three requests a page, and a document of the size of a real one. */
function serve(): void {
  const links = Array.from({ length: LINKS }, (_, place) => ({ href: `/page/${place}`, text: `Link ${place}` }));
  const filler = "Text of a page about a public service. ".repeat(Math.ceil((PAGE_BYTES - LINKS * 60) / 39));
  const script = `fetch("/links.json").then((answer) => answer.json()).then(({ links, filler }) => {
    for (const { href, text } of links) { const item = document.createElement("li"); const link = document.createElement("a");
      link.href = href; link.textContent = text; item.append(link); root.append(item); }
    const main = document.createElement("main");
    for (const part of filler.match(/.{1,400}/g)) { const p = document.createElement("p"); p.textContent = part; main.append(p); }
    document.body.append(main); });`;
  const answers: Readonly<Record<string, readonly [type: string, body: string]>> = {
    "/": [
      "text/html",
      `<!doctype html><title>App</title><ul id="root"></ul><img src="/a.png"><script src="/app.js"></script>`,
    ],
    "/app.js": ["text/javascript", script],
    "/links.json": ["application/json", JSON.stringify({ links, filler })],
  };
  const server = createServer((request, response) => {
    const [type, body] = answers[request.url ?? ""] ?? ["text/plain", ""];
    response.writeHead(body === "" ? 404 : 200, { "content-type": type }).end(body);
  });
  server.listen(0, "127.0.0.1", () => {
    process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
  });
}

/** Processor time and memory of our process and all browsers below it, the server left out. */
function usage(serverId: number): { cpuMs: number; memoryMb: number } {
  const parents = new Map<number, number>();
  const ticks = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const stat = readProc(`/proc/${name}/stat`);
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    parents.set(Number(name), fields[1] ?? 0);
    ticks.set(Number(name), (fields[11] ?? 0) + (fields[12] ?? 0) + (fields[13] ?? 0) + (fields[14] ?? 0));
  }
  const isOurs = (id: number): boolean =>
    id === process.pid || (id > 1 && id !== serverId && isOurs(parents.get(id) ?? 0));
  let cpuMs = 0;
  let memoryMb = 0;
  for (const id of [...parents.keys()].filter((candidate) => candidate !== serverId && isOurs(candidate))) {
    cpuMs += (ticks.get(id) ?? 0) * TICK_MS;
    memoryMb += Number(/^Pss:\s+(\d+)/m.exec(readProc(`/proc/${id}/smaps_rollup`))?.[1] ?? 0) / 1024;
  }
  return { cpuMs, memoryMb };
}

function readProc(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

const mayRequest = (): Promise<boolean> => Promise.resolve(true);

async function renderHosts(renderer: Renderer, hosts: readonly string[]): Promise<void> {
  const headers = { "user-agent": "Maillage/bench", from: "bench@map.example", "accept-language": "fr" };
  const results = hosts.map(async (host) => {
    const requestUrl = `https://${host}/`;
    const url = canonicalizeUrl(requestUrl);
    if (url === null) throw new Error(requestUrl);
    const result = await renderer.render({ url, requestUrl, headers, maxBodyBytes: 5_000_000, mayRequest });
    const count = result.kind === "rendered" ? extractLinks(result.html, url).length : 0;
    if (count !== LINKS) throw new Error(`${host}: ${count} links instead of ${LINKS}: ${JSON.stringify(result)}`);
  });
  await Promise.all(results);
}

async function measure(pages: number): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), "serve"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = (await once(child.stdout, "data")) as [Buffer];
  const hosts = Array.from({ length: pages + WARM_UP_PAGES }, (_, place) => `h${place}.example`);
  const origin = `http://127.0.0.1:${port.toString().trim()}`;
  const allowPrivateNetwork = new Map(hosts.map((host) => [`${host}:443`, origin]));
  const executablePath = process.env["CHROMIUM_PATH"] ?? (await chromiumPackage.executablePath());
  const settings = { ...defaultCrawlSettings, renderQuietMs: 0, allowPrivateNetwork };
  const renderer = playwrightRenderer({ settings, resolver: noResolver, clock: systemClock(null), executablePath });
  await renderHosts(renderer, hosts.slice(0, WARM_UP_PAGES));
  let peakMb = 0;
  const sampler = setInterval(() => {
    peakMb = Math.max(peakMb, usage(child.pid ?? 0).memoryMb);
  }, SAMPLE_MS);
  const before = usage(child.pid ?? 0);
  const startMs = performance.now();
  await renderHosts(renderer, hosts.slice(WARM_UP_PAGES));
  const seconds = (performance.now() - startMs) / 1000;
  const cpuMs = (usage(child.pid ?? 0).cpuMs - before.cpuMs) / pages;
  clearInterval(sampler);
  await renderer.close();
  child.kill();
  const figures = {
    pages,
    pagesPerSecond: round(pages / seconds),
    cpuMsPerPage: round(cpuMs),
    pagesPerCoreSecond: round(1000 / cpuMs),
    peakMb: Math.round(peakMb),
    node: process.version,
    machine: `${cpus().length} × ${cpus()[0]?.model ?? ""}`,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

if (process.argv[2] === "serve") serve();
else await measure(Number(process.argv[2] ?? 200));
