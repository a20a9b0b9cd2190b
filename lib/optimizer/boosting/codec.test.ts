import { describe, expect, test } from "vitest";
import {
  decodeBinning,
  decodeForest,
  encodeBinning,
  encodeForest,
  predictForest,
  roundLeafValues,
  trainQuantileForest,
  trainTweedieForest,
} from "./index.ts";
import { simulatedRows } from "./simulated.ts";

const rows = simulatedRows(21, 4000, 40);
const options = {
  treeCount: 12,
  leafCountMax: 24,
  leafRowsMin: 15,
  learningRate: 0.2,
  rowShare: 0.7,
  featureShare: 0.6,
  seed: 3,
};
const forest = trainQuantileForest(rows, [0.1, 0.5, 0.9], options);

describe("a forest's bytes", () => {
  test("decode to the same arrays and predictions, bit for bit, categories among them", () => {
    expect(forest.categoryBits.length).toBeGreaterThan(0);
    const { forest: decoded, end } = decodeForest(encodeForest(forest));
    expect(decoded).toEqual(forest);
    expect(end).toBe(encodeForest(forest).length);
    expect(predictForest(decoded, rows.matrix)).toEqual(predictForest(forest, rows.matrix));
  });

  test("decode where one tree has one leaf, where all have, and where many categories are left", () => {
    const flat = trainTweedieForest(rows, 1.5, { ...options, leafRowsMin: 2001 });
    expect(decodeForest(encodeForest(flat)).forest).toEqual(flat);
    const mixed = trainTweedieForest(rows, 1.5, {
      ...options,
      leafRowsMin: 900,
      featureShare: 0.03,
    });
    expect(decodeForest(encodeForest(mixed)).forest).toEqual(mixed);
  });

  test("stand one behind the other, forests and binnings, in memory that starts anywhere", () => {
    const parts = [encodeForest(forest), encodeBinning(rows.binning), encodeForest(forest)];
    const all = new Uint8Array(7 + parts.reduce((sum, part) => sum + part.length, 0)).subarray(3);
    let at = 2;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    const first = decodeForest(all, 2);
    const second = decodeBinning(all, first.end);
    const third = decodeForest(all, second.end);
    expect(first.forest).toEqual(forest);
    expect(second.binning).toEqual(rows.binning);
    expect(third.forest).toEqual(forest);
    expect(third.end).toBe(at);
  });

  test("are at most 4 per leaf value, 4 per number node and 40 per category node", () => {
    const categories = forest.categoryBits.length / 8;
    const most = 4 * forest.leafValue.length + 4 * forest.split.length + 40 * categories + 60;
    expect(encodeForest(forest).length).toBeLessThan(most);
  });

  test("are half as many per leaf value when rounded to 8 binary digits, each within 1 in 256", () => {
    const rounded = roundLeafValues(forest);
    const saved = encodeForest(forest).length - encodeForest(rounded).length;
    expect(saved).toBe(2 * forest.leafValue.length);
    forest.leafValue.forEach((value, k) => {
      expect(Math.abs(rounded.leafValue[k]! - value)).toBeLessThanOrEqual(Math.abs(value) / 256);
    });
    expect(roundLeafValues(rounded)).toEqual(rounded);
  });
});

describe("bytes that are not what was written are refused", () => {
  const encoded = encodeForest(forest);

  test("every length short of the whole", () => {
    for (let length = 0; length < encoded.length; length += length < 40 ? 1 : 97) {
      expect(() => decodeForest(encoded.subarray(0, length))).toThrow(/expected \d+ bytes/);
    }
  });

  test("every byte altered", () => {
    for (let at = 0; at < encoded.length; at += at < 40 ? 1 : 53) {
      const altered = encoded.slice();
      altered[at]! ^= 1 << (at % 8);
      expect(() => decodeForest(altered)).toThrow(RangeError);
    }
  });

  test.each([
    ["another kind", encodeBinning(rows.binning), 0, /expected kind wsFO at 0, got "wsBI"/],
    ["another version", encoded.with(4, 9), 0, /version must be 1, got 9/],
    ["an altered value", encoded.with(encoded.length - 1, 1), 0, /does not match its checksum/],
    ["an offset beyond the end", encoded, encoded.length, /expected 14 bytes at \d+, got 0/],
    ["an offset below 0", encoded, -1, /at -1/],
  ])("%s", (_, bytes, offset, message) => {
    expect(() => decodeForest(bytes, offset)).toThrow(RangeError);
    expect(() => decodeForest(bytes, offset)).toThrow(message);
  });

  test("a binning cut short", () => {
    const bytes = encodeBinning(rows.binning);
    expect(() => decodeBinning(bytes.subarray(0, bytes.length - 1))).toThrow(
      /decodeBinning: expected/,
    );
  });

  test("a forest whose nodes are numbered otherwise is not written", () => {
    const child = forest.child.slice();
    const leaf = child.findIndex((next) => next < 0);
    const other = child.findIndex((next, k) => next < 0 && k > leaf);
    [child[leaf], child[other]] = [child[other]!, child[leaf]!];
    expect(() => encodeForest({ ...forest, child })).toThrow(/not numbered as it grew/);
  });
});
