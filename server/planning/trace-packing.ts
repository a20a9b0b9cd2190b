// A chunk's bytes as they are stored: compressed, behind a checksum, so that no altered byte is taken for the same chunk.
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { sha256Bytes } from "@/server/core/hash.ts";

/** How bytes are kept. Every one that was ever written can be read. */
export const PACKING = {
  /** Brotli alone: not written any more. */
  bare: 1,
  /** A checksum of 8 bytes, then brotli. */
  compressed: 2,
  /** A checksum of 8 bytes, then what is small already. */
  asIs: 3,
} as const;
const CHECKSUM_BYTES = 8;

/** Qualities of brotli: for runs that are being made, and for traces that will rarely be read again. */
export const FAST = 3;
export const SLOW = 11;

export interface PackedChunk {
  readonly columns: Uint8Array;
  readonly packing: number;
}

export function compressChunk(bytes: Uint8Array, quality: number): PackedChunk {
  const packed = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  return { columns: withChecksum(packed), packing: PACKING.compressed };
}

export const packAsIs = (bytes: Uint8Array): PackedChunk => ({
  columns: withChecksum(bytes),
  packing: PACKING.asIs,
});

const withChecksum = (bytes: Uint8Array): Uint8Array => Buffer.concat([checksumOf(bytes), bytes]);

/** What was packed. Throws on any altered byte, but in packing 1, where the content's hash shows it. */
export function unpackChunk(packing: number, stored: Uint8Array): Uint8Array {
  if (packing === PACKING.bare) return brotliDecompressSync(stored);
  if (packing !== PACKING.compressed && packing !== PACKING.asIs)
    throw new RangeError(`trace: packing ${packing} is unknown`);
  const packed = stored.subarray(CHECKSUM_BYTES);
  const checksum = Buffer.from(stored.subarray(0, CHECKSUM_BYTES));
  if (checksum.length !== CHECKSUM_BYTES || !checksum.equals(checksumOf(packed)))
    throw new Error("trace: a stored chunk was changed: its checksum differs");
  return packing === PACKING.asIs ? packed : brotliDecompressSync(packed);
}

const checksumOf = (packed: Uint8Array): Uint8Array =>
  sha256Bytes(packed).subarray(0, CHECKSUM_BYTES);
