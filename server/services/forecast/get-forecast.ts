// One product's forecast with everything that is drawn beside it.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import {
  findDrivers,
  findForecast,
  findForecastProduct,
  listEarlierForecasts,
  listWeekSales,
} from "@/server/repositories/forecast.ts";
import { JUDGED_WEEKS, NEW_WEEKS } from "@/server/repositories/forecast-list.ts";
import { listJudgedWeeks, listScores } from "@/server/repositories/forecast-score.ts";
import { listAdjustments, listPromotions } from "@/server/repositories/forecast-statement.ts";
import {
  type CoveringRun,
  findCoveringRun,
  findLatestRun,
} from "@/server/repositories/latest-run.ts";
import { listSaleEvents } from "@/server/repositories/network.ts";
import { findRun } from "@/server/repositories/run.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { forecastChangeView } from "./change-view.ts";
import {
  adjustmentEffect,
  adjustmentView,
  judgedWeek,
  pastWeeks,
  promotionView,
  rangeHits,
  scoredSum,
  sumsAhead,
  weeksAhead,
} from "./forecast-view.ts";
import { loadHistoryView } from "./history-view.ts";
import { methodLabel } from "./method-label.ts";
import type { ForecastScoresView, ForecastView } from "./schemas.ts";
import { maxUnitsPerWeek } from "./statement-bounds.ts";

const PAST_WEEKS = 52;
const EARLIER_FORECASTS = 26;
const DAYS = 7;

/** The newest forecast of a product of the account. Throws not_found where the newest run made none. */
export function getForecast(ctx: SellerContext, productId: number): Promise<ForecastView> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findLatestRun(tx, ctx.scope);
    const row = run && (await findForecast(tx, ctx.scope, run.runId, productId));
    const product = run && (await findForecastProduct(tx, ctx.scope, productId, run.asOfOn));
    if (!run || !row || !product) throw new DomainError("not_found", { productId });
    const span = { originOn: row.originOn, weekCount: PAST_WEEKS };
    const sales = await listWeekSales(tx, ctx.scope, productId, span);
    const past = pastWeeks(row, sales, PAST_WEEKS);
    const ahead = weeksAhead(row);
    const judged = await listJudgedWeeks(tx, ctx.scope, productId, JUDGED_WEEKS);
    return {
      ...product,
      isNew: row.historyWeeks !== null && row.historyWeeks < NEW_WEEKS,
      currency: run.currency,
      run: {
        runId: run.runId,
        asOfOn: run.asOfOn,
        finishedAt: run.finishedAt?.toISOString() ?? null,
        originOn: row.originOn,
        methodLabel: methodLabel(row.method),
        modelVersion: row.modelVersion,
        historyWeeks: row.historyWeeks,
      },
      ahead,
      sums: sumsAhead(row),
      past,
      history: await loadHistoryView(tx, ctx.scope, {
        ...{ row, productId, weekCount: PAST_WEEKS },
        knownAt: await knownAtOf(tx, run.runId),
      }),
      ...(await statedOf(tx, ctx.scope, run, { productId, originOn: row.originOn })),
      maxUnitsPerWeek: maxUnitsPerWeek(ahead, past),
      earlier: await listEarlierForecasts(tx, ctx.scope, productId, row, EARLIER_FORECASTS),
      change: await changeOf(tx, ctx.scope, run, productId),
      accuracy: rangeHits(judged),
      judged: judged.map(judgedWeek),
    };
  });
}

async function changeOf(
  tx: Tx,
  scope: SellerScope,
  { runId, previousRunId }: CoveringRun,
  productId: number,
): Promise<ForecastView["change"]> {
  const before = previousRunId && (await findForecast(tx, scope, previousRunId, productId));
  return forecastChangeView(await findDrivers(tx, scope, runId, productId), Boolean(before));
}

async function knownAtOf(tx: Tx, runId: number): Promise<Date> {
  const known = await findRun(tx, runId);
  if (!known) throw new DomainError("not_found", { runId });
  return known.knownAt;
}

/** What is said about the weeks on show: by the operator's calendar, and by the seller. */
async function statedOf(
  tx: Tx,
  scope: SellerScope,
  run: CoveringRun,
  { productId, originOn }: { readonly productId: number; readonly originOn: string },
): Promise<Pick<ForecastView, "events" | "adjustments" | "promotions">> {
  const origin = dayFromDate(originOn);
  const span = {
    fromOn: dayToDate(origin - DAYS * PAST_WEEKS + 1),
    toOn: dayToDate(origin + DAYS * PAST_WEEKS),
  };
  const knownAt = await knownAtOf(tx, run.runId);
  const reader = { userId: scope.userId, knownAt };
  const events = await listSaleEvents(tx, run.marketplaceId, { asOfOn: run.asOfOn, knownAt });
  const adjustments = await listAdjustments(tx, scope, productId, originOn);
  const promotions = await listPromotions(tx, scope, productId, span);
  return {
    events: events
      .filter(({ startOn, endOn }) => endOn >= span.fromOn && startOn <= span.toOn)
      .map(({ title, startOn, endOn }) => ({ title, startOn, endOn })),
    adjustments: adjustments.map((row) => adjustmentView(row, reader)),
    promotions: promotions.map((row) => promotionView(row, reader)),
  };
}

/** An earlier run's forecast of the product, and what became of its weeks. Throws not_found where there is none. */
export function getForecastScores(
  ctx: SellerContext,
  { productId, runId }: { readonly productId: number; readonly runId: number },
): Promise<ForecastScoresView> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findCoveringRun(tx, ctx.scope, runId);
    const row = run && (await findForecast(tx, ctx.scope, runId, productId));
    if (!row) throw new DomainError("not_found", { productId, runId });
    const scores = await listScores(tx, ctx.scope, productId, runId);
    const weeks = scores.filter(({ weekCount }) => weekCount === 1);
    return {
      runId,
      originOn: row.originOn,
      methodLabel: methodLabel(row.method),
      ahead: weeksAhead(row),
      weeks: weeks.map(judgedWeek),
      sums: scores.filter(({ weekCount }) => weekCount > 1).map(scoredSum),
      accuracy: rangeHits(weeks),
      adjustment: adjustmentEffect(weeks),
    };
  });
}
