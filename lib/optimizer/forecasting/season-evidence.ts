import { ln } from "../core/elementary.ts";
import { type History, recordedLevel } from "./history.ts";

// Noise of a category's log ratio in one week: what SKUs do on their own, counting noise, a shock common to all.
const SKU_NOISE_VARIANCE = 0.5;
const COUNT_NOISE = 2;
const COMMON_NOISE_VARIANCE = 0.02;
// A week further than this from the fit (a closed shop, a missing file) counts less and less (Huber's weights).
const OUTLIER_LOG = 0.3;

/** Weeks on record below which a SKU says nothing about season. */
const LEAST_WEEKS = 8;

export interface WeekSums {
  /** Units sold, expected units and squared expected units of SKUs with a level. [categoryCount, pastWeeks] */
  readonly sold: Float64Array;
  readonly expected: Float64Array;
  readonly squared: Float64Array;
}

/** Totals by category and week, every SKU at its own mean level over its record under the factors `fitted`. [categoryCount, axisWeeks] */
export function weekSums(history: History, fitted: Float64Array): WeekSums {
  const { skuCount, pastWeeks, axisWeeks, categoryCount } = history;
  const sold = new Float64Array(categoryCount * pastWeeks);
  const expected = new Float64Array(categoryCount * pastWeeks);
  const squared = new Float64Array(categoryCount * pastWeeks);
  for (let i = 0; i < skuCount; i++) {
    const c = history.categoryIndex[i]!;
    const past = i * pastWeeks;
    const level = recordedLevel(history, i, fitted, LEAST_WEEKS);
    if (!(level > 0)) continue;
    for (let t = 0; t < pastWeeks; t++) {
      const exposure = history.exposure[past + t]!;
      if (exposure === 0 || history.isLowerBound[past + t]) continue;
      const mean = level * exposure * fitted[c * axisWeeks + t]!;
      const k = c * pastWeeks + t;
      sold[k]! += history.soldUnits[past + t]!;
      expected[k]! += mean;
      squared[k]! += mean * mean;
    }
  }
  return { sold, expected, squared };
}

/** ln(sold / expected) of one week, `count` categories together, and its precision, to out[0] and out[1]; precision 0 without data. */
export function logRatio(
  sums: WeekSums,
  from: number,
  count: number,
  stride: number,
  out: Float64Array,
): void {
  let sold = 0;
  let expected = 0;
  let squared = 0;
  for (let c = 0; c < count; c++) {
    sold += sums.sold[from + c * stride]!;
    expected += sums.expected[from + c * stride]!;
    squared += sums.squared[from + c * stride]!;
  }
  out[0] = ln((sold + 0.5) / (expected + 0.5));
  const variance =
    (SKU_NOISE_VARIANCE * squared) / (expected * expected) +
    COUNT_NOISE / expected +
    COMMON_NOISE_VARIANCE;
  const trust = Math.min(1, OUTLIER_LOG / Math.abs(out[0]!));
  out[1] = expected > 0 ? trust / variance : 0;
}
