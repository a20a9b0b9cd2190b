// Months of made-up accounts for tests and the bench: everything from one seed.
import { storageTypeCount } from "../core/storage-type.ts";
import type { FeeFacts, ProductSize } from "./index.ts";
import { placementBand, SPLIT_OPTIONS } from "./price.ts";

/** 0.05 cubic feet, the official example's unit. */
export const STANDARD_SIZE: ProductSize = {
  unitVolumeMm3: 0.05 * 28_316_846.592,
  longestUm: 250_000,
  medianUm: 150_000,
  shortestUm: 37_000,
  weightMg: 900_000,
  isBulky: false,
};

/** Facts of an account whose tables are all 0: tests write into them. June 2025, 30 days, after `historyDays`. */
export function emptyFacts(skuCount: number, historyDays: number): FeeFacts {
  const dayCount = historyDays + 30;
  const table = () => new Int32Array(skuCount * dayCount);
  const monthDay = 20_240; // 2025-06-01
  return {
    skuCount,
    dayCount,
    firstDay: monthDay - historyDays,
    monthDay,
    monthEndDay: monthDay + 30,
    monthNumber: 6,
    heldUnits: table(),
    sellableUnits: table(),
    arrivedUnits: table(),
    shippedUnits: table(),
    size: Array.from({ length: skuCount }, () => STANDARD_SIZE),
    storageType: new Int32Array(skuCount),
    firstMoveDay: new Int32Array(skuCount),
    isProfessional: true,
    openedDay: monthDay - 4000,
    limitMm3: new Float64Array(storageTypeCount).fill(NaN),
    placed: [],
  };
}

/** Ledger of a busy account: arrivals in lots, sales every day, sometimes none; `draw` gives integers below its argument. */
export function busyFacts(
  skuCount: number,
  historyDays: number,
  draw: (below: number) => number,
): FeeFacts {
  const facts = emptyFacts(skuCount, historyDays);
  const { dayCount } = facts;
  for (let i = 0; i < skuCount; i++) {
    let held = 0;
    const pace = 1 + draw(8);
    for (let d = 0; d < dayCount; d++) {
      const cell = i * dayCount + d;
      const arrived = draw(20) === 0 ? draw(400) : 0;
      const shipped = Math.min(held + arrived, draw(pace));
      held += arrived - shipped;
      facts.arrivedUnits[cell] = arrived;
      facts.shippedUnits[cell] = shipped;
      facts.heldUnits[cell] = held;
      facts.sellableUnits[cell] = held;
    }
  }
  return {
    ...facts,
    monthNumber: 1 + draw(12),
    size: Array.from({ length: skuCount }, () => drawnSize(draw)),
    storageType: Int32Array.from({ length: skuCount }, () => draw(storageTypeCount)),
    limitMm3: Float64Array.from({ length: storageTypeCount }, () =>
      draw(4) === 0 ? NaN : draw(40) * 28_316_847,
    ),
    placed: Array.from({ length: draw(5) }, () => ({
      skuIndex: draw(skuCount),
      units: draw(200),
      band: placementBand(SPLIT_OPTIONS[draw(3)]!, draw(3)),
    })),
  };
}

function drawnSize(draw: (below: number) => number): ProductSize {
  if (draw(6) === 0)
    return {
      unitVolumeMm3: NaN,
      longestUm: NaN,
      medianUm: NaN,
      shortestUm: NaN,
      weightMg: NaN,
      isBulky: false,
    };
  const longestUm = 50_000 + draw(600_000);
  const shortestUm = 5_000 + draw(40_000);
  const medianUm = shortestUm + draw(200_000);
  return {
    unitVolumeMm3: 10_000 + draw(5_000_000),
    longestUm,
    medianUm,
    shortestUm,
    weightMg: 10_000 + draw(12_000_000),
    isBulky: draw(4) === 0,
  };
}
