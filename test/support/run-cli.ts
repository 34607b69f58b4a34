import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../cli/main.ts", import.meta.url));
const noSignal = new URL("ignore-file-size-signal.ts", import.meta.url).href;

/** How a run of the program ended. */
export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the real program in a folder. */
export function startCli(folder: string, words: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [main, ...words], { cwd: folder, env: { ...process.env, NO_COLOR: "1", ...env } });
}

/** The same where no file may grow over so many blocks of 512 bytes: to the program the disk is full then. */
export function startLimitedCli(folder: string, words: readonly string[], blocks: number): ChildProcess {
  const script = `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" "$@"`;
  const env = { ...process.env, NO_COLOR: "1" };
  return spawn("sh", ["-c", script, process.execPath, "--import", noSignal, main, ...words], { cwd: folder, env });
}

/** What a started program says until it ends. */
export async function endOf(child: ChildProcess): Promise<CliRun> {
  let [stdout, stderr] = ["", ""];
  child.stdout?.on("data", (data: Buffer) => (stdout += data.toString()));
  child.stderr?.on("data", (data: Buffer) => (stderr += data.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout, stderr };
}

/** Runs the real program in a folder until it ends. */
export async function runCli(folder: string, ...words: readonly string[]): Promise<CliRun> {
  return await endOf(startCli(folder, words));
}
