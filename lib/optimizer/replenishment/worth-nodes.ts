import { mulDivFloor } from "../core/integer.ts";
import { type ComputedSpec, type Formula, formula, selection } from "../decision/index.ts";
import {
  amountAtDays,
  meanLeaf,
  spreadLeaf,
  surfaceLevelsMillionths,
  surfaceWeeks,
} from "./surface.ts";

// What a stock is worth in money over the secured days, and whether the product is worth carrying at all. Demand is the
// decision's own: linear between its quantiles, so the stock at the critical ratio is the best by this measure too.

const MILLION = 1_000_000;
const MILLI = 1000;
const DAYS_PER_WEEK = 7;

const levelNode = (level: number): string => `demand_l${level / 10_000}`;
const levelNodes = surfaceLevelsMillionths.map(levelNode);

/** Integral of P(demand > y) over y from one level's demand to the next, up to the stock; P falls on a line. */
function area(stock: number, from: number, to: number, missing: number, after: number): number {
  if (stock <= from || to <= from) return 0;
  const end = Math.min(stock, to);
  const atEnd = missing - ((missing - after) * (end - from)) / (to - from);
  return ((missing + atEnd) / 2) * (end - from);
}

/**
 * E[min(demand, stock)] in milliUnits: the integral of P(demand > y) over y up to the stock, P linear from 1 at 0 through
 * the levels, and demand never above the last. Rounded down once.
 */
const expectedSales: Formula = (stock, l50, l60, l70, l80, l90, l95, l98) =>
  Math.floor(
    (area(stock!, 0, l50!, 1_000_000, 500_000) +
      area(stock!, l50!, l60!, 500_000, 400_000) +
      area(stock!, l60!, l70!, 400_000, 300_000) +
      area(stock!, l70!, l80!, 300_000, 200_000) +
      area(stock!, l80!, l90!, 200_000, 100_000) +
      area(stock!, l90!, l95!, 100_000, 50_000) +
      area(stock!, l95!, l98!, 50_000, 20_000)) /
      MILLION,
  );

const share = (stock: number, from: number, to: number, level: number, width: number): number =>
  to > from ? level + mulDivFloor(width, Math.max(0, stock - from), to - from) : level;

/** P(demand <= stock) in millionths; the forecast tells levels up to the last, so no more than that is promised. */
const coveredShare: Formula = (stock, l50, l60, l70, l80, l90, l95, l98) => {
  if (stock! >= l98!) return 980_000;
  if (stock! >= l95!) return share(stock!, l95!, l98!, 950_000, 30_000);
  if (stock! >= l90!) return share(stock!, l90!, l95!, 900_000, 50_000);
  if (stock! >= l80!) return share(stock!, l80!, l90!, 800_000, 100_000);
  if (stock! >= l70!) return share(stock!, l70!, l80!, 700_000, 100_000);
  if (stock! >= l60!) return share(stock!, l60!, l70!, 600_000, 100_000);
  if (stock! >= l50!) return share(stock!, l50!, l60!, 500_000, 100_000);
  return share(stock!, 0, l50!, 0, 500_000);
};

const atLevel = (level: number): ComputedSpec =>
  formula(
    levelNode(level),
    "milliUnits",
    [
      "securedDays",
      ...surfaceWeeks.map(meanLeaf),
      ...surfaceWeeks.map((w) => spreadLeaf(w, level)),
    ],
    `demand at level ${level / 10_000} % over securedDays: floor(mean * spread) of each horizon, linear between weeks`,
    (days, m1, m2, m4, m6, m8, m10, m13, s1, s2, s4, s6, s8, s10, s13) => {
      const w1 = mulDivFloor(m1!, s1!, MILLION);
      const w2 = Math.max(w1, mulDivFloor(m2!, s2!, MILLION));
      const w4 = Math.max(w2, mulDivFloor(m4!, s4!, MILLION));
      const w6 = Math.max(w4, mulDivFloor(m6!, s6!, MILLION));
      const w8 = Math.max(w6, mulDivFloor(m8!, s8!, MILLION));
      const w10 = Math.max(w8, mulDivFloor(m10!, s10!, MILLION));
      const w13 = Math.max(w10, mulDivFloor(m13!, s13!, MILLION));
      return amountAtDays(days!, w1, w2, w4, w6, w8, w10, w13);
    },
  );

const profit = (stock: number, sales: number, margin: number, overage: number): number =>
  mulDivFloor(margin, sales, MILLI) - mulDivFloor(overage, stock - sales, MILLI);

/** Before the order: whether the product earns what carrying it costs, at the stock without a price of space. */
export const carryNodes: readonly ComputedSpec[] = [
  ...surfaceLevelsMillionths.map(atLevel),
  formula(
    "carrySales",
    "milliUnits",
    ["securedDemand", ...levelNodes],
    "expected sales from a stock of securedDemand",
    expectedSales,
  ),
  formula(
    "carryProfitMicros",
    "micros",
    ["securedDemand", "carrySales", "marginMicros", "overageMicros"],
    "floor(marginMicros * carrySales) - floor(overageMicros * (securedDemand - carrySales))",
    (stock, sales, margin, overage) => profit(stock!, sales!, margin!, overage!),
  ),
  formula(
    "carryCostMicros",
    "micros",
    ["carryCostMicrosPerWeek", "securedDays"],
    "floor(carryCostMicrosPerWeek * securedDays / 7)",
    (cost, days) => mulDivFloor(cost!, days!, DAYS_PER_WEEK),
  ),
  formula(
    "carryGainMicros",
    "micros",
    ["carryProfitMicros", "carryCostMicros"],
    "carryProfitMicros - carryCostMicros",
    (earned, cost) => earned! - cost!,
  ),
  formula(
    "isWorthCarrying",
    "bool",
    ["carryGainMicros", "priceMicros"],
    "carryGainMicros >= 0, or the price is not known",
    (gain, price) => (gain! >= 0 || price === 0 ? 1 : 0),
  ),
  formula(
    "carryRegretMicros",
    "micros",
    ["carryGainMicros", "priceMicros"],
    "what the other choice loses: abs(carryGainMicros); 0 while the price is not known",
    (gain, price) => (price === 0 ? 0 : Math.abs(gain!)),
  ),
];

/** After the order: what the stock with the advised units in it is expected to sell, earn and cover. */
export const worthNodes: readonly ComputedSpec[] = [
  formula(
    "stockAfterUnits",
    "units",
    ["positionUnits", "advisedUnits"],
    "positionUnits + advisedUnits",
    (position, advised) => position! + advised!,
  ),
  selection("shelfUnits", "max", "units", ["stockAfterUnits", "zero"], "max(stockAfterUnits, 0)"),
  formula(
    "expectedSales",
    "milliUnits",
    ["shelfUnits", ...levelNodes],
    "expected sales over securedDays from a stock of shelfUnits",
    (units, l50, l60, l70, l80, l90, l95, l98) =>
      expectedSales(units! * MILLI, l50!, l60!, l70!, l80!, l90!, l95!, l98!),
  ),
  formula(
    "expectedProfitMicros",
    "micros",
    ["shelfUnits", "expectedSales", "marginMicros", "overageMicros"],
    "floor(marginMicros * expectedSales) - floor(overageMicros * (shelfUnits - expectedSales))",
    (units, sales, margin, overage) => profit(units! * MILLI, sales!, margin!, overage!),
  ),
  formula(
    "coveredShare",
    "millionths",
    ["shelfUnits", ...levelNodes],
    "chance that shelfUnits cover the demand of securedDays",
    (units, l50, l60, l70, l80, l90, l95, l98) =>
      coveredShare(units! * MILLI, l50!, l60!, l70!, l80!, l90!, l95!, l98!),
  ),
  formula(
    "advisedMm3",
    "mm3",
    ["advisedUnits", "unitVolumeMm3"],
    "advisedUnits * unitVolumeMm3",
    (units, volume) => units! * volume!,
  ),
];
