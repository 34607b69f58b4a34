import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseHostName } from "../../cli/host-name.ts";
import { addOptOut, optOutReader, readOptOuts } from "../../cli/opt-outs.ts";
import { newFolder } from "./fake-invocation.ts";

function optOutFile(text?: string): string {
  const file = path.join(newFolder(), "opt-out.txt");
  if (text !== undefined) writeFileSync(file, text);
  return file;
}

describe("a host is written as its name alone", () => {
  test.each([
    ["www.example.org", "www.example.org"],
    [" WWW.Example.ORG. ", "www.example.org"],
    ["impôts.example", "xn--impts-8ta.example"],
    ["192.0.2.7", "192.0.2.7"],
    ["[2001:DB8::1]", "[2001:db8::1]"],
    ["under_score.example.org", "under_score.example.org"],
  ])("%s is %s", (text, host) => {
    expect(parseHostName(text)).toEqual({ kind: "host", host });
  });

  test.each([
    [
      "https://www.example.org/a",
      '"https://www.example.org/a" is an address, not a host.',
      "Write the host alone, like www.example.org.",
    ],
    ["www.example.org/a", "is an address, not a host.", "like www.example.org."],
    ["*.example.org", '"*.example.org" has a wildcard.', "Name each host by itself"],
    ["www.example.org:8080", "has a port.", "all of its ports"],
    ["x@example.org", "is a mail address.", "Write a host"],
    ["localhost", "is no host name.", "Write it whole"],
    ["a b.example", "is no host name.", "Write it whole"],
    ["-a.example", "is no host name.", "Write it whole"],
    [`${"a".repeat(64)}.example`, "is no host name.", "Write it whole"],
    ["", "the name is empty.", "Write a host"],
  ])("%s is refused", (text, what, remedy) => {
    const parsed = parseHostName(text);
    expect(parsed.kind).toBe("bad");
    if (parsed.kind !== "bad") return;
    expect(parsed.what).toContain(what);
    expect(parsed.remedy).toContain(remedy);
  });
});

describe("the opt-out file", () => {
  test("holds one host a line, and comments", () => {
    const file = optOutFile("\uFEFF# asked by mail\r\nb.example # 2026-10-03\r\n\r\nA.example\nb.example\n");
    expect(readOptOuts(file)).toEqual(["b.example", "a.example"]);
  });

  test("that is missing holds none", () => {
    expect(readOptOuts(optOutFile())).toEqual([]);
  });

  test("tells every bad line with its number", () => {
    const file = optOutFile("a.example\n*.b.example\n\nhttps://c.example/\n");
    expect(() => readOptOuts(file)).toThrow(/^opt-out\.txt:2: .*wildcard.*\nopt-out\.txt:4: .*an address, not a host/);
  });

  test("takes a host once, on a line of its own, and leaves the rest as it was", () => {
    const file = optOutFile("# by mail\na.example");
    expect([addOptOut(file, "b.example"), addOptOut(file, "b.example"), addOptOut(file, "a.example")]).toEqual([
      true,
      false,
      false,
    ]);
    expect(readFileSync(file, "utf8")).toBe("# by mail\na.example\nb.example\n");
  });

  test("is heard while a crawl runs, a bad line told once and no hindrance", () => {
    const file = optOutFile();
    const notes: string[] = [];
    const read = optOutReader(file, (line) => void notes.push(line));
    expect(read()).toEqual([]);
    writeFileSync(file, "a.example\n*.bad\nb.example\n");
    expect([read(), read()]).toEqual([
      ["a.example", "b.example"],
      ["a.example", "b.example"],
    ]);
    expect(notes).toEqual([expect.stringContaining("opt-out.txt:2")]);
  });

  test("is none when no file is named", () => {
    expect(optOutReader(null, () => undefined)()).toEqual([]);
  });
});
