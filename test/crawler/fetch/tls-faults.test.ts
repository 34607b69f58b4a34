import { once } from "node:events";
import { createSecureServer, type Http2SecureServer } from "node:http2";
import { createServer } from "node:https";
import { createServer as createTcpServer, type AddressInfo, type Server } from "node:net";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Fetcher } from "../../../crawler/fetch/fetcher.ts";
import { fetchPage, fetcherOn, textOf } from "../../support/fetch-page.ts";
import { serveRaw, type RawServer } from "../../support/raw-server.ts";
import { leavingServer } from "../../support/leaving-server.ts";
import { testCertificate, trustTestRoot, type CertificateName } from "../../support/test-certificates.ts";

const HTML = { "content-type": "text/html" };
const servers: Server[] = [];
const network: Record<string, string> = {};
const serverNames: unknown[] = [];
let pagesServed = 0;
let silent: RawServer;
let fetcher: Fetcher;
let distrust: () => void;

/** Serves on loopback under a host name. */
async function serve(host: string, server: Server): Promise<void> {
  server.listen(0, "127.3.4.1");
  await once(server, "listening");
  servers.push(server);
  network[`${host}:443`] = `https://127.3.4.1:${(server.address() as AddressInfo).port}`;
}

function page(name: CertificateName, options: object = {}): Server {
  const server = createServer({ ...testCertificate(name), ...options }, (_request, response) => {
    pagesServed += 1;
    response.writeHead(200, HTML).end("page");
  });
  server.on("secureConnection", (socket: TLSSocket & { servername?: unknown }) => serverNames.push(socket.servername));
  return server;
}

/** Speaks HTTP/2 alone. */
function http2Server(options: object = {}): Http2SecureServer {
  const server = createSecureServer({ ...testCertificate("good"), ...options });
  let count = 0;
  server.on("stream", (stream, headers) => {
    count += 1;
    const filler = headers[":path"] === "/filled" ? { filler: "x".repeat(20_000) } : {};
    stream.respond({ ":status": 200, ...HTML, ...filler });
    stream.end(`page ${count}`);
  });
  return server;
}

beforeAll(async () => {
  distrust = trustTestRoot();
  await serve("good.example", page("good"));
  await serve("other.example", page("good"));
  await serve("expired.example", page("expired"));
  await serve("self.example", page("self"));
  await serve("unchecked.self.example", page("self"));
  await serve("unchecked.expired.example", page("expired"));
  await serve("chained.example", page("chained"));
  await serve("whole.chained.example", page("chained", testCertificate("chained", "chain")));
  await serve(
    "old.good.example",
    page("good", { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" }),
  );
  await serve(
    "modern.good.example",
    http2Server(() => false),
  );
  await serve("leaving.good.example", leavingServer(http2Server(), 1));
  await serve("gone.good.example", leavingServer(http2Server(), Number.POSITIVE_INFINITY));
  const blunt = http2Server({ allowHTTP1: true });
  blunt.on("secureConnection", (socket: TLSSocket) => {
    if (socket.alpnProtocol !== "h2") socket.write(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]));
  });
  await serve("blunt.good.example", blunt);
  await serve(
    "plain.example",
    createTcpServer((socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
  );
  silent = await serveRaw({ "/": "HTTP/1.1 200 OK\r\n\r\n" }, "127.3.4.2");
  network["silent.good.example:443"] = silent.origin.replace("http:", "https:");
  const insecureHosts = new Set(["unchecked.self.example", "unchecked.expired.example:443"]);
  fetcher = fetcherOn(network, { settings: { connectTimeoutMs: 300, totalTimeoutMs: 3000, insecureHosts } });
});

afterAll(async () => {
  distrust();
  await fetcher.close();
  await silent.close();
  for (const server of servers) server.close();
});

describe("F37: certificates are checked", () => {
  test.each(["good.example", "whole.chained.example"])("%s is believed", async (host) => {
    serverNames.length = 0;
    const result = await fetchPage(fetcher, `https://${host}/`);
    expect(result).toMatchObject({ kind: "answer", isVerified: true, address: "127.3.4.1", requests: 1 });
    expect(textOf(result)).toBe("page");
    expect(serverNames).toEqual([host]);
  });

  test.each([
    ["expired.example", "tls:CERT_HAS_EXPIRED"],
    ["self.example", "tls:DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["other.example", "tls:ERR_TLS_CERT_ALTNAME_INVALID"],
    ["chained.example", "tls:UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
    ["old.good.example", "tls:ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION"],
  ])("%s: %s, and no request is sent", async (host, code) => {
    const before = pagesServed;
    expect(await fetchPage(fetcher, `https://${host}/`)).toMatchObject({ kind: "failed", code, requests: 0 });
    expect(pagesServed).toBe(before);
  });

  test.each(["unchecked.self.example", "unchecked.expired.example"])("%s is unchecked, and says so", async (host) => {
    const result = await fetchPage(fetcher, `https://${host}/`);
    expect(result).toMatchObject({ kind: "answer", isVerified: false });
    expect(textOf(result)).toBe("page");
  });

  test("a server that never shakes hands has its time to connect, no more", async () => {
    const startMs = performance.now();
    const result = await fetchPage(fetcher, "https://silent.good.example/");
    expect(result).toMatchObject({ kind: "failed", code: "connect-timeout", requests: 0 });
    expect(performance.now() - startMs).toBeLessThan(1500);
  });

  test("a server that speaks no TLS", async () => {
    const code: unknown = expect.stringMatching(/^tls:ERR_SSL_/);
    expect(await fetchPage(fetcher, "https://plain.example/")).toMatchObject({ kind: "failed", code });
  });
});

describe("F23: HTTP/2", () => {
  test("alone: asked once more with it, and at once with it from then on", async () => {
    const first = await fetchPage(fetcher, "https://modern.good.example/");
    expect(first).toMatchObject({ kind: "answer", httpStatus: 200, requests: 2, isVerified: true });
    expect(textOf(first)).toBe("page 1");
    const second = await fetchPage(fetcher, "https://modern.good.example/");
    expect(second).toMatchObject({ kind: "answer", requests: 1 });
    expect(textOf(second)).toBe("page 2");
  });

  test("F20: its headers have the same limit", async () => {
    const result = await fetchPage(fetcher, "https://modern.good.example/filled");
    expect(result).toMatchObject({ kind: "failed", code: "headers-too-large" });
  });

  test("spoken without having been agreed on", async () => {
    const result = await fetchPage(fetcher, "https://blunt.good.example/");
    expect(result).toMatchObject({ kind: "answer", httpStatus: 200, requests: 2 });
  });

  test("GOAWAY before the answer: one retry", async () => {
    const result = await fetchPage(fetcher, "https://leaving.good.example/");
    expect(result).toMatchObject({ kind: "answer", httpStatus: 200 });
    expect(textOf(result)).toBe("page 1");
  });

  test("GOAWAY for ever: an outcome after a retry", async () => {
    const result = await fetchPage(fetcher, "https://gone.good.example/");
    expect(result).toMatchObject({ kind: "failed", code: "reset" });
    expect(result.kind === "failed" && result.requests).toBeLessThanOrEqual(3);
  });
});
