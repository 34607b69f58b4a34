import { readFileSync } from "node:fs";

/** Version in package.json, beside the sources and above the compiled files alike. */
export function codeVersion(): string {
  for (const place of ["../package.json", "../../../package.json"]) {
    try {
      const manifest = JSON.parse(readFileSync(new URL(place, import.meta.url), "utf8")) as {
        readonly version: string;
      };
      return manifest.version;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    }
  }
  throw new Error("package.json not found above cli/");
}
