import type { Invocation } from "../command.ts";
import { serveExplorer } from "./explorer-server.ts";

/** Serves a folder, prints its address on standard output, and returns when the person stops it. */
export async function serveUntilStopped(invocation: Invocation, folder: string): Promise<string> {
  const server = await serveExplorer(folder, invocation.values.integer("port") ?? DEFAULT_PORT);
  const { stop, streams, values } = invocation;
  if (values.has("json")) streams.writeError(`${server.address}\n`);
  else streams.writeOut(`The explorer is at ${server.address}\nCtrl-C ends it.\n`);
  await new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    else stop.addEventListener("abort", () => resolve(), { once: true });
  });
  await server.close();
  return server.address;
}

const DEFAULT_PORT = 8080;
