import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pack, packedBytes, unpack } from "./pack.ts";
import { packageOf, structOf } from "./struct.ts";

const numbers = fc.array(fc.double(), { maxLength: 20 });
const whole = fc.array(fc.integer(), { maxLength: 20 });
const packages = fc.record({
  data: fc.record({ count: fc.nat(), text: fc.string() }),
  arrays: fc.dictionary(
    fc.string({ minLength: 1, maxLength: 8 }).filter((name) => name !== "__proto__"),
    fc.oneof(
      numbers.map((values) => Float64Array.from(values)),
      numbers.map((values) => Float32Array.from(values)),
      whole.map((values) => Int32Array.from(values)),
      whole.map((values) => Uint8Array.from(values)),
    ),
    { maxKeys: 6 },
  ),
});

describe("a package", () => {
  it("comes back as it went in, not-a-number and array types included", () => {
    fc.assert(
      fc.property(packages, (value) => {
        const back = unpack(pack(value));
        expect(back.data).toEqual(value.data);
        expect(Object.entries(back.arrays)).toEqual(Object.entries(value.arrays));
      }),
    );
  });

  it("has the same bytes for the same content, so that they can be hashed", () => {
    const value = { data: { a: 1 }, arrays: { x: Int32Array.of(1, 2), y: Float64Array.of(0.5) } };
    expect(packedBytes(value)).toEqual(packedBytes(structuredClone(value)));
    expect(packedBytes(value)).not.toEqual(
      packedBytes({ ...value, arrays: { ...value.arrays, x: Int32Array.of(1, 3) } }),
    );
  });

  it("refuses bytes with something left over", () => {
    const bytes = pack({ data: null, arrays: { x: Int32Array.of(1) } });
    expect(() => unpack(bytes.slice(0, -4))).toThrow();
  });

  it("holds a struct of arrays and numbers", () => {
    const struct = { count: 2, name: "shard", units: Int32Array.of(3, 4) };
    expect(structOf(packageOf(struct))).toEqual(struct);
  });
});
