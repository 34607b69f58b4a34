import { describe, expect, test } from "vitest";
import { canonicalizeUrl } from "../../../core/url.ts";
import { checkDue, isBroken, nextCheck, type CheckOutcome } from "../../../crawler/checks/check-rules.ts";
import { defaultCrawlSettings } from "../../../crawler/settings.ts";
import type { TargetCheck } from "../../../crawler/store-port.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 9, 3);
const url = canonicalizeUrl("https://outside.example/page")!;

const outcome = (kind: TargetCheck["kind"], said: string | number | null = null): CheckOutcome => ({
  url,
  kind,
  httpStatus: typeof said === "number" ? said : null,
  detail: typeof said === "string" ? said : null,
  chain: [],
  finalUrl: url,
  isPermanent: false,
});
const good = outcome("fetched", 200);
const file = outcome("other-type", "application/pdf");
const gone = outcome("http-error", 404);
const blocked = outcome("blocked", 403);

describe("a good answer is believed for 7 days, another one for 1 day", () => {
  test.each<[string, CheckOutcome, number, boolean]>([
    ["a page seen just now", good, 0, false],
    ["a page seen nearly 7 days ago", good, 7 * DAY - 1, false],
    ["a page seen 7 days ago", good, 7 * DAY, true],
    ["a file seen 6 days ago", file, 6 * DAY, false],
    ["a missing page seen nearly a day ago", gone, DAY - 1, false],
    ["a missing page seen a day ago", gone, DAY, true],
    ["a host that blocked us a day ago", blocked, DAY, true],
    ["a failure a day ago", outcome("failed", "deadline"), DAY, true],
    ["a check from the future, as after a clock was set back", good, -HOUR, true],
  ])("%s", (_, seen, ageMs, isDue) => {
    expect(checkDue(nextCheck(null, seen, START), START + ageMs, defaultCrawlSettings)).toBe(isDue);
  });

  test("what was never seen is due", () => {
    expect(checkDue(null, START, defaultCrawlSettings)).toBe(true);
  });
});

function after(looks: readonly (readonly [atHours: number, outcome: CheckOutcome])[]): TargetCheck {
  let check: TargetCheck | null = null;
  for (const [atHours, seen] of looks) check = nextCheck(check, seen, START + atHours * HOUR);
  return check!;
}

describe("broken is what failed twice, 24 hours apart, without a good answer in between", () => {
  test.each<[string, (readonly [number, CheckOutcome])[], boolean]>([
    ["404 once", [[0, gone]], false],
    [
      "404 twice within 23 hours",
      [
        [0, gone],
        [23, gone],
      ],
      false,
    ],
    [
      "404 twice, 24 hours apart",
      [
        [0, gone],
        [24, gone],
      ],
      true,
    ],
    [
      "410 twice",
      [
        [0, outcome("http-error", 410)],
        [24, outcome("http-error", 410)],
      ],
      true,
    ],
    [
      "500, then 503",
      [
        [0, outcome("http-error", 500)],
        [30, outcome("http-error", 503)],
      ],
      true,
    ],
    [
      "no such host, twice",
      [
        [0, outcome("failed", "dns-not-found")],
        [24, outcome("failed", "dns-not-found")],
      ],
      true,
    ],
    [
      "refused, then 404",
      [
        [0, outcome("failed", "connect-refused")],
        [24, gone],
      ],
      true,
    ],
    [
      "three looks over 25 hours",
      [
        [0, gone],
        [12, gone],
        [25, gone],
      ],
      true,
    ],
    [
      "a good answer in between",
      [
        [0, gone],
        [12, good],
        [25, gone],
      ],
      false,
    ],
    [
      "a file in between",
      [
        [0, gone],
        [12, file],
        [25, gone],
      ],
      false,
    ],
    [
      "blocked in between says nothing",
      [
        [0, gone],
        [12, blocked],
        [25, gone],
      ],
      true,
    ],
    [
      "a passing failure in between says nothing",
      [
        [0, gone],
        [12, outcome("failed", "reset")],
        [25, gone],
      ],
      true,
    ],
    [
      "broken, then good",
      [
        [0, gone],
        [24, gone],
        [48, good],
      ],
      false,
    ],
    [
      "broken, then blocked",
      [
        [0, gone],
        [24, gone],
        [48, blocked],
      ],
      false,
    ],
    [
      "400 twice",
      [
        [0, outcome("http-error", 400)],
        [24, outcome("http-error", 400)],
      ],
      false,
    ],
    [
      "the name service was down, twice",
      [
        [0, outcome("failed", "dns-temporary")],
        [24, outcome("failed", "dns-temporary")],
      ],
      false,
    ],
    [
      "the clock was set back between two looks",
      [
        [24, gone],
        [0, gone],
      ],
      false,
    ],
  ])("%s", (_, looks, expected) => {
    expect(isBroken(after(looks), defaultCrawlSettings)).toBe(expected);
  });

  test.each([401, 403, 429])("blocked by %i twice is never broken", (status) => {
    expect(
      isBroken(
        after([
          [0, outcome("blocked", status)],
          [48, outcome("blocked", status)],
        ]),
        defaultCrawlSettings,
      ),
    ).toBe(false);
  });
});

test("a check keeps the first and the last time of its row of failures", () => {
  const check = after([
    [0, good],
    [1, gone],
    [30, gone],
  ]);
  expect([check.firstBadMs, check.lastBadMs, check.checkedMs]).toEqual([
    START + HOUR,
    START + 30 * HOUR,
    START + 30 * HOUR,
  ]);
  expect(nextCheck(check, good, START + 31 * HOUR)).toMatchObject({ firstBadMs: null, lastBadMs: null });
});
