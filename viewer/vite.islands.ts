import path from "node:path";
import { defineConfig } from "vite";

/** The scripts and the style sheet of the browser, under names that tell their content. */
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  publicDir: false,
  logLevel: "warn",
  build: {
    target: "es2022",
    outDir: path.join(import.meta.dirname, "../dist/viewer/assets"),
    emptyOutDir: true,
    assetsDir: "",
    // The preloading helper makes elements from strings: pages forbid that (trusted types).
    modulePreload: false,
    rolldownOptions: {
      input: {
        explorer: path.join(import.meta.dirname, "islands/start-islands.ts"),
        style: path.join(import.meta.dirname, "styles/explorer.css"),
      },
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
});
