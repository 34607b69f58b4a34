import { AxeBuilder } from "@axe-core/playwright";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { exploredDemo } from "../support/explored-demo.ts";

const { address: root, browser, published, visit } = exploredDemo();
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const KINDS_OF_PAGE = [
  "index.html",
  "sites.html",
  "sites/logement.gouv.example.html",
  "sites/logement.gouv.example/evidence.html",
  "sites/chomage.gouv.example.html",
  "themes.html",
  "themes/logement.html",
  "events.html",
  "events/demenager.html",
  "isolated.html",
  "method.html",
  "downloads.html",
  "accessibility.html",
];

describe("from a score to the quoted link", () => {
  test("an inflow of a site leads to the words on the page, with zone and source", async () => {
    await visit("fr/sites/logement.gouv.example.html", {}, async (page) => {
      const row = page.locator(".flows-in li", { hasText: "Cadastre" });
      await row.locator(".evidence-link").click();
      await page.waitForURL("**/sites/cadastre.gouv.example/evidence.html#to-logement.gouv.example");
      const quote = page.locator("[id='to-logement.gouv.example'] .quote").first();
      expect(await quote.locator("mark").textContent()).toMatch(/Logement|cliquez ici/);
      const facts = await quote.textContent();
      expect(facts).toContain("https://www.cadastre.gouv.example/");
      expect(facts).toContain("Zone : contenu");
    });
  });

  test("inflows stand left of outflows, and a link is outflow of one and inflow of the other", async () => {
    await visit("en/sites/logement.gouv.example.html", {}, async (page) => {
      const left = await page.locator(".inflows").boundingBox();
      const right = await page.locator(".outflows").boundingBox();
      expect(left!.x).toBeLessThan(right!.x);
      const partner = page.locator(".flows-out li a").first();
      await partner.click();
      expect(await page.locator(".flows-in").textContent()).toContain("Logement");
    });
  });

  test("the points of a score sum to it", async () => {
    await visit("en/sites/logement.gouv.example.html", {}, async (page) => {
      const cells = await page.locator("#score tbody tr td:last-child").allTextContents();
      const points = cells
        .slice(0, -1)
        .map(Number)
        .filter((value) => !Number.isNaN(value));
      expect(points.reduce((sum, value) => sum + value, 0)).toBeCloseTo(Number(cells.at(-1)), 1);
    });
  });
});

describe("not measured is never isolated, nor zero", () => {
  test("sites that could not be read stand apart, with their reason", async () => {
    await visit("en/isolated.html", {}, async (page) => {
      const isolated = await page.locator("#no-inlink, #chrome-only, #unreachable").allTextContents();
      const unmeasured = await page.textContent("#unmeasured");
      for (const name of ["Chômage", "Mobilités", "Rénovation"]) {
        expect(isolated.join(" ")).not.toContain(name);
        expect(unmeasured).toContain(name);
      }
    });
  });

  test("their outflows read n.m., their inflows stay", async () => {
    await visit("en/sites/chomage.gouv.example.html", {}, async (page) => {
      expect(await page.textContent(".outflows")).toContain("n.m.");
      expect(await page.locator(".flows-in li").count()).toBeGreaterThan(0);
    });
  });
});

describe("every kind of page", () => {
  test.each(["fr", "en"])(
    "has no accessibility violation that axe finds, in light and dark, in %s",
    async (language) => {
      for (const colorScheme of ["light", "dark"] as const) {
        for (const address of KINDS_OF_PAGE) {
          await visit(`${language}/${address}`, { colorScheme }, async (page) => {
            const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
            const found = violations.map(({ id, nodes }) => `${address} ${colorScheme} ${id}: ${nodes[0]?.html}`);
            expect(found).toEqual([]);
          });
        }
      }
    },
  );

  test("reads without scripts, and switches language to the same page", async () => {
    await visit("fr/themes/logement.html", { javaScriptEnabled: false }, async (page) => {
      expect(await page.textContent("h1")).toBe("Logement");
      await page.click("[data-language-switch]");
      expect(page.url()).toBe(`${root()}en/themes/logement.html`);
      expect(await page.textContent("h1")).toBe("Housing");
    });
  });

  test("fits a phone 320 pixels wide", async () => {
    for (const address of KINDS_OF_PAGE) {
      await visit(`fr/${address}`, { viewport: { width: 320, height: 640 } }, async (page) => {
        const width = await page.evaluate("document.documentElement.scrollWidth");
        expect(width, address).toBeLessThanOrEqual(320);
      });
    }
  });

  test("opens from disk, its links too", async () => {
    const page = await browser().newPage();
    await page.goto(pathToFileURL(path.join(published, "fr/index.html")).href);
    expect(await page.locator(".map-drawing a").count()).toBe(40);
    await page.click("nav >> text=Sites isolés");
    expect(await page.textContent("h1")).toBe("Les sites isolés");
    await page.close();
  });
});
