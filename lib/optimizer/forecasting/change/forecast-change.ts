import { roundHalfEven } from "../../../units/index.ts";
import { coalitionValues, shapley } from "../../explanation/index.ts";
import { type Aligned, align, type ForecastSide } from "./aligned.ts";
import { differingDrivers } from "./differences.ts";
import { CHANGE_DRIVERS, type ChangeDriver, type Mix, MixedForecaster } from "./mixed.ts";

/** Why the forecasts of one account's SKUs changed from one run to a later one, and what stood behind it. */
export interface ForecastChange {
  /** SKUs that both runs forecast, ascending. [skuCount] */
  readonly productId: Float64Array;
  /** Weeks after the later origin that are summed, and weeks between the origins. */
  readonly targetWeeks: number;
  readonly newWeeks: number;
  /** Mean demand of those weeks, each week rounded to milli-units. [skuCount] */
  readonly beforeMilliUnits: Float64Array;
  readonly afterMilliUnits: Float64Array;
  /** Whose inputs differ: all that can have a part. */
  readonly drivers: readonly ChangeDriver[];
  /** Each driver's part, in milli-units; rows add up to after - before. [skuCount, drivers] */
  readonly partMilliUnits: Float64Array;
  /** Units sold in the new weeks, wholesale included, those set aside as wholesale, and what the earlier run expected of them. [skuCount] */
  readonly newSoldUnits: Float64Array;
  readonly newWholesaleUnits: Float64Array;
  readonly newExpectedMilliUnits: Float64Array;
  /** Units by which the record of old weeks was corrected, up and down together. [skuCount] */
  readonly correctedUnits: Float64Array;
  /** New weeks in which stock ran out. [skuCount] */
  readonly newStockOutWeeks: Int32Array;
}

/**
 * Attributes the change of every SKU's mean demand over `targetWeeks` weeks after the later origin to what differs between two
 * runs: the account is forecast anew for every mix of the two runs' inputs, and each driver's part is its Shapley value over the
 * drivers that differ. A driver whose inputs are the same has no part. Parts are whole milli-units and add up to the change.
 * Throws RangeError where the runs do not fit each other (see `align`).
 * Cost: 2^drivers forecasts of the account's means, at most 512, and 32 fits of season.
 */
export function explainForecastChange(
  earlier: ForecastSide,
  later: ForecastSide,
  targetWeeks: number,
): ForecastChange {
  const aligned = align(earlier, later, targetWeeks);
  const newWeeks = aligned.origin[1] - aligned.origin[0];
  const drivers = differingDrivers(aligned);
  const forecaster = new MixedForecaster(aligned);
  const means = Array.from({ length: 2 ** drivers.length }, (_, mask) =>
    forecaster.means(mixOf(drivers, mask)),
  );
  const shared = [...aligned.productId.keys()].filter(
    (i) => aligned.isPresent[0][i] === 1 && aligned.isPresent[1][i] === 1,
  );
  return {
    ...partsOf(aligned, shared, drivers, means, targetWeeks),
    ...evidenceOf(aligned, shared, means[0]!),
    productId: Float64Array.from(shared, (i) => aligned.productId[i]!),
    targetWeeks,
    newWeeks,
    drivers,
  };
}

/** Inputs that do not differ are the same on either side. */
function mixOf(drivers: readonly ChangeDriver[], mask: number): Mix {
  return Object.fromEntries(
    CHANGE_DRIVERS.map((driver) => {
      const player = drivers.indexOf(driver);
      return [driver, player >= 0 && mask & (1 << player) ? 1 : 0];
    }),
  ) as unknown as Mix;
}

function partsOf(
  { origin, axisWeeks }: Aligned,
  shared: readonly number[],
  drivers: readonly ChangeDriver[],
  means: readonly Float32Array[],
  targetWeeks: number,
) {
  const beforeMilliUnits = new Float64Array(shared.length);
  const afterMilliUnits = new Float64Array(shared.length);
  const partMilliUnits = new Float64Array(shared.length * drivers.length);
  shared.forEach((i, k) => {
    const from = i * axisWeeks + origin[1] + 1;
    const value = (mask: number) => milliSum(means[mask]!, from, from + targetWeeks);
    beforeMilliUnits[k] = value(0);
    afterMilliUnits[k] = value(means.length - 1);
    if (drivers.length === 0) return;
    const { amount } = shapley(coalitionValues(drivers.length, value));
    partMilliUnits.set(amount, k * drivers.length);
  });
  return { beforeMilliUnits, afterMilliUnits, partMilliUnits };
}

/** Rounded week by week, as forecasts are stored. */
function milliSum(means: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += roundHalfEven(1000 * means[at]!);
  return sum;
}

function evidenceOf(aligned: Aligned, shared: readonly number[], before: Float32Array) {
  const { origin, weekCount, axisWeeks, soldUnits, wholesaleUnits, inStockShare, isCensored } =
    aligned;
  const newSoldUnits = new Float64Array(shared.length);
  const newWholesaleUnits = new Float64Array(shared.length);
  const newExpectedMilliUnits = new Float64Array(shared.length);
  const correctedUnits = new Float64Array(shared.length);
  const newStockOutWeeks = new Int32Array(shared.length);
  shared.forEach((i, k) => {
    for (let t = Math.max(aligned.start[0], aligned.start[1]); t < weekCount; t++) {
      const at = i * weekCount + t;
      correctedUnits[k]! += Math.abs(soldUnits[1][at]! - soldUnits[0][at]!);
      if (t <= origin[0]) continue;
      newSoldUnits[k]! += soldUnits[1][at]!;
      newWholesaleUnits[k]! += wholesaleUnits[1][at]!;
      if (inStockShare[1][at]! < 1 || isCensored[1][at] === 1) newStockOutWeeks[k]! += 1;
    }
    const from = i * axisWeeks + origin[0] + 1;
    newExpectedMilliUnits[k] = milliSum(before, from, i * axisWeeks + weekCount);
  });
  return {
    newSoldUnits,
    newWholesaleUnits,
    newExpectedMilliUnits,
    correctedUnits,
    newStockOutWeeks,
  };
}
