import type { Economics } from "./economics.ts";

/** Room left while units are handed out. */
interface Room {
  readonly storage: Float64Array;
  readonly inbound: Float64Array;
}

/**
 * Whole packs per SKU and FC that add up to `wholeUnits`: every FC gets the packs the plan has there in full, then the
 * packs left over go by largest remainder, bulky SKUs first, to FCs that still have room before others, ties to the
 * lowest index. An advice that is not whole packs has one broken pack. Only a left-over pack can exceed a limit, so a
 * limit is exceeded by less than one pack per SKU. Returns [skuCount, fcCount].
 */
export function roundToPacks(
  e: Economics,
  casePackUnits: Int32Array,
  placedUnits: Float64Array,
  wholeUnits: Int32Array,
): Int32Array {
  const units = new Int32Array(e.skuCount * e.fcCount);
  const room: Room = {
    storage: Float64Array.from(e.capacity.storage),
    inbound: Float64Array.from(e.capacity.inbound),
  };
  for (let p = 0; p < e.skuCount; p++) {
    const pack = casePackUnits[p]!;
    for (let w = 0; w < e.fcCount; w++) {
      const full = Math.floor(placedUnits[p * e.fcCount + w]! / pack + 1e-7) * pack;
      give(e, room, units, p, w, full);
    }
  }
  const order = bySize(e);
  for (const p of order) {
    let left = wholeUnits[p]!;
    for (let w = 0; w < e.fcCount; w++) left -= units[p * e.fcCount + w]!;
    handOut(e, room, casePackUnits[p]!, placedUnits, units, p, left);
  }
  return units;
}

function give(
  e: Economics,
  room: Room,
  units: Int32Array,
  p: number,
  w: number,
  count: number,
): void {
  units[p * e.fcCount + w]! += count;
  room.storage[w * e.storageTypeCount + e.storageTypeIndex[p]!]! -= count * e.volumeLitres[p]!;
  room.inbound[w]! -= count;
}

/** Bulky SKUs choose first: what is left of a limit fits the small ones. */
function bySize(e: Economics): number[] {
  return Array.from({ length: e.skuCount }, (_, p) => p).sort(
    (a, b) => e.volumeLitres[b]! - e.volumeLitres[a]! || a - b,
  );
}

function handOut(
  e: Economics,
  room: Room,
  pack: number,
  placedUnits: Float64Array,
  units: Int32Array,
  p: number,
  total: number,
): void {
  let left = total;
  while (left > 0) {
    const count = Math.min(pack, left);
    const w = largestRemainder(e, room, placedUnits, units, p, count);
    give(e, room, units, p, w, count);
    left -= count;
  }
}

/** FC that shall get the next pack: one that the plan still owes units and that has room, else one owed, else any. */
function largestRemainder(
  e: Economics,
  room: Room,
  placedUnits: Float64Array,
  units: Int32Array,
  p: number,
  count: number,
): number {
  let best = 0;
  let bestTier = -1;
  let bestRest = -Infinity;
  for (let w = 0; w < e.fcCount; w++) {
    const rest = placedUnits[p * e.fcCount + w]! - units[p * e.fcCount + w]!;
    const tier = rest <= 1e-7 ? 0 : hasRoom(e, room, p, w, count) ? 2 : 1;
    if (tier < bestTier || (tier === bestTier && rest <= bestRest)) continue;
    best = w;
    bestTier = tier;
    bestRest = rest;
  }
  return best;
}

function hasRoom(e: Economics, room: Room, p: number, w: number, count: number): boolean {
  const storage = room.storage[w * e.storageTypeCount + e.storageTypeIndex[p]!]!;
  return room.inbound[w]! >= count - 1e-6 && storage >= count * e.volumeLitres[p]! - 1e-6;
}
