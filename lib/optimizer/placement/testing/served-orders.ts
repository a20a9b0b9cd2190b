import { type RandomStream, stream } from "../../core/prng.ts";
import type { PlacementProblem } from "../problem.ts";
import { simulatedPlacement } from "../simulated.ts";

/** What a plan is tried in: which limits bind, how much sells, how the total swings. */
export interface World {
  readonly binding: "none" | "storage" | "outbound";
  /** Units advised per SKU, as a multiple of the simulated network's. */
  readonly size: number;
  /** Dispersion of negative binomial totals; null = every total is as expected. */
  readonly dispersion: number | null;
}

const UNLIMITED = 1e15;
/** Case packs are left out below this size: a pack would be most of the demand. */
const LEAST_PACKED_SIZE = 0.5;
const STORAGE_SLACK = 1.1;
const OUTBOUND_SLACK = 1.15;

/** A simulated network, a region per demand zone at most, where each SKU has regional shares of its own. */
export function worldProblem(
  seed: number,
  skuCount: number,
  { binding, size }: World,
): PlacementProblem {
  const base = simulatedPlacement(seed, skuCount, 12, 12, 1);
  const casePackUnits =
    size < LEAST_PACKED_SIZE ? base.casePackUnits.map(() => 1) : base.casePackUnits;
  const advisedUnits = base.advisedUnits.map((units, p) => {
    const pack = casePackUnits[p]!;
    return pack * Math.max(1, Math.round((units * size) / pack));
  });
  const onHandUnits = base.onHandUnits.map((units) => Math.round(units * Math.min(1, size)));
  const problem = { ...base, casePackUnits, advisedUnits, onHandUnits };
  const volume = [0, 0];
  let advised = 0;
  advisedUnits.forEach((units, p) => {
    volume[base.storageTypeIndex[p]!]! += units * base.unitVolumeMm3[p]!;
    advised += units;
  });
  const stock = advised + onHandUnits.reduce((sum, units) => sum + units, 0);
  const limit = (isBinding: boolean, total: number) =>
    isBinding ? total / base.fcCount : UNLIMITED;
  return {
    ...problem,
    demandUnits: ownShares(seed, problem),
    freeStorageMm3: base.freeStorageMm3.map((_, k) =>
      limit(binding === "storage", STORAGE_SLACK * volume[k % 2]!),
    ),
    inboundCapacityUnits: base.inboundCapacityUnits.fill(UNLIMITED),
    outboundCapacityUnits: base.outboundCapacityUnits.map(() =>
      limit(binding === "outbound", OUTBOUND_SLACK * stock),
    ),
  };
}

/** The regions' sizes, drawn anew about their mean for each SKU, and scaled to all its stock. */
function ownShares(seed: number, problem: PlacementProblem): Float32Array {
  const { skuCount, fcCount, regionCount } = problem;
  const draws = stream(seed, "own shares");
  const demand = new Float32Array(skuCount * regionCount);
  for (let p = 0; p < skuCount; p++) {
    let stock = problem.advisedUnits[p]!;
    for (let w = 0; w < fcCount; w++) stock += problem.onHandUnits[p * fcCount + w]!;
    const own = Array.from(
      problem.demandUnits.subarray(0, regionCount),
      (units) => units * draws.gamma(8, 1 / 8),
    );
    const total = own.reduce((sum, units) => sum + units, 0);
    own.forEach((units, r) => {
      demand[p * regionCount + r] = (stock * units) / total;
    });
  }
  return demand;
}

/** Orders of one unit of SKU p in the order they come: their regions. */
function drawOrders(
  draws: RandomStream,
  problem: PlacementProblem,
  { dispersion }: World,
  p: number,
): number[] {
  const { regionCount } = problem;
  const upTo = new Float64Array(regionCount);
  let mean = 0;
  for (let r = 0; r < regionCount; r++) {
    mean += problem.demandUnits[p * regionCount + r]!;
    upTo[r] = mean;
  }
  const count = dispersion === null ? Math.round(mean) : draws.negativeBinomial(mean, dispersion);
  return Array.from({ length: count }, () => {
    const at = draws.uniform() * mean;
    let r = 0;
    while (r < regionCount - 1 && upTo[r]! < at) r += 1;
    return r;
  });
}

/** Gain of each SKU's unit sold to each region from each FC, without the cost of bringing it there. [sku, region, fc] */
function saleGains(problem: PlacementProblem): Float64Array {
  const { skuCount, fcCount, regionCount, speedShare } = problem;
  return Float64Array.from({ length: skuCount * regionCount * fcCount }, (_, k) => {
    const p = Math.floor(k / (regionCount * fcCount));
    const lane = (k % fcCount) * regionCount + (Math.floor(k / fcCount) % regionCount);
    const days = Math.min(speedShare.length - 1, problem.transitDays[lane]!);
    const massKg = problem.unitMassMg[p]! / 1e6;
    return (
      problem.marginMicros[p]! * (1 + speedShare[days]!) -
      problem.laneMicrosPerUnit[lane]! -
      problem.laneMicrosPerKg[lane]! * massKg
    );
  });
}

function placingCosts(problem: PlacementProblem, units: Int32Array): number {
  const { skuCount, fcCount } = problem;
  let cost = 0;
  for (let p = 0; p < skuCount; p++) {
    let left = problem.advisedUnits[p]!;
    for (let w = 0; w < fcCount; w++) {
      const count = units[p * fcCount + w]!;
      const holding = problem.holdingMicrosPerMm3[w]! * problem.unitVolumeMm3[p]!;
      cost += count * (problem.inboundCostMicros[w]! + holding);
      left -= count;
    }
    cost += left * problem.unplacedCostMicros[p]!;
  }
  return cost;
}

function shuffle(draws: RandomStream, values: number[]): void {
  for (let k = values.length - 1; k > 0; k--) {
    const other = draws.integer(k + 1);
    [values[k], values[other]] = [values[other]!, values[k]!];
  }
}

/**
 * Mean gain of units that lie at FCs over `count` futures: orders come one by one, in any order over SKUs and regions, and
 * each is served from the FC with stock (and shipping left) that gains most. Equal seeds give equal futures. Micros.
 */
export function servedValue(
  problem: PlacementProblem,
  world: World,
  units: Int32Array,
  count: number,
  seed: number,
): number {
  const gains = saleGains(problem);
  let value = 0;
  for (let future = 0; future < count; future++) {
    const draws = stream(seed, "futures", future);
    const orders: number[] = [];
    for (let p = 0; p < problem.skuCount; p++) {
      for (const r of drawOrders(draws, problem, world, p)) {
        orders.push(p * problem.regionCount + r);
      }
    }
    shuffle(draws, orders);
    value += serve(problem, gains, units, orders);
  }
  return value / count - placingCosts(problem, units);
}

/** Gain of orders p * regionCount + r, one after the other. */
function serve(
  problem: PlacementProblem,
  gains: Float64Array,
  units: Int32Array,
  orders: readonly number[],
): number {
  const { fcCount, regionCount } = problem;
  const stock = units.map((placed, k) => placed + problem.onHandUnits[k]!);
  const shipping = problem.outboundCapacityUnits.slice();
  let value = 0;
  for (const order of orders) {
    const at = Math.floor(order / regionCount) * fcCount;
    let best = -1;
    let most = 0;
    for (let w = 0; w < fcCount; w++) {
      const gain = gains[order * fcCount + w]!;
      if (stock[at + w]! < 1 || shipping[w]! < 1 || gain <= most) continue;
      most = gain;
      best = w;
    }
    if (best < 0) continue;
    value += most;
    stock[at + best]! -= 1;
    shipping[best]! -= 1;
  }
  return value;
}
