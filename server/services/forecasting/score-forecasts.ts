// Scores the forecasts of earlier runs whose weeks have passed, each time a run is sealed.
import { dayFromDate, dayToDate, weekStartDay } from "@/lib/calendar/index.ts";
import { readTreatment } from "@/server/planning/history-treatment.ts";
import { originWeek } from "@/server/planning/plan-calendar.ts";
import {
  insertScores,
  listForecastsToScore,
  listOpenWindows,
  listScorableRuns,
  listSeenHistory,
  listWeeklyActuals,
  type NewScore,
  type ScorableRun,
  type ScoreWindow,
  type SeenHistoryRow,
} from "@/server/repositories/forecast-score.ts";
import { findMarketplace } from "@/server/repositories/network.ts";
import { findRun, lockRun, type RunRow } from "@/server/repositories/run.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { SCORE_WINDOWS, scoreWindow } from "./window-score.ts";

/** Runs older than this are not looked at again: their longest window passed at the latest half a year ago. */
const LOOK_BACK_WEEKS = 39;
const DAYS = 7;

/** Demand that was seen up to a run's origin, by product: weeks before the origin, 0 = the week that ends on it. */
interface Actuals {
  readonly originDay: number;
  readonly weekStartWeekday: number;
  readonly units: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** Units in wholesale orders that are not taken for demand, in the same weeks. */
  readonly setAside: ReadonlyMap<number, ReadonlyMap<number, number>>;
  readonly stockOuts: ReadonlyMap<number, ReadonlySet<number>>;
}

/**
 * Scores every window of weeks 1 to 8 and of the sums of 4, 8 and 13 weeks that ended by the run's origin and is not scored yet, for all
 * earlier runs of the same scope. What is scored is never scored again: safe to repeat and to race. Answers how many scores were added.
 */
export async function scoreForecasts(ctx: WorkerContext, runId: number): Promise<number> {
  const found = await inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findRun(tx, runId);
    if (run?.status !== "done") return null;
    const fromOn = dayToDate(dayFromDate(run.asOfOn) - DAYS * LOOK_BACK_WEEKS);
    const earlier = await listScorableRuns(tx, ctx.scope, run, { fromOn, beforeOn: run.asOfOn });
    return earlier.length === 0 ? null : { run, earlier };
  });
  if (!found) return 0;
  const actuals = await loadActuals(ctx, found.run);
  let scoreCount = 0;
  // One transaction for each run: a window is scored for all of its products or for none.
  for (const earlier of found.earlier) {
    scoreCount += await scoreRun(ctx, found.run, earlier, actuals);
  }
  ctx.logger.info({ runId, scoreCount }, "forecasts scored");
  return scoreCount;
}

const originDayOf = (asOfOn: string, startWeekday: number): number =>
  weekStartDay(originWeek(dayFromDate(asOfOn), startWeekday) + 1, startWeekday) - 1;

function loadActuals(ctx: WorkerContext, run: RunRow): Promise<Actuals> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const marketplace = await findMarketplace(tx, run.marketplaceId);
    if (!marketplace) throw new Error(`run ${run.id}: no marketplace ${run.marketplaceId}`);
    const { weekStartWeekday } = marketplace;
    const originDay = originDayOf(run.asOfOn, weekStartWeekday);
    const sold = await listWeeklyActuals(tx, ctx.scope, run, {
      originOn: dayToDate(originDay),
      knownAt: run.knownAt,
      weekCount: LOOK_BACK_WEEKS + 1,
    });
    const seen = await listSeenHistory(tx, ctx.scope, run.id, run);
    return {
      originDay,
      weekStartWeekday,
      units: new Map(
        sold.map(({ productId, weeksBack, units }) => [
          productId,
          new Map(weeksBack.map((back, k) => [back, units[k] ?? 0])),
        ]),
      ),
      setAside: new Map(seen.map((row) => [row.productId, setAsideWeeks(row, originDay)])),
      stockOuts: new Map(
        seen.map(({ productId, stockOutWeeksBack }) => [productId, new Set(stockOutWeeksBack)]),
      ),
    };
  });
}

/** By weeks before the origin, 0 = the week that ends on it. */
function setAsideWeeks({ historyTreatment }: SeenHistoryRow, originDay: number) {
  const weeks = new Map<number, number>();
  for (const { on, setAsideUnits } of readTreatment(historyTreatment).wholesale) {
    const back = Math.floor((originDay - dayFromDate(on)) / DAYS);
    weeks.set(back, (weeks.get(back) ?? 0) + setAsideUnits);
  }
  return weeks;
}

function scoreRun(
  ctx: WorkerContext,
  sealed: RunRow,
  { runId, asOfOn }: ScorableRun,
  actuals: Actuals,
): Promise<number> {
  const originDay = originDayOf(asOfOn, actuals.weekStartWeekday);
  const passedWeeks = Math.floor((actuals.originDay - originDay) / DAYS);
  const passed = SCORE_WINDOWS.filter(
    ({ startWeek, weekCount }) => startWeek + weekCount <= passedWeeks,
  );
  if (passed.length === 0) return Promise.resolve(0);
  return inScope(ctx.db, ctx.scope, async (tx) => {
    await lockRun(tx, runId);
    const open = await listOpenWindows(tx, ctx.scope, runId, passed);
    if (open.length === 0) return 0;
    const forecasts = await listForecastsToScore(tx, ctx.scope, runId, sealed);
    const originOn = dayToDate(originDay);
    const rows = forecasts.flatMap((forecast) =>
      open.flatMap((window): NewScore[] => {
        const { sellerId, accountId, productId } = forecast;
        const actual = actualOf(actuals, productId, window, passedWeeks);
        const score = scoreWindow(forecast, window, actual);
        return score
          ? [{ sellerId, runId, productId, accountId, originOn, ...window, ...score }]
          : [];
      }),
    );
    await insertScores(tx, ctx.scope, rows);
    return rows.length;
  });
}

/** Week h after the earlier origin is the week `passedWeeks - 1 - h` before the present one. */
function actualOf(
  { units, setAside, stockOuts }: Actuals,
  productId: number,
  { startWeek, weekCount }: ScoreWindow,
  passedWeeks: number,
) {
  const sold = units.get(productId);
  const aside = setAside.get(productId);
  const out = stockOuts.get(productId);
  let sum = 0;
  let isAtLeast = false;
  for (let h = startWeek; h < startWeek + weekCount; h++) {
    const back = passedWeeks - 1 - h;
    sum += Math.max(0, (sold?.get(back) ?? 0) - (aside?.get(back) ?? 0));
    if (out?.has(back)) isAtLeast = true;
  }
  return { units: sum, isAtLeast };
}
