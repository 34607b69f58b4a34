import { execFileSync, type StdioOptions } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, getPriority, loadavg, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { DEBIAN_PYTHON } from "../runners/start-runner.ts";

/** Where and with what a figure was measured. Holds no name of the machine. */
export interface Setting {
  /** `YYYY-MM-DD`, UTC. */
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGib: number;
  /** Mean length of the queue of processes in the minute before: above a few tenths, somebody else was at work. */
  readonly loadBefore: number;
  /** Niceness of the processes measured; below 0, others had to wait for them. */
  readonly priority: number;
  /** Version by name: Node, packages, Scrapy, spider-rs, and our own code by commit. */
  readonly versions: Readonly<Record<string, string>>;
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Fails where the package's own binary is not there. */
const SPIDER_VERSION = 'require("@spider-rs/spider-rs"), require("@spider-rs/spider-rs/package.json").version';
const GIB = 1024 ** 3;
const PACKAGES = ["crawlee", "undici", "htmlparser2", "better-sqlite3"] as const;

/** This machine, now. */
export function currentSetting(): Setting {
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memoryGib: Math.round(totalmem() / GIB),
    loadBefore: loadavg()[0] ?? 0,
    priority: getPriority(),
    versions: {
      maillage: ownVersion(),
      node: process.versions.node,
      ...Object.fromEntries(PACKAGES.map((name) => [name, packageVersion(name)])),
      scrapy: firstLine(DEBIAN_PYTHON, ["-c", "import scrapy; print(scrapy.__version__)"]) ?? "not installed",
      "spider-rs": firstLine(process.execPath, ["-p", SPIDER_VERSION]) ?? "not installed",
    },
  };
}

/** One line that every figure stands under. */
export function settingLine(setting: Setting): string {
  const versions = Object.entries(setting.versions).map(([name, version]) => `${name} ${version}`);
  const machine = `${setting.cores} cores of ${setting.processor}, ${setting.memoryGib} GiB`;
  const niceness = setting.priority === 0 ? "" : `, niceness ${setting.priority}`;
  return `${setting.date}, ${machine}, load before ${setting.loadBefore.toFixed(1)}${niceness}; ${versions.join(", ")}.`;
}

/** The commit, `+` when sources differ from it: writing the figures down does not count. */
function ownVersion(): string {
  const commit = firstLine("git", ["rev-parse", "--short", "HEAD"]);
  const changed = firstLine("git", ["status", "--porcelain", "--untracked-files=no", "--", ":(top,exclude)docs"]);
  return `${commit ?? "unknown"}${changed === "" ? "" : "+"}`;
}

function packageVersion(name: string): string {
  const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;
}

function firstLine(program: string, words: readonly string[]): string | null {
  try {
    const stdio: StdioOptions = ["ignore", "pipe", "ignore"];
    const output = execFileSync(program, [...words], { cwd: ROOT, encoding: "utf8", stdio });
    return output.split("\n", 1)[0] ?? null;
  } catch {
    return null;
  }
}
