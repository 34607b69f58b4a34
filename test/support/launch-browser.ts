import chromiumPackage from "@sparticuz/chromium";
import { chromium, type Browser } from "playwright";

/** Our own flags: those of the package would switch off the security that is being tested. */
const FLAGS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];
const WEBGL = ["--enable-unsafe-swiftshader", "--use-gl=angle", "--use-angle=swiftshader"];
const NO_WEBGL = ["--disable-gpu", "--disable-software-rasterizer"];

/** A headless Chromium: the one of the npm package, or `CHROMIUM_PATH`. */
export async function launchBrowser(options: { readonly webgl: boolean }): Promise<Browser> {
  const executablePath = process.env["CHROMIUM_PATH"] ?? (await chromiumPackage.executablePath());
  const args = [...FLAGS, ...(options.webgl ? WEBGL : NO_WEBGL)];
  return await chromium.launch({ executablePath, args, headless: true });
}
