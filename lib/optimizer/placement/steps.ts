import { type Economics, lanesByValue } from "./economics.ts";
import type { PlacementProblem } from "./problem.ts";
import type { DemandScenarios } from "./scenarios.ts";
import { STEP_COUNT } from "./step-count.ts";
import type { Zones } from "./zones.ts";

/**
 * `e`, of the same problem, with every zone's demand cut into steps. Of the scenarios in ascending order, each
 * STEP_COUNT-th part has a mean; a step is what its mean is more than the one before, and sells in the parts from there
 * on. Stock on hand serves every scenario first. Cost O(skuCount * scenarios * (fcCount + zoneCount)), and the draws.
 */
export function stepDemand(
  problem: PlacementProblem,
  e: Economics,
  { count, fill }: DemandScenarios,
): Economics {
  const { zoneCount, fcCount } = e;
  const demandUnits = new Float64Array(e.skuCount * zoneCount * STEP_COUNT);
  const scenarios = new Float64Array(count * zoneCount);
  const ofZone = new Float64Array(count);
  const stock = new Float64Array(fcCount);
  for (let p = 0; p < e.skuCount; p++) {
    if (!(e.supplyUnits[p]! > 0)) continue;
    fill(p, scenarios);
    for (let w = 0; w < fcCount; w++) {
      stock[w] = Math.max(0, problem.onHandUnits[p * fcCount + w]!);
    }
    serveScenarios(e, p, stock, scenarios);
    for (let z = 0; z < zoneCount; z++) {
      for (let k = 0; k < count; k++) ofZone[k] = scenarios[k * zoneCount + z]!;
      const at = (p * zoneCount + z) * STEP_COUNT;
      cutIntoSteps(ofZone.sort(), demandUnits.subarray(at, at + STEP_COUNT));
    }
  }
  return {
    ...e,
    zoneCount: zoneCount * STEP_COUNT,
    demandUnits,
    steps: { meanLane: meanLanes(problem, e.zones) },
  };
}

/** Takes from every scenario what stock on hand sells, best lane first. */
function serveScenarios(
  e: Economics,
  p: number,
  stock: Float64Array,
  scenarios: Float64Array,
): void {
  if (!stock.some((units) => units > 0)) return;
  const lanes = lanesByValue(e, p, stock);
  const left = new Float64Array(stock.length);
  for (let from = 0; from < scenarios.length; from += e.zoneCount) {
    left.set(stock);
    for (const lane of lanes) {
      const w = Math.floor(lane / e.zoneCount);
      const at = from + (lane % e.zoneCount);
      const sold = Math.min(left[w]!, scenarios[at]!);
      left[w]! -= sold;
      scenarios[at]! -= sold;
    }
  }
}

/** `sorted` in ascending order; a scenario on the border of two parts counts in both by its share. */
function cutIntoSteps(sorted: Float64Array, widths: Float64Array): void {
  const length = sorted.length / STEP_COUNT;
  let before = 0;
  for (let step = 0; step < STEP_COUNT; step++) {
    let sum = 0;
    for (let k = Math.floor(step * length); k < (step + 1) * length; k++) {
      const share = Math.min(k + 1, (step + 1) * length) - Math.max(k, step * length);
      sum += share * sorted[k]!;
    }
    const mean = Math.max(before, sum / length);
    widths[step] = mean - before;
    before = mean;
  }
}

function meanLanes(
  { skuCount, regionCount, demandUnits, fcCount }: PlacementProblem,
  zones: Zones,
) {
  const weight = new Float64Array(zones.zoneCount);
  let total = 0;
  for (let p = 0; p < skuCount; p++) {
    for (let r = 0; r < regionCount; r++) {
      const units = demandUnits[p * regionCount + r]!;
      weight[zones.zoneOfRegion[r]!]! += units;
      total += units;
    }
  }
  const mean = new Float64Array(3 * fcCount);
  for (let z = 0; z < zones.zoneCount; z++) {
    const share = total > 0 ? weight[z]! / total : 1 / zones.zoneCount;
    for (let k = 0; k < 3 * fcCount; k++) mean[k]! += share * zones.lane[3 * z * fcCount + k]!;
  }
  return mean;
}
