import type { World } from "./types.ts";

/** Two 32-bit multiply-and-fold lanes over words; not cryptographic, only to tell worlds apart. */
class WordHash {
  #a = 0x811c9dc5;
  #b = 0x9747b28c;

  word(value: number): void {
    this.#a = Math.imul(this.#a ^ value, 0x01000193);
    this.#a ^= this.#a >>> 15;
    this.#b = Math.imul(this.#b ^ value, 0x5bd1e995);
    this.#b ^= this.#b >>> 13;
  }

  text(value: string): void {
    this.word(value.length);
    for (let k = 0; k < value.length; k++) this.word(value.charCodeAt(k));
  }

  column(values: Column): void {
    this.word(values.length);
    const words =
      values instanceof Float32Array
        ? new Uint32Array(values.buffer, values.byteOffset, values.length)
        : values;
    for (let k = 0; k < words.length; k++) this.word(words[k]!);
  }

  digest(): string {
    const hex = (x: number): string => (x >>> 0).toString(16).padStart(8, "0");
    return hex(this.#a) + hex(this.#b);
  }
}

type Column = Int32Array | Uint8Array | Uint16Array | Float32Array;

const isColumn = (value: unknown): value is Column =>
  value instanceof Int32Array ||
  value instanceof Uint8Array ||
  value instanceof Uint16Array ||
  value instanceof Float32Array;

function hashTable(hash: WordHash, table: object): void {
  for (const [name, value] of Object.entries(table)) {
    hash.text(name);
    if (isColumn(value)) hash.column(value);
    else hash.text(JSON.stringify(value));
  }
}

/** 16 hex digits over every fact and truth of a world: equal worlds, equal digits. Cost O(world), about 0.1 s. */
export function hashWorld(world: World): string {
  const hash = new WordHash();
  const { productVersions, orderLines, inventoryEvents, shipments, shipmentItems, truth, ...rows } =
    world;
  for (const table of [
    productVersions,
    orderLines,
    inventoryEvents,
    shipments,
    shipmentItems,
    truth,
    rows,
  ]) {
    hashTable(hash, table);
  }
  return hash.digest();
}
