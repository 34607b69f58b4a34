import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { exploredDemo } from "../support/explored-demo.ts";

const { visit } = exploredDemo();

const mapState = (page: Page, state: string): Promise<unknown> =>
  page.waitForSelector(`figure.map[data-map-state=${state}]`);

describe("the map", () => {
  test("draws with WebGL, and a site found by search is chosen and opened", async () => {
    await visit("fr/index.html", {}, async (page) => {
      await mapState(page, "ready");
      await page.fill("#search-input", "cadas");
      await page.waitForSelector('figure.map[data-selected="cadastre.gouv.example"]');
      expect(await page.textContent(".map-selection h3")).toBe("Cadastre");
      expect(page.url()).toContain("site=cadastre.gouv.example");
      await page.press("#search-input", "Enter");
      await page.waitForURL("**/fr/sites/cadastre.gouv.example.html");
      expect(await page.textContent("h1")).toBe("Cadastre");
    });
  });

  test("is not blank", async () => {
    await visit("fr/index.html", {}, async (page) => {
      await mapState(page, "ready");
      const image = await page.locator(".map-canvas").screenshot();
      expect(image.length).toBeGreaterThan(10_000);
    });
  });

  test("a pasted address shows the same choice", async () => {
    await visit("en/index.html?site=habitat.gouv.example", {}, async (page) => {
      await page.waitForSelector('figure.map[data-selected="habitat.gouv.example"]');
    });
  });

  test("is walked by keyboard alone: arrows choose, Escape clears, Enter opens", async () => {
    await visit("fr/index.html", {}, async (page) => {
      await mapState(page, "ready");
      await page.focus(".map-stage");
      await page.keyboard.press("ArrowRight");
      const first = await page.getAttribute("figure.map", "data-selected");
      await page.keyboard.press("ArrowUp");
      expect(await page.getAttribute("figure.map", "data-selected")).not.toBe(first);
      expect(await page.textContent(".map-status")).toContain("Y mènent");
      await page.keyboard.press("Escape");
      expect(await page.getAttribute("figure.map", "data-selected")).toBe("");
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      await page.waitForURL(`**/fr/sites/${first}.html`);
    });
  });

  test("stays a drawing with links where WebGL is missing", async () => {
    await visit("fr/index.html", { hasWebGl: false }, async (page) => {
      await mapState(page, "svg");
      expect(await page.locator(".map-drawing a").count()).toBe(40);
      expect(await page.textContent(".map-notice")).toContain("SVG");
    });
  });
});
