import { describe, expect, it } from "vitest";
import { stream } from "@/lib/optimizer/core/prng.ts";
import { positioningDefinition as definition } from "@/lib/optimizer/positioning/index.ts";
import type { NewTraceChunk, TraceChunkRow } from "@/server/repositories/trace.ts";
import { decodeRow } from "./testing/decode-row.ts";
import { changedDecisions, randomDecisions } from "./testing/random-decisions.ts";
import { countUnnoticedFlips } from "./testing/tamper.ts";
import {
  type BaseChunk,
  checkContent,
  MAX_BASE_DEPTH,
  repack,
  traceChunks,
} from "./trace-chunk.ts";
import { packChunk, SMALL, unpackChunk } from "./trace-packing.ts";

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
      const how = { tier: "leaves", quality: SMALL, base: on } as const;
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
    const stored = packChunk(Uint8Array.of(1, 2, 3), SMALL);
    expect(unpackChunk(2, stored)).toEqual(Uint8Array.of(1, 2, 3));
    stored[stored.length - 1] = (stored.at(-1) ?? 0) ^ 128;
    expect(() => unpackChunk(2, stored)).toThrow(/checksum differs/);
    expect(() => unpackChunk(9, stored)).toThrow(/packing 9 is unknown/);
    expect(() => unpackChunk(2, stored.subarray(0, 4))).toThrow(/checksum differs/);
  });
});
