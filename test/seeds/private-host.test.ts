import { describe, expect, test } from "vitest";
import { isPrivateHost } from "../../seeds/private-host.ts";
import { readRegistry } from "../../seeds/read-registry.ts";
import { folderWith, problemsOf, site, SITES, sound } from "./registry-texts.ts";

describe("a host is private when nobody on the public internet can mean it", () => {
  test.each([
    ["127.0.0.1", true],
    ["10.1.2.3", true],
    ["192.168.0.1", true],
    ["169.254.169.254", true],
    ["100.64.0.1", true],
    ["[::1]", true],
    ["[fd00::1]", true],
    ["[::ffff:10.0.0.1]", true],
    ["0.0.0.0", true],
    ["localhost", true],
    ["intranet", true],
    ["printer.local", true],
    ["db.internal", true],
    ["nas.home.arpa", true],
    ["93.184.216.34", false],
    ["[2606:2800:220:1::1]", false],
    ["www.example.org", false],
    ["local.example.org", false],
    ["localhost.example", false],
  ])("%s: %s", (host, expected) => {
    expect(isPrivateHost(host)).toBe(expected);
  });
});

const rowOf = (address: string): Record<string, string> => ({
  "sites.csv": `${SITES}\n${site("a", { prefixes: address, home: address })}\n${site("b")}\n`,
  "themes.csv": "id,label_fr,label_en,entry_pages,source\n",
});

describe("a registry with a private address", () => {
  test.each([
    ["http://127.0.0.1/", "127.0.0.1", "127.0.0.1:80"],
    ["https://0x7f.1/", "127.0.0.1", "127.0.0.1:443"],
    ["http://localhost:3000/", "localhost", "localhost:3000"],
    ["https://wiki.local/", "wiki.local", "wiki.local:443"],
  ])("%s is told once, with its line", (address, host, place) => {
    expect(problemsOf(rowOf(address))).toEqual([
      `r/sites.csv:2: prefix ${new URL(address).href} is a private address: ${host} is nothing on the public web. Name a public host, or serve ${place} from an origin in crawl.allowPrivateNetwork.`,
    ]);
  });

  test("an alias is told likewise", () => {
    const aliases = "site,prefix,from,until,source\na,http://10.0.0.7/,,,s\n";
    expect(problemsOf({ "aliases.csv": aliases })[0]).toMatch(
      /^r\/aliases\.csv:2: prefix http:\/\/10\.0\.0\.7\/ is a private/,
    );
  });

  test("is read when the configuration serves the address, and only on that port", () => {
    const folder = folderWith(new Map([...sound(), ...Object.entries(rowOf("http://wiki.local/"))]));
    expect(readRegistry(folder, "r", new Set(["wiki.local:80"])).sites).toHaveLength(2);
    expect(() => readRegistry(folder, "r", new Set(["wiki.local:443"]))).toThrow("private address");
  });
});
