import { mulDivFloor } from "../core/integer.ts";
import {
  type ComputedSpec,
  type Definition,
  defineDecision,
  formula,
  type Lift,
  selection,
} from "../decision/index.ts";
import { replenishmentLeaves } from "./leaves.ts";
import { orderNodes } from "./order-nodes.ts";
import {
  amountAtDays,
  meanLeaf,
  spreadAt,
  spreadLeaf,
  surfaceLevelsMillionths,
  surfaceWeeks,
} from "./surface.ts";
import { carryNodes, worthNodes } from "./worth-nodes.ts";

// The advised quantity of one SKU: a capacity-priced base stock, packed. README.md has the formulation with its sources.

const MILLION = 1_000_000;
const MM3_PER_DM3 = 1_000_000;
const WEEKS_PER_YEAR = 52;

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
    "budgetMicros",
    "micros",
    ["unitCostMicros", "budgetPriceMillionths"],
    "floor(unitCostMicros * budgetPriceMillionths)",
    (cost, price) => mulDivFloor(cost!, price!, MILLION),
  ),
  formula(
    "pricedMarginMicros",
    "micros",
    ["marginMicros", "spaceMicrosPerWeek", "saleWeeks", "budgetMicros"],
    "marginMicros - spaceMicrosPerWeek * saleWeeks - budgetMicros",
    (margin, weekly, weeks, budget) => margin! - weekly! * weeks! - budget!,
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
    ["overageMicros", "spaceMicrosPerWeek", "overageWeeks", "budgetMicros"],
    "overageMicros + spaceMicrosPerWeek * overageWeeks + budgetMicros",
    (overage, weekly, weeks, budget) => overage! + weekly! * weeks! + budget!,
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
    ["pricedEconomicRatio", "servedRatio", "economicRatio", "spaceMicrosPerWeek", "budgetMicros"],
    "floor(pricedEconomicRatio * servedRatio / economicRatio); without margin: 0 where space or money has a price",
    (priced, served, economic, weekly, budget) => {
      if (economic === 0) return weekly! > 0 || budget! > 0 ? 0 : served!;
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
    { carries: "baseStock" },
  ),
];

const nothing = () => 0;

/** Before version 1.2.0 an order cost nothing and had no cap, money had no price, and nothing was stopped for its worth. */
const lift: Lift = {
  from: "860e08395e348c55124ba01c29329e8ffbe2844201d16006d44932acdf5231ef",
  added: {
    orderCostMicros: nothing,
    isOrderCapped: nothing,
    carryCostMicrosPerWeek: nothing,
    stopsUnprofitable: nothing,
    budgetPriceMillionths: nothing,
  },
};

/** The advised quantity as a decision: output `advisedUnits`. */
export const replenishmentDefinition: Definition = defineDecision({
  name: "replenishment",
  version: "1.2.0",
  lift,
  nodes: [
    ...replenishmentLeaves,
    ...costNodes,
    ...pricedNodes,
    ...baseStockNodes,
    ...carryNodes,
    ...orderNodes,
    ...worthNodes,
  ],
  output: "advisedUnits",
});
