import { expect, test } from "vitest";
import { decideFile } from "../../cli/serve/respond-file.ts";

const hosts = new Set(["127.0.0.1:8080"]);

function decided(method: string, target: string, host = "127.0.0.1:8080"): string {
  const decision = decideFile({ method, target, host }, hosts);
  return decision.kind === "file" ? decision.relativePath : String(decision.status);
}

test.each([
  ["GET", "/", "index.html"],
  ["GET", "/fr/", "fr/index.html"],
  ["HEAD", "/fr/sites/impots.gouv.fr.html?site=x", "fr/sites/impots.gouv.fr.html"],
  ["GET", "/fr/%C3%A9t%C3%A9.html", "fr/été.html"],
  ["POST", "/", "405"],
  ["GET", "/../secret", "404"],
  ["GET", "/..%2f..%2fetc/passwd", "404"],
  ["GET", "/.maillage-published", "404"],
  ["GET", "/a%5C..%5Cb", "404"],
  ["GET", "/%00", "404"],
  ["GET", "/%zz", "400"],
  ["GET", `/${"a".repeat(5000)}`, "414"],
])("%s %s is answered by %s", (method, target, expected) => {
  expect(decided(method, target)).toBe(expected);
});

test("a request for another host is refused, against DNS rebinding", () => {
  expect(decided("GET", "/", "evil.example")).toBe("421");
});
