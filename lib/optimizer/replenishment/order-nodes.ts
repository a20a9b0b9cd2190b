import { ceilToMultiple, isqrt, mulDivFloor } from "../core/integer.ts";
import { type ComputedSpec, formula, selection } from "../decision/index.ts";
import { amountAtDays, meanLeaf, surfaceWeeks } from "./surface.ts";

// From the base stock to the advised quantity: position, lot, cap, packs, least order, what is not sent, override. Every
// step has a term, so that what is missing and the terms add up to the advice.

const MILLION = 1_000_000;
const MILLI = 1000;

const term = (id: string, after: string, before: string): ComputedSpec =>
  formula(id, "units", [after, before], `${after} - ${before}`, (a, b) => a! - b!);

/**
 * Units that ordering costs and holding costs make worth ordering at once, beyond those of a review: the lot of
 * sqrt(2 K d / h) (Harris 1913), at most the demand of 13 weeks. With the base stock as reorder point this is (s, S).
 */
const lotNodes: readonly ComputedSpec[] = [
  formula(
    "economicLotUnits",
    "units",
    ["orderCostMicros", "overageMicros", "overageWeeks", meanLeaf(4), meanLeaf(13)],
    `min(isqrt(floor(2 * orderCostMicros * overageWeeks * ${meanLeaf(4)} / (4000 * overageMicros))), ${meanLeaf(13)} rounded up); 0 where waiting is free`,
    (cost, overage, weeks, monthly, quarterly) => {
      if (!(overage! > 0)) return 0;
      const square = mulDivFloor(cost! * weeks!, monthly!, 2 * MILLI * overage!);
      return Math.min(isqrt(square), Math.ceil(quarterly! / MILLI));
    },
  ),
  formula(
    "reviewDemand",
    "milliUnits",
    ["sendingDays", ...surfaceWeeks.map(meanLeaf)],
    `${meanLeaf(1)}..${meanLeaf(13)} at sendingDays, linear between weeks`,
    (days, w1, w2, w4, w6, w8, w10, w13) =>
      amountAtDays(days!, w1!, w2!, w4!, w6!, w8!, w10!, w13!),
  ),
  formula(
    "sizedUnits",
    "units",
    ["orderUnits", "economicLotUnits", "reviewDemand"],
    "orderUnits + (orderUnits > 0 ? max(economicLotUnits - floor(reviewDemand), 0) : 0)",
    (order, lot, review) =>
      order! > 0 ? order! + Math.max(lot! - Math.floor(review! / MILLI), 0) : 0,
    { carries: "orderUnits" },
  ),
  {
    ...formula(
      "capUnits",
      "units",
      ["sendingDays", ...surfaceWeeks.map((weeks) => `pricedQuantile_w${weeks}`)],
      "pricedQuantile_w1..pricedQuantile_w13 at sendingDays, rounded up",
      (days, w1, w2, w4, w6, w8, w10, w13) =>
        Math.ceil(amountAtDays(days!, w1!, w2!, w4!, w6!, w8!, w10!, w13!) / MILLI),
    ),
    visibility: "own",
  },
  selection("withinCap", "min", "units", ["sizedUnits", "capUnits"], "min(sizedUnits, capUnits)"),
  selection(
    "requestedUnits",
    "choice",
    "units",
    ["isOrderCapped", "withinCap", "sizedUnits"],
    "isOrderCapped ? withinCap : sizedUnits",
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

/** From the base stock to the advised quantity. */
export const orderNodes: readonly ComputedSpec[] = [
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
    { carries: "baseStockUnits" },
  ),
  selection("orderUnits", "max", "units", ["gapUnits", "zero"], "max(gapUnits, 0)"),
  ...lotNodes,
  formula(
    "packedUnits",
    "units",
    ["requestedUnits", "casePackUnits", "packRoundUpMillionths", "positionUnits"],
    "requestedUnits in whole packs: up when packRoundUpMillionths of the last is needed or positionUnits <= 0",
    (order, packUnits, share, position) => toPacks(order!, packUnits!, share!, position!),
    { carries: "requestedUnits" },
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
  selection(
    "offeredUnits",
    "choice",
    "units",
    ["isDiscontinued", "zero", "lotUnits"],
    "isDiscontinued ? 0 : lotUnits",
  ),
  formula(
    "isStopped",
    "bool",
    ["stopsUnprofitable", "isWorthCarrying"],
    "stopsUnprofitable and not isWorthCarrying",
    (stops, isWorth) => (stops === 1 && isWorth === 0 ? 1 : 0),
  ),
  selection(
    "plannedUnits",
    "choice",
    "units",
    ["isStopped", "zero", "offeredUnits"],
    "isStopped ? 0 : offeredUnits",
  ),
  selection(
    "advisedUnits",
    "choice",
    "units",
    ["hasOverride", "overrideUnits", "plannedUnits"],
    "hasOverride ? overrideUnits : plannedUnits",
  ),
  term("lotSizing", "sizedUnits", "orderUnits"),
  term("lostSalesCap", "requestedUnits", "sizedUnits"),
  term("packRounding", "packedUnits", "requestedUnits"),
  term("minimumOrder", "lotUnits", "packedUnits"),
  term("notSent", "plannedUnits", "lotUnits"),
  term("override", "advisedUnits", "plannedUnits"),
];
