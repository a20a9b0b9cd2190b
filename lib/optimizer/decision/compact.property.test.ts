import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stream } from "../core/prng.ts";
import {
  type Columns,
  compactChunk,
  decodeChunk,
  encodeChunk,
  type Surroundings,
  type TraceShape,
} from "./index.ts";

const LEAVES = 4;
const shape: TraceShape = {
  name: "any",
  nodes: Array.from({ length: 6 }, (_, i) => ({ id: `n${i}` })),
  leafCount: LEAVES,
};
const ids = shape.nodes.map(({ id }) => id);
const max = Number.MAX_SAFE_INTEGER;
const value = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: 0, max: 50 }).map((units) => 1000 * units),
  fc.integer({ min: 0, max: 3_000_000 }),
  fc.integer({ min: -max, max }),
  fc.constantFrom(max, -max, 2 ** 52, 2 ** 32, -(2 ** 31)),
);
const rows = fc.array(fc.array(value, { minLength: ids.length, maxLength: ids.length }), {
  minLength: 1,
  maxLength: 25,
});
const columnsOf = (cells: readonly (readonly number[])[]): Columns => ({
  count: cells.length,
  column: Object.fromEntries(
    ids.map((id, node) => [id, Float64Array.from(cells, (row) => row[node]!)]),
  ),
});

/** A chunk with what it is written with: rows that were decided before or not, rows alike or not. */
const worlds = fc
  .record({
    cells: rows,
    before: rows,
    hasBase: fc.boolean(),
    hasAlike: fc.boolean(),
    picks: fc.array(fc.nat(), { minLength: 25, maxLength: 25 }),
    kept: fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }),
  })
  .map(({ cells, before, hasBase, hasAlike, picks, kept }) => {
    const base = {
      columns: columnsOf(before),
      row: Int32Array.from(cells, (_, r) => (picks[r]! % (before.length + 1)) - 1),
    };
    // Some values stay as they were, as they do between runs.
    const columns = columnsOf(
      cells.map((row, r) =>
        row.map((cell, node) =>
          hasBase && kept[(r + node) % 25] && base.row[r]! >= 0
            ? before[base.row[r]!]![node]!
            : cell,
        ),
      ),
    );
    const alike = Int32Array.from(cells, (_, r) => (picks[24 - r]! % (r + 1)) - 1);
    const around: Surroundings = { base: hasBase ? base : null, alike: hasAlike ? alike : null };
    return { columns, around };
  });

const restore = (bytes: Uint8Array, { base, alike }: Surroundings) =>
  decodeChunk(shape, bytes, base, alike);

describe("the small form of a chunk", () => {
  it("gives back every value of both tiers, whatever it is written on, and changes no input", () => {
    fc.assert(
      fc.property(worlds, ({ columns, around }) => {
        const before = structuredClone({ columns, around });
        const values = restore(compactChunk(shape, columns, "values", around), around);
        expect(values).toEqual({ tier: "values", columns });
        const leaves = restore(compactChunk(shape, columns, "leaves", around), around);
        expect(leaves.tier).toBe("leaves");
        for (const id of ids.slice(0, LEAVES))
          expect(leaves.columns.column[id]).toEqual(columns.column[id]);
        expect({ columns, around }).toEqual(before);
      }),
      { numRuns: 400 },
    );
  });

  it("is one for each content: bytes that were altered, cut or added to are refused or mean other values", () => {
    const edit = fc.record({
      at: fc.nat(),
      flip: fc.integer({ min: 1, max: 255 }),
      kind: fc.constantFrom("flip", "flip", "flip", "cut", "add"),
    });
    fc.assert(
      fc.property(worlds, edit, ({ columns, around }, { at, flip, kind }) => {
        const bytes = compactChunk(shape, columns, "leaves", around);
        const flipped = bytes.slice();
        flipped[at % bytes.length]! ^= flip;
        const altered = {
          flip: flipped,
          cut: bytes.slice(0, -1 - (at % (bytes.length - 1))),
          add: new Uint8Array([...bytes, flip - 1]),
        }[kind]!;
        let decoded: Columns | null = null;
        try {
          decoded = restore(altered, around).columns;
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
        if (!decoded) return;
        expect(compactChunk(shape, decoded, "leaves", around)).toEqual(altered);
        const isSame = ids
          .slice(0, LEAVES)
          .every((id) => `${decoded.column[id]}` === `${columns.column[id]}`);
        expect(isSame).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it("codes ratios as the amounts they were taken of: whole units take a sixth of their millionths", () => {
    const draws = stream(5, "amounts");
    const count = 300;
    const whole = Float64Array.from({ length: count }, () => 500 + draws.integer(20_000));
    const units = Float64Array.from(whole, (mean) => Math.round(mean / 1000) + draws.integer(3));
    const ratio = whole.map((mean, row) => Math.ceil((units[row]! * 1_000_000_000) / mean));
    const pair: TraceShape = {
      name: "pair",
      nodes: [{ id: "whole" }, { id: "ratio" }],
      leafCount: 2,
    };
    const columns = { count, column: { whole, ratio } };
    const alone = { base: null, alike: null };
    const bytes = compactChunk(pair, columns, "leaves", alone);
    expect(decodeChunk(pair, bytes).columns).toEqual(columns);
    const one: TraceShape = { name: "one", nodes: [{ id: "whole" }], leafCount: 1 };
    const sizeOfRatios = bytes.length - compactChunk(one, columns, "leaves", alone).length;
    const plainSize = encodeChunk(pair, columns).length - encodeChunk(one, columns).length;
    expect(sizeOfRatios).toBeLessThan(plainSize / 6);
  });

  it("stays as it is, because chunks are kept for years", () => {
    const base = {
      columns: columnsOf([
        [5, 700, 3000, 1, 0, 0],
        [9, 1200, 1999, 1, 0, 0],
      ]),
      row: Int32Array.of(0, -1, 1),
    };
    const columns = columnsOf([
      [5, 800, 1_250_000, 1, 0, 0],
      [6, 3000, 333_334, 1, 0, 0],
      [9, 1200, -(2 ** 40), 1, 0, 0],
    ]);
    const hexOf = (around: Surroundings) =>
      Buffer.from(compactChunk(shape, columns, "leaves", around)).toString("hex");
    expect(hexOf({ base: null, alike: null })).toMatchInlineSnapshot(
      `"030006080ac6083d1b19785599151b58eb0591fedc21d3d1a118ffe2ea74e700074c08"`,
    );
    expect(hexOf({ base, alike: Int32Array.of(-1, -1, 0) })).toMatchInlineSnapshot(
      `"0400060821a20a9540bbe3e6a96e7ac8d3ff0abb7b20067fffffe6708645000940"`,
    );
  });

  it("refuses no rows, too many, and what are no safe integers", () => {
    const alone = { base: null, alike: null };
    expect(() => compactChunk(shape, columnsOf([]), "leaves", alone)).toThrow(/1..1024 rows/);
    const odd = columnsOf([[0.5, 0, 0, 0, 0, 0]]);
    expect(() => compactChunk(shape, odd, "leaves", alone)).toThrow(/not a safe integer/);
    const bytes = compactChunk(shape, columnsOf([[1, 2, 3, 4, 5, 6]]), "leaves", alone);
    const base = { columns: columnsOf([[1, 2, 3, 4, 5, 6]]), row: Int32Array.of(0) };
    expect(() => decodeChunk(shape, bytes, base)).toThrow(/expected format 4, got 3/);
  });
});
