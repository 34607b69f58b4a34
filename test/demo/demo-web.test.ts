import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { DEMO_DEFAULTS, demoWeb } from "../../demo/demo-web.ts";
import { DEFECTS } from "../../demo/plan.ts";
import { respond } from "../../demo/respond.ts";
import { serveDemoWeb } from "../../demo/serve-demo-web.ts";
import { truthJson, truthOf } from "../../demo/truth.ts";
import { readRegistry } from "../../seeds/read-registry.ts";
import { writeRegistry } from "../../seeds/write-registry.ts";

const web = demoWeb(DEMO_DEFAULTS);

describe("an invented web", () => {
  test("is the same for the same seed and another one for another", () => {
    expect(truthJson(demoWeb(DEMO_DEFAULTS))).toBe(truthJson(web));
    expect(demoWeb({ ...DEMO_DEFAULTS, seed: 8 }).sites.map((site) => site.links)).not.toEqual(
      web.sites.map((site) => site.links),
    );
  });

  test("plants every defect, most of them twice", () => {
    const planted = [...truthOf(web).values()].map((truth) => truth.planted);
    for (const defect of DEFECTS) expect(planted, defect).toContain(defect);
    for (const code of ["IN-0", "DEAD-END", "BOILER-OUT", "BOILER-IN", "UNREACH", "NE"] as const) {
      expect(
        [...truthOf(web).values()].filter((truth) => truth.flags.includes(code)).length,
        code,
      ).toBeGreaterThanOrEqual(2);
    }
  });

  test("answers every link of its pages to itself as planned: a page, a redirect, or one of the planted gaps", () => {
    const planted = new Set(["/page-supprimee", "/en-panne", "/secret"]);
    for (const site of web.sites) {
      for (const page of site.pages) {
        const { body } = respond(web, { scheme: "https", host: site.host, target: page.path, acceptsGzip: false });
        for (const [, target = ""] of Buffer.from(body)
          .toString()
          .matchAll(/<a [^>]*href="(\/[^"]*)"/g)) {
          const { status } = respond(web, { scheme: "https", host: site.host, target, acceptsGzip: false });
          if (!planted.has(target)) expect([200, 301], `${site.host}${target}`).toContain(status);
        }
      }
    }
  });

  test("can have thousands of sites", () => {
    const large = demoWeb({ seed: 7, siteCount: 2000 });
    expect(large.sites).toHaveLength(2000);
    expect(new Set(large.sites.map((site) => site.host)).size).toBe(2000);
  });

  test("its registry is seeds/demo, and has no mistake", () => {
    const folder = fileURLToPath(new URL("../../seeds/demo", import.meta.url));
    for (const [file, text] of writeRegistry(web.registry))
      expect(readFileSync(path.join(folder, file), "utf8"), file).toBe(text);
    expect(readdirSync(folder)).toHaveLength(7);
    expect(readRegistry(folder)).toEqual(web.registry);
  });

  test("is served on loopback, an address for each host, which the Host header must name", async () => {
    const small = demoWeb({ seed: 7, siteCount: 12 });
    const servers = await serveDemoWeb(small);
    const [first] = small.sites;
    const origin = servers.network.get(`${first!.host}:443`)!;
    const response = await fetch(`${origin}/robots.txt`);
    await servers.close();
    expect(response.status).toBe(404);
    const hosts = [...servers.network.values()].map((address) => new URL(address).hostname);
    expect(hosts.every((host) => host.startsWith("127."))).toBe(true);
    expect(new Set(hosts).size).toBeGreaterThanOrEqual(12);
  });
});
