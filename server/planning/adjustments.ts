// What sellers stated, as entries of the forecast's weeks: promotions lift, then each seller's own adjustments are laid on them.
import { dayFromDate } from "@/lib/calendar/index.ts";
import {
  type DemandAdjustments,
  MAX_ADJUSTMENT_FACTOR,
} from "@/lib/optimizer/forecasting/index.ts";
import type {
  KnownAdjustmentRow,
  KnownPromotionRow,
} from "@/server/repositories/forecast-statement.ts";

export interface Statements {
  readonly products: readonly { readonly productId: number; readonly accountId: number }[];
  readonly adjustments: readonly KnownAdjustmentRow[];
  readonly promotions: readonly KnownPromotionRow[];
}

/** The weeks that are forecast. */
export interface ForecastWeeks {
  /** First day of the week after the origin (epoch day). */
  readonly firstForecastDay: number;
  readonly horizonWeeks: number;
}

interface Entry {
  readonly sku: number;
  readonly week: number;
  readonly factor: number;
  readonly units: number;
}

const DAYS = 7;

/** Weeks that a span of days touches, each with the share of its days that lie in it. */
function touchedWeeks(fromOn: string, toOn: string, weeks: ForecastWeeks) {
  const from = dayFromDate(fromOn) - weeks.firstForecastDay;
  const end = dayFromDate(toOn) - weeks.firstForecastDay + 1;
  const first = Math.max(0, Math.floor(from / DAYS));
  const last = Math.min(weeks.horizonWeeks - 1, Math.ceil(end / DAYS) - 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => {
    const start = (first + k) * DAYS;
    const days = Math.min(end, start + DAYS) - Math.max(from, start);
    return { week: first + k, share: days / DAYS };
  });
}

/** A week in which a factor holds for a share of the days. */
const inShare = (factor: number, share: number): number => 1 + (factor - 1) * share;

/**
 * One factor per SKU and week: of promotions that meet in a week the strongest counts, because two discounts on one product are not
 * bought twice. Promotions without an expected factor are the model's to learn.
 */
function promotionEntries({ products, promotions }: Statements, weeks: ForecastWeeks): Entry[] {
  const strongest = new Map<string, Entry>();
  for (const { accountId, productId, fromOn, toOn, expectedFactorMillionths } of promotions) {
    if (expectedFactorMillionths === null) continue;
    const touched = touchedWeeks(fromOn, toOn, weeks);
    if (touched.length === 0) continue;
    products.forEach((product, sku) => {
      if (productId === null ? product.accountId !== accountId : product.productId !== productId)
        return;
      for (const { week, share } of touched) {
        const factor = inShare(expectedFactorMillionths / 1e6, share);
        const key = `${sku}/${week}`;
        if (factor > (strongest.get(key)?.factor ?? 0))
          strongest.set(key, { sku, week, factor, units: Number.NaN });
      }
    });
  }
  return [...strongest.values()];
}

/** A factor counts by the share of the week it covers; stated units count where most of the week is covered. */
function adjustmentEntries({ products, adjustments }: Statements, weeks: ForecastWeeks): Entry[] {
  const skuOf = new Map(products.map(({ productId }, sku) => [productId, sku]));
  return adjustments.flatMap(({ productId, fromOn, toOn, factorMillionths, milliUnitsPerWeek }) => {
    const sku = skuOf.get(productId);
    if (sku === undefined) return [];
    return touchedWeeks(fromOn, toOn, weeks).flatMap(({ week, share }): Entry[] => {
      if (factorMillionths !== null) {
        const factor = Math.min(MAX_ADJUSTMENT_FACTOR, inShare(factorMillionths / 1e6, share));
        return [{ sku, week, factor, units: Number.NaN }];
      }
      if (share <= 0.5) return [];
      return [{ sku, week, factor: Number.NaN, units: (milliUnitsPerWeek ?? 0) / 1000 }];
    });
  });
}

/** Entries of a shard, in the order they are applied. SKUs are numbered as in `products`. */
export function demandAdjustments(statements: Statements, weeks: ForecastWeeks): DemandAdjustments {
  const entries = [...promotionEntries(statements, weeks), ...adjustmentEntries(statements, weeks)];
  return {
    skuIndex: Int32Array.from(entries, ({ sku }) => sku),
    week: Int32Array.from(entries, ({ week }) => week),
    factor: Float64Array.from(entries, ({ factor }) => factor),
    units: Float64Array.from(entries, ({ units }) => units),
  };
}
