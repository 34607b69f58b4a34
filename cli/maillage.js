#!/usr/bin/env node
// Node strips types only outside node_modules: an installed package runs the JavaScript of `npm run build`.
const entry = import.meta.url.includes("/node_modules/") ? "../dist/node/cli/main.js" : "./main.ts";
await import(entry);
