import { describe, expect, test } from "vitest";
import { loadConfiguration } from "../../cli/configuration.ts";
import { crawlSettings, loadCrawlConfiguration } from "../../cli/crawl-settings.ts";
import { UserError } from "../../core/user-error.ts";
import { defaultCrawlSettings } from "../../crawler/settings.ts";
import { fakeInvocation } from "./fake-invocation.ts";

const contact = { url: "https://c.example/", email: "c@c.example" };

test("a configuration that says nothing leaves the crawler its own defaults", () => {
  expect(crawlSettings(loadConfiguration(fakeInvocation()))).toEqual(defaultCrawlSettings);
});

test("every setting of the crawl reaches the crawler", () => {
  const crawl = {
    allowPrivateNetwork: { "a.example:443": "http://127.1.2.3:8080" },
    forbiddenRobots: "strict",
    insecureHosts: ["old.example"],
    latencyFactor: 6,
    maxBytesPerDay: 1_000_001,
    maxChecksPerHost: 7,
    maxConcurrency: 8,
    maxDepthClicks: 9,
    maxRequestsPerDay: 10,
    minAddressGapMs: 611,
    minDelayMs: 3000,
    pageBudget: 12,
    rendering: "off",
    sharedRanges: ["192.0.2.0/24"],
    window: { from: "22:00", until: "06:00", timeZone: "Europe/Paris" },
    zonePages: 13,
  };
  const { settings } = loadCrawlConfiguration(fakeInvocation({ file: JSON.stringify({ contact, crawl }) }));
  const { allowPrivateNetwork, insecureHosts, ...plain } = crawl;
  expect(settings).toEqual({
    ...defaultCrawlSettings,
    ...plain,
    contactUrl: contact.url,
    contactEmail: contact.email,
    insecureHosts: new Set(insecureHosts),
    allowPrivateNetwork: new Map(Object.entries(allowPrivateNetwork)),
  });
});

describe("mistakes", () => {
  test("of every kind come at once, each told once, with nobody to write to among them", () => {
    const file = JSON.stringify({
      stroe: "x",
      contact: { url: 5 },
      crawl: {
        minDelayMs: 10,
        pageBudget: "many",
        maxConcurrency: 0,
        sharedRanges: ["x"],
        window: { from: "22:00", until: "06:00", timeZone: "Mars/Base" },
      },
    });
    let problems: readonly string[] = [];
    try {
      loadCrawlConfiguration(fakeInvocation({ file }));
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      expect((error as UserError).kind).toBe("usage");
      problems = (error as UserError).problems.map(({ what }) => what);
    }
    expect(problems.map((what) => what.split(/[: ]/, 1).join()).toSorted()).toEqual([
      "contact.email",
      "contact.url",
      "crawl.maxConcurrency",
      "crawl.minDelayMs",
      "crawl.pageBudget",
      "crawl.sharedRanges",
      "crawl.window.timeZone",
      "unknown",
    ]);
  });
});
