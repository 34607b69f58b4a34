import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Turns } from "../../../crawler/politeness/turns.ts";

/** Tasks by number, each ended by hand, with a record of what began in which order and how many ran at once. */
function handTasks(turns: Turns) {
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  let mostAtOnce = 0;
  const begin = (task: number): Promise<number> =>
    turns.run(async () => {
      begun.push(task);
      await new Promise<void>((resolve) => {
        ends.set(task, resolve);
        mostAtOnce = Math.max(mostAtOnce, ends.size);
      });
      return task;
    });
  const end = async (task: number): Promise<void> => {
    ends.get(task)?.();
    ends.delete(task);
    for (let step = 0; step < 20; step += 1) await Promise.resolve();
  };
  return { begun, begin, end, running: () => [...ends.keys()], mostAtOnce: () => mostAtOnce };
}

describe("who comes has a turn", () => {
  test.each([
    [1, [0], 2],
    [2, [0, 1], 1],
    [3, [0, 1, 2], 0],
  ])("with %d at a time, three at once: %j run, %d wait", async (atOnce, running, waiting) => {
    const turns = new Turns(atOnce);
    const tasks = handTasks(turns);
    const all = [0, 1, 2].map(tasks.begin);
    expect(tasks.running()).toEqual(running);
    expect(turns.waiting).toBe(waiting);
    for (const task of [0, 1, 2]) await tasks.end(task);
    expect(await Promise.all(all)).toEqual([0, 1, 2]);
  });

  test.each([1, 2])("a task that fails gives its place back, with %d at a time", async (atOnce) => {
    const turns = new Turns(atOnce);
    const failing = turns.run(() => Promise.reject(new Error("no")));
    const next = turns.run(() => Promise.resolve("next"));
    await expect(failing).rejects.toThrow("no");
    expect(await next).toBe("next");
    expect(await turns.run(() => Promise.resolve("later"))).toBe("later");
  });

  test("whatever begins and ends when: in order, never too many, and no place stays empty while somebody waits", async () => {
    const steps = fc.array(fc.boolean(), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), steps, async (atOnce, isBeginning) => {
        const turns = new Turns(atOnce);
        const tasks = handTasks(turns);
        let count = 0;
        for (const begins of isBeginning) {
          if (begins) void tasks.begin((count += 1));
          else await tasks.end(tasks.running()[0] ?? 0);
          expect(tasks.running().length).toBe(Math.min(atOnce, tasks.running().length + turns.waiting));
        }
        expect(tasks.mostAtOnce()).toBeLessThanOrEqual(atOnce);
        expect(tasks.begun).toEqual(Array.from({ length: tasks.begun.length }, (_, index) => index + 1));
      }),
    );
  });
});
