import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Renderer } from "../../crawler/render/renderer.ts";
import { dialTo } from "../crawler/render/proxy-client.ts";
import { IDENTITY, openRenderer, orderOf } from "../crawler/render/rendering.ts";
import { SELF_SIGNED, TRUST_SELF_SIGNED } from "../crawler/render/self-signed.ts";

const RULES = `{"prefetch":[{"source":"list","urls":["/ahead"],"eagerness":"immediate"}]}`;
const INSERT = `const rules = document.createElement("script"), box = document.createElement("div");
  rules.type = "speculationRules"; rules.textContent = '${RULES}'; box.append(rules); document.body.append(box);`;
const pages: Readonly<Record<string, string>> = {
  "/": ["a", "b", "c", "d"].map((name) => `<script src="/${name}.js"></script>`).join(""),
  "/parsed": `<script type="speculationrules">${RULES}</script>`,
  "/inserted": `<script>${INSERT}</script>`,
  "/header": "",
};

const asked: { path: string; headers: Record<string, unknown> }[] = [];
let connections = 0;
let server: Server;
let port = 0;
beforeAll(async () => {
  server = createServer(SELF_SIGNED, (request, response) => {
    const path = request.url ?? "";
    asked.push({ path, headers: request.headers });
    const type = path.endsWith(".js") ? "text/javascript" : "text/html";
    const hint = path === "/header" ? { "speculation-rules": '"/rules.json"' } : {};
    response.writeHead(200, { "content-type": type, ...hint });
    response.end(type === "text/html" ? `<!doctype html><body>${pages[path] ?? ""}` : "1");
  });
  server.on("secureConnection", () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const toPublicAddress = (): Promise<string[]> => Promise.resolve(["93.184.216.34"]);

async function openTunnelled(flags: readonly string[]): Promise<Renderer> {
  const { dial } = dialTo(() => port);
  return await openRenderer({ renderQuietMs: 500 }, { resolver: toPublicAddress, dial, flags });
}

test("a host has one tunnel, whatever the page asks; identity is on every request within it", async () => {
  const renderer = await openTunnelled([TRUST_SELF_SIGNED]);
  const result = await renderer.render(orderOf("https://ahead.example/"));
  await renderer.close();
  expect(result).toMatchObject({
    kind: "rendered",
    httpStatus: 200,
    requests: 5,
    truncated: null,
    address: "127.0.0.1",
  });
  expect(asked.map(({ path }) => path).toSorted()).toEqual(["/", "/a.js", "/b.js", "/c.js", "/d.js"]);
  for (const { headers } of asked) expect(headers).toMatchObject(IDENTITY);
  expect(connections).toBe(1);
});

test.each(["/parsed", "/inserted", "/header"])("speculation rules (%s) ask nothing ahead of robots", async (path) => {
  const renderer = await openTunnelled([TRUST_SELF_SIGNED]);
  asked.length = 0;
  const result = await renderer.render(orderOf(`https://ahead.example${path}`));
  await renderer.close();
  expect(result).toMatchObject({ kind: "rendered", requests: 1 });
  expect(asked.map((request) => request.path)).toEqual([path]);
});

test("a certificate that nobody vouches for ends the rendering with its code", async () => {
  const renderer = await openTunnelled([]);
  const result = await renderer.render(orderOf("https://ahead.example/"));
  await renderer.close();
  expect(result).toMatchObject({ kind: "failed", code: "tls:CERT_AUTHORITY_INVALID" });
});
