import { type Columns, evaluate } from "../decision/index.ts";
import { type CentreLoad, queueDelayDays, simulatedDelayDays } from "./capacity-delay.ts";
import { type CentreNetwork, nearestCentres, shareCentres } from "./centres.ts";
import { positioningDefinition } from "./definition.ts";
import { modelOf, type PositioningPolicy } from "./policy.ts";
import { SimulatedScores } from "./simulated-score.ts";

const DAYS = 28;
const MILLION = 1_000_000;

/** Products to be laid out over the FCs. All [skuCount] unless said. */
export interface PositioningFacts {
  readonly skuCount: number;
  /** Demand of 28 days: mean and deviation, in thousandths of a unit. */
  readonly mean_w4: Float64Array;
  readonly deviation_w4: Float64Array;
  /** Shares of demand by region. [skuCount, regionCount] */
  readonly regionShare: ArrayLike<number>;
  readonly leadTimeDays: Float64Array;
  readonly leadTimeSafetyDays: Float64Array;
  readonly sendingDays: Float64Array;
  readonly criticalRatioMillionths: Float64Array;
  readonly isDiscontinued: Float64Array;
  /** Stock entries of SKU i are [fcStart[i], fcStart[i + 1]). [skuCount + 1] */
  readonly fcStart: Int32Array;
  readonly fcIndex: Int32Array;
  readonly fcOnHandUnits: Int32Array;
  readonly fcOpenUnits: Int32Array;
}

/** One row per product and FC that has a target, stock or units on their way. All [count of columns]. */
export interface PositioningPlan {
  readonly skuIndex: Int32Array;
  readonly fcIndex: Int32Array;
  readonly onHandUnits: Int32Array;
  readonly inboundUnits: Int32Array;
  /** All nodes of the decision: what is traced. */
  readonly columns: Columns;
}

interface Row {
  readonly i: number;
  readonly w: number;
  /** Thousandths of a unit in 28 days. */
  readonly mean: number;
  readonly deviation: number;
  readonly fastShare: number;
  readonly onHand: number;
  readonly inbound: number;
}

/**
 * Decides how many units of each product should lie at which FC. Inputs are not changed; `seed` is for the simulation model.
 * Throws RangeError where a value is not a safe integer. Cost: O(fcCount (regionCount + fcCount)) per product, and the
 * searches of the classes that occur when the model is simulation.
 */
export function planPositioning(
  facts: PositioningFacts,
  network: CentreNetwork,
  policy: PositioningPolicy,
  seed: number,
): PositioningPlan {
  const rows = rowsOf(facts, network, policy);
  const leaves = leavesOf(rows, facts, policy, seed, delaysOf(rows, facts, network, policy, seed));
  const column = (value: (row: Row) => number) => Int32Array.from(rows, value);
  return {
    skuIndex: column(({ i }) => i),
    fcIndex: column(({ w }) => w),
    onHandUnits: column(({ onHand }) => onHand),
    inboundUnits: column(({ inbound }) => inbound),
    columns: evaluate(positioningDefinition, leaves),
  };
}

function rowsOf(facts: PositioningFacts, network: CentreNetwork, policy: PositioningPolicy): Row[] {
  const { fcCount, regionCount } = network;
  const nearest = nearestCentres(network);
  const shares = { share: new Float64Array(fcCount), fastShare: new Float64Array(fcCount) };
  const onHand = new Float64Array(fcCount);
  const inbound = new Float64Array(fcCount);
  const rules = { leastUnits: policy.leastCentreUnits, fastDays: policy.fastDays };
  const rows: Row[] = [];
  for (let i = 0; i < facts.skuCount; i++) {
    const days = facts.leadTimeDays[i]! + facts.sendingDays[i]!;
    const units = (facts.mean_w4[i]! * days) / DAYS / 1000;
    shareCentres(network, nearest, facts.regionShare, i * regionCount, units, rules, shares);
    onHand.fill(0);
    inbound.fill(0);
    for (let k = facts.fcStart[i]!; k < facts.fcStart[i + 1]!; k++) {
      onHand[facts.fcIndex[k]!]! += facts.fcOnHandUnits[k]!;
      inbound[facts.fcIndex[k]!]! += facts.fcOpenUnits[k]!;
    }
    for (let w = 0; w < fcCount; w++) {
      const share = shares.share[w]!;
      const mean = Math.round(share * facts.mean_w4[i]!);
      if (mean === 0 && onHand[w] === 0 && inbound[w] === 0) continue;
      rows.push({
        i,
        w,
        mean,
        deviation: Math.round(partDeviation(facts.mean_w4[i]!, facts.deviation_w4[i]!, share)),
        fastShare: share > 0 ? Math.round((MILLION * shares.fastShare[w]!) / share) : 0,
        onHand: onHand[w]!,
        inbound: inbound[w]!,
      });
    }
  }
  return rows;
}

/**
 * Deviation of a share p of demand, in thousandths of a unit: what is chance of single orders thins, p * Poisson variance; what
 * moves all regions together stays, p^2 * the rest.
 */
export function partDeviation(mean: number, deviation: number, share: number): number {
  const variance = deviation * deviation;
  const chance = Math.min(variance, 1000 * mean);
  return Math.sqrt(share * chance + share * share * (variance - chance));
}

/** Whole days that units wait at each FC for room at its doors. [fcCount] */
function delaysOf(
  rows: readonly Row[],
  { sendingDays, isDiscontinued }: PositioningFacts,
  { fcCount, inboundUnitsPerDay }: CentreNetwork,
  policy: PositioningPolicy,
  seed: number,
): Float64Array {
  const load = new Float64Array(fcCount);
  const variance = new Float64Array(fcCount);
  for (const { i, w, mean } of rows) {
    if (isDiscontinued[i] === 1) continue;
    const perDay = mean / 1000 / DAYS;
    load[w]! += perDay;
    // Lots of one sending period's demand: arrivals of rate perDay / lot, each lot squared.
    variance[w]! += perDay * Math.max(1, perDay * sendingDays[i]!);
  }
  const isSimulated = modelOf(policy) === "simulation";
  return Float64Array.from({ length: fcCount }, (_, w) => {
    const centre: CentreLoad = {
      unitsPerDay: load[w]!,
      variance: variance[w]!,
      inboundUnitsPerDay: inboundUnitsPerDay[w]!,
    };
    if (!isSimulated) return queueDelayDays(centre);
    return simulatedDelayDays(centre, policy.guaranteedServiceMillionths / MILLION, seed);
  });
}

function leavesOf(
  rows: readonly Row[],
  facts: PositioningFacts,
  policy: PositioningPolicy,
  seed: number,
  delayDays: Float64Array,
): Columns {
  const model = modelOf(policy);
  const scores = new SimulatedScores(seed);
  const column = (value: (row: Row) => number) => Float64Array.from(rows, value);
  const ofSku = (values: Float64Array) => column(({ i }) => values[i]!);
  const same = (value: number) => new Float64Array(rows.length).fill(value);
  return {
    count: rows.length,
    column: {
      regionMean_w4: column(({ mean }) => mean),
      regionDeviation_w4: column(({ deviation }) => deviation),
      simulatedScoreMillionths: column((row) =>
        model === "simulation" ? scores.scoreMillionths(caseOf(row, facts)) : 0,
      ),
      fastShareMillionths: column(({ fastShare }) => fastShare),
      leadTimeDays: ofSku(facts.leadTimeDays),
      leadTimeSafetyDays: ofSku(facts.leadTimeSafetyDays),
      sendingDays: ofSku(facts.sendingDays),
      isDiscontinued: ofSku(facts.isDiscontinued),
      criticalRatioMillionths: ofSku(facts.criticalRatioMillionths),
      isGuaranteedService: same(model === "guaranteedService" ? 1 : 0),
      isSimulated: same(model === "simulation" ? 1 : 0),
      guaranteedServiceMillionths: same(policy.guaranteedServiceMillionths),
      fastServiceMillionths: same(policy.fastServiceMillionths),
      capacityDelayDays: column(({ w }) => delayDays[w]!),
    },
  };
}

function caseOf({ i, mean, deviation }: Row, facts: PositioningFacts) {
  const days = facts.leadTimeDays[i]! + facts.sendingDays[i]!;
  return {
    meanUnits: (mean * days) / DAYS / 1000,
    deviationUnits: (deviation * Math.sqrt(days / DAYS)) / 1000,
    service: facts.criticalRatioMillionths[i]! / MILLION,
  };
}
