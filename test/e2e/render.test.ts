import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { extractLinks } from "../../crawler/extract/extract-links.ts";
import type { Renderer, RenderResult } from "../../crawler/render/renderer.ts";
import { IDENTITY, openRenderer, orderOf } from "../crawler/render/rendering.ts";
import { dialTo } from "../crawler/render/proxy-client.ts";
import { serveWeb, type FakePages, type FakeWeb } from "../support/serve-web.ts";

const script = (body: string) => ({ headers: { "content-type": "text/javascript" }, body });
const json = (value: unknown) => ({ headers: { "content-type": "application/json" }, body: JSON.stringify(value) });
const shell = (scripts: string): string =>
  `<!doctype html><title>App</title><link rel="stylesheet" href="/app.css"><div id="root"></div>${scripts}`;

const app: FakePages = {
  "/": shell(`<img src="/logo.png"><link rel="prefetch" href="/later"><script src="/app.js"></script>`),
  "/app.css": {
    headers: { "content-type": "text/css" },
    body: `@font-face{font-family:f;src:url(/f.woff2)}body{font-family:f;background:url(/bg.png)}`,
  },
  "/app.js": script(`
    const image = new Image(); image.src = "/late.png";
    navigator.sendBeacon("/beacon", "x");
    fetch("/post", { method: "POST", body: "x" }).catch(() => 0);
    fetch("/links").then((answer) => answer.json()).then((links) => {
      for (const href of links) root.append(Object.assign(document.createElement("a"), { href, textContent: href }));
      document.title = [navigator.userAgent, navigator.webdriver, navigator.language].join("|");
    });`),
  "/links": json(Array.from({ length: 10 }, (_, number) => `/page/${number}`)),
  "/forbidden": shell(`<script src="/secret.js"></script><script src="/open.js"></script>`),
  "/secret.js": script("root.textContent = 'secret'"),
  "/open.js": script("document.body.append('open')"),
  "/memory": shell(`<script>
    root.textContent = "before:" + document.cookie + ":" + localStorage.length;
    document.cookie = "seen=1; path=/"; localStorage.setItem("seen", "1");
    document.body.append("after:" + document.cookie + ":" + localStorage.length);</script>`),
  "/moved": { status: 302, headers: { location: "/arrived" }, body: "" },
  "/arrived": shell(`<p>arrived</p>`),
  "/away": { status: 302, headers: { location: "https://other.example/" }, body: "" },
  "/run-away": shell(`<script>location.href = "https://other.example/"</script>`),
  "/round": { status: 302, headers: { location: "/round" }, body: "" },
  "/long": shell(`<script>root.textContent = "é".repeat(100000)</script>`),
  "/never": shell(`<p>here</p><script>fetch("/silence")</script>`),
  "/silence": () => undefined,
  "/paper": { headers: { "content-type": "application/pdf" }, body: "%PDF" },
  "/gone": { status: 404, body: shell("<p>gone</p>") },
};

let web: FakeWeb;
let renderer: Renderer;
beforeAll(async () => {
  web = await serveWeb({ "app.example": app, "other.example": { "/": "other" } });
  renderer = await openRenderer({ allowPrivateNetwork: web.network });
});
afterAll(async () => {
  await renderer.close();
  await web.close();
});

const butTheSecret = (url: string): Promise<boolean> => Promise.resolve(!url.endsWith("/secret.js"));
const never = (): Promise<boolean> => Promise.resolve(false);
const toPublicAddress = (): Promise<string[]> => Promise.resolve(["93.184.216.34"]);

type Rendered = Extract<RenderResult, { kind: "rendered" }>;

async function rendered(path: string, change: Parameters<typeof orderOf>[1] = {}): Promise<Rendered> {
  const result = await renderer.render(orderOf(`https://app.example${path}`, change));
  if (result.kind !== "rendered") throw new Error(JSON.stringify(result));
  return result;
}

const asked = (path: string) => web.log.filter((request) => request.path === path);

describe("an application shell shows its links once it is rendered", () => {
  let result: Rendered;
  beforeAll(async () => {
    result = await rendered("/");
  });

  test("the ten links that its script builds are found by the extraction", () => {
    const links = extractLinks(result.html, "https://app.example/").filter(({ kind }) => kind === "hyperlink");
    expect(links.map(({ href }) => href)).toEqual(Array.from({ length: 10 }, (_, number) => `/page/${number}`));
    expect(result).toMatchObject({ httpStatus: 200, finalUrl: "https://app.example/", truncated: null });
  });

  test("the same identity is on every request, and the scripts see it too; nothing is disguised", () => {
    expect(web.log.map(({ path }) => path).toSorted()).toEqual(["/", "/app.css", "/app.js", "/links"]);
    for (const { headers } of web.log) expect(headers).toMatchObject(IDENTITY);
    expect(result.html).toContain(`<title>${IDENTITY["user-agent"]}|true|fr</title>`);
  });

  test("what it asked is counted, and where the answer came from is told", () => {
    expect(result.requests).toBe(4);
    expect(result.address).toBe("127.9.0.1");
    expect(result.sizeBytes).toBeGreaterThan(500);
  });

  test("images, fonts, prefetches, beacons and POST never leave the browser", () => {
    for (const path of ["/logo.png", "/late.png", "/bg.png", "/f.woff2", "/later", "/beacon", "/post"]) {
      expect(asked(path)).toEqual([]);
    }
    expect(result.blocked).toBeGreaterThanOrEqual(2);
  });
});

test("a script that robots forbid is not asked, and is counted; the rest of the page runs", async () => {
  const result = await rendered("/forbidden", { mayRequest: butTheSecret });
  expect(asked("/secret.js")).toEqual([]);
  expect(result.html).toContain("open");
  expect(result.blocked).toBe(1);
});

test("every request is put to robots, the page itself included", async () => {
  const urls: string[] = [];
  const mayRequest = (url: string): Promise<boolean> => {
    urls.push(new URL(url).pathname);
    return Promise.resolve(true);
  };
  await rendered("/forbidden", { mayRequest });
  expect(urls.toSorted()).toEqual(["/app.css", "/forbidden", "/open.js", "/secret.js"]);
});

test("two renderings of one host share nothing: no cookie, no storage", async () => {
  for (const result of await Promise.all([rendered("/memory"), rendered("/memory")])) {
    expect(result.html).toContain("before::0");
    expect(result.html).toContain("after:seen=1:1");
  }
});

describe("redirects", () => {
  test("to the same host are followed, and the final address is told", async () => {
    expect((await rendered("/moved")).finalUrl).toBe("https://app.example/arrived");
  });

  test.each([
    ["/away", "bad-redirect"],
    ["/run-away", "bad-redirect"],
    ["/round", "redirect-limit"],
  ])("%s ends as %s, and no other host is asked", async (path, code) => {
    const result = await renderer.render(orderOf(`https://app.example${path}`));
    expect(result).toMatchObject({ kind: "failed", code });
    expect(web.log.filter(({ host }) => host === "other.example")).toEqual([]);
  });
});

test("a document is kept to its limit of bytes", async () => {
  const result = await rendered("/long", { maxBodyBytes: 1000 });
  expect(Buffer.byteLength(result.html)).toBeLessThanOrEqual(1000);
  expect(result.truncated).toBe("length");
});

test("a page that is never quiet is taken as it is at the deadline", async () => {
  const hasty = await openRenderer({ allowPrivateNetwork: web.network, renderTimeoutMs: 2000 });
  const result = await hasty.render(orderOf("https://app.example/never"));
  await hasty.close();
  expect(result).toMatchObject({ kind: "rendered", truncated: "time" });
  expect((result as Rendered).durationMs).toBeLessThan(2200);
});

test("a document that is no page is not downloaded", async () => {
  const result = await renderer.render(orderOf("https://app.example/paper"));
  expect(result).toMatchObject({ kind: "failed", code: "protocol", detail: "no page: application/pdf" });
});

test("the status of an error page is told", async () => {
  expect((await rendered("/gone")).httpStatus).toBe(404);
});

test("a page that may not be asked is not asked", async () => {
  const before = web.log.length;
  const result = await renderer.render(orderOf("https://app.example/", { mayRequest: never }));
  expect(result).toMatchObject({ kind: "failed", code: "internal", requests: 0 });
  expect(web.log.length).toBe(before);
});

test("public hosts are asked through the proxy: identity on all, preflights on none", async () => {
  const page = `<script src="http://cdn.example/a.js"></script><script>fetch("http://api.example/key", { headers: { "x-key": "1" } })</script>`;
  const every: FakePages = {
    "/public": shell(page),
    "/a.js": { ...script(`fetch("http://api.example/data").then(() => root.append("data"))`) },
    "/data": { headers: { "access-control-allow-origin": "*", "content-type": "text/plain" }, body: "1" },
    "/key": (request, response) => response.end(request.method),
  };
  const publicWeb = await serveWeb({ "any.example": every });
  const port = Number(new URL(publicWeb.network.get("any.example:443")!).port);
  const origin = new URL(publicWeb.network.get("any.example:443")!).hostname;
  const { dial, dialled } = dialTo(() => port, origin);
  const outside = await openRenderer({}, { resolver: toPublicAddress, dial });
  const result = await outside.render(orderOf("http://app.example/public"));
  await outside.close();
  await publicWeb.close();
  expect(result).toMatchObject({ kind: "rendered", httpStatus: 200, address: origin });
  expect((result as Rendered).html).toContain("data");
  expect(publicWeb.log.map(({ path }) => path).toSorted()).toEqual(["/a.js", "/app.css", "/data", "/public"]);
  for (const { headers } of publicWeb.log) expect(headers).toMatchObject(IDENTITY);
  expect(new Set(dialled)).toEqual(new Set(["93.184.216.34"]));
});

test.each([
  ["none", null],
  ["one that does not start", "/nowhere/chromium"],
])("with %s, pages stay to be rendered", async (_name, executablePath) => {
  const nothing = await openRenderer({}, { executablePath });
  expect(await nothing.render(orderOf("https://app.example/"))).toMatchObject({ kind: "unavailable" });
  await nothing.close();
});
