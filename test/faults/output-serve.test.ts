import { once } from "node:events";
import { mkdtempSync, mkdirSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serveExplorer, type ExplorerServer } from "../../cli/serve/explorer-server.ts";

/** Open at once; more need more descriptors than a process usually has. */
const CROWD = 1000;
const WAVES = 10;
/** For the last of them to be let go. */
const PATIENCE = { timeout: 15_000 };

let server: ExplorerServer;
let port: number;

beforeAll(async () => {
  const parent = mkdtempSync(path.join(tmpdir(), "maillage-served-"));
  writeFileSync(path.join(parent, "secret.txt"), "secret");
  const folder = path.join(parent, "public");
  mkdirSync(folder);
  writeFileSync(path.join(folder, "index.html"), "<p>home</p>");
  server = await serveExplorer(folder, 0);
  port = Number(new URL(server.address).port);
});

afterAll(async () => {
  await server.close();
});

async function open(): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  await Promise.race([once(socket, "connect"), once(socket, "close")]);
  return socket;
}

/** Asks as no client library would, and gives the status and body. */
async function asked(head: string): Promise<{ readonly status: number; readonly body: string }> {
  const socket = await open();
  const ended = once(socket, "close");
  let text = "";
  socket.on("data", (data: Buffer) => (text += data.toString()));
  socket.write(`${head}\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
  await ended;
  const [first = "", ...rest] = text.split("\r\n\r\n");
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0), body: rest.join("\r\n\r\n") };
}

const isAlive = async (): Promise<boolean> => (await asked("GET / HTTP/1.1")).body.includes("<p>home</p>");

describe("F78: the explorer's server bears what it is sent", () => {
  test.each([
    ["GET /..%2f..%2fetc/passwd", 404],
    ["GET /..%2fsecret.txt", 404],
    ["GET /%2e%2e/secret.txt", 404],
    ["GET /../secret.txt", 404],
    ["GET //..//secret.txt", 404],
    ["GET /..%5csecret.txt", 404],
    ["GET /%252e%252e%252fsecret.txt", 404],
    ["GET /index.html%00.txt", 404],
    ["POST /", 405],
    ["PUT /index.html", 405],
    ["DELETE /index.html", 405],
    [`GET /${"a".repeat(5000)}`, 414],
    [`GET /${"a".repeat(15_000)}`, 414],
  ])("F78: %.40s is answered by %d, and the server is alive", async (line, status) => {
    const answer = await asked(`${line} HTTP/1.1`);
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain("secret");
    expect(await isAlive()).toBe(true);
  });

  test("F78: a head too long to be read at all is refused", async () => {
    expect((await asked(`GET /${"a".repeat(40_000)} HTTP/1.1`)).status).toBe(431);
    expect(await isAlive()).toBe(true);
  });

  test(
    `F78: 10,000 connections that ask for nothing, ${CROWD} at once, leave it alive`,
    { timeout: 60_000 },
    async () => {
      let made = 0;
      for (let wave = 0; wave < WAVES; wave += 1) {
        const crowd = await Promise.all(Array.from({ length: CROWD }, open));
        made += crowd.length;
        for (const socket of crowd) socket.destroy();
      }
      expect(made).toBe(10_000);
      await expect.poll(isAlive, PATIENCE).toBe(true);
    },
  );

  test("F78: whoever is connected is answered while a thousand others hold on", { timeout: 60_000 }, async () => {
    const early = await open();
    const crowd = await Promise.all(Array.from({ length: CROWD }, open));
    const answer = once(early, "data") as Promise<[Buffer]>;
    early.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    const [data] = await answer;
    expect(data.toString()).toMatch(/^HTTP\/1\.1 200/);
    for (const socket of [early, ...crowd]) socket.destroy();
    await expect.poll(isAlive, PATIENCE).toBe(true);
  });
});
