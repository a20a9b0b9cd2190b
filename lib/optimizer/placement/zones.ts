import type { PlacementProblem } from "./problem.ts";

/** Regions joined to demand zones, with the lanes' means; money in currency units from here on. */
export interface Zones {
  readonly zoneCount: number;
  /** [regionCount] */
  readonly zoneOfRegion: Int32Array;
  /** Means over the zone's regions, weighted by demand. [fcCount, zoneCount] */
  readonly laneCost: Float64Array;
  readonly laneCostPerKg: Float64Array;
  readonly speedShare: Float64Array;
  /** The same for passes over all SKUs: speed share, cost, cost per kg of each lane. [zoneCount, fcCount, 3] */
  readonly lane: Float64Array;
}

const MILLION = 1e6;
/** Mass at which lanes are compared when regions are joined. */
const USUAL_KG = 1;

/**
 * Joins regions that have the same nearest FC, then the zones whose lanes differ least, until there are at most maxZones.
 * Every zone keeps its demand-weighted mean lane. Cost O(regions * fcs + regions^3 at worst).
 */
export function demandZones(problem: PlacementProblem, maxZones: number): Zones {
  const weight = regionDemand(problem);
  const group = groupByNearest(problem);
  while (countOf(group) > maxZones) joinClosest(problem, weight, group);
  return zoneLanes(problem, weight, group);
}

function regionDemand(problem: PlacementProblem): Float64Array {
  const { skuCount, regionCount } = problem;
  const weight = new Float64Array(regionCount).fill(1e-6); // a region without demand still has lanes
  for (let p = 0; p < skuCount; p++) {
    for (let r = 0; r < regionCount; r++) weight[r]! += problem.demandUnits[p * regionCount + r]!;
  }
  return weight;
}

const laneCost = (problem: PlacementProblem, w: number, r: number): number => {
  const at = w * problem.regionCount + r;
  return (problem.laneMicrosPerUnit[at]! + USUAL_KG * problem.laneMicrosPerKg[at]!) / MILLION;
};

function groupByNearest(problem: PlacementProblem): Int32Array {
  const group = new Int32Array(problem.regionCount);
  for (let r = 0; r < problem.regionCount; r++) {
    let best = 0;
    for (let w = 1; w < problem.fcCount; w++) {
      if (laneCost(problem, w, r) < laneCost(problem, best, r)) best = w;
    }
    group[r] = best;
  }
  return group;
}

const countOf = (group: Int32Array): number => new Set(group).size;

/** Joins the two groups whose mean lanes are closest, counting demand: small groups go first. */
function joinClosest(problem: PlacementProblem, weight: Float64Array, group: Int32Array): void {
  const labels = [...new Set(group)].sort((a, b) => a - b);
  const mean = labels.map((label) => meanLane(problem, weight, group, label));
  let best = Infinity;
  let keep = labels[0]!;
  let drop = labels[1]!;
  for (let a = 0; a < labels.length; a++) {
    for (let b = a + 1; b < labels.length; b++) {
      const loss = joinLoss(mean[a]!, mean[b]!);
      if (loss >= best) continue;
      best = loss;
      keep = labels[a]!;
      drop = labels[b]!;
    }
  }
  for (let r = 0; r < group.length; r++) if (group[r] === drop) group[r] = keep;
}

interface MeanLane {
  readonly weight: number;
  /** [fcCount] */
  readonly cost: Float64Array;
}

function meanLane(
  problem: PlacementProblem,
  weight: Float64Array,
  group: Int32Array,
  label: number,
): MeanLane {
  const cost = new Float64Array(problem.fcCount);
  let total = 0;
  for (let r = 0; r < problem.regionCount; r++) {
    if (group[r] !== label) continue;
    total += weight[r]!;
    for (let w = 0; w < problem.fcCount; w++) cost[w]! += weight[r]! * laneCost(problem, w, r);
  }
  for (let w = 0; w < problem.fcCount; w++) cost[w]! /= total;
  return { weight: total, cost };
}

/** Sum of squares lost by giving two groups one mean lane (Ward's criterion). */
function joinLoss(a: MeanLane, b: MeanLane): number {
  let square = 0;
  for (let w = 0; w < a.cost.length; w++) square += (a.cost[w]! - b.cost[w]!) ** 2;
  return (square * a.weight * b.weight) / (a.weight + b.weight);
}

function zoneLanes(problem: PlacementProblem, weight: Float64Array, group: Int32Array): Zones {
  const { fcCount, regionCount } = problem;
  const labels = [...new Set(group)].sort((a, b) => a - b);
  const zoneCount = labels.length;
  const zoneOfRegion = group.map((label) => labels.indexOf(label));
  const total = new Float64Array(zoneCount);
  for (let r = 0; r < regionCount; r++) total[zoneOfRegion[r]!]! += weight[r]!;
  const zones: Zones = {
    zoneCount,
    zoneOfRegion,
    laneCost: new Float64Array(fcCount * zoneCount),
    laneCostPerKg: new Float64Array(fcCount * zoneCount),
    speedShare: new Float64Array(fcCount * zoneCount),
    lane: new Float64Array(3 * fcCount * zoneCount),
  };
  const lastDay = problem.speedShare.length - 1;
  for (let w = 0; w < fcCount; w++) {
    for (let r = 0; r < regionCount; r++) {
      const z = zoneOfRegion[r]!;
      const share = weight[r]! / total[z]!;
      const lane = w * regionCount + r;
      const days = Math.min(lastDay, Math.max(0, problem.transitDays[lane]!));
      zones.laneCost[w * zoneCount + z]! += (share * problem.laneMicrosPerUnit[lane]!) / MILLION;
      zones.laneCostPerKg[w * zoneCount + z]! += (share * problem.laneMicrosPerKg[lane]!) / MILLION;
      zones.speedShare[w * zoneCount + z]! += lastDay < 0 ? 0 : share * problem.speedShare[days]!;
    }
  }
  interleave(zones, fcCount);
  return zones;
}

/** Mean days from each FC to each demand zone, weighted by demand. [fcCount, zoneCount] */
export function zoneTransitDays(problem: PlacementProblem, zones: Zones): Float64Array {
  const { fcCount, regionCount } = problem;
  const { zoneCount, zoneOfRegion } = zones;
  const weight = regionDemand(problem);
  const days = new Float64Array(fcCount * zoneCount);
  const total = new Float64Array(zoneCount);
  for (let r = 0; r < regionCount; r++) {
    const z = zoneOfRegion[r]!;
    total[z]! += weight[r]!;
    for (let w = 0; w < fcCount; w++) {
      days[w * zoneCount + z]! += weight[r]! * problem.transitDays[w * regionCount + r]!;
    }
  }
  return days.map((sum, k) => sum / total[k % zoneCount]!);
}

function interleave(zones: Zones, fcCount: number): void {
  for (let z = 0; z < zones.zoneCount; z++) {
    for (let w = 0; w < fcCount; w++) {
      const from = w * zones.zoneCount + z;
      const to = 3 * (z * fcCount + w);
      zones.lane[to] = zones.speedShare[from]!;
      zones.lane[to + 1] = zones.laneCost[from]!;
      zones.lane[to + 2] = zones.laneCostPerKg[from]!;
    }
  }
}
