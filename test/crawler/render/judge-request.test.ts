import { describe, expect, test } from "vitest";
import { identityHeaders } from "../../../crawler/render/identity-headers.ts";
import { judgeRequest, type PageHistory } from "../../../crawler/render/judge-request.ts";
import { netFailureOf } from "../../../crawler/render/net-failure.ts";
import { cutToBytes } from "../../../crawler/render/take-document.ts";
import { authorityOf } from "../../../crawler/render/proxy-target.ts";

const history: PageHistory = { host: "a.example", documents: 0, maxDocuments: 6, requests: 0, maxRequests: 100 };
const page = { url: "https://a.example/", method: "GET", resourceType: "Document", headers: {} };

describe("a page may ask what shows its links, with GET alone (crawler.md § 7)", () => {
  test.each([
    ["its document", {}, null],
    ["a script", { resourceType: "Script", url: "https://cdn.example/a.js" }, null],
    ["a style sheet", { resourceType: "Stylesheet" }, null],
    ["data", { resourceType: "XHR", url: "https://api.example/links" }, null],
    ["data by POST", { resourceType: "XHR", method: "POST" }, "method"],
    ["a preflight (Fetch Standard § 4.8)", { resourceType: "XHR", method: "OPTIONS" }, "method"],
    ["a beacon", { resourceType: "Ping", method: "POST" }, "method"],
    ["a ping", { resourceType: "Ping" }, "type"],
    ["an image", { resourceType: "Image" }, "type"],
    ["a font", { resourceType: "Font" }, "type"],
    ["a film", { resourceType: "Media" }, "type"],
    ["a worker's script", { resourceType: "Other" }, "type"],
    ["a stream of events", { resourceType: "XHR", headers: { Accept: "text/event-stream" } }, "type"],
    ["a prefetch", { resourceType: "Fetch", headers: { "Sec-Purpose": "prefetch" } }, "prefetch"],
    ["a file", { url: "file:///etc/passwd" }, "scheme"],
    ["analytics", { resourceType: "Script", url: "https://www.googletagmanager.com/gtm.js" }, "tracker"],
    ["analytics that the site serves", { resourceType: "Script", url: "https://a.example/matomo.js" }, "tracker"],
    ["a host that only ends like a tracker", { resourceType: "Script", url: "https://notpiano.io/x.js" }, null],
    ["a document of another host", { url: "https://b.example/" }, "other-host"],
    ["a document of another port", { url: "https://a.example:8443/" }, "other-host"],
    ["the same host over http", { url: "http://a.example/" }, null],
  ] as const)("%s", (_name, change, expected) => {
    expect(judgeRequest({ ...page, ...change }, history)).toBe(expected);
  });

  test("no more redirects and no more requests than the limits say", () => {
    expect(judgeRequest(page, { ...history, documents: 6 })).toBe("redirect-limit");
    expect(judgeRequest({ ...page, resourceType: "Script" }, { ...history, requests: 100 })).toBe("budget");
  });
});

test("our identity replaces the browser's, once, and client hints go", () => {
  const own = { "User-Agent": "Chrome", "sec-ch-ua": "x", Accept: "*/*", "Accept-Language": "en" };
  const identity = { "user-agent": "Maillage/1", from: "a@b.c", "accept-language": "fr", "accept-encoding": "br" };
  expect(identityHeaders(own, identity)).toEqual([
    { name: "Accept", value: "*/*" },
    { name: "user-agent", value: "Maillage/1" },
    { name: "from", value: "a@b.c" },
    { name: "accept-language", value: "fr" },
  ]);
});

test.each([
  ["page.goto: net::ERR_CERT_DATE_INVALID at https://a.example/", "tls:CERT_DATE_INVALID"],
  ["page.goto: net::ERR_SSL_PROTOCOL_ERROR at x", "tls:SSL_PROTOCOL_ERROR"],
  ["page.goto: net::ERR_CONNECTION_RESET at x", "reset"],
  ["page.goto: net::ERR_HTTP2_PROTOCOL_ERROR at x", "protocol"],
  ["Target page, context or browser has been closed", "browser"],
])("%s is %s", (message, code) => {
  expect(netFailureOf(message)).toBe(code);
});

test("a document is cut to bytes of UTF-8, never within a character", () => {
  expect(cutToBytes("aé€", 3)).toEqual({ html: "aé", isCut: true });
  expect(cutToBytes("aé€", 5)).toEqual({ html: "aé", isCut: true });
  expect(cutToBytes("aé€", 6)).toEqual({ html: "aé€", isCut: false });
});

test.each([
  ["https://a.example/x", "a.example:443"],
  ["http://a.example/x", "a.example:80"],
  ["https://[::1]:8443/", "[::1]:8443"],
  ["data:,x", null],
])("%s is admitted as %s", (url, authority) => {
  expect(authorityOf(url)).toBe(authority);
});
