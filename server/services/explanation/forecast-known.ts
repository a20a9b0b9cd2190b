// What answers about a product's forecast start from: the forecast as its run stored it, and the history as the run knew it.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { type ForecastRow, findForecast, listWeekSales } from "@/server/repositories/forecast.ts";
import {
  type KnownAdjustmentRow,
  type KnownPromotionRow,
  listKnownAdjustments,
  listKnownPromotions,
} from "@/server/repositories/forecast-statement.ts";
import type { CoveringRun } from "@/server/repositories/latest-run.ts";
import { findRun } from "@/server/repositories/run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { SnapshotPair } from "@/server/repositories/snapshot.ts";
import { pastWeeks } from "@/server/services/forecast/forecast-view.ts";
import type { ForecastView } from "@/server/services/forecast/schemas.ts";
import { runOrThrow, skuOrThrow } from "./decision.ts";
import type { Measured } from "./measured.ts";

/** Weeks that a forecast is told over, and of its history beside them. */
export const QUARTER_WEEKS = 13;
const YEAR_WEEKS = 52;
const RECENT_WEEKS = 4;
const DAYS = 7;

/** A sentence of an answer. */
export type Note = Measured["notes"][number];

/** A week of history in milli-units; `demand` is what the forecast took it for. */
export interface PastWeek {
  readonly soldMilliUnits: number;
  readonly takenOverMilliUnits: number;
  readonly wholesaleMilliUnits: number;
  readonly demandMilliUnits: number;
  readonly isOut: boolean;
}

export interface KnownForecast {
  readonly run: CoveringRun;
  readonly known: SnapshotPair;
  readonly sku: string;
  readonly row: ForecastRow;
  /** First and last day of the weeks that are told. */
  readonly fromOn: string;
  readonly toOn: string;
  /** Expected demand of these weeks, with the seller's own statements and without. */
  readonly milliUnits: number;
  readonly baseMilliUnits: number;
  /** Oldest first, up to a year. */
  readonly past: readonly PastWeek[];
}

export interface ForecastOf {
  readonly productId: number;
  readonly runId: number;
}

export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Throws not_found where the run made no forecast of the product. */
export async function knownForecast(
  tx: Tx,
  scope: SellerScope,
  { productId, runId }: ForecastOf,
): Promise<KnownForecast> {
  const run = await runOrThrow(tx, scope, runId);
  const row = await findForecast(tx, scope, runId, productId);
  const found = await findRun(tx, runId);
  if (!row || !found) throw new DomainError("not_found", { runId, productId });
  const known = { asOfOn: run.asOfOn, knownAt: found.knownAt };
  const { originOn } = row;
  const span = { originOn, weekCount: YEAR_WEEKS, known };
  const sales = await listWeekSales(tx, scope, productId, span);
  const origin = dayFromDate(originOn);
  const told = (weeks: readonly number[]) => sum(weeks.slice(0, QUARTER_WEEKS));
  const milliUnits = told(row.meanMilliUnits);
  return {
    run,
    known,
    sku: await skuOrThrow(tx, scope, runId, productId),
    row,
    fromOn: dayToDate(origin + 1),
    toOn: dayToDate(origin + DAYS * QUARTER_WEEKS),
    milliUnits,
    baseMilliUnits: row.baseMeanMilliUnits ? told(row.baseMeanMilliUnits) : milliUnits,
    past: pastWeeks(row, sales, YEAR_WEEKS).map(pastWeek),
  };
}

function pastWeek({
  soldUnits,
  takenOverUnits,
  wholesaleUnits,
  inStockMillionths,
  demandUnits,
}: ForecastView["past"][number]): PastWeek {
  const usual = 1000 * (soldUnits - wholesaleUnits);
  return {
    soldMilliUnits: 1000 * (soldUnits - takenOverUnits),
    takenOverMilliUnits: 1000 * takenOverUnits,
    wholesaleMilliUnits: 1000 * wholesaleUnits,
    demandMilliUnits: demandUnits === null ? usual : Math.round(1000 * demandUnits),
    isOut: inStockMillionths !== null,
  };
}

export interface KnownStatements {
  readonly adjustments: readonly KnownAdjustmentRow[];
  /** Of the product or the whole account, and about the weeks told. */
  readonly promotions: readonly KnownPromotionRow[];
}

/** What the seller had stated of the weeks ahead when the run was made. */
export async function knownStatements(
  tx: Tx,
  scope: SellerScope,
  { known, fromOn, toOn }: KnownForecast,
  productId: number,
): Promise<KnownStatements> {
  const set = { sellerIds: [scope.sellerId], accountIds: [scope.accountId] };
  const adjustments = await listKnownAdjustments(tx, scope, set, known);
  const promotions = await listKnownPromotions(tx, scope, set, known);
  return {
    adjustments: adjustments.filter((row) => row.productId === productId),
    promotions: promotions.filter(
      (row) =>
        (row.productId === null || row.productId === productId) &&
        row.toOn >= fromOn &&
        row.fromOn <= toOn,
    ),
  };
}

export const forecastSubject = ({ sku, fromOn, toOn }: KnownForecast) => ({
  sku,
  baseDay: fromOn,
  day: toOn,
});

export const milli = (value: number) => ({ unit: "milliUnits", value });
export const weeksOf = (value: number) => ({ unit: "weeks", value });

/** Demand a week of the last weeks, of a year ago and of those ahead. */
export function paceNotes({ past, milliUnits }: KnownForecast): Note[] {
  const demand = past.map(({ demandMilliUnits }) => demandMilliUnits);
  const pace = (weeks: readonly number[]) => milli(Math.round(sum(weeks) / weeks.length));
  if (demand.length < QUARTER_WEEKS) return [];
  const recent: Note = {
    id: "forecastPace",
    values: {
      recent: pace(demand.slice(-RECENT_WEEKS)),
      recentWeeks: weeksOf(RECENT_WEEKS),
      quarter: pace(demand.slice(-QUARTER_WEEKS)),
      quarterWeeks: weeksOf(QUARTER_WEEKS),
      ahead: milli(Math.round(milliUnits / QUARTER_WEEKS)),
    },
  };
  if (demand.length < YEAR_WEEKS) return [recent];
  const year = pace(demand.slice(0, QUARTER_WEEKS));
  return [recent, { id: "forecastPaceYear", values: { year } }];
}
