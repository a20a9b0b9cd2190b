import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bitReader, bitWriter } from "./bit-coder.ts";

const PLACES = 5;
interface Coded {
  readonly place: number;
  readonly bit: number;
}
const bits = fc.array(
  fc.record({
    place: fc.integer({ min: -1, max: PLACES - 1 }),
    bit: fc.integer({ min: 0, max: 1 }),
  }),
  { maxLength: 400 },
);

function written(coded: readonly Coded[]): Uint8Array {
  const writer = bitWriter(PLACES);
  for (const { place, bit } of coded) {
    if (place < 0) writer.even(bit);
    else writer.bit(place, bit);
    if (place === 0) writer.doubt(1, 3);
  }
  return writer.finish();
}

function readBack(bytes: Uint8Array, places: readonly number[]): number[] {
  const reader = bitReader(bytes, PLACES);
  return places.map((place) => {
    const bit = place < 0 ? reader.even(0) : reader.bit(place, 0);
    if (place === 0) reader.doubt(1, 3);
    return bit;
  });
}

describe("coded bits", () => {
  it("are read back whatever their places and order", () => {
    fc.assert(
      fc.property(bits, (coded) => {
        const places = coded.map(({ place }) => place);
        expect(readBack(written(coded), places)).toEqual(coded.map(({ bit }) => bit));
      }),
      { numRuns: 500 },
    );
  });

  it("are read back through long carries: even ones of all patterns up to 16, then all of one kind", () => {
    for (let pattern = 0; pattern < 2 ** 16; pattern += 7) {
      const coded = Array.from({ length: 48 }, (_, i) => ({
        place: -1,
        bit: i < 16 ? (pattern >> i) & 1 : 1,
      }));
      const read = readBack(
        written(coded),
        coded.map(() => -1),
      );
      expect(read.join("")).toBe(coded.map(({ bit }) => bit).join(""));
    }
  });

  it("take little where their odds can be learnt, a bit each where nothing can", () => {
    const rare = Array.from({ length: 8000 }, (_, i) => ({ place: 2, bit: i % 100 === 0 ? 1 : 0 }));
    // 0.081 bits each by the entropy of one in a hundred.
    expect(written(rare).length).toBeLessThan(8000 / 8 / 10);
    const even = rare.map(({ bit }, i) => ({ place: -1, bit: (i * 7) % 13 > 5 ? 1 - bit : bit }));
    expect(written(even).length).toBeGreaterThan(995);
    expect(written(even).length).toBeLessThan(1005);
    expect(written([]).length).toBe(0);
  });
});
