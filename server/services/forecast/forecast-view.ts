// Stored forecasts, sales and scores as the product's page reads them. Pure.
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { readTreatment } from "@/server/planning/history-treatment.ts";
import type { ForecastRow, WeekSalesRow } from "@/server/repositories/forecast.ts";
import type { ScoreRow } from "@/server/repositories/forecast-score.ts";
import type { AdjustmentRow, PromotionRow } from "@/server/repositories/forecast-statement.ts";
import type { ForecastScoresView, ForecastView } from "./schemas.ts";

const DAYS = 7;
const units = (milli: number): number => milli / 1000;
const unitsOrNull = (milli: number | null | undefined): number | null =>
  milli === null || milli === undefined ? null : units(milli);

/** First day of the week `h` weeks after the one that starts the day after the origin. */
const weekAfter = (originOn: string, h: number): string =>
  dayToDate(dayFromDate(originOn) + 1 + DAYS * h);

/** Units at a level of week h: as stored, else on the line between its neighbours; null beyond the stored levels. */
function quantileAt(row: ForecastRow, h: number, level: number): number | null {
  const { levelMillionths, quantileMilliUnits } = row;
  const upper = levelMillionths.findIndex((stored) => stored >= level);
  const at = (q: number): number => units(quantileMilliUnits[h * levelMillionths.length + q] ?? 0);
  if (upper < 0) return null;
  const high = levelMillionths[upper] ?? level;
  if (high === level) return at(upper);
  if (upper === 0) return null;
  const low = levelMillionths[upper - 1] ?? level;
  return at(upper - 1) + ((at(upper) - at(upper - 1)) * (level - low)) / (high - low);
}

export function weeksAhead(row: ForecastRow): ForecastView["ahead"] {
  return row.meanMilliUnits.map((mean, h) => ({
    weekOn: weekAfter(row.originOn, h),
    mean: units(mean),
    baseMean: unitsOrNull(row.baseMeanMilliUnits?.[h]),
    low80: quantileAt(row, h, 100_000),
    low50: quantileAt(row, h, 250_000),
    median: quantileAt(row, h, 500_000),
    high50: quantileAt(row, h, 750_000),
    high80: quantileAt(row, h, 900_000),
  }));
}

export function sumsAhead(row: ForecastRow): ForecastView["sums"] {
  const levels = row.cumulativeLevelMillionths ?? [];
  const at = (c: number, level: number): number | null => {
    const q = levels.indexOf(level);
    return q < 0 ? null : unitsOrNull(row.cumulativeQuantileMilliUnits?.[c * levels.length + q]);
  };
  return (row.cumulativeWeeks ?? []).map((weeks, c) => ({
    weeks,
    high80: at(c, 900_000),
  }));
}

/** Weeks up to the origin, oldest first, from the first one on offer on, at most `weekCount`. */
export function pastWeeks(
  row: ForecastRow,
  sales: readonly WeekSalesRow[],
  weekCount: number,
): ForecastView["past"] {
  const sold = new Map(sales.map(({ weeksBack, units: week }) => [weeksBack, week]));
  const out = new Map((row.stockOutWeeksBack ?? []).map((back, k) => [back, k]));
  const last = Math.max(-1, ...sold.keys(), ...out.keys());
  const wholesale = wholesaleByWeek(row);
  const takenOver = takenOverByWeek(row);
  const known = Math.max(row.historyWeeks ?? weekCount, last + 1);
  const count = Math.min(weekCount, known);
  return Array.from({ length: count }, (_, k) => {
    const back = count - 1 - k;
    const at = out.get(back);
    return {
      weekOn: weekAfter(row.originOn, -1 - back),
      soldUnits: (sold.get(back) ?? 0) + (takenOver.get(back) ?? 0),
      takenOverUnits: takenOver.get(back) ?? 0,
      inStockMillionths: at === undefined ? null : (row.stockOutInStockMillionths?.[at] ?? null),
      demandUnits: at === undefined ? null : unitsOrNull(row.stockOutDemandMilliUnits?.[at]),
      wholesaleUnits: wholesale.get(back) ?? 0,
    };
  });
}

/** Units set aside, by weeks before the origin. */
function wholesaleByWeek(row: ForecastRow): ReadonlyMap<number, number> {
  const weeks = new Map<number, number>();
  for (const { on, setAsideUnits } of readTreatment(row.historyTreatment).wholesale) {
    const back = Math.floor((dayFromDate(row.originOn) - dayFromDate(on)) / DAYS);
    weeks.set(back, (weeks.get(back) ?? 0) + setAsideUnits);
  }
  return weeks;
}

/** Units taken over, by weeks before the origin. */
function takenOverByWeek(row: ForecastRow): ReadonlyMap<number, number> {
  const { continues } = readTreatment(row.historyTreatment);
  return new Map(continues?.units.map((units, k) => [continues.ownWeekCount + k, units]));
}

export function judgedWeek(row: ScoreRow): ForecastView["judged"][number] {
  return {
    weekOn: weekAfter(row.originOn, row.startWeek),
    weeksAhead: row.startWeek + 1,
    actualUnits: row.actualUnits,
    isAtLeast: row.isAtLeast,
    mean: units(row.meanMilliUnits),
    low80: unitsOrNull(row.lowMilliUnits),
    high80: unitsOrNull(row.highMilliUnits),
    isInRange: row.isIn80,
  };
}

export function rangeHits(rows: readonly Pick<ScoreRow, "isIn80">[]): ForecastView["accuracy"] {
  return {
    weeks: rows.length,
    toldWeeks: rows.filter(({ isIn80 }) => isIn80 !== null).length,
    hitWeeks: rows.filter(({ isIn80 }) => isIn80 === true).length,
  };
}

export const scoredSum = (row: ScoreRow): ForecastScoresView["sums"][number] => ({
  weeks: row.weekCount,
  actualUnits: row.actualUnits,
  isAtLeast: row.isAtLeast,
  mean: units(row.meanMilliUnits),
  high80: unitsOrNull(row.highMilliUnits),
});

/** Whether the seller's own adjustments came closer: mean absolute errors of the weeks whose demand is known. */
export function adjustmentEffect(rows: readonly ScoreRow[]): ForecastScoresView["adjustment"] {
  let count = 0;
  let error = 0;
  let baseError = 0;
  for (const { actualUnits, isAtLeast, meanMilliUnits, baseMeanMilliUnits } of rows) {
    if (isAtLeast || baseMeanMilliUnits === null) continue;
    count += 1;
    error += Math.abs(units(meanMilliUnits) - actualUnits);
    baseError += Math.abs(units(baseMeanMilliUnits) - actualUnits);
  }
  return count === 0 ? null : { errorUnits: error / count, baseErrorUnits: baseError / count };
}

interface Reader {
  readonly userId: number | null;
  /** The instant whose knowledge the shown forecast used. */
  readonly knownAt: Date;
}

export const adjustmentView = (
  row: AdjustmentRow,
  { userId, knownAt }: Reader,
): ForecastView["adjustments"][number] => ({
  adjustmentId: row.adjustmentId,
  fromOn: row.fromOn,
  toOn: row.toOn,
  kind: row.kind,
  factor: row.factorMillionths === null ? null : row.factorMillionths / 1e6,
  unitsPerWeek: unitsOrNull(row.milliUnitsPerWeek),
  reason: row.reason,
  expiresOn: row.expiresOn,
  createdAt: row.createdAt.toISOString(),
  isOwnWord: row.createdBy === userId,
  isInForecast: row.createdAt <= knownAt,
});

export const promotionView = (
  row: PromotionRow,
  { userId, knownAt }: Reader,
): ForecastView["promotions"][number] => ({
  promotionId: row.promotionId,
  title: row.title,
  fromOn: row.fromOn,
  toOn: row.toOn,
  isWholeAccount: row.productId === null,
  expectedFactor: row.expectedFactorMillionths === null ? null : row.expectedFactorMillionths / 1e6,
  priceMicros: row.priceMicros,
  createdAt: row.createdAt.toISOString(),
  isOwnWord: row.createdBy === userId,
  isInForecast: row.createdAt <= knownAt,
});
