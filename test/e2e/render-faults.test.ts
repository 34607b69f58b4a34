import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Renderer } from "../../crawler/render/renderer.ts";
import { browserProcesses, isRunning, killBrowsers, openRenderer, orderOf } from "../crawler/render/rendering.ts";
import { serveWeb, type FakeWeb } from "../support/serve-web.ts";

let web: FakeWeb;
let renderer: Renderer;
beforeEach(async () => {
  web = await serveWeb({
    "app.example": {
      "/": "<!doctype html><p>fine",
      "/slow": `<!doctype html><script>fetch("/silence")</script>`,
      "/silence": () => undefined,
    },
    "loop.example": { "/": "<!doctype html><p>here<script>for (;;);</script>" },
    "memory.example": {
      "/": "<!doctype html><script>const all = []; for (;;) all.push(new Array(1e6).fill({}))</script>",
    },
  });
  renderer = await openRenderer({ allowPrivateNetwork: web.network, renderTimeoutMs: 3000 });
});
afterEach(async () => {
  await renderer.close();
  await web.close();
});

/** Until something holds that another process brings about. */
const until = async (what: () => void): Promise<void> => {
  await vi.waitFor(what, { timeout: 5000, interval: 25 });
};

describe("browser crash, hang", () => {
  test("F65: renderings of a browser that is killed fail as its own fault; the next order starts another", async () => {
    const broken = renderer.render(orderOf("https://app.example/slow"));
    await until(() => expect(web.log.map(({ path }) => path)).toContain("/silence"));
    const before = browserProcesses();
    expect(before.length).toBeGreaterThan(1);
    killBrowsers();
    expect(await broken).toMatchObject({ kind: "failed", code: "browser" });
    expect(await renderer.render(orderOf("https://app.example/"))).toMatchObject({ kind: "rendered" });
    await until(() => expect(before.filter(isRunning)).toEqual([]));
  });

  test("F65: a page whose script never ends fails at the deadline, and takes no other with it", async () => {
    const looping = renderer.render(orderOf("https://loop.example/"));
    const fine = renderer.render(orderOf("https://app.example/"));
    expect(await fine).toMatchObject({ kind: "rendered" });
    const result = await looping;
    expect(result).toMatchObject({ kind: "failed", code: "deadline" });
    expect("durationMs" in result && result.durationMs).toBeLessThan(3500);
    expect(await renderer.render(orderOf("https://app.example/"))).toMatchObject({ kind: "rendered" });
  });

  test("a page that fills its memory ends itself alone", async () => {
    const result = await renderer.render(orderOf("https://memory.example/"));
    expect(result).toMatchObject({ kind: "failed" });
    expect(["browser", "deadline"]).toContain("code" in result && result.code);
    expect(await renderer.render(orderOf("https://app.example/"))).toMatchObject({ kind: "rendered" });
  });

  test("closing ends what is under way and leaves no process", async () => {
    const ended = renderer.render(orderOf("https://loop.example/"));
    await until(() => expect(web.log.map(({ host }) => host)).toContain("loop.example"));
    const processes = browserProcesses();
    const startMs = performance.now();
    await renderer.close();
    expect(performance.now() - startMs).toBeLessThan(5000);
    expect(await ended).toMatchObject({ kind: "failed", code: "browser" });
    expect(processes.length).toBeGreaterThan(1);
    expect(browserProcesses()).toEqual([]);
    await until(() => expect(processes.filter(isRunning)).toEqual([]));
    expect(await renderer.render(orderOf("https://app.example/"))).toMatchObject({ kind: "failed", code: "browser" });
  });

  test("a renderer leaves the process's own handling of signals alone", async () => {
    const before = (["SIGINT", "SIGTERM", "SIGHUP"] as const).map((signal) => process.listenerCount(signal));
    await renderer.render(orderOf("https://app.example/"));
    expect((["SIGINT", "SIGTERM", "SIGHUP"] as const).map((signal) => process.listenerCount(signal))).toEqual(before);
  });

  test.each(["SIGKILL", "SIGTERM", "SIGINT"] as const)(
    "F65: a process that %s ends leaves no browser",
    async (signal) => {
      const script = fileURLToPath(new URL("../crawler/render/render-until-killed.ts", import.meta.url));
      const child = spawn(process.execPath, [script, web.network.get("app.example:443")!], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const [line] = (await once(child.stdout, "data")) as [Buffer];
      const { kind, ids } = JSON.parse(line.toString()) as { kind: string; ids: number[] };
      expect(kind).toBe("rendered");
      expect(ids.length).toBeGreaterThan(1);
      child.kill(signal);
      await once(child, "exit");
      await until(() => expect(ids.filter(isRunning)).toEqual([]));
    },
  );
});
