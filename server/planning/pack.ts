// What one stage leaves for the next: JSON facts and typed arrays in one compressed block.
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { JsonValue } from "@/server/core/hash.ts";

const types = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint8Array,
} as const;

type ArrayName = keyof typeof types;
export type PackedArray = Float64Array | Float32Array | Int32Array | Uint8Array;

/** JSON and named arrays. */
export interface Package {
  readonly data: JsonValue;
  readonly arrays: Readonly<Record<string, PackedArray>>;
}

interface Entry {
  readonly name: string;
  readonly type: ArrayName;
  readonly length: number;
}

interface Header {
  readonly data: JsonValue;
  readonly entries: readonly Entry[];
}

const ALIGNMENT = 8;
const aligned = (size: number) => Math.ceil(size / ALIGNMENT) * ALIGNMENT;

function nameOf(array: PackedArray): ArrayName {
  if (array instanceof Float64Array) return "Float64Array";
  if (array instanceof Float32Array) return "Float32Array";
  return array instanceof Int32Array ? "Int32Array" : "Uint8Array";
}

/** The bytes of a package before compression: length of the header, header, arrays, each part at a multiple of 8. */
export function packedBytes(value: Package): Uint8Array {
  const named = Object.entries(value.arrays);
  const entries = named.map(([name, array]) => ({
    name,
    type: nameOf(array),
    length: array.length,
  }));
  const header = new TextEncoder().encode(JSON.stringify({ data: value.data, entries }));
  let size = ALIGNMENT + aligned(header.length);
  for (const [, array] of named) size += aligned(array.byteLength);
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, ALIGNMENT);
  let at = ALIGNMENT + aligned(header.length);
  for (const [, array] of named) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += aligned(array.byteLength);
  }
  return bytes;
}

/** Packs and compresses (zstd, level 1: about 300 MB/s). */
export const pack = (value: Package): Uint8Array =>
  zstdCompressSync(packedBytes(value), { params: { [constants.ZSTD_c_compressionLevel]: 1 } });

/** Inverse of `pack`; the arrays share one fresh buffer. Throws on bytes that `pack` did not write. */
export function unpack(packed: Uint8Array): Package {
  // A copy, so that the block starts at a multiple of 8 whatever buffer it was read into.
  const bytes = Uint8Array.from(zstdDecompressSync(packed));
  const headerLength = new DataView(bytes.buffer).getUint32(0, true);
  const text = new TextDecoder().decode(bytes.subarray(ALIGNMENT, ALIGNMENT + headerLength));
  const header = JSON.parse(text) as Header;
  const arrays: Record<string, PackedArray> = {};
  let at = ALIGNMENT + aligned(headerLength);
  for (const { name, type, length } of header.entries) {
    const array = new types[type](bytes.buffer, at, length);
    arrays[name] = array;
    at += aligned(array.byteLength);
  }
  if (at !== bytes.length) throw new RangeError(`unpack: ${bytes.length - at} bytes left over`);
  return { data: header.data, arrays };
}
