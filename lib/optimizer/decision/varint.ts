// Zigzag varint over the whole safe range: sign in the lowest bit, 7 bits a byte, lowest first. The sign is split off
// before doubling, so 2 |x| never has to be represented (it may exceed 2^53).

/** Most bytes one value takes: 54 bits of zigzag at 7 bits a byte. */
export const MAX_VARINT_BYTES = 8;

export interface ByteReader {
  readonly bytes: Uint8Array;
  position: number;
}

/** Writes a safe integer at `position`; returns the position after it. */
export function writeVarint(bytes: Uint8Array, position: number, value: number): number {
  const isNegative = value < 0;
  const magnitude = isNegative ? -1 - value : value;
  if (magnitude < 64) {
    bytes[position] = magnitude * 2 + (isNegative ? 1 : 0);
    return position + 1;
  }
  let rest = Math.floor(magnitude / 64);
  let byte = (magnitude - rest * 64) * 2 + (isNegative ? 1 : 0);
  let at = position;
  while (rest > 0) {
    bytes[at++] = byte + 128;
    const higher = Math.floor(rest / 128);
    byte = rest - higher * 128;
    rest = higher;
  }
  bytes[at++] = byte;
  return at;
}

/** Bytes that `writeVarint` takes for a value. */
export function varintBytes(value: number): number {
  const magnitude = value < 0 ? -1 - value : value;
  if (magnitude < 64) return 1;
  if (magnitude < 8192) return 2;
  let size = 3;
  for (let most = 1_048_576; magnitude >= most; most *= 128) size++;
  return size;
}

/** Reads one value. Throws RangeError on a cut, overlong or too large encoding: each value has one encoding only. */
export function readVarint(reader: ByteReader): number {
  const { bytes } = reader;
  const start = reader.position;
  let byte = byteAt(bytes, reader.position++);
  const isNegative = (byte & 1) === 1;
  let magnitude = (byte & 127) >> 1;
  if (byte < 128) return isNegative ? -1 - magnitude : magnitude;
  let scale = 64;
  while (byte >= 128) {
    if (reader.position - start >= MAX_VARINT_BYTES) {
      throw new RangeError(`trace: varint at byte ${start} is longer than ${MAX_VARINT_BYTES}`);
    }
    byte = byteAt(bytes, reader.position++);
    magnitude += (byte & 127) * scale;
    scale *= 128;
  }
  const isOverlong = byte === 0 && reader.position - start > 1;
  const value = isNegative ? -1 - magnitude : magnitude;
  if (isOverlong || !Number.isSafeInteger(magnitude) || !Number.isSafeInteger(value)) {
    throw new RangeError(`trace: varint at byte ${start} is not canonical`);
  }
  return value;
}

function byteAt(bytes: Uint8Array, position: number): number {
  const byte = bytes[position];
  if (byte === undefined) throw new RangeError(`trace: ends at byte ${bytes.length}, cut short`);
  return byte;
}
