import { addChoice, copyPlan, emptyPlan, type SkuPlan } from "./choices.ts";
import { cellGain, type Economics, RESERVE } from "./economics.ts";
import { type BestFcs, bestFcs, bestFcsOf, entryPrice, type LimitPrices } from "./prices.ts";
import { sellWithinTargets, type TransportScratch, transportScratch } from "./transport.ts";

export interface Scratch {
  readonly best: BestFcs;
  readonly order: Int32Array;
  readonly plan: SkuPlan;
  readonly draft: SkuPlan;
  /** 1 = the FC may be used. [fcCount] */
  readonly isOpen: Uint8Array;
  readonly transport: TransportScratch;
}

/** Sets of FCs tried one by one for a SKU with a limit of FCs; beyond it they are added one after the other. */
const MAX_SETS = 5000;

export function scratchFor(e: Economics): Scratch {
  const width = e.zoneCount + 1;
  const size = e.targetUnits ? e.fcCount * e.zoneCount + 1 : width;
  return {
    best: bestFcsOf(e),
    order: new Int32Array(e.zoneCount),
    plan: emptyPlan(size),
    draft: emptyPlan(size),
    isOpen: new Uint8Array(e.fcCount).fill(1),
    transport: transportScratch(e.fcCount, e.zoneCount),
  };
}

/**
 * The SKU's best plan at these prices, exact unless its limit of FCs leaves more than MAX_SETS sets of FCs: then
 * `bound` is that without the limit. Fills scratch.plan.
 */
export function bestSkuPlan(e: Economics, price: LimitPrices, p: number, scratch: Scratch): void {
  openAllowed(e, p, scratch.isOpen);
  planWithin(e, price, p, scratch, scratch.plan);
  const limit = e.maxFcCount?.[p] ?? 0;
  if (limit > 0 && fcsUsed(e, scratch.plan) > limit) limitFcs(e, price, p, limit, scratch);
}

function openAllowed({ allowedFc, fcCount }: Economics, p: number, isOpen: Uint8Array): void {
  for (let w = 0; w < fcCount; w++) isOpen[w] = allowedFc?.[p * fcCount + w] ?? 1;
}

const isAllowed = ({ allowedFc, fcCount }: Economics, p: number, w: number): boolean =>
  allowedFc === undefined || allowedFc[p * fcCount + w] === 1;

/** Best plan that uses open FCs (`scratch.isOpen`) alone. */
export function planWithin(
  e: Economics,
  price: LimitPrices,
  p: number,
  scratch: Scratch,
  plan: SkuPlan,
): void {
  bestFcs(e, price, p, scratch.best, scratch.isOpen);
  sellInOrder(e, p, scratch, plan);
  if (e.targetUnits && !isWithinTargets(e, e.targetUnits, p, plan)) {
    const { best, transport, isOpen } = scratch;
    const idle = Math.max(best.gain[0]!, -e.unplacedCost[p]!);
    fillGains(e, price, p, isOpen, transport.gain);
    sellWithinTargets(e, e.targetUnits, p, idle, transport, plan);
    keepRest(e, p, best, plan);
  }
}

/** Zones in order of their best gain, as long as that beats the best reserve or leaving units behind. */
function sellInOrder(e: Economics, p: number, { best, order }: Scratch, plan: SkuPlan): void {
  const idle = Math.max(best.gain[0]!, -e.unplacedCost[p]!);
  const count = sortedZones(best.gain, idle, order);
  let left = e.supplyUnits[p]!;
  plan.count = 0;
  plan.gain = 0;
  plan.unitValue = idle;
  for (let k = 0; k < count && left > 0; k++) {
    const z = order[k]!;
    const sold = Math.min(left, e.demandUnits[p * e.zoneCount + z]!);
    if (sold === 0) continue;
    addChoice(plan, best.fc[z + 1]!, z, sold);
    plan.gain += sold * best.gain[z + 1]!;
    left -= sold;
    if (left === 0) plan.unitValue = best.gain[z + 1]!;
  }
  keepRest(e, p, best, plan);
}

/** What is not sold is kept where that costs least, or left behind where that costs less. */
function keepRest(e: Economics, p: number, best: BestFcs, plan: SkuPlan): void {
  let left = e.supplyUnits[p]!;
  for (let k = 0; k < plan.count; k++) left -= plan.units[k]!;
  left = Math.max(0, left);
  const isKept = best.gain[0]! >= -e.unplacedCost[p]!;
  if (left > 0 && isKept) addChoice(plan, best.fc[0]!, RESERVE, left);
  plan.gain += left * (isKept ? best.gain[0]! : -e.unplacedCost[p]!);
  plan.bound = plan.gain;
}

/** Zones whose gain is above idle, largest gain first (insertion sort: there are few); returns how many. */
function sortedZones(gain: Float64Array, idle: number, order: Int32Array): number {
  let count = 0;
  for (let z = 0; z < order.length; z++) {
    if (gain[z + 1]! <= idle) continue;
    let k = count;
    while (k > 0 && gain[order[k - 1]! + 1]! < gain[z + 1]!) {
      order[k] = order[k - 1]!;
      k -= 1;
    }
    order[k] = z;
    count += 1;
  }
  return count;
}

function isWithinTargets(e: Economics, targetUnits: Int32Array, p: number, plan: SkuPlan): boolean {
  for (let k = 0; k < plan.count; k++) {
    if (plan.zone[k] === RESERVE) continue;
    let sold = 0;
    for (let n = 0; n < plan.count; n++) {
      if (plan.fc[n] === plan.fc[k] && plan.zone[n] !== RESERVE) sold += plan.units[n]!;
    }
    if (sold > targetUnits[p * e.fcCount + plan.fc[k]!]!) return false;
  }
  return true;
}

/** Gains of sales after prices; -Infinity at FCs that are not open. [fcCount, zoneCount] */
function fillGains(
  e: Economics,
  price: LimitPrices,
  p: number,
  isOpen: Uint8Array,
  gain: Float64Array,
): void {
  for (let w = 0; w < e.fcCount; w++) {
    const toll = entryPrice(e, price, p, w) + price.outbound[w]!;
    for (let z = 0; z < e.zoneCount; z++) {
      gain[w * e.zoneCount + z] = isOpen[w] ? cellGain(e, p, w, z) - toll : -Infinity;
    }
  }
}

function fcsUsed(e: Economics, plan: SkuPlan): number {
  let count = 0;
  for (let w = 0; w < e.fcCount; w++) {
    for (let k = 0; k < plan.count; k++) {
      if (plan.fc[k] !== w) continue;
      count += 1;
      break;
    }
  }
  return count;
}

/** Best plan over all sets of at most `limit` FCs; over a chain of sets where those are too many. */
function limitFcs(
  e: Economics,
  price: LimitPrices,
  p: number,
  limit: number,
  scratch: Scratch,
): void {
  const { isOpen, plan } = scratch;
  const free = plan.gain;
  isOpen.fill(0);
  plan.gain = -Infinity;
  const isExact = setCount(e.fcCount, limit) <= MAX_SETS;
  if (isExact) trySets(e, price, p, limit, 0, scratch);
  else tryChain(e, price, p, limit, scratch);
  plan.bound = isExact ? plan.gain : free;
}

function setCount(fcCount: number, limit: number): number {
  let sets = 1;
  for (let k = 0; k < Math.min(limit, fcCount); k++) sets = (sets * (fcCount - k)) / (k + 1);
  return sets;
}

function trySets(
  e: Economics,
  price: LimitPrices,
  p: number,
  limit: number,
  from: number,
  scratch: Scratch,
): void {
  if (limit === 0 || from === e.fcCount) {
    planWithin(e, price, p, scratch, scratch.draft);
    if (scratch.draft.gain > scratch.plan.gain) copyPlan(scratch.draft, scratch.plan);
    return;
  }
  for (let w = from; w < e.fcCount; w++) {
    if (!isAllowed(e, p, w)) continue;
    scratch.isOpen[w] = 1;
    trySets(e, price, p, limit - 1, w + 1, scratch);
    scratch.isOpen[w] = 0;
  }
}

/** Opens the FC that adds most, then the next. */
function tryChain(
  e: Economics,
  price: LimitPrices,
  p: number,
  limit: number,
  scratch: Scratch,
): void {
  for (let opened = 0; opened < limit; opened++) {
    let best = -1;
    for (let w = 0; w < e.fcCount; w++) {
      if (scratch.isOpen[w] || !isAllowed(e, p, w)) continue;
      scratch.isOpen[w] = 1;
      planWithin(e, price, p, scratch, scratch.draft);
      scratch.isOpen[w] = 0;
      if (scratch.draft.gain <= scratch.plan.gain) continue;
      copyPlan(scratch.draft, scratch.plan);
      best = w;
    }
    if (best < 0) return;
    scratch.isOpen[best] = 1;
  }
}
