import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import { pageFrame, type PageFrame } from "./page-frame.ts";
import { renderBenchPage } from "./render-bench-page.ts";
import type { WebShape } from "./web-shape.ts";

/** The compressed body of a numbered page of a numbered host. */
export type PageBodies = (host: number, page: number) => Buffer;

/** Level of a server that compresses once and keeps; and of one that compresses at each request. */
const KEPT_LEVEL = 6;
const GENERATED_LEVEL = 1;
const compress = promisify(gzip);

/** Bodies of all pages, drawn beforehand or at each request as the shape says. */
export async function pageBodies(shape: WebShape): Promise<PageBodies> {
  const frames = Array.from({ length: shape.hosts + shape.warmUpHosts }, (_, host) => pageFrame(host, shape));
  const draw = (host: number, page: number): string =>
    renderBenchPage({ shape, host, page, frame: frameAt(frames, host) });
  if (shape.bodies === "generated") return (host, page) => gzipSync(draw(host, page), { level: GENERATED_LEVEL });
  const kept: Buffer[][] = [];
  for (const host of frames.keys()) {
    const pages = Array.from({ length: shape.pages }, (_, page) => draw(host, page));
    kept.push(await Promise.all(pages.map(async (html) => await compress(html, { level: KEPT_LEVEL }))));
  }
  return (host, page) => {
    const body = kept[host]?.[page];
    if (body === undefined) throw new RangeError(`no page ${page} on host ${host}`);
    return body;
  };
}

/** The pages of a numbered host as HTML, in the order of their numbers. */
export function drawPages(host: number, shape: WebShape): string[] {
  const frame = pageFrame(host, shape);
  return Array.from({ length: shape.pages }, (_, page) => renderBenchPage({ shape, host, page, frame }));
}

function frameAt(frames: readonly PageFrame[], host: number): PageFrame {
  const frame = frames[host];
  if (frame === undefined) throw new RangeError(`no host ${host}`);
  return frame;
}
