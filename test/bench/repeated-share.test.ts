import { describe, expect, test } from "vitest";
import { archivedPages } from "../../bench/measure/archived-pages.ts";
import { RUN_TAGS, meanShare, pageRepeats, shareTogether } from "../../bench/measure/repeated-share.ts";
import { drawPages } from "../../bench/web/page-bodies.ts";
import { hasShared } from "../support/shared.ts";

const tags = (count: number, text: string): string =>
  Array.from({ length: count }, (_, index) => `<b>${text}${index}`).join("");

describe("bytes are repeated when they stand in a run of tags that an earlier page has", () => {
  test.each([
    ["the same page twice", [tags(9, "a"), tags(9, "a")], [0, 45]],
    ["a run that is one tag too short", [tags(RUN_TAGS - 1, "a"), tags(RUN_TAGS - 1, "a")], [0, 0]],
    ["a run among other tags", [tags(8, "a"), tags(3, "x") + tags(8, "a") + tags(3, "y")], [0, 40]],
    ["a page that repeats itself alone", [tags(9, "a") + tags(9, "a")], [0]],
    ["a page before the last", [tags(8, "a"), tags(8, "b"), tags(8, "a")], [0, 0, 40]],
    ["letters of several bytes", [tags(8, "é"), tags(8, "é")], [0, 48]],
  ])("%s", (_, pages, expected) => {
    expect(pageRepeats(pages).map(({ repeatedBytes }) => repeatedBytes)).toEqual(expected);
  });
});

test("links are repeated when target and text are", () => {
  const first = '<a href="/a">One <b>two</b></a> <a href="/b">Three</a> <a>Nowhere</a>';
  const second = '<a href="/a">One\n two</a> <a href="/b">Four</a> <a href="/c">Three</a> <a href="/c">Three</a>';
  expect(pageRepeats([first, second]).map(({ links, repeatedLinks }) => [links, repeatedLinks])).toEqual([
    [2, 0],
    [4, 1],
  ]);
});

test("together, pages count by size; as a mean, each host counts the same", () => {
  const large = { bytes: 300, repeatedBytes: 300, links: 3, repeatedLinks: 0 };
  const small = { bytes: 100, repeatedBytes: 0, links: 1, repeatedLinks: 1 };
  expect(shareTogether([large, small])).toEqual({ bytes: 0.75, links: 0.25 });
  expect(shareTogether([{ ...small, links: 0, repeatedLinks: 0 }])).toEqual({ bytes: 0, links: null });
  expect(shareTogether([])).toBeNull();
  expect(meanShare([large, small].map((page) => shareTogether([page])!))).toEqual({ bytes: 0.5, links: 0.5 });
  expect(meanShare([])).toBeNull();
});

/** Means of the shares of the archived hosts: docs/decisions/0019-what-the-bench-compares.md. */
const REAL = { bytes: 0.592, links: 0.682 };

test.each([10, 70])(
  "hosts of %i pages of the bench web repeat what real hosts do, to within two hundredths",
  (pages) => {
    const shape = { hosts: 3, warmUpHosts: 0, pages, bodies: "generated" } as const;
    const shares = Array.from({ length: shape.hosts }, (_, host) =>
      shareTogether(pageRepeats(drawPages(host, shape)).slice(1))!,
    );
    const mean = meanShare(shares)!;
    expect(Math.abs(mean.bytes - REAL.bytes)).toBeLessThan(0.02);
    expect(Math.abs(mean.links! - REAL.links)).toBeLessThan(0.02);
  },
);

test.skipIf(!hasShared)(
  "the archived hosts repeat what the bench web was drawn after (skipped without ../shared)",
  () => {
    const shares = [...archivedPages().values()].flatMap((pages) => shareTogether(pageRepeats(pages).slice(1)) ?? []);
    const mean = meanShare(shares)!;
    expect([shares.length, mean.bytes.toFixed(3), mean.links!.toFixed(3)]).toEqual([31, "0.592", "0.682"]);
  },
);
