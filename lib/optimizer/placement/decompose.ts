import type { LpBackend } from "../solver/index.ts";
import { approximatePrices, usualPrices } from "./ascent.ts";
import {
  type CoupledParts,
  type CuttingPlaneResult,
  lowestBound,
  type MixedPlan,
  type PartPlans,
} from "./cutting-plane.ts";
import { type Economics, sampleEconomics } from "./economics.ts";
import { limitCount, viewLimits, zeroPrices } from "./prices.ts";
import { planRange, type RangePlans } from "./range.ts";
import { bestSkuPlan, type Scratch, scratchFor } from "./sku-plan.ts";

/** SKUs whose prices the search for the whole starts from. */
const SAMPLE_SKUS = 3000;
const SAMPLE_GAP = 1e-4;
/** Half the first box, in usual prices: from prices of a sample, and from prices of passes over all. */
const RADIUS = { sampled: 0.02, ascended: 0.2 };
const MAX_PASSES = 400;
const LEAST_PART = 200;
/** Parts a problem has for its passes to be many; each part more is a cut more per pass, and so fewer passes, */
const USUAL_PARTS = 8;
/** which pays once a pass costs more than its master does. */
const LARGE_PART = 1500;
const MAX_PARTS = 128;

/** How SKUs are dealt to parts: contiguous ranges, the same for any number of threads. */
export const partCountOf = (skuCount: number): number =>
  Math.max(
    1,
    Math.min(USUAL_PARTS, Math.floor(skuCount / LEAST_PART)),
    Math.min(MAX_PARTS, Math.floor(skuCount / LARGE_PART)),
  );

export const partStart = (skuCount: number, partCount: number, part: number): number =>
  Math.floor((skuCount * part) / partCount);

/** Best plans of the SKUs of some parts at these prices: one entry per part asked for. Cost as `planRange`. */
export function planParts(
  e: Economics,
  flatPrice: Float64Array,
  partCount: number,
  asked: readonly number[],
  scratch: Scratch,
): PartPlans {
  const rowCount = limitCount(e);
  const plans: PartPlans = {
    gain: new Float64Array(asked.length),
    bound: new Float64Array(asked.length),
    use: new Float64Array(asked.length * rowCount),
  };
  const price = viewLimits(e, flatPrice);
  const out: RangePlans = { gain: 0, bound: 0, use: zeroPrices(e) };
  asked.forEach((part, k) => {
    const from = partStart(e.skuCount, partCount, part);
    const to = partStart(e.skuCount, partCount, part + 1);
    planRange(e, price, { from, to, stride: 1 }, scratch, out);
    plans.gain[k] = out.gain;
    plans.bound[k] = out.bound;
    plans.use.set(out.use.flat, k * rowCount);
  });
  return plans;
}

/** The placement problem as parts that meet in the FCs' limits; `evaluate` as given or in this thread. */
export function coupledParts(e: Economics, evaluate?: CoupledParts["evaluate"]): CoupledParts {
  const partCount = partCountOf(e.skuCount);
  const scratch = scratchFor(e);
  const all = Array.from({ length: partCount }, (_, part) => part);
  let idleGain = 0;
  for (let p = 0; p < e.skuCount; p++) idleGain -= e.supplyUnits[p]! * e.unplacedCost[p]!;
  return {
    rowCount: limitCount(e),
    partCount,
    capacity: e.capacity.flat,
    usualPrice: usualPrices(e).flat,
    idleGain,
    evaluate: evaluate ?? ((price) => planParts(e, price, partCount, all, scratch)),
  };
}

/**
 * Prices of the FCs' limits with the lowest bound, and the mixture of plans that proves it: from passes over a sample,
 * then cutting planes over all SKUs. `evaluate` shares the passes over threads.
 */
export async function decompose(
  backend: LpBackend,
  e: Economics,
  gapWanted: number,
  evaluate?: CoupledParts["evaluate"],
): Promise<CuttingPlaneResult> {
  const parts = coupledParts(e, evaluate);
  const stride = Math.max(1, Math.floor(e.skuCount / SAMPLE_SKUS));
  const sample = stride === 1 ? e : sampleEconomics(e, stride);
  let start = approximatePrices(sample).price.flat;
  if (stride > 1) {
    const options = { gapWanted: SAMPLE_GAP, maxPasses: MAX_PASSES, radius: RADIUS.ascended };
    start = (await lowestBound(backend, coupledParts(sample), start, options)).price;
  }
  const radius = stride > 1 ? RADIUS.sampled : RADIUS.ascended;
  return lowestBound(backend, parts, start, { gapWanted, maxPasses: MAX_PASSES, radius });
}

/** Step of the sequence that deals plans to SKUs: the golden ratio spreads them evenly over the mixture. */
const GOLDEN = 0.6180339887498949;

/**
 * Units of the mixture per SKU and FC; a SKU with a limit of FCs gets one of the mixed plans, dealt out evenly.
 * [skuCount, fcCount]
 */
export function mixedUnits(
  e: Economics,
  mixture: readonly MixedPlan[],
  partCount: number,
): Float32Array {
  const scratch = scratchFor(e);
  const placed = new Float32Array(e.skuCount * e.fcCount);
  const total = new Float64Array(partCount);
  for (const { part, weight } of mixture) total[part]! += weight;
  const dealt = new Float64Array(partCount);
  for (const { part, price, weight } of mixture) {
    const view = viewLimits(e, price);
    const to = partStart(e.skuCount, partCount, part + 1);
    for (let p = partStart(e.skuCount, partCount, part); p < to; p++) {
      if (!(e.supplyUnits[p]! > 0)) continue;
      const share = shareOf(e, p, weight, dealt[part]!, total[part]!);
      if (share === 0) continue;
      bestSkuPlan(e, view, p, scratch);
      const { plan } = scratch;
      for (let k = 0; k < plan.count; k++) {
        placed[p * e.fcCount + plan.fc[k]!]! += share * plan.units[k]!;
      }
    }
    dealt[part]! += weight;
  }
  return placed;
}

function shareOf(e: Economics, p: number, weight: number, dealt: number, total: number): number {
  if (!e.maxFcCount?.[p]) return weight;
  const draw = (((p + 1) * GOLDEN) % 1) * total;
  return draw >= dealt && draw < dealt + weight ? 1 : 0;
}
