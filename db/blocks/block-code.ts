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

/** A block's links as bytes: target as difference to the one before, anchor, flags, rare attributes if any. */
export function encodeLinks(links: readonly CodedLink[]): Buffer {
  let previous = 0;
  for (const link of links) {
    writer.writeSigned(link.targetId - previous);
    previous = link.targetId;
    writer.write(link.anchorId);
    writer.write(link.flags);
    if (link.attrsId !== null) writer.write(link.attrsId);
  }
  return writer.bytes();
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
