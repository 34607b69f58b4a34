import path from "node:path";
import { describe, expect, test } from "vitest";
import { loadConfiguration } from "../../cli/configuration.ts";
import { fakeInvocation as invocation, newFolder } from "./fake-invocation.ts";

const file = JSON.stringify({ store: "from-file.sqlite", crawl: { pageBudget: 20 } });

describe("option wins over environment, environment over file, file over default", () => {
  test.each([
    [{ file, environment: { MAILLAGE_STORE: "env.sqlite" }, options: { store: "option.sqlite" } }, "option.sqlite"],
    [{ file, environment: { MAILLAGE_STORE: "env.sqlite" } }, "env.sqlite"],
    [{ file }, "from-file.sqlite"],
    [{}, "maillage.sqlite"],
  ])("%j", (given, expected) => {
    expect(loadConfiguration(invocation(given)).requiredText("store")).toBe(expected);
  });

  test("numbers of the file are numbers", () => {
    expect(loadConfiguration(invocation({ file })).integer("crawl.pageBudget")).toBe(20);
  });

  test("addresses come as a map, whose keys are no settings", () => {
    const text = JSON.stringify({ crawl: { allowPrivateNetwork: { "a.example:443": "http://127.1.2.3:8080" } } });
    const addresses = loadConfiguration(invocation({ file: text })).addresses("crawl.allowPrivateNetwork");
    expect([...addresses]).toEqual([["a.example:443", "http://127.1.2.3:8080"]]);
  });
});

describe("settings that are more than one word or number", () => {
  const window = { from: "22:00", until: "06:00", timeZone: "Europe/Paris" };

  test("lists and hours come from the file", () => {
    const crawl = { window, sharedRanges: ["192.0.2.0/24", "2001:db8::/32"], insecureHosts: ["Old.example:8443"] };
    const configuration = loadConfiguration(invocation({ file: JSON.stringify({ crawl }) }));
    expect(configuration.window("crawl.window")).toEqual(window);
    expect(configuration.list("crawl.sharedRanges")).toEqual(["192.0.2.0/24", "2001:db8::/32"]);
    expect(configuration.list("crawl.insecureHosts")).toEqual(["old.example:8443"]);
  });

  test("and from the environment, lists with commas, hours as JSON", () => {
    const environment = {
      MAILLAGE_INSECURE_HOSTS: "a.example, b.example:8443",
      MAILLAGE_SHARED_RANGES: '["192.0.2.0/24"]',
      MAILLAGE_WINDOW: JSON.stringify(window),
    };
    const configuration = loadConfiguration(invocation({ environment }));
    expect(configuration.list("crawl.insecureHosts")).toEqual(["a.example", "b.example:8443"]);
    expect(configuration.list("crawl.sharedRanges")).toEqual(["192.0.2.0/24"]);
    expect(configuration.window("crawl.window")).toEqual(window);
  });

  test("unset, there is no window, no list and no schema to mind", () => {
    const configuration = loadConfiguration(invocation({ file: '{"$schema": "x", "crawl": {"window": null}}' }));
    expect(configuration.window("crawl.window")).toBeNull();
    expect(configuration.list("crawl.sharedRanges")).toEqual([]);
  });

  test("the opt-out file stands beside the configuration, wherever that is", () => {
    const folder = newFolder();
    const elsewhere = invocation({
      folder: newFolder(),
      options: { config: path.join(folder, "maillage.config.json") },
    });
    invocation({ folder, file: "{}" });
    expect(loadConfiguration(elsewhere).besideFile("crawl.optOutFile")).toBe(path.join(folder, "opt-out.txt"));
  });
});

describe("a mistake in the file is told with its remedy", () => {
  test.each([
    ['{"stroe": "x"}', 'unknown setting "stroe". Did you mean "store"?'],
    ['{"crawl": {"pageBudget": "many"}}', 'crawl.pageBudget: expected a whole number, got "many"'],
    ['{"crawl": {"allowPrivateNetwork": {"a:1": 3}}}', "expected an object of host:port to origin"],
    ["{", "is not JSON"],
    ["[]", "holds no JSON object"],
    ['{"crawl": 5}', 'unknown setting "crawl"'],
    ['{"crawl": {"pageBudget": 0}}', "crawl.pageBudget: expected 1 to 1000000, got 0."],
    ['{"crawl": {"pageBudget": 1.5}}', "crawl.pageBudget: expected a whole number, got 1.5."],
    ['{"crawl": {"pageBudget": true}}', "crawl.pageBudget: expected a whole number, got true."],
    ['{"crawl": {"rendering": "offf"}}', 'crawl.rendering: expected "on" or "off", got "offf". Did you mean "off"?'],
    ['{"crawl": {"forbiddenRobots": true}}', 'crawl.forbiddenRobots: expected "allow" or "strict", got true.'],
    ['{"crawl": {"lookup": "nobody"}}', 'crawl.lookup: expected "system" or "none", got "nobody".'],
    [
      '{"crawl": {"sharedRanges": ["192.0.2.0/33"]}}',
      'expected a network in CIDR notation, like 192.0.2.0/24, got "192.0.2.0/33".',
    ],
    ['{"crawl": {"sharedRanges": ["192.0.2.1"]}}', "expected a network in CIDR notation"],
    ['{"crawl": {"sharedRanges": {}}}', "crawl.sharedRanges: expected a list of texts, got {}."],
    ['{"crawl": {"insecureHosts": ["https://a.example/"]}}', 'expected host or host:port, got "https://a.example/".'],
    [
      '{"crawl": {"allowPrivateNetwork": {"a.example": "http://127.1.2.3:80"}}}',
      "expected an object of host:port to origin",
    ],
    ['{"crawl": {"window": "22:00-06:00"}}', "crawl.window: expected an object with from, until and timeZone"],
    [
      '{"crawl": {"window": {"from": "22:00", "until": "06:00"}}}',
      'crawl.window.timeZone: expected an IANA time zone like "Europe/Paris", got nothing.',
    ],
    [
      '{"crawl": {"window": {"from": "22:00", "until": "06:00", "timeZone": "Europe/Pari"}}}',
      'got "Europe/Pari". Did you mean "Europe/Paris"?',
    ],
    [
      '{"crawl": {"window": {"from": "24:00", "until": "06:00", "timeZone": "UTC"}}}',
      'crawl.window.from: expected an hour from "00:00" to "23:59", got "24:00".',
    ],
    [
      '{"crawl": {"window": {"form": "22:00", "until": "06:00", "timeZone": "UTC"}}}',
      'unknown key "form". Did you mean "from"?',
    ],
    [
      '{"crawl": {"window": {"from": "06:00", "until": "06:00", "timeZone": "UTC"}}}',
      "from and until are the same hour",
    ],
  ])("%s", (text, part) => {
    expect(() => loadConfiguration(invocation({ file: text }))).toThrow(part);
  });

  test("all mistakes come at once", () => {
    const text = '{"stroe": "x", "crawl": {"pageBudget": "many", "delay": 3}}';
    expect(() => loadConfiguration(invocation({ file: text }))).toThrow(/stroe[\s\S]*crawl\.delay[\s\S]*pageBudget/);
  });

  test("a configuration named on the command line must exist", () => {
    expect(() => loadConfiguration(invocation({ options: { config: "other.json" } }))).toThrow("cannot be read");
  });
});
