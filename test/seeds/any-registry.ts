import fc from "fast-check";
import type { Registry } from "../../core/registry.ts";
import { SITE_KINDS, type SiteId } from "../../core/site.ts";
import { MEMBERSHIP_BASES, type Theme, type TopicId } from "../../core/theme.ts";
import { canonicalizeUrl, type CanonicalUrl } from "../../core/url.ts";
import { sortedRegistry } from "../../seeds/sorted-registry.ts";

const url = (text: string): CanonicalUrl => canonicalizeUrl(text)!;

/** A text as a cell can hold it: not empty, without blanks around it; quotes, commas and line breaks welcome. */
const cell = fc
  .string({
    unit: fc.constantFrom("a", "é", ",", '"', "\n", "\r", ";", " ", "0", "=", "\u{1F600}"),
    minLength: 1,
    maxLength: 12,
  })
  .map((text) => text.trim() || "x");
const day = fc.option(fc.constantFrom("1999-12-31", "2020-02-29"));

/** Sound registries of one to five sites, two themes and a life event, with rows in every file; sorted. */
export function anyRegistry(): fc.Arbitrary<Registry> {
  return fc.integer({ min: 1, max: 5 }).chain((count) => {
    const ids = Array.from({ length: count }, (_, index) => `s${index}.example` as SiteId);
    const [themes, lifeEvents] = [topics(ids, "t", 2), topics(ids, "e", 1)];
    const pair = fc.record({ siteId: fc.constantFrom(...ids), topicId: fc.constantFrom("t0", "t1", "e0") });
    return fc
      .record({
        sites: fc.tuple(...ids.map(site)),
        themes,
        lifeEvents,
        memberships: fc.uniqueArray(fc.record({ pair, basis: fc.constantFrom(...MEMBERSHIP_BASES), source: cell }), {
          selector: (row) => `${row.pair.siteId} ${row.pair.topicId}`,
          maxLength: 5,
        }),
        aliases: fc.array(fc.record({ siteId: fc.constantFrom(...ids), until: day, source: cell }), { maxLength: 3 }),
        mandatedLinks: fc.array(fc.record({ targetId: fc.constantFrom(...ids), label: cell, source: cell }), {
          maxLength: 3,
        }),
        expectedLinks: fc.array(fc.record({ pair, citedOn: day, source: cell }), { maxLength: 3 }),
      })
      .map(({ memberships, aliases, expectedLinks, ...rest }) =>
        sortedRegistry({
          ...rest,
          memberships: memberships.map(({ pair: ends, ...row }) => ({
            ...ends,
            ...row,
            topicId: ends.topicId as TopicId,
          })),
          aliases: aliases.map((row) => ({ ...row, from: null, prefix: url(`https://old.${row.siteId}/`) })),
          expectedLinks: expectedLinks.map(({ pair: { siteId, topicId }, ...row }) => ({
            ...row,
            sourceId: null,
            targetId: siteId,
            topicId: topicId as TopicId,
            citedBy: url("https://page.example/x?a=1,2"),
          })),
        }),
      );
  });
}

function site(id: SiteId): fc.Arbitrary<Registry["sites"][number]> {
  return fc.record({
    id: fc.constant(id),
    name: cell,
    prefixes: fc.constantFrom([url(`https://${id}/`)], [url(`https://${id}/a`), url(`http://${id}:8080/`)]),
    home: fc.constantFrom(url(`https://${id}/a?b=1,2`)),
    owner: fc.option(cell),
    ministry: fc.option(cell),
    kind: fc.constantFrom(...SITE_KINDS),
    horizontal: fc.boolean(),
    source: cell,
  });
}

function topics(ids: readonly SiteId[], name: string, count: number): fc.Arbitrary<Theme[]> {
  const one = (index: number): fc.Arbitrary<Theme> =>
    fc.record({
      id: fc.constant(`${name}${index}` as TopicId),
      labelFr: cell,
      labelEn: cell,
      entryPages: fc.constant([url(`https://${ids[0]}/a/b`), url(`https://${ids.at(-1)}/a/c`)]),
      source: cell,
    });
  return fc.tuple(...Array.from({ length: count }, (_, index) => one(index)));
}
