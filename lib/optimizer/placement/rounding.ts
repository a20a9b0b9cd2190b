import { cellGain, type Economics, RESERVE } from "./economics.ts";
import { entryPrice, type LimitPrices } from "./prices.ts";

/** Less than this of a unit is rounding of the plan. */
const NEARLY = 1e-5;

/** Room left while units are handed out. */
interface Room {
  readonly storage: Float64Array;
  readonly inbound: Float64Array;
}

interface Handing {
  readonly e: Economics;
  readonly price: LimitPrices;
  readonly room: Room;
  /** What the plan has there, parts of packs included. [skuCount, fcCount] */
  readonly placedUnits: Float32Array;
  /** [skuCount, fcCount] */
  readonly units: Int32Array;
  /** Of the SKU at hand: gain after prices, cell 0 = held, 1 + z = sold to zone z. [fcCount, zoneCount + 1] */
  readonly gain: Float64Array;
  /** Demand that no pack serves yet. [zoneCount] */
  readonly demand: Float64Array;
  /** Demand a pack under trial has taken. [zoneCount] */
  readonly taken: Float64Array;
}

/**
 * Whole packs per SKU and FC that add up to `wholeUnits`: every FC gets the packs the plan has there in full, then the
 * packs left over go by largest remainder, bulky SKUs first, to FCs with room, ties to the lowest index; where none of
 * the SKU's FCs has room, to the FC with room that gains most at these prices for the demand not served yet. Last, packs the plan left behind go where rounding left room. A limit
 * is exceeded only by packs for which no FC has room. An advice that is not whole packs has one broken pack. Returns
 * [skuCount, fcCount].
 */
export function roundToPacks(
  e: Economics,
  price: LimitPrices,
  casePackUnits: Int32Array,
  placedUnits: Float32Array,
  wholeUnits: Int32Array,
): Int32Array {
  const handing: Handing = {
    e,
    price,
    room: {
      storage: Float64Array.from(e.capacity.storage),
      inbound: Float64Array.from(e.capacity.inbound),
    },
    placedUnits,
    units: new Int32Array(e.skuCount * e.fcCount),
    gain: new Float64Array(e.fcCount * (e.zoneCount + 1)),
    demand: new Float64Array(e.zoneCount),
    taken: new Float64Array(e.zoneCount),
  };
  for (let p = 0; p < e.skuCount; p++) {
    const pack = casePackUnits[p]!;
    for (let w = 0; w < e.fcCount; w++) {
      const full = Math.floor(placedUnits[p * e.fcCount + w]! / pack + NEARLY) * pack;
      if (full > 0) give(handing, p, w, full);
    }
  }
  const order = bySize(e);
  for (const p of order) handOut(handing, casePackUnits[p]!, p, wholeUnits[p]!);
  for (const p of order) fillRoom(handing, casePackUnits[p]!, p);
  return handing.units;
}

function give({ e, room, units }: Handing, p: number, w: number, count: number): void {
  units[p * e.fcCount + w]! += count;
  room.storage[w * e.storageTypeCount + e.storageTypeIndex[p]!]! -= count * e.volumeLitres[p]!;
  room.inbound[w]! -= count;
}

/** Bulky SKUs choose first: what is left of a limit fits the small ones. */
function bySize(e: Economics): Uint32Array {
  return Uint32Array.from({ length: e.skuCount }, (_, p) => p).sort(
    (a, b) => e.volumeLitres[b]! - e.volumeLitres[a]! || a - b,
  );
}

function handOut(handing: Handing, pack: number, p: number, total: number): void {
  const { e } = handing;
  let left = total - givenOf(handing, p);
  while (left > 0) {
    const count = Math.min(pack, left);
    let w = largestRest(handing, p, count, true);
    if (w < 0) {
      turnTo(handing, p);
      w = bestFc(handing, p, count);
    }
    if (w < 0) w = largestRest(handing, p, count, false);
    if (w < 0) w = firstAllowed(e, p);
    give(handing, p, w, count);
    left -= count;
  }
}

const isAllowed = ({ allowedFc, fcCount }: Economics, p: number, w: number): boolean =>
  allowedFc === undefined || allowedFc[p * fcCount + w] === 1;

function firstAllowed(e: Economics, p: number): number {
  let w = 0;
  while (w < e.fcCount - 1 && !isAllowed(e, p, w)) w += 1;
  return w;
}

function givenOf({ e, units }: Handing, p: number): number {
  let given = 0;
  for (let w = 0; w < e.fcCount; w++) given += units[p * e.fcCount + w]!;
  return given;
}

/** Gains of SKU p, and its demand less what the packs it has serve, each zone by its best FCs first. */
function turnTo({ e, price, units, gain, demand }: Handing, p: number): void {
  const width = e.zoneCount + 1;
  for (let w = 0; w < e.fcCount; w++) {
    const entry = entryPrice(e, price, p, w);
    gain[w * width] = cellGain(e, p, w, RESERVE) - entry;
    for (let z = 0; z < e.zoneCount; z++) {
      gain[w * width + z + 1] = cellGain(e, p, w, z) - entry - price.outbound[w]!;
    }
  }
  for (let z = 0; z < e.zoneCount; z++) demand[z] = e.demandUnits[p * e.zoneCount + z]!;
  const left = Float64Array.from(units.subarray(p * e.fcCount, (p + 1) * e.fcCount));
  for (;;) {
    const cell = bestSale(e, gain, left, demand);
    if (cell < 0) return;
    const w = Math.floor(cell / width);
    const z = (cell % width) - 1;
    const sold = Math.min(left[w]!, demand[z]!);
    left[w]! -= sold;
    demand[z]! -= sold;
  }
}

/** Most gaining sale of units an FC has to a zone with demand, over holding them; -1 = none. */
function bestSale(e: Economics, gain: Float64Array, left: Float64Array, demand: Float64Array) {
  const width = e.zoneCount + 1;
  let best = 0;
  let cell = -1;
  for (let w = 0; w < e.fcCount; w++) {
    if (left[w]! <= NEARLY) continue;
    for (let z = 0; z < e.zoneCount; z++) {
      if (demand[z]! <= NEARLY) continue;
      const more = gain[w * width + z + 1]! - gain[w * width]!;
      if (more <= best) continue;
      best = more;
      cell = w * width + z + 1;
    }
  }
  return cell;
}

/** FC that the plan still owes most units; -1 = owes none, or none with room where that is needed. */
function largestRest(handing: Handing, p: number, count: number, needsRoom: boolean): number {
  const { e, placedUnits, units } = handing;
  let best = -1;
  let most = NEARLY;
  for (let w = 0; w < e.fcCount; w++) {
    const rest = placedUnits[p * e.fcCount + w]! - units[p * e.fcCount + w]!;
    if (rest <= most || (needsRoom && !hasRoom(handing, p, w, count))) continue;
    most = rest;
    best = w;
  }
  return best;
}

/** FC with room where a pack gains most; a SKU with a limit of FCs stays at those the plan has; -1 = none. */
function bestFc(handing: Handing, p: number, count: number): number {
  const { e, units, placedUnits } = handing;
  let best = -1;
  let most = -Infinity;
  for (let w = 0; w < e.fcCount; w++) {
    const isUsed = units[p * e.fcCount + w]! > 0 || placedUnits[p * e.fcCount + w]! > NEARLY;
    if ((e.maxFcCount?.[p] && !isUsed) || !isAllowed(e, p, w)) continue;
    if (!hasRoom(handing, p, w, count)) continue;
    const gained = gainOfPack(handing, p, w, count);
    if (gained <= most) continue;
    most = gained;
    best = w;
  }
  return best;
}

/** Gain after prices of `count` more units at FC w for the demand not served yet; leaves in `taken` what they serve. */
function gainOfPack(handing: Handing, p: number, w: number, count: number): number {
  const { e, gain, demand, taken } = handing;
  const at = w * (e.zoneCount + 1);
  const target = e.targetUnits?.[p * e.fcCount + w] ?? Infinity;
  let left = Math.min(count, Math.max(0, target - handing.units[p * e.fcCount + w]!));
  let total = 0;
  let sold = 0;
  taken.fill(0);
  while (left > NEARLY) {
    let best = -1;
    for (let z = 0; z < e.zoneCount; z++) {
      if (demand[z]! - taken[z]! <= NEARLY || gain[at + z + 1]! <= gain[at]!) continue;
      if (best < 0 || gain[at + z + 1]! > gain[at + best + 1]!) best = z;
    }
    if (best < 0) break;
    const units = Math.min(left, demand[best]! - taken[best]!);
    taken[best]! += units;
    total += units * gain[at + best + 1]!;
    sold += units;
    left -= units;
  }
  return total + (count - sold) * gain[at]!;
}

/** Packs that the plan left behind for want of room go where rounding left some, as long as that gains. */
function fillRoom(handing: Handing, pack: number, p: number): void {
  const { e, price } = handing;
  let left = e.supplyUnits[p]! - givenOf(handing, p);
  if (left < pack) return;
  turnTo(handing, p);
  for (; left >= pack; left -= pack) {
    const w = bestFc(handing, p, pack);
    if (w < 0) return;
    const gained = gainOfPack(handing, p, w, pack) + pack * entryPrice(e, price, p, w);
    if (gained <= -pack * e.unplacedCost[p]!) return;
    for (let z = 0; z < e.zoneCount; z++) handing.demand[z]! -= handing.taken[z]!;
    give(handing, p, w, pack);
  }
}

function hasRoom({ e, room }: Handing, p: number, w: number, count: number): boolean {
  const storage = room.storage[w * e.storageTypeCount + e.storageTypeIndex[p]!]!;
  return room.inbound[w]! >= count - 1e-6 && storage >= count * e.volumeLitres[p]! - 1e-6;
}
