import { VarintReader, VarintWriter } from "./varint.ts";
import { hasRareAttributes } from "./link-flags.ts";

/** A link as numbers that the store gave to its address, text and rare attributes. */
export interface CodedLink {
  readonly targetId: number;
  readonly anchorId: number;
  readonly flags: number;
  /** Null unless the flags announce rare attributes. */
  readonly attrsId: number | null;
}

const writer = new VarintWriter();

/** A block's links as bytes, and the same with numbers before them that tell its kind: what its hash is made of. */
export function encodeBlock(
  kind: readonly number[],
  links: readonly CodedLink[],
): { readonly bytes: Buffer; readonly links: Buffer } {
  for (const number of kind) writer.write(number);
  const start = writer.length;
  writeLinks(links);
  const bytes = writer.bytes();
  return { bytes, links: bytes.subarray(start) };
}

/** A block's links as bytes: target as difference to the one before, anchor, flags, rare attributes if any. */
export function encodeLinks(links: readonly CodedLink[]): Buffer {
  writeLinks(links);
  return writer.bytes();
}

function writeLinks(links: readonly CodedLink[]): void {
  let previous = 0;
  for (const link of links) {
    writer.writeSigned(link.targetId - previous);
    previous = link.targetId;
    writer.write(link.anchorId);
    writer.write(link.flags);
    if (link.attrsId !== null) writer.write(link.attrsId);
  }
}

/** The links of a block, in order. */
export function decodeLinks(bytes: Uint8Array): CodedLink[] {
  const reader = new VarintReader(bytes);
  const links: CodedLink[] = [];
  let targetId = 0;
  while (!reader.isDone) {
    targetId += reader.readSigned();
    const anchorId = reader.read();
    const flags = reader.read();
    links.push({ targetId, anchorId, flags, attrsId: hasRareAttributes(flags) ? reader.read() : null });
  }
  return links;
}
