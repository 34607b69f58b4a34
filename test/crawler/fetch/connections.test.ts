import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Fetcher } from "../../../crawler/fetch/fetcher.ts";
import { HostConnection } from "../../../crawler/fetch/host-connection.ts";
import { HostConnections } from "../../../crawler/fetch/host-connections.ts";
import { fetchPage, fetcherOn, textOf } from "../../support/fetch-page.ts";
import { serveRaw, type RawServer } from "../../support/raw-server.ts";

const GOOD = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\ngood";
const SLOW_MS = 15;
const redirect = (location: string): Buffer =>
  Buffer.from(`HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`, "latin1");

const file = (sizeBytes: number, body: string): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: ${sizeBytes}\r\n\r\n${body}`;

const answers = {
  "/": GOOD,
  "/slow": (socket: { write: (text: string) => unknown }) => void setTimeout(() => socket.write(GOOD), SLOW_MS),
  "/to-other": redirect("http://other.example/"),
  "/to-private": redirect("http://127.0.0.1:6379/"),
  "/to-mail": redirect("mailto:a@b.example"),
  "/to-nothing": redirect("http://]/"),
  "/to-empty": redirect(""),
  "/to-relative": redirect("../a?b#c"),
  "/to-latin-1": redirect("/caf\u00e9"),
  "/to-utf-8": redirect("/caf\u00c3\u00a9"),
  "/to-two": redirect("/first\r\nLocation: /second"),
  "/to-broken": Buffer.from("HTTP/1.1 302 Found\r\nLocation: /a\r\nTransfer-Encoding: chunked\r\n\r\nno chunk"),
  "/short-file": file(4, "%PDF"),
  "/late-file": file(4, "%"),
  "/long-file": file(1_000_000, "%PDF"),
  "/to-coded": Buffer.from("HTTP/1.1 301 Moved\r\nLocation: /a\r\nContent-Encoding: no\r\nContent-Length: 1\r\n\r\nx"),
};

let server: RawServer;
let fetcher: Fetcher;

beforeAll(async () => {
  server = await serveRaw(answers, "127.3.5.1");
  fetcher = fetcherOn({ "a.example:80": server.origin, "b.example:80": server.origin });
});

afterAll(async () => {
  await fetcher.close();
  await server.close();
});

describe("one host, one connection", () => {
  test.each([
    ["a short body that is not wanted is let in: the connection serves on", "/short-file", { made: 1, sizeBytes: 4 }],
    ["a short one that stays away is waited for a second", "/late-file", { made: 2, sizeBytes: 4 }],
    ["a long one ends with its connection", "/long-file", { made: 2, sizeBytes: 0 }],
  ])("%s", async (_title, path, { made, sizeBytes }) => {
    const own = await serveRaw(answers, "127.3.5.3");
    const alone = fetcherOn({ "a.example:80": own.origin });
    const unread = { kind: "answer", httpStatus: 200, hasBody: false, sizeBytes };
    expect(await fetchPage(alone, `http://a.example${path}`)).toMatchObject(unread);
    expect(textOf(await fetchPage(alone, "http://a.example/"))).toBe("good");
    expect(own.connections().made).toBe(made);
    await alone.close();
    await own.close();
  });

  test("requests of one host follow each other on it; another host has its own", async () => {
    const own = await serveRaw(answers, "127.3.5.2");
    const parallel = fetcherOn({
      "a.example:80": own.origin,
      "a.example:8080": own.origin,
      "b.example:80": own.origin,
    });
    const get = async (url: string) => textOf(await fetchPage(parallel, url));
    const one = Array.from({ length: 5 }, async () => await get("http://a.example/slow"));
    expect(await Promise.all(one)).toEqual(Array.from({ length: 5 }, () => "good"));
    expect(own.connections()).toMatchObject({ made: 1, mostAtOnce: 1 });
    const ports = ["", ":8080", "", ":8080"].map(async (port) => await get(`http://a.example${port}/slow`));
    expect(await Promise.all(ports)).toEqual(["good", "good", "good", "good"]);
    expect(own.connections().mostAtOnce).toBe(1);
    await Promise.all(["a", "b"].map(async (name) => await get(`http://${name}.example/slow`)));
    expect(own.connections().mostAtOnce).toBe(2);
    await parallel.close();
    await own.close();
  });

  test("F33: the connection goes to the address that was judged, whatever the name says now", async () => {
    const { port } = new URL(server.origin);
    const route = { serverName: "", isVerified: true, isHttp2: false, address: "127.3.5.1" };
    // The name does not exist: were it looked up, nothing would be reached.
    const connection = new HostConnection({ ...route, origin: `http://rebound.invalid:${port}` }, 16_384);
    const { statusCode, body } = await connection.client.request({ path: "/", method: "GET" });
    expect([statusCode, await body.text()]).toEqual([200, "good"]);
    expect(server.heads.at(-1)).toContain(`host: rebound.invalid:${port}`);
    await connection.client.close();
  });

  test("F33: a host that moves to another address is left before the new one is asked", async () => {
    const moved = await serveRaw(answers, "127.3.5.3");
    const connections = new HostConnections(16_384);
    const route = {
      serverName: "",
      isVerified: true,
      isHttp2: false,
      origin: `http://a.invalid:${new URL(moved.origin).port}`,
    };
    for (const address of ["127.3.5.3", "127.3.5.3"]) {
      const { client } = await connections.to("a.invalid", { ...route, address });
      expect((await client.request({ path: "/", method: "GET" })).statusCode).toBe(200);
    }
    const old = await connections.to("a.invalid", { ...route, address: "127.3.5.3" });
    const next = await connections.to("a.invalid", { ...route, address: "127.3.5.4" });
    expect(old.client.destroyed).toBe(true);
    await expect(next.client.request({ path: "/", method: "GET" })).rejects.toMatchObject({ code: "ECONNREFUSED" });
    expect(moved.connections()).toMatchObject({ made: 1, mostAtOnce: 1 });
    await connections.close();
    await moved.close();
  });

  test("an IPv6 host is asked at its address", async ({ skip }) => {
    const six = await serveRaw(answers, "::1").catch(() => null);
    skip(six === null, "this machine has no IPv6");
    const own = fetcherOn({ "six.example:80": six?.origin ?? "" });
    expect(await fetchPage(own, "http://six.example/")).toMatchObject({ kind: "answer", address: "::1" });
    await own.close();
    await six?.close();
  });

  test("after its end a fetcher asks nothing, and says so", async () => {
    const own = fetcherOn({ "a.example:80": server.origin });
    const pending = fetchPage(own, "http://a.example/slow");
    await own.close();
    expect((await pending).kind).toBe("failed");
  });
});

describe("redirects are answers, never followed", () => {
  test.each([
    ["F27", "/to-other", "http://other.example/"],
    ["F34", "/to-private", "http://127.0.0.1:6379/"],
    ["F29", "/to-mail", "mailto:a@b.example"],
    ["F29", "/to-nothing", "http://]/"],
    ["F30", "/to-empty", ""],
    ["F30", "/to-relative", "../a?b#c"],
    ["F30", "/to-latin-1", "/caf%E9"],
    ["F30", "/to-utf-8", "/caf%C3%A9"],
    ["F30", "/to-two", "/first"],
    ["F19", "/to-broken", "/a"],
    ["F16", "/to-coded", "/a"],
  ])("%s: %s", async (_fault, path, location) => {
    const before = server.heads.length;
    const result = await fetchPage(fetcher, `http://a.example${path}`);
    expect(result).toMatchObject({ kind: "answer", headers: { location } });
    expect(server.heads.length - before).toBe(1);
  });

  test("F34: the hop to a private address is refused when it is asked for", async () => {
    const result = await fetchPage(fetcher, "http://a.example/to-private");
    const hop = result.kind === "answer" ? (result.headers["location"] ?? "") : "";
    expect(hop).toBe("http://127.0.0.1:6379/");
    expect(await fetchPage(fetcher, hop)).toEqual({ kind: "refused", reason: "port" });
    expect(await fetchPage(fetcher, hop.replace(":6379", ""))).toEqual({ kind: "refused", reason: "private-address" });
  });
});
