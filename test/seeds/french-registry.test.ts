import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { siteLookup } from "../../core/site-lookup.ts";
import { canonicalizeUrl } from "../../core/url.ts";
import { readRegistry } from "../../seeds/read-registry.ts";
import { REGISTRY_FILES } from "../../seeds/registry-files.ts";
import { hasShared, sharedPath } from "../support/shared.ts";

const folder = fileURLToPath(new URL("../../seeds/fr", import.meta.url));
const registry = readRegistry(folder);

describe("the registry of French State sites", () => {
  test("holds 650 sites at least, ten themes and the 25 life events", () => {
    expect(registry.sites.length).toBeGreaterThanOrEqual(650);
    expect(registry.themes).toHaveLength(10);
    expect(registry.lifeEvents).toHaveLength(25);
  });

  test("every theme and life event has its expected sites, each with the official page that cites it", () => {
    for (const { id } of [...registry.themes, ...registry.lifeEvents]) {
      const expected = registry.expectedLinks.filter((link) => link.topicId === id);
      expect(expected.length, id).toBeGreaterThanOrEqual(3);
      for (const link of expected) expect(link.citedBy).toMatch(/service-public\.gouv\.fr\//);
    }
  });

  test("every row names its source", () => {
    const rows = [registry.sites, registry.themes, registry.lifeEvents, registry.memberships, registry.aliases].flat();
    expect(rows.filter((row) => row.source === "")).toEqual([]);
  });

  test("the four mandated sites are there and horizontal", () => {
    const horizontal = registry.sites.filter((site) => site.horizontal).map((site) => site.id);
    expect(horizontal).toEqual(["data.gouv.fr", "info.gouv.fr", "legifrance.gouv.fr", "service-public.gouv.fr"]);
    expect(registry.mandatedLinks.map((link) => link.targetId)).toEqual(horizontal);
  });

  test.each([
    ["https://www.pole-emploi.fr/accueil/", "francetravail.fr"],
    ["https://www.service-public.fr/particuliers/vosdroits/F14128", "service-public.gouv.fr"],
    ["https://www.gouvernement.fr/", "info.gouv.fr"],
    ["https://www.inconnu.example/", null],
  ])("%s is of site %s today", (address, expected) => {
    expect(siteLookup(registry)(canonicalizeUrl(address)!)).toBe(expected);
  });
});

describe.skipIf(!hasShared)("its sources (skipped without ../shared)", () => {
  test("making it again gives the same bytes", () => {
    const made = mkdtempSync(path.join(tmpdir(), "maillage-fr-"));
    execFileSync("sh", [path.join(folder, "make.sh"), sharedPath("data"), made], { stdio: "pipe" });
    for (const file of [...Object.keys(REGISTRY_FILES), "left-out.csv"]) {
      expect(readFileSync(path.join(made, file), "utf8") === readFileSync(path.join(folder, file), "utf8"), file).toBe(
        true,
      );
    }
  }, 90_000);

  test.each([
    ["F14128", 12],
    ["F17556", 12],
  ])("each of the hosts that %s cites directly, %i, is in a site or left out with its reason", (fiche, count) => {
    const rows = parse(readFileSync(sharedPath("data/fr-life-events/life_event_host_links.csv")), {
      columns: true,
    }) as Record<string, string>[];
    const hosts = new Set(
      rows.filter((row) => row["life_event_id"] === fiche && row["hop"] === "0").map((row) => row["host"]!),
    );
    expect(hosts.size).toBe(count);
    const leftOut = readFileSync(path.join(folder, "left-out.csv"), "utf8");
    const siteOf = siteLookup(registry);
    for (const host of hosts) {
      const isKnown = siteOf(canonicalizeUrl(`https://${host}/`)!) !== null;
      expect(isKnown || leftOut.includes(`${host},"cited by ${fiche}`), host).toBe(true);
    }
  });
});
