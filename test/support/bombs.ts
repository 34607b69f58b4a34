import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";

const MIB = 1024 * 1024;
const zeros = Buffer.alloc(10 * MIB);
const lowQuality = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

/** Bodies that swell to 100 MiB and more when they are decoded, by content coding. */
export const BOMBS: Readonly<Record<"gzip" | "br" | "deflate" | "zstd", Buffer>> = {
  gzip: twentyTimes(gzipSync(zeros)),
  br: brotliCompressSync(Buffer.alloc(100 * MIB), lowQuality),
  deflate: deflateSync(Buffer.alloc(100 * MIB), { level: 1 }),
  zstd: twentyTimes(zstdCompressSync(zeros)),
};

function twentyTimes(member: Buffer): Buffer {
  return Buffer.concat(Array.from({ length: 20 }, () => member));
}
