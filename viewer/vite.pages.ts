import path from "node:path";
import { defineConfig } from "vite";

/** The page renderer as one module for Node: `dist/viewer/pages/render-explorer.js`. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  logLevel: "warn",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  ssr: { noExternal: true },
  build: {
    ssr: path.join(import.meta.dirname, "render-explorer.tsx"),
    target: "node24",
    outDir: path.join(import.meta.dirname, "../dist/viewer/pages"),
    emptyOutDir: true,
    rolldownOptions: { output: { entryFileNames: "render-explorer.js" } },
  },
});
