// A chunk's bytes as they are stored: compressed, behind a checksum, so that no altered byte is taken for the same chunk.
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { sha256Bytes } from "@/server/core/hash.ts";

/** As written today: a checksum of 8 bytes, then brotli. */
export const PACKING = 2;
const CHECKSUM_BYTES = 8;

/** For runs that are being made, and for traces that will rarely be read again. */
export const FAST = 5;
export const SMALL = 11;

export function packChunk(bytes: Uint8Array, quality: number): Uint8Array {
  const packed = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  return Buffer.concat([checksumOf(packed), packed]);
}

/** Inverse of `packChunk`, and of packing 1, which is brotli alone. Throws on any altered byte. */
export function unpackChunk(packing: number, stored: Uint8Array): Uint8Array {
  if (packing === 1) return new Uint8Array(brotliDecompressSync(stored));
  if (packing !== PACKING) throw new RangeError(`trace: packing ${packing} is unknown`);
  const packed = stored.subarray(CHECKSUM_BYTES);
  const checksum = Buffer.from(stored.subarray(0, CHECKSUM_BYTES));
  if (checksum.length !== CHECKSUM_BYTES || !checksum.equals(checksumOf(packed)))
    throw new Error("trace: a stored chunk was changed: its checksum differs");
  return new Uint8Array(brotliDecompressSync(packed));
}

const checksumOf = (packed: Uint8Array): Uint8Array =>
  sha256Bytes(packed).subarray(0, CHECKSUM_BYTES);
