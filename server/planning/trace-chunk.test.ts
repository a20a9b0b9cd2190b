import { describe, expect, it } from "vitest";
import { stream } from "@/lib/optimizer/core/prng.ts";
import { compactChunk, encodeChunk } from "@/lib/optimizer/decision/index.ts";
import { placementDefinition } from "@/lib/optimizer/placement/index.ts";
import { positioningDefinition as definition } from "@/lib/optimizer/positioning/index.ts";
import type { NewTraceChunk, TraceChunkRow } from "@/server/repositories/trace.ts";
import { rowsAlike } from "./rows-alike.ts";
import { decodeRow } from "./testing/decode-row.ts";
import { changedDecisions, randomDecisions } from "./testing/random-decisions.ts";
import { countUnnoticedFlips } from "./testing/tamper.ts";
import {
  type BaseChunk,
  baseFor,
  checkContent,
  MAX_BASE_DEPTH,
  repack,
  traceChunks,
} from "./trace-chunk.ts";
import { compressChunk, PACKING, packAsIs, SLOW, unpackChunk } from "./trace-packing.ts";

const draws = stream(1, "trace-chunk-test");
const COUNT = 1500;
const before = randomDecisions(definition, COUNT, draws);
const now = changedDecisions(definition, before, 0.1, draws);
const keys = Array.from({ length: COUNT }, (_, i) => 10 * i);
const owner = { sellerId: 1, accountId: 2, start: 0 };
const rowOf = (chunk: NewTraceChunk, runId = 2): TraceChunkRow => ({
  ...chunk,
  runId,
  version: definition.version,
  codeSha256: "",
});
const baseOf = (chunk: NewTraceChunk, depth = chunk.baseDepth): BaseChunk => ({
  runId: 1,
  depth,
  keys: chunk.decisionKeys,
  values: decodeRow(definition, rowOf(chunk), null),
});

const alone = traceChunks(definition, 1, { ...owner, keys, values: before });
const bases = alone.map((chunk) => baseOf(chunk));
const onBase = traceChunks(definition, 1, { ...owner, keys, values: now }, bases);

describe("chunks on a base", () => {
  it("are read back to the same values, and take less than half of chunks that stand alone", () => {
    const size = (chunks: readonly NewTraceChunk[]) =>
      chunks.reduce((sum, { columns }) => sum + columns.length, 0);
    const standing = traceChunks(definition, 1, { ...owner, keys, values: now });
    expect(size(onBase)).toBeLessThan(size(standing) / 2);
    for (const [c, chunk] of onBase.entries()) {
      const values = decodeRow(definition, rowOf(chunk), bases[c] ?? null);
      checkContent(definition, rowOf(chunk), values);
      for (const { id } of definition.nodes) {
        const from = c * 1024;
        const part = now.column[id]?.subarray(from, from + chunk.decisionKeys.length);
        expect(values.column[id]).toEqual(part);
      }
      expect(chunk.rootSha256).toBe(standing[c]?.rootSha256);
    }
  });

  it("follow decisions that join and leave, by their keys", () => {
    const joined = [...keys.slice(0, 700), 6995, ...keys.slice(703, 1200)];
    const values = randomDecisions(definition, joined.length, draws);
    const chunks = traceChunks(definition, 1, { ...owner, keys: joined, values }, bases);
    expect(chunks.map(({ baseRunId }) => baseRunId)).toEqual([1, 1]);
    expect(chunks.flatMap(({ decisionKeys }) => decisionKeys)).toEqual(joined);
    for (const [c, chunk] of chunks.entries())
      checkContent(definition, rowOf(chunk), decodeRow(definition, rowOf(chunk), bases[c] ?? null));
  });

  it("stand alone where bases are four deep, keys are in no order, or a part would be too long", () => {
    const deep = alone.map((chunk) => baseOf(chunk, MAX_BASE_DEPTH));
    const whole = (some: readonly BaseChunk[], own: readonly number[]) =>
      traceChunks(
        definition,
        1,
        { ...owner, keys: own, values: randomDecisions(definition, own.length, draws) },
        some,
      ).every(({ baseRunId, baseDepth }) => baseRunId === null && baseDepth === 0);
    expect(whole(deep, keys)).toBe(true);
    expect(whole(bases, [...keys].reverse())).toBe(true);
    expect(
      whole(
        bases,
        Array.from({ length: 1100 }, (_, i) => i),
      ),
    ).toBe(true);
    expect(onBase.map(({ baseDepth }) => baseDepth)).toEqual([1, 1]);
  });

  it("keep their content's root when only leaves are kept", () => {
    const [chunk] = onBase as [NewTraceChunk];
    const base = bases[0] ?? null;
    const values = decodeRow(definition, rowOf(chunk), base);
    for (const on of [base, null]) {
      const how = { tier: "leaves", base: on } as const;
      const leaves = { ...rowOf(chunk), ...repack(definition, chunk, values, how) };
      expect(leaves.columns.length).toBeLessThan((on ? chunk : alone[0])?.columns.length ?? 0);
      checkContent(definition, leaves, decodeRow(definition, leaves, on));
    }
  });
});

describe("altered bytes", () => {
  it("are noticed wherever they are: in a chunk, in its base, in leaves (400 of 10,000; the rest: npm run trace:scale)", () => {
    const chunks = {
      definition,
      alone: rowOf(alone[1] as NewTraceChunk, 1),
      onBase: rowOf(onBase[1] as NewTraceChunk),
    };
    expect(countUnnoticedFlips(chunks, 400, stream(2, "flips"))).toBe(0);
  });

  it("are noticed by the checksum before anything is unpacked", () => {
    for (const pack of [(bytes: Uint8Array) => compressChunk(bytes, SLOW), packAsIs]) {
      const { columns, packing } = pack(Uint8Array.of(1, 2, 3));
      expect([...unpackChunk(packing, columns)]).toEqual([1, 2, 3]);
      columns[columns.length - 1] = (columns.at(-1) ?? 0) ^ 128;
      expect(() => unpackChunk(packing, columns)).toThrow(/checksum differs/);
      expect(() => unpackChunk(packing, columns.subarray(0, 4))).toThrow(/checksum differs/);
    }
    expect(() => unpackChunk(9, new Uint8Array(20))).toThrow(/packing 9 is unknown/);
  });
});

describe("chunks of earlier builds", () => {
  it("are read as they were packed: leaves under brotli, with a checksum or without", () => {
    const [chunk, base] = [onBase[0] as NewTraceChunk, bases[0] as BaseChunk];
    const values = decodeRow(definition, rowOf(chunk), base);
    const on = baseFor(base, chunk.decisionKeys);
    const bytes = encodeChunk(definition, values, 0, values.count, "leaves", on);
    const packed = compressChunk(bytes, SLOW);
    const bare = { columns: packed.columns.subarray(8), packing: PACKING.bare };
    for (const stored of [packed, bare]) {
      const row = { ...rowOf(chunk), ...stored };
      checkContent(definition, row, decodeRow(definition, row, base));
    }
  });
});

describe("rows that are alike", () => {
  it("are the last ones about the same FC, and make leaves of placement smaller", () => {
    const about = (product: number, fc: number) => product * 4096 + fc;
    expect(
      rowsAlike("placement", [about(1, 3), about(1, 7), about(2, 3), about(5, 3), about(5, 7)]),
    ).toEqual(Int32Array.of(-1, -1, 0, 2, 1));
    expect(rowsAlike("replenishment", [3, 4099])).toBeNull();
    const count = 400;
    const fcs = 8;
    const column = Object.fromEntries(
      placementDefinition.nodes.map(({ id }, node) => [
        id,
        Float64Array.from({ length: count }, (_, row) => 1 + ((row % fcs) * 7919 + node) * 104_729),
      ]),
    );
    const columns = { count, column };
    const named = Array.from({ length: count }, (_, row) =>
      about(1 + Math.floor(row / fcs), 1 + (row % fcs)),
    );
    const size = (alike: Int32Array | null) =>
      compactChunk(placementDefinition, columns, "leaves", { base: null, alike }).length;
    expect(size(rowsAlike("placement", named))).toBeLessThan(size(null) / 2);
  });
});
