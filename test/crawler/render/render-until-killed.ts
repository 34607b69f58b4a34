import { openRenderer, orderOf, processesBelow } from "./rendering.ts";

/** A process of its own that renders one page, tells its browser's processes, and then waits to be ended. */
const renderer = await openRenderer({ allowPrivateNetwork: new Map([["app.example:443", process.argv[2] ?? ""]]) });
const result = await renderer.render(orderOf("https://app.example/"));
const ids = processesBelow(process.pid).map(({ id }) => id);
process.stdout.write(`${JSON.stringify({ kind: result.kind, ids })}\n`);
setInterval(() => undefined, 1000);
