// Random flips of stored bytes: how many of them a reader would not notice.
import type { RandomStream } from "@/lib/optimizer/core/prng.ts";
import type { Definition } from "@/lib/optimizer/decision/index.ts";
import type { TraceChunkRow } from "@/server/repositories/trace.ts";
import { checkContent, repack } from "../trace-chunk.ts";
import { decodeRow } from "./decode-row.ts";

interface Stored {
  readonly definition: Definition;
  /** A chunk that stands alone. */
  readonly alone: TraceChunkRow;
  /** A chunk of a later run, written on it. */
  readonly onBase: TraceChunkRow;
}

/** Flips one bit at a time in the chunk, its base, or its leaves packed small; counts reads that give no error. */
export function countUnnoticedFlips(
  { definition, alone, onBase }: Stored,
  flips: number,
  draws: RandomStream,
): number {
  const read = (base: TraceChunkRow, row: TraceChunkRow) => {
    const values = decodeRow(definition, base, null);
    const own = decodeRow(definition, row, { keys: base.decisionKeys, values });
    checkContent(definition, row, own);
    return own;
  };
  const how = { tier: "leaves", base: null } as const;
  const values = read(alone, onBase);
  const leaves: TraceChunkRow = { ...onBase, ...repack(definition, onBase, values, how) };
  const places = [
    { row: alone, check: (row: TraceChunkRow) => void read(row, onBase) },
    { row: onBase, check: (row: TraceChunkRow) => void read(alone, row) },
    {
      row: leaves,
      check: (row: TraceChunkRow) =>
        checkContent(definition, row, decodeRow(definition, row, null)),
    },
  ];
  let unnoticed = 0;
  for (let i = 0; i < flips; i++) {
    const place = places[i % places.length];
    if (!place) continue;
    const columns = Uint8Array.from(place.row.columns);
    const at = draws.integer(columns.length);
    columns[at] = (columns[at] ?? 0) ^ (1 << draws.integer(8));
    if (isAccepted(() => place.check({ ...place.row, columns }))) unnoticed++;
  }
  return unnoticed;
}

function isAccepted(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}
