import { isqrt, mulDivFloor } from "../core/integer.ts";
import {
  type ComputedSpec,
  type Definition,
  defineDecision,
  formula,
  selection,
  type Visibility,
} from "../decision/index.ts";
import { positioningLeaves } from "./leaves.ts";
import { scoreMillionths } from "./score-table.ts";

// How many units of a product should lie at one FC: base stock over the net replenishment time. README.md has the sources.

const MILLION = 1_000_000;
const DAYS = 28;

/** deviation of 28 days * sqrt(days / 28), rounded down; the root is taken of days * 28 scaled by a million. */
const spread = (deviation: number, days: number): number =>
  mulDivFloor(deviation, isqrt(days * DAYS * MILLION), DAYS * 1000);

const covered = (mean: number, deviation: number, score: number, days: number): number =>
  mulDivFloor(mean, days, DAYS) + mulDivFloor(spread(deviation, days), score, MILLION);

const scoreNodes: readonly ComputedSpec[] = [
  formula("zero", "milliUnits", [], "0", () => 0),
  formula(
    "guaranteedScore",
    "millionths",
    ["guaranteedServiceMillionths"],
    "normal score of guaranteedServiceMillionths",
    (level) => scoreMillionths(level!),
  ),
  formula(
    "economicScore",
    "millionths",
    ["criticalRatioMillionths"],
    "normal score of criticalRatioMillionths",
    (level) => scoreMillionths(level!),
  ),
  selection(
    "stochasticScore",
    "choice",
    "millionths",
    ["isSimulated", "simulatedScoreMillionths", "economicScore"],
    "isSimulated ? simulatedScoreMillionths : economicScore",
  ),
  selection(
    "safetyScore",
    "choice",
    "millionths",
    ["isGuaranteedService", "guaranteedScore", "stochasticScore"],
    "isGuaranteedService ? guaranteedScore : stochasticScore",
  ),
  formula(
    "fastScore",
    "millionths",
    ["fastServiceMillionths"],
    "normal score of fastServiceMillionths",
    (level) => scoreMillionths(level!),
  ),
  formula("noScore", "millionths", [], "0", () => 0),
  formula(
    "fastScoreMissing",
    "millionths",
    ["fastScore", "safetyScore"],
    "fastScore - safetyScore",
    (fast, safety) => fast! - safety!,
  ),
  selection(
    "reserveScore",
    "max",
    "millionths",
    ["fastScoreMissing", "noScore"],
    "max(fastScoreMissing, 0)",
  ),
];

const dayNodes: readonly ComputedSpec[] = [
  formula(
    "netDays",
    "days",
    ["leadTimeDays", "sendingDays"],
    "leadTimeDays + sendingDays",
    (lead, sending) => lead! + sending!,
  ),
  formula(
    "securedDays",
    "days",
    ["netDays", "leadTimeSafetyDays"],
    "netDays + leadTimeSafetyDays",
    (net, safety) => net! + safety!,
  ),
  formula(
    "delayedDays",
    "days",
    ["securedDays", "capacityDelayDays"],
    "securedDays + capacityDelayDays",
    (secured, delay) => secured! + delay!,
  ),
];

const coverOver = (id: string, days: string, visibility?: Visibility): ComputedSpec =>
  formula(
    id,
    "milliUnits",
    ["regionMean_w4", "regionDeviation_w4", "safetyScore", days],
    `regionMean_w4 * ${days} / 28 + safetyScore * regionDeviation_w4 * sqrt(${days} / 28)`,
    (mean, deviation, score, length) => covered(mean!, deviation!, score!, length!),
    visibility === undefined ? {} : { visibility },
  );

const difference = (id: string, minuend: string, subtrahend: string): ComputedSpec =>
  formula(id, "milliUnits", [minuend, subtrahend], `${minuend} - ${subtrahend}`, (a, b) => a! - b!);

const stockNodes: readonly ComputedSpec[] = [
  formula(
    "meanDemand",
    "milliUnits",
    ["regionMean_w4", "netDays"],
    "floor(regionMean_w4 * netDays / 28)",
    (mean, days) => mulDivFloor(mean!, days!, DAYS),
  ),
  coverOver("coveredDemand", "netDays"),
  coverOver("securedDemand", "securedDays"),
  // What scarce receiving does to the seller's own stock is the seller's to see; how full a building is is not.
  coverOver("delayedDemand", "delayedDays", "own"),
  difference("demandSafety", "coveredDemand", "meanDemand"),
  difference("leadTimeSafety", "securedDemand", "coveredDemand"),
  difference("capacitySafety", "delayedDemand", "securedDemand"),
  formula(
    "fastDeviation",
    "milliUnits",
    ["regionDeviation_w4", "fastShareMillionths", "sendingDays"],
    "regionDeviation_w4 * sqrt(fastShareMillionths) * sqrt(sendingDays / 28)",
    (deviation, share, days) =>
      spread(mulDivFloor(deviation!, isqrt(share! * MILLION), MILLION), days!),
  ),
  formula(
    "rationingReserve",
    "milliUnits",
    ["fastDeviation", "reserveScore"],
    "floor(fastDeviation * reserveScore)",
    (deviation, score) => mulDivFloor(deviation!, score!, MILLION),
  ),
  formula(
    "baseStock",
    "milliUnits",
    ["meanDemand", "demandSafety", "leadTimeSafety", "capacitySafety", "rationingReserve"],
    "meanDemand + demandSafety + leadTimeSafety + capacitySafety + rationingReserve",
    (mean, demand, lead, capacity, reserve) => mean! + demand! + lead! + capacity! + reserve!,
  ),
  selection(
    "keptStock",
    "choice",
    "milliUnits",
    ["isDiscontinued", "zero", "baseStock"],
    "isDiscontinued ? 0 : baseStock",
  ),
  formula(
    "rounding",
    "milliUnits",
    ["keptStock"],
    "keptStock rounded up to whole units - keptStock",
    (stock) => Math.ceil(stock! / 1000) * 1000 - stock!,
  ),
  formula(
    "targetUnits",
    "units",
    ["keptStock", "rounding"],
    "keptStock + rounding in units",
    (stock, rounding) => (stock! + rounding!) / 1000,
    { carries: "keptStock" },
  ),
];

/**
 * How many units of a product should lie at one FC. Output `targetUnits`; steps and driver groups: docs/formulas/positioning.md.
 * All terms between mean demand and rounding are telescoping differences, so they add up to the target exactly.
 */
export const positioningDefinition: Definition = defineDecision({
  name: "positioning",
  version: "1.0.0",
  nodes: [...positioningLeaves, ...scoreNodes, ...dayNodes, ...stockNodes],
  output: "targetUnits",
});
