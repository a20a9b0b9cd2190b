import { ceilToMultiple, mulDivFloor } from "../core/integer.ts";
import {
  type ComputedSpec,
  type Definition,
  defineDecision,
  type Formula,
  type Unit,
} from "../decision/index.ts";
import { replenishmentLeaves } from "./leaves.ts";
import {
  amountAtDays,
  meanLeaf,
  spreadAt,
  spreadLeaf,
  surfaceLevelsMillionths,
  surfaceWeeks,
} from "./surface.ts";

// The advised quantity of one SKU: a capacity-priced base stock, packed. README.md has the formulation with its sources.

const MILLION = 1_000_000;
const MM3_PER_DM3 = 1_000_000;
const WEEKS_PER_YEAR = 52;

const formula = (
  id: string,
  unit: Unit,
  inputs: readonly string[],
  text: string,
  compute: Formula,
  carries?: string,
): ComputedSpec => ({
  id,
  kind: "formula",
  unit,
  inputs,
  text,
  formula: compute,
  ...(carries === undefined ? {} : { carries }),
});

const selection = (
  id: string,
  kind: "min" | "max" | "choice",
  unit: Unit,
  inputs: readonly string[],
  text: string,
): ComputedSpec => ({ id, kind, unit, inputs, text });

/** underage / (underage + overage) in millionths; 0 when nothing is lost by being short. */
const ratio = (underage: number, overage: number): number =>
  underage > 0 ? mulDivFloor(underage, MILLION, underage + overage) : 0;

const costNodes: readonly ComputedSpec[] = [
  formula("zero", "units", [], "0", () => 0),
  formula(
    "marginMicros",
    "micros",
    ["priceMicros", "unitCostMicros", "unitFeeMicros"],
    "priceMicros - unitCostMicros - unitFeeMicros",
    (price, cost, fee) => price! - cost! - fee!,
  ),
  selection("underageMicros", "max", "micros", ["marginMicros", "zero"], "max(marginMicros, 0)"),
  formula(
    "storageMicrosPerWeek",
    "micros",
    ["storageFeeMicrosPerDm3Week", "unitVolumeMm3"],
    "floor(storageFeeMicrosPerDm3Week * unitVolumeMm3 / 1e6)",
    (fee, volume) => mulDivFloor(fee!, volume!, MM3_PER_DM3),
  ),
  formula(
    "capitalMicros",
    "micros",
    ["unitCostMicros", "overageWeeks", "holdingRateMillionths"],
    "floor(unitCostMicros * overageWeeks / 52 * holdingRateMillionths)",
    (cost, weeks, rate) => mulDivFloor(cost! * weeks!, rate!, WEEKS_PER_YEAR * MILLION),
  ),
  formula(
    "overageMicros",
    "micros",
    ["capitalMicros", "storageMicrosPerWeek", "overageWeeks"],
    "capitalMicros + storageMicrosPerWeek * overageWeeks",
    (capital, storage, weeks) => capital! + storage! * weeks!,
  ),
  formula(
    "economicRatio",
    "millionths",
    ["underageMicros", "overageMicros"],
    "floor(underageMicros / (underageMicros + overageMicros))",
    (underage, overage) => ratio(underage!, overage!),
  ),
  selection(
    "servedRatio",
    "max",
    "millionths",
    ["economicRatio", "minimumServiceMillionths"],
    "max(economicRatio, minimumServiceMillionths)",
  ),
  selection(
    "criticalRatio",
    "min",
    "millionths",
    ["servedRatio", "maximumServiceMillionths"],
    "min(servedRatio, maximumServiceMillionths)",
  ),
];

const pricedNodes: readonly ComputedSpec[] = [
  formula(
    "spacePriceMicrosPerDm3Week",
    "micros",
    ["networkPriceMicrosPerDm3Week", "accountPriceMicrosPerDm3Week"],
    "networkPriceMicrosPerDm3Week + accountPriceMicrosPerDm3Week",
    (network, account) => network! + account!,
  ),
  formula(
    "spaceMicrosPerWeek",
    "micros",
    ["spacePriceMicrosPerDm3Week", "unitVolumeMm3"],
    "floor(spacePriceMicrosPerDm3Week * unitVolumeMm3 / 1e6)",
    (price, volume) => mulDivFloor(price!, volume!, MM3_PER_DM3),
  ),
  formula(
    "pricedMarginMicros",
    "micros",
    ["marginMicros", "spaceMicrosPerWeek", "saleWeeks"],
    "marginMicros - spaceMicrosPerWeek * saleWeeks",
    (margin, weekly, weeks) => margin! - weekly! * weeks!,
  ),
  selection(
    "pricedUnderageMicros",
    "max",
    "micros",
    ["pricedMarginMicros", "zero"],
    "max(pricedMarginMicros, 0)",
  ),
  formula(
    "pricedOverageMicros",
    "micros",
    ["overageMicros", "spaceMicrosPerWeek", "overageWeeks"],
    "overageMicros + spaceMicrosPerWeek * overageWeeks",
    (overage, weekly, weeks) => overage! + weekly! * weeks!,
  ),
  formula(
    "pricedEconomicRatio",
    "millionths",
    ["pricedUnderageMicros", "pricedOverageMicros"],
    "floor(pricedUnderageMicros / (pricedUnderageMicros + pricedOverageMicros))",
    (underage, overage) => ratio(underage!, overage!),
  ),
  formula(
    "pricedServedRatio",
    "millionths",
    ["pricedEconomicRatio", "servedRatio", "economicRatio", "spaceMicrosPerWeek"],
    "floor(pricedEconomicRatio * servedRatio / economicRatio); without margin: 0 where space has a price",
    (priced, served, economic, weekly) => {
      if (economic === 0) return weekly! > 0 ? 0 : served!;
      return mulDivFloor(priced!, served!, economic!);
    },
  ),
  selection(
    "pricedRatio",
    "min",
    "millionths",
    ["pricedServedRatio", "maximumServiceMillionths"],
    "min(pricedServedRatio, maximumServiceMillionths)",
  ),
];

/** Quantile of cumulative demand at each horizon for one ratio; never below that of the horizon before. */
const quantileNodes = (prefix: string, ratioNode: string): readonly ComputedSpec[] =>
  surfaceWeeks.map((weeks, h) => {
    const before = h === 0 ? "zero" : `${prefix}_w${surfaceWeeks[h - 1]}`;
    const spreads = surfaceLevelsMillionths.map((level) => spreadLeaf(weeks, level));
    return formula(
      `${prefix}_w${weeks}`,
      "milliUnits",
      [before, meanLeaf(weeks), ratioNode, ...spreads],
      `max(${before}, floor(${meanLeaf(weeks)} * spread of ${weeks} weeks at ${ratioNode}))`,
      (least, mean, level, l50, l60, l70, l80, l90, l95, l98) => {
        const spread = spreadAt(level!, l50!, l60!, l70!, l80!, l90!, l95!, l98!);
        return Math.max(least!, mulDivFloor(mean!, spread, MILLION));
      },
    );
  });

const atDays = (id: string, days: string, knots: (weeks: number) => string): ComputedSpec =>
  formula(
    id,
    "milliUnits",
    [days, ...surfaceWeeks.map(knots)],
    `${knots(surfaceWeeks[0])}..${knots(13)} at ${days}, linear between weeks`,
    (horizon, w1, w2, w4, w6, w8, w10, w13) =>
      amountAtDays(horizon!, w1!, w2!, w4!, w6!, w8!, w10!, w13!),
  );

const difference = (id: string, minuend: string, subtrahend: string): ComputedSpec =>
  formula(id, "milliUnits", [minuend, subtrahend], `${minuend} - ${subtrahend}`, (a, b) => a! - b!);

const baseStockNodes: readonly ComputedSpec[] = [
  selection(
    "sendingDays",
    "choice",
    "days",
    ["ownReviewDays", "ownReviewDays", "reviewDays"],
    "ownReviewDays > 0 ? ownReviewDays : reviewDays",
  ),
  formula(
    "protectionDays",
    "days",
    ["leadTimeDays", "sendingDays"],
    "leadTimeDays + sendingDays",
    (leadTime, sending) => leadTime! + sending!,
  ),
  formula(
    "securedDays",
    "days",
    ["protectionDays", "leadTimeSafetyDays"],
    "protectionDays + leadTimeSafetyDays",
    (protection, safety) => protection! + safety!,
  ),
  ...quantileNodes("quantile", "criticalRatio"),
  ...quantileNodes("pricedQuantile", "pricedRatio"),
  atDays("meanDemand", "protectionDays", meanLeaf),
  atDays("protectedDemand", "protectionDays", (weeks) => `quantile_w${weeks}`),
  atDays("securedDemand", "securedDays", (weeks) => `quantile_w${weeks}`),
  {
    ...atDays("pricedDemand", "securedDays", (weeks) => `pricedQuantile_w${weeks}`),
    // What the price of space does to the seller's own stock is the seller's to see; the price is not.
    visibility: "own",
  },
  difference("demandSafety", "protectedDemand", "meanDemand"),
  difference("leadTimeSafety", "securedDemand", "protectedDemand"),
  difference("capacityCorrection", "pricedDemand", "securedDemand"),
  formula(
    "baseStock",
    "milliUnits",
    ["meanDemand", "demandSafety", "leadTimeSafety", "capacityCorrection"],
    "meanDemand + demandSafety + leadTimeSafety + capacityCorrection",
    (mean, demandSafety, leadTimeSafety, correction) =>
      mean! + demandSafety! + leadTimeSafety! + correction!,
  ),
  formula(
    "baseStockUnits",
    "units",
    ["baseStock"],
    "baseStock rounded up to whole units",
    (milliUnits) => Math.ceil(milliUnits! / 1000),
    "baseStock",
  ),
];

/**
 * Order in whole packs: up when at least `roundUpShare` of the last pack is needed, else down. With nothing on hand or on
 * the way the first pack goes up all the same: a shelf is not left empty for want of a full pack.
 */
function toPacks(order: number, packUnits: number, roundUpShare: number, position: number): number {
  if (packUnits <= 1) return order;
  const full = Math.floor(order / packUnits) * packUnits;
  const rest = order - full;
  const isNeeded = rest * MILLION >= packUnits * roundUpShare || (full === 0 && position <= 0);
  return rest > 0 && isNeeded ? full + packUnits : full;
}

const orderNodes: readonly ComputedSpec[] = [
  formula(
    "positionUnits",
    "units",
    ["onHandUnits", "transferUnits", "inboundUnits", "committedUnits"],
    "onHandUnits + transferUnits + inboundUnits - committedUnits",
    (onHand, transfer, inbound, committed) => onHand! + transfer! + inbound! - committed!,
  ),
  formula(
    "gapUnits",
    "units",
    ["baseStockUnits", "positionUnits"],
    "baseStockUnits - positionUnits",
    (base, position) => base! - position!,
    "baseStockUnits",
  ),
  selection("orderUnits", "max", "units", ["gapUnits", "zero"], "max(gapUnits, 0)"),
  formula(
    "packedUnits",
    "units",
    ["orderUnits", "casePackUnits", "packRoundUpMillionths", "positionUnits"],
    "orderUnits in whole packs: up when packRoundUpMillionths of the last is needed or positionUnits <= 0",
    (order, packUnits, share, position) => toPacks(order!, packUnits!, share!, position!),
    "orderUnits",
  ),
  formula(
    "minimumPackedUnits",
    "units",
    ["minimumUnits", "casePackUnits"],
    "minimumUnits rounded up to whole packs",
    (minimum, packUnits) => ceilToMultiple(minimum!, packUnits!),
  ),
  selection(
    "atLeastMinimum",
    "max",
    "units",
    ["packedUnits", "minimumPackedUnits"],
    "max(packedUnits, minimumPackedUnits)",
  ),
  selection(
    "lotUnits",
    "choice",
    "units",
    ["packedUnits", "atLeastMinimum", "zero"],
    "packedUnits > 0 ? atLeastMinimum : 0",
  ),
  formula(
    "packRounding",
    "units",
    ["lotUnits", "orderUnits"],
    "lotUnits - orderUnits",
    (lot, order) => lot! - order!,
  ),
  selection(
    "plannedUnits",
    "choice",
    "units",
    ["isDiscontinued", "zero", "lotUnits"],
    "isDiscontinued ? 0 : lotUnits",
  ),
  selection(
    "advisedUnits",
    "choice",
    "units",
    ["hasOverride", "overrideUnits", "plannedUnits"],
    "hasOverride ? overrideUnits : plannedUnits",
  ),
];

/** The advised quantity as a decision: output `advisedUnits`. */
export const replenishmentDefinition: Definition = defineDecision({
  name: "replenishment",
  version: "1.1.0",
  nodes: [...replenishmentLeaves, ...costNodes, ...pricedNodes, ...baseStockNodes, ...orderNodes],
  output: "advisedUnits",
});
