import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ByteReader, ByteWriter, frame, unframe } from "./byte-stream.ts";

describe("a byte stream", () => {
  test("reads back what was written, to the bit", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 0xffff_ffff })),
        fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
        fc.array(fc.double()),
        fc.float32Array(),
        (counts, words, doubles, floats) => {
          const writer = new ByteWriter();
          for (const count of counts) writer.count(count);
          for (const word of words) writer.word(word);
          for (const double of doubles) writer.float64(double);
          writer.float32s(floats);
          const reader = new ByteReader("test", writer.bytes());
          expect(counts.map(() => reader.count())).toEqual(counts);
          expect(words.map(() => reader.word())).toEqual(words);
          expect(doubles.map(() => reader.float64())).toEqual(doubles);
          const found = new Uint32Array(reader.float32s(floats.length).buffer);
          expect(found).toEqual(new Uint32Array(Float32Array.from(floats).buffer));
          reader.finish();
        },
      ),
    );
  });

  test("says what is wrong", () => {
    const read = (...bytes: number[]) => new ByteReader("test", Uint8Array.from(bytes));
    expect(() => read(1, 2, 3).word()).toThrow("test: expected 4 bytes at 0, got 3");
    expect(() => read(255, 255, 255, 255, 255, 1).count()).toThrow(/count must be below 2\^32/);
    expect(() => read(3, 0, 0).float32s(1)).toThrow("test: planes must be in 8..15, got 3");
    expect(() => read(8, 0, 0).float32s(1e9)).toThrow(/expected 1000000000 bytes/);
    expect(() => read(0).finish()).toThrow("test: 1 bytes left over");
  });

  test("frames content with the CRC-32 of ISO 3309, whose check value for 123456789 is CBF43926", () => {
    const content = Uint8Array.from("123456789", (digit) => digit.charCodeAt(0));
    const framed = frame("test", 7, content);
    expect(new DataView(framed.buffer).getUint32(10, true)).toBe(0xcbf43926);
    expect(unframe("test", "test", 7, framed, 0)).toEqual({ content, end: 23 });
  });
});
