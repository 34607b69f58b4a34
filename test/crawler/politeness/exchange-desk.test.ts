import { describe, expect, test } from "vitest";
import type { OwnerKey } from "../../../crawler/ports.ts";
import { NEW_HOST } from "../../../crawler/politeness/after-exchange.ts";
import { fakeClock } from "../../support/fake-clock.ts";
import { fakeDesk, type FakeDesk } from "../../support/fake-desk.ts";
import { LATE_CLOCK_MS } from "../../../crawler/politeness/host-turns.ts";

const a = "a.example" as OwnerKey;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const gaps = ({ asked }: FakeDesk): number[] =>
  asked.slice(1).map(({ startMs }, index) => startMs - asked[index]!.endMs);

const starts = (web: FakeDesk): number[] => web.asked.map(({ startMs }) => startMs).toSorted((x, y) => x - y);
const asked = (headers: Record<string, string>) => ({ httpStatus: 503, headers });
const fail = async (web: FakeDesk, times: number) => {
  for (let time = 0; time < times; time += 1) await web.ask("a.example", { code: "reset" });
};

describe("a host is asked one thing at a time, and rests after each answer", () => {
  test("requests made together wait for each other and for two seconds", async () => {
    const web = fakeDesk();
    await Promise.all([web.ask("a.example"), web.ask("a.example"), web.ask("a.example")]);
    expect(gaps(web)).toEqual([2000 + LATE_CLOCK_MS, 2000 + LATE_CLOCK_MS]);
  });

  test("F51: an answer that slows from 0.1 to 5 s is followed within three requests", async () => {
    const web = fakeDesk();
    await web.ask("a.example", { durationMs: 100 });
    for (let request = 0; request < 3; request += 1) await web.ask("a.example", { durationMs: 5000 });
    expect(web.desk.restMs(a)).toBeGreaterThanOrEqual(4 * 5000);
  });

  test("Crawl-delay holds from the answer that asked for it", async () => {
    const web = fakeDesk();
    await web.ask("a.example");
    web.desk.setCrawlDelay(a, 10_000);
    await web.ask("a.example");
    expect(gaps(web)).toEqual([10_000 + LATE_CLOCK_MS]);
  });

  test("somebody else's host gets a second whatever is configured; our own gets what is configured", async () => {
    const settings = { minDelayMs: 0, latencyFactor: 0, minAddressGapMs: 0 };
    const network = new Map([["a.example:443", "http://127.0.0.2:8080"]]);
    const web = fakeDesk({ settings: { ...settings, allowPrivateNetwork: network } });
    for (const host of ["a.example", "b.example"]) await Promise.all([web.ask(host), web.ask(host)]);
    const [ours, , others] = gaps(web);
    expect([ours, others]).toEqual([0, 1000 + LATE_CLOCK_MS]);
  });
});

describe("what a process that ended was doing is not known", () => {
  test("each host rests from the start of a crawl that goes on, as if it had answered just before", async () => {
    const web = fakeDesk({ isResumed: true, memories: [[a, { ...NEW_HOST, crawlDelayMs: 10_000 }]] });
    const openedMs = web.clock.monotonicMs();
    await web.ask("new.example");
    await web.ask("a.example");
    expect(web.asked.map(({ host, startMs }) => [host, startMs - openedMs])).toEqual([
      ["new.example", 2000],
      ["a.example", 10_000],
    ]);
  });

  test("a crawl that begins asks at once", async () => {
    const web = fakeDesk();
    const openedMs = web.clock.monotonicMs();
    await web.ask("a.example");
    expect(web.asked.map(({ startMs }) => startMs - openedMs)).toEqual([0]);
  });
});

describe("F49: hosts of one machine share its pace", () => {
  const crowd = Array.from({ length: 20 }, (_, index) => `h${index}.example`);

  test("half a second between two starts", async () => {
    const web = fakeDesk({ addressOf: () => "198.51.100.1" });
    await Promise.all(crowd.map((host) => web.ask(host)));
    const between = starts(web).map((startMs, index, all) => startMs - (all[index - 1] ?? startMs - 500));
    expect(between).toHaveLength(20);
    expect(Math.min(...between)).toBeGreaterThanOrEqual(500);
  });

  test("declared shared ranges are exempt", async () => {
    const web = fakeDesk({ addressOf: () => "198.51.100.1", settings: { sharedRanges: ["198.51.100.0/24"] } });
    await Promise.all(crowd.map((host) => web.ask(host)));
    expect(Math.max(...starts(web))).toBeLessThan(20 * 500);
  });

  test("how long its machine would let a host wait can be told before", async () => {
    const web = fakeDesk({ addressOf: () => "198.51.100.1" });
    await web.ask("a.example", { durationMs: 10 });
    expect(await web.desk.addressWaitMs("https://b.example/")).toBe(490);
  });
});

describe("429 and 503 are obeyed for the host and for its machine", () => {
  test("F50: no request before Retry-After, whichever host of the address", async () => {
    const web = fakeDesk({ addressOf: () => "198.51.100.1" });
    await web.ask("a.example", asked({ "retry-after": "300" }));
    web.clock.advance(299_000);
    expect(await web.ask("a.example")).toMatchObject({ kind: "held" });
    expect(await web.ask("b.example")).toMatchObject({ kind: "held" });
    web.clock.advance(1500);
    expect(await web.ask("a.example")).toMatchObject({ kind: "answer" });
  });

  test("success elsewhere does not reset it", async () => {
    const web = fakeDesk();
    await web.ask("a.example", asked({ "retry-after": "300" }));
    await web.ask("b.example");
    expect(web.desk.holdOf(a)).not.toBeNull();
  });

  test("longer than an hour ends the host for this crawl, but not the machine", async () => {
    const web = fakeDesk({ addressOf: () => "198.51.100.1" });
    await web.ask("a.example", asked({ "retry-after": "99999" }));
    web.clock.advance(2 * HOUR);
    expect(await web.ask("a.example")).toMatchObject({ kind: "held", untilMs: Number.POSITIVE_INFINITY });
    expect(await web.ask("b.example")).toMatchObject({ kind: "answer" });
  });

  test("without a usable one: 30 s, then a minute, doubling", async () => {
    const web = fakeDesk();
    const waits: number[] = [];
    for (let time = 0; time < 3; time += 1) {
      await web.ask("a.example", asked({ "retry-after": "soon" }));
      waits.push((web.desk.holdOf(a)?.untilMs ?? 0) - web.clock.nowMs());
      web.clock.advance(HOUR);
    }
    expect(waits).toEqual([30_000, MINUTE, 2 * MINUTE]);
  });

  test("a hold survives a restart", async () => {
    const clock = fakeClock();
    const before = fakeDesk({ clock });
    await before.ask("a.example", asked({ "retry-after": "600" }));
    const after = fakeDesk({ clock, holds: before.holds });
    expect(await after.ask("a.example")).toMatchObject({ kind: "held" });
  });
});

describe("a host that fails is left alone", () => {
  test("five failures in a row park it for a quarter of an hour, the third time for this crawl", async () => {
    const web = fakeDesk();
    await fail(web, 4);
    expect(web.desk.holdOf(a)).toBeNull();
    await fail(web, 1);
    expect(web.desk.holdOf(a)?.untilMs).toBe(web.clock.nowMs() + 15 * MINUTE);
    for (const untilMs of [15 * MINUTE, Number.POSITIVE_INFINITY]) {
      web.clock.advance(15 * MINUTE);
      await fail(web, 5);
      expect(web.desk.holdOf(a)?.untilMs).toBe(web.clock.nowMs() + untilMs);
    }
  });

  test("an answer in between starts the count anew, but does not forgive earlier parks", async () => {
    const web = fakeDesk();
    await fail(web, 4);
    await web.ask("a.example");
    await fail(web, 4);
    expect(web.desk.holdOf(a)).toBeNull();
    expect(web.desk.memoryOf(a)).toMatchObject({ failures: 4, parks: 0 });
  });
});

describe("budgets and wishes of the owner", () => {
  test("the requests of a day are not exceeded by one, and the next day begins anew", async () => {
    const web = fakeDesk({ settings: { maxRequestsPerDay: 3 } });
    const kinds: string[] = [];
    for (let time = 0; time < 5; time += 1) kinds.push((await web.ask("a.example")).kind);
    expect(kinds).toEqual(["answer", "answer", "answer", "held", "held"]);
    web.clock.advance(24 * HOUR);
    expect(await web.ask("a.example")).toMatchObject({ kind: "answer" });
  });

  test("bytes count too, and what an earlier run of the day used", async () => {
    const use = { ownerKey: a, requests: 10, sizeBytes: 900 };
    const web = fakeDesk({ settings: { maxBytesPerDay: 1500 }, dayUse: [use] });
    expect(await web.ask("a.example", { sizeBytes: 1000 })).toMatchObject({ kind: "answer" });
    expect(await web.ask("a.example")).toMatchObject({ kind: "held", why: "1900 bytes today" });
  });

  test("an excluded host is not asked from then on", async () => {
    const web = fakeDesk();
    await web.ask("a.example");
    web.exclusions.add("a.example");
    expect(await web.ask("a.example")).toEqual({ kind: "refused", reason: "opt-out" });
    expect(web.asked).toHaveLength(1);
  });

  test("F43: a Crawl-delay of an hour is kept, and the budget shrinks to what fits", async () => {
    const memories = [[a, { ...NEW_HOST, crawlDelayMs: HOUR, pages: 7 }]] as const;
    const web = fakeDesk({ memories });
    expect(await web.ask("a.example")).toMatchObject({ kind: "answer" });
    expect(web.desk.restMs(a)).toBe(HOUR + LATE_CLOCK_MS);
    expect(await web.ask("a.example")).toMatchObject({ kind: "held", untilMs: Number.POSITIVE_INFINITY });
  });

  test("stopped: nothing more is asked, not even of those that wait", async () => {
    const web = fakeDesk();
    await web.ask("a.example");
    web.stop.abort();
    expect(await web.ask("a.example")).toMatchObject({ kind: "held", why: "stopping" });
  });
});

test("every exchange is counted for the owner, with the pause before it", async () => {
  const web = fakeDesk();
  await web.ask("a.example", { sizeBytes: 7 });
  await web.ask("a.example", { httpStatus: 404, headers: {}, durationMs: 50 });
  expect(web.notes).toMatchObject([
    { ownerKey: a, purpose: "page", outcome: "200", requests: 1, sizeBytes: 7, pauseMs: null, durationMs: 100 },
    { ownerKey: a, purpose: "page", outcome: "404", pauseMs: 2000 + LATE_CLOCK_MS, durationMs: 50 },
  ]);
});
