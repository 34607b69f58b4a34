import { existsSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { seededRandom } from "../../core/seeded-random.ts";
import { cliWeb, dumpOf, integrityOf, storeOf, type CliWeb } from "../support/cli-web.ts";
import { pageWith } from "../support/crawl-web.ts";
import { endOf, runCli, startCli } from "../support/run-cli.ts";
import type { FakePages } from "../support/serve-web.ts";

const PAGES = 30;
const ANSWER_MS = 15;
const HOSTS = ["a.example", "b.example", "c.example", "d.example", "e.example", "f.example", "g.example", "h.example"];
const KILLS = 5;
/** A visit that three processes in a row begin and none ends is given up: each of these lives for a few commits. */
const MIN_REQUESTS = 30;
const MORE_REQUESTS = 20;

/** Answers that are held back until they are let go; null: none is. */
let held: ServerResponse[] | null = null;

const page = (number: number): string =>
  pageWith(...[2 * number + 1, 2 * number + 2, 7 * number + 3].map((to) => `/${to % PAGES}`), "https://b.example/1");

/** Pages that each lead to three others, and take a moment to come. */
function slowPages(): FakePages {
  return {
    "*": (request, response) => {
      if (held !== null) {
        held.push(response);
        return;
      }
      const number = request.url === "/" ? 0 : Number(/^\/(\d+)$/.exec(request.url ?? "")?.[1] ?? Number.NaN);
      setTimeout(() => {
        response.writeHead(Number.isNaN(number) ? 404 : 200, { "content-type": "text/html" });
        response.end(Number.isNaN(number) ? "none" : page(number));
      }, ANSWER_MS);
    },
  };
}

let web: CliWeb;
let unbroken: string[];

beforeAll(async () => {
  web = await cliWeb(Object.fromEntries(HOSTS.map((host) => [host, slowPages()])));
  const folder = web.project();
  expect(await runCli(folder, "crawl")).toMatchObject({ code: 0 });
  unbroken = dumpOf(folder) ?? [];
  expect(unbroken.length).toBeGreaterThan(HOSTS.length * PAGES);
});
beforeEach(() => {
  held = null;
  web.forget();
});
afterAll(async () => {
  await web.close();
});

const askedOver = (count: number): string[] =>
  [...web.requests()].flatMap(([url, times]) => (times > count ? [`${times} × ${url}`] : []));

test(`F56: killed ${KILLS} times it leaves the store of an unbroken run, asks for nothing more than once more, and is back in 5 s`, async () => {
  const folder = web.project();
  const random = seededRandom(56);
  const startsMs: number[] = [];
  let askedBefore = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const startMs = performance.now();
    const child = startCli(folder, ["crawl"]);
    const end = endOf(child);
    await web.untilAsked(askedBefore + 1);
    startsMs.push(performance.now() - startMs);
    await web.untilAsked(askedBefore + MIN_REQUESTS + Math.floor(random() * MORE_REQUESTS));
    child.kill("SIGKILL");
    expect(await end).toMatchObject({ code: null });
    askedBefore = web.asked();
  }
  const last = await runCli(folder, "crawl");
  expect(last).toMatchObject({ code: 0 });
  expect(web.asked()).toBeGreaterThan(askedBefore);
  expect(dumpOf(folder)).toEqual(unbroken);
  expect(askedOver(2)).toEqual([]);
  expect(Math.max(...startsMs)).toBeLessThan(5000);
});

describe("a signal", () => {
  test("F57: a first one commits and ends within 10 s; the crawl goes on from there", async () => {
    const folder = web.project();
    const child = startCli(folder, ["crawl"]);
    const end = endOf(child);
    await web.untilAsked(60);
    const startMs = performance.now();
    child.kill("SIGINT");
    expect(await end).toMatchObject({ code: 130, stderr: expect.stringContaining("Stopping") });
    expect(performance.now() - startMs).toBeLessThan(10_000);
    expect(existsSync(`${storeOf(folder)}.lock`)).toBe(false);
    expect(integrityOf(folder)).toBe("ok");
    expect(dumpOf(folder)).toBeNull();
    expect(await runCli(folder, "crawl")).toMatchObject({ code: 0 });
    expect(dumpOf(folder)).toEqual(unbroken);
    expect(askedOver(1)).toEqual([]);
  });

  test("F57: a second one ends at once, whoever has not answered; the file is whole, and the crawl goes on from there", async () => {
    const folder = web.project();
    const child = startCli(folder, ["crawl"]);
    const end = endOf(child);
    await web.untilAsked(60);
    held = [];
    await web.untilAsked(web.asked() + 1);
    child.kill("SIGTERM");
    await new Promise((resolve) => child.stderr?.once("data", resolve));
    const startMs = performance.now();
    child.kill("SIGTERM");
    expect(await end).toMatchObject({ code: 143 });
    expect(performance.now() - startMs).toBeLessThan(1000);
    expect(integrityOf(folder)).toBe("ok");
    held = null;
    expect(await runCli(folder, "crawl")).toMatchObject({ code: 0 });
    expect(dumpOf(folder)).toEqual(unbroken);
    expect(askedOver(2)).toEqual([]);
  });
});
