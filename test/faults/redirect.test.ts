import { describe, expect, test } from "vitest";
import { raw } from "../support/broken-servers.ts";
import { pageWith } from "../support/crawl-web.ts";
import { crawledWebs, type CrawledWeb } from "../support/crawled-webs.ts";
import { cutAfter } from "../support/raw-server.ts";
import type { FakePages } from "../support/serve-web.ts";
import { smallRegistry } from "../support/small-registry.ts";

const crawled = crawledWebs();

const to = (location: string, status = 302): FakePages[string] => ({ status, headers: { location } });
/** A Location in bytes, as no HTTP library would send it. */
const toBytes = (location: string | null): FakePages[string] =>
  raw(
    cutAfter(
      Buffer.from(
        `HTTP/1.1 302 Found\r\nConnection: close\r\n${location === null ? "" : `Location: ${location}\r\n`}Content-Length: 0\r\n\r\n`,
        "latin1",
      ),
    ),
  );
const chain = (hops: number): FakePages =>
  Object.fromEntries(Array.from({ length: hops }, (_, at) => [`/hop-${at}`, to(`/hop-${at + 1}`)]));

/** What is stored of the redirects of a host: `path > target`, in order of path. */
const hopsOf = (web: CrawledWeb, host: string): string[] =>
  web
    .visits()
    .filter((visit) => new URL(visit.url).host === host && visit.kind === "redirected")
    .map((visit) => `${new URL(visit.url).pathname} > ${String(visit["redirects_to"])}`);

const refresh = (content: string): string => `<meta http-equiv="refresh" content="${content}">`;
const page = (head: string): string =>
  `<html><head><title>t</title>${head}</head><body><p>Here <a href="/">home</a></body></html>`;

describe("redirects", () => {
  test("F26: five hops are followed, and each is stored", async () => {
    const web = await crawled({ "a.example": { "/": pageWith("/hop-0"), ...chain(5), "/hop-5": pageWith() } });
    expect(web.pagePaths("a.example")).toEqual(["/", "/hop-0", "/hop-1", "/hop-2", "/hop-3", "/hop-4", "/hop-5"]);
    expect(hopsOf(web, "a.example")).toEqual(
      [0, 1, 2, 3, 4].map((at) => `/hop-${at} > https://a.example/hop-${at + 1}`),
    );
    expect(web.outcomes("a.example")).toContain("/hop-5 fetched 200 ");
  });

  test("F26: the sixth hop is redirect-limit, and those before are stored", async () => {
    const web = await crawled({ "a.example": { "/": pageWith("/hop-0"), ...chain(20) } });
    expect(web.pagePaths("a.example")).toEqual(["/", "/hop-0", "/hop-1", "/hop-2", "/hop-3", "/hop-4", "/hop-5"]);
    expect(hopsOf(web, "a.example")).toHaveLength(5);
    expect(web.outcomes("a.example")).toContain("/hop-5 failed  redirect-limit");
  });

  test("F26: a loop and a redirect to itself are redirect-loop, each address asked once", async () => {
    const pages: FakePages = {
      "/": pageWith("/round-1", "/self"),
      "/round-1": to("/round-2", 301),
      "/round-2": to("/round-3", 308),
      "/round-3": to("/round-1", 307),
      "/self": to("/self#again"),
    };
    const web = await crawled({ "a.example": pages });
    expect(web.pagePaths("a.example").toSorted()).toEqual(["/", "/round-1", "/round-2", "/round-3", "/self"]);
    expect(web.outcomes("a.example")).toEqual([
      "/ fetched 200 ",
      "/round-1 redirected 301 /round-2",
      "/round-2 redirected 308 /round-3",
      "/round-3 failed  redirect-loop",
      "/self failed  redirect-loop",
    ]);
    expect(hopsOf(web, "a.example")).toHaveLength(2);
  });

  test("F27: to a host outside the scope the edge is kept, and nothing fetched; other sites' pages neither", async () => {
    const asked: string[] = [];
    const web = await crawled(
      {
        "a.example": {
          "/": pageWith("/out", "/other"),
          "/out": to("https://off.example/x"),
          "/other": to("https://b.example/deep", 301),
        },
        "b.example": { "/": pageWith(), "/deep": pageWith() },
      },
      {
        resolver: (host) => {
          asked.push(host);
          return Promise.resolve([]);
        },
      },
    );
    expect(hopsOf(web, "a.example")).toEqual(["/other > https://b.example/deep", "/out > https://off.example/x"]);
    expect(asked).toEqual([]);
    expect(web.pagePaths("b.example")).toEqual(["/"]);
  });

  test("F28: a target that robots.txt forbids is not fetched, on the same host or on another of the site", async () => {
    const robots = { body: "User-agent: *\nDisallow: /secret" };
    const pages: Record<string, FakePages> = {
      "a.example": {
        "/robots.txt": robots,
        "/": pageWith("/to-secret", "/to-other"),
        "/to-secret": to("/secret/1"),
        "/to-other": to("https://b.a.example/secret/2"),
        "/secret/1": pageWith(),
      },
      "b.a.example": { "/robots.txt": robots, "/secret/2": pageWith() },
    };
    const web = await crawled(pages, { registry: smallRegistry("a.example") });
    expect(web.pagePaths("a.example")).toEqual(["/", "/to-other", "/to-secret"]);
    expect(web.paths("b.a.example").filter((path) => path.startsWith("/secret"))).toEqual([]);
    expect(hopsOf(web, "a.example")).toEqual([
      "/to-other > https://b.a.example/secret/2",
      "/to-secret > https://a.example/secret/1",
    ]);
    expect(web.skips("a.example")).toEqual({ robots: 2 });
  });

  test.each([
    ["F29: to mailto:", to("mailto:a@b.example")],
    ["F29: to file:", to("file:///etc/passwd")],
    ["F29: to data:", to("data:text/html,<p>page")],
    ["F29: to javascript:", to("javascript:alert(1)")],
    ["F29: to what is no address", to("http://]/")],
    ["F30: to nothing", toBytes("")],
    ["F30: without a Location", toBytes(null)],
  ])("%s: bad-redirect, once", async (_fault, answer) => {
    const web = await crawled({ "a.example": { "/": pageWith("/fault"), "/fault": answer } });
    expect(web.outcomes("a.example")).toEqual(["/ fetched 200 ", "/fault failed  bad-redirect"]);
    expect(web.pagePaths("a.example")).toEqual(["/", "/fault"]);
  });

  test.each([
    ["F30: relative", "new?b=1", "/down/new?b=1"],
    ["F30: up", "../new", "/new"],
    ["F30: from the root", "/new", "/new"],
    ["F30: without scheme", "//a.example/new", "/new"],
    ["F30: query alone", "?b=1", "/down/fault?b=1"],
    ["F30: with a fragment, which is not sent", "/new#part", "/new"],
    ["F30: with backslashes", "\\new\\page", "/new/page"],
    ["F30: in latin-1, whose bytes are escaped", "/caf\u00e9", "/caf%E9"],
    ["F30: with a space", "/a b", "/a%20b"],
  ])("%s: followed as the URL standard says", async (_fault, location, asked) => {
    const pages: FakePages = { "/": pageWith("/down/fault"), "/down/fault": toBytes(location), [asked]: pageWith() };
    const web = await crawled({ "a.example": pages });
    expect(web.pagePaths("a.example")).toEqual(["/", "/down/fault", asked]);
    expect(web.outcomes("a.example").filter((outcome) => outcome.includes("fetched"))).toHaveLength(2);
  });

  test("F31: a refresh to another host is an edge; one to itself or within noscript is none", async () => {
    const web = await crawled({
      "a.example": {
        "/": pageWith("/away", "/self", "/reload", "/scripted", "/late", "/near"),
        "/away": page(refresh("0; url=https://b.example/deep")),
        "/self": page(refresh("5; url=/self")),
        "/reload": page(refresh("5")),
        "/scripted": page(`<noscript>${refresh("0; url=/not-asked")}</noscript>`),
        "/late": page(refresh("11; url=/not-asked")),
        "/near": page(refresh("10; url=/landing")),
        "/landing": pageWith(),
        "/not-asked": pageWith(),
      },
      "b.example": { "/": pageWith(), "/deep": pageWith() },
    });
    expect(hopsOf(web, "a.example")).toEqual(["/away > https://b.example/deep", "/near > https://a.example/landing"]);
    expect(web.pagePaths("b.example")).toEqual(["/"]);
    expect(web.pagePaths("a.example")).not.toContain("/not-asked");
    expect(web.pagePaths("a.example")).toContain("/landing");
    for (const path of ["/self", "/reload", "/scripted", "/late"]) {
      expect(web.outcomes("a.example")).toContain(`${path} fetched 200 `);
    }
  });
});
