import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { LoggedRequest } from "./request-log.ts";
import type { WebOrder, WebReply } from "./web-messages.ts";
import { hostName, type BenchHost, type WebShape } from "./web-shape.ts";

/** The bench web, served by a process of its own. */
export interface BenchWeb {
  readonly shape: WebShape;
  readonly hosts: readonly BenchHost[];
  readonly warmUpHosts: readonly BenchHost[];
  /** Begins a run: no request logged, CPU account at nought. */
  readonly forget: () => void;
  /** The warm-up is over: the CPU account begins anew. */
  readonly mark: () => void;
  /** Every request answered since `forget`, in order of its end, and the server's CPU since `mark`. */
  readonly log: () => Promise<{ readonly log: readonly LoggedRequest[]; readonly cpuMs: number }>;
  readonly close: () => void;
}

/** Draws and serves a bench web on loopback. Resolves when it can be asked. */
export async function startWeb(shape: WebShape): Promise<BenchWeb> {
  const file = fileURLToPath(new URL("web-process.ts", import.meta.url));
  const child = fork(file, [JSON.stringify(shape)], { serialization: "advanced" });
  const ready = await answerOf(child, "ready");
  const all = ready.origins.map((origin, host) => ({ name: hostName(host), origin }));
  const tell = (order: WebOrder): void => void child.send(order);
  return {
    shape,
    hosts: all.slice(0, shape.hosts),
    warmUpHosts: all.slice(shape.hosts),
    forget: () => tell("forget"),
    mark: () => tell("mark"),
    log: async () => {
      tell("log");
      return await answerOf(child, "log");
    },
    close: () => child.disconnect(),
  };
}

async function answerOf<Kind extends WebReply["kind"]>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<WebReply, { kind: Kind }>> {
  return await new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      child.off("message", onMessage);
      child.off("exit", onExit);
      act();
    };
    const onMessage = (message: WebReply): void => {
      if (message.kind === kind) settle(() => resolve(message as Extract<WebReply, { kind: Kind }>));
    };
    const onExit = (code: number | null): void =>
      settle(() => reject(new Error(`the bench web's process ended with ${code}`)));
    child.on("message", onMessage);
    child.on("exit", onExit);
  });
}
