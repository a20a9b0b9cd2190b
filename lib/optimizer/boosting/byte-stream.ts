/** Little-endian bytes that grow as they are written. */
export class ByteWriter {
  #bytes = new Uint8Array(1024);
  #size = 0;

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#size++] = value;
  }

  /** Whole number from 0 to 2^32 - 1, seven bits a byte, the lowest first (LEB128). */
  count(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  word(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.byte((value >>> shift) & 255);
  }

  float64(value: number): void {
    this.#room(8);
    new DataView(this.#bytes.buffer).setFloat64(this.#size, value, true);
    this.#size += 8;
  }

  /**
   * Single-precision numbers, byte 0 of all of them before byte 1 of all and so on; of bytes 0 to 2, planes of zeros are
   * left out. A general compressor finds the likeness of signs and exponents, and rounded numbers take fewer bytes.
   */
  float32s(values: Float32Array): void {
    const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
    let all = 0;
    for (const word of words) all |= word;
    const planes = [0, 8, 16, 24].filter((shift) => shift === 24 || ((all >>> shift) & 255) !== 0);
    this.byte(planes.reduce((mask, shift) => mask | (1 << (shift / 8)), 0));
    this.#room(planes.length * words.length);
    for (const shift of planes) {
      for (const word of words) this.#bytes[this.#size++] = (word >>> shift) & 255;
    }
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#size);
  }

  #room(count: number): void {
    if (this.#size + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#size + count));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** Reads what `ByteWriter` wrote; throws RangeError, under the given name, where the bytes end too early. */
export class ByteReader {
  readonly #name: string;
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(name: string, bytes: Uint8Array) {
    this.#name = name;
    this.#bytes = bytes;
  }

  byte(): number {
    return this.#bytes[this.#take(1)]!;
  }

  count(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = this.byte();
      value += (byte & 127) * unit;
      if (value > 0xffff_ffff) this.fail(`count must be below 2^32, got ${value}`);
      if (byte < 128) return value;
    }
  }

  word(): number {
    const at = this.#take(4);
    return (
      this.#bytes[at]! |
      (this.#bytes[at + 1]! << 8) |
      (this.#bytes[at + 2]! << 16) |
      (this.#bytes[at + 3]! << 24)
    );
  }

  float64(): number {
    const { buffer, byteOffset } = this.#bytes;
    return new DataView(buffer, byteOffset).getFloat64(this.#take(8), true);
  }

  float32s(count: number): Float32Array {
    const planes = this.byte();
    if (planes < 8 || planes > 15) this.fail(`planes must be in 8..15, got ${planes}`);
    const taken = [0, 8, 16, 24].filter((shift) => (planes & (1 << (shift / 8))) !== 0);
    let at = this.#take(taken.length * count);
    const words = new Uint32Array(count);
    for (const shift of taken) {
      for (let k = 0; k < count; k++) words[k]! |= this.#bytes[at++]! << shift;
    }
    return new Float32Array(words.buffer);
  }

  /** Throws unless everything was read. */
  finish(): void {
    const left = this.#bytes.length - this.#at;
    if (left !== 0) this.fail(`${left} bytes left over`);
  }

  fail(what: string): never {
    throw new RangeError(`${this.#name}: ${what}`);
  }

  #take(count: number): number {
    const at = this.#at;
    if (at + count > this.#bytes.length) {
      this.fail(`expected ${count} bytes at ${at}, got ${this.#bytes.length - at}`);
    }
    this.#at = at + count;
    return at;
  }
}

const HEADER_BYTES = 14;

/** Puts before the content: four letters of kind, a version (2 bytes), the content's length and its checksum (4 bytes each). */
export function frame(kind: string, version: number, content: Uint8Array): Uint8Array {
  const framed = new Uint8Array(HEADER_BYTES + content.length);
  const view = new DataView(framed.buffer);
  for (let k = 0; k < 4; k++) framed[k] = kind.charCodeAt(k);
  view.setUint16(4, version, true);
  view.setUint32(6, content.length, true);
  view.setUint32(10, crc32(content), true);
  framed.set(content, HEADER_BYTES);
  return framed;
}

/** The content framed at `offset`, and where the frame ends. Throws RangeError saying what is wrong. */
export function unframe(
  name: string,
  kind: string,
  version: number,
  bytes: Uint8Array,
  offset: number,
): { readonly content: Uint8Array; readonly end: number } {
  const fail = (what: string): never => {
    throw new RangeError(`${name}: ${what}`);
  };
  if (!(Number.isSafeInteger(offset) && offset >= 0 && offset + HEADER_BYTES <= bytes.length)) {
    fail(`expected ${HEADER_BYTES} bytes at ${offset}, got ${bytes.length - offset}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, HEADER_BYTES);
  const found = String.fromCharCode(...bytes.subarray(offset, offset + 4));
  if (found !== kind) fail(`expected kind ${kind} at ${offset}, got ${JSON.stringify(found)}`);
  const foundVersion = view.getUint16(4, true);
  if (foundVersion !== version) fail(`version must be ${version}, got ${foundVersion}`);
  const start = offset + HEADER_BYTES;
  const end = start + view.getUint32(6, true);
  if (end > bytes.length)
    fail(`expected ${end - start} bytes at ${start}, got ${bytes.length - start}`);
  const content = bytes.subarray(start, end);
  const checksum = crc32(content);
  if (checksum !== view.getUint32(10, true)) fail("content does not match its checksum");
  return { content, end };
}

/** CRC-32 of ISO 3309, polynomial 0xEDB88320: finds every change within 32 neighbouring bits. */
function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (let k = 0; k < bytes.length; k++) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ bytes[k]!) & 255]!;
  return ~crc >>> 0;
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  return crc;
});
