import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { excludeCommand } from "../../cli/commands/exclude.ts";
import { pauseCommand } from "../../cli/commands/pause.ts";
import { isPaused, refuseWhilePaused, watchPause } from "../../cli/pause-file.ts";
import { fakeInvocation, newFolder } from "./fake-invocation.ts";

const exclude = async (folder: string, ...operands: string[]): ReturnType<typeof excludeCommand.run> =>
  await excludeCommand.run(fakeInvocation({ folder, operands }));

describe("exclude", () => {
  test("adds the host to the list, once, and makes no store", async () => {
    const folder = newFolder();
    const first = await exclude(folder, "WWW.Example.org");
    const again = await exclude(folder, "www.example.org");
    expect(readdirSync(folder)).toEqual(["opt-out.txt"]);
    expect(readFileSync(path.join(folder, "opt-out.txt"), "utf8")).toBe("www.example.org\n");
    expect([first.exit, first.document]).toEqual([
      "done",
      { host: "www.example.org", added: true, purged: "no-store" },
    ]);
    expect(again.why).toContain("www.example.org was left alone already (opt-out.txt).");
  });

  test("while a crawl runs says when the host is left alone, and when its data go", async () => {
    const folder = newFolder();
    writeFileSync(path.join(folder, "maillage.sqlite"), "");
    writeFileSync(path.join(folder, "maillage.sqlite.lock"), `${process.pid}\n`);
    const report = await exclude(folder, "www.example.org");
    expect(report.document).toMatchObject({ added: true, purged: "later" });
    expect(report.why).toContain("leaves the host alone within a second");
    expect(report.why).toContain("deleted when that crawl ends");
  });

  test("refuses what is no host, and writes nothing", async () => {
    const folder = newFolder();
    await expect(exclude(folder, "https://www.example.org/")).rejects.toThrow(
      "Write the host alone, like www.example.org.",
    );
    await expect(exclude(folder)).rejects.toThrow("HOST is missing");
    expect(readdirSync(folder)).toEqual([]);
  });

  test("--list prints the hosts by name", async () => {
    const folder = newFolder();
    writeFileSync(path.join(folder, "opt-out.txt"), "b.example\na.example\n");
    const report = await excludeCommand.run(fakeInvocation({ folder, options: { list: true } }));
    expect([report.text, report.why]).toEqual(["a.example\nb.example", "2 hosts are left alone."]);
  });
});

describe("pause", () => {
  test("stands as a file beside the store until it is ended", async () => {
    const folder = newFolder();
    const store = path.join(folder, "maillage.sqlite");
    await pauseCommand.run(fakeInvocation({ folder }));
    expect(isPaused(store)).toBe(true);
    expect(() => refuseWhilePaused(store, "maillage.sqlite")).toThrow(
      "maillage.sqlite.pause: crawls into this store are paused; nothing was asked. To go on, run: maillage pause --off.",
    );
    expect((await pauseCommand.run(fakeInvocation({ folder }))).document).toMatchObject({
      paused: true,
      changed: false,
    });
    await pauseCommand.run(fakeInvocation({ folder, options: { off: true } }));
    expect([isPaused(store), existsSync(`${store}.pause`)]).toEqual([false, false]);
    expect(() => refuseWhilePaused(store, "maillage.sqlite")).not.toThrow();
  });

  test("ends a run that is under way within a second", () => {
    vi.useFakeTimers();
    try {
      const file = path.join(newFolder(), "s.pause");
      const notes: string[] = [];
      const watch = watchPause(file, (line) => void notes.push(line));
      vi.advanceTimersByTime(5000);
      expect(watch.signal.aborted).toBe(false);
      writeFileSync(file, "");
      vi.advanceTimersByTime(1000);
      expect(watch.signal.aborted).toBe(true);
      vi.advanceTimersByTime(5000);
      expect(notes).toHaveLength(1);
      watch.end();
    } finally {
      vi.useRealTimers();
    }
  });
});
