// Whether forecasts still are what their backtest said: recent scores by segment against it, and alarms.
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import {
  ALL_CLASSES,
  type DriftCell,
  type DriftFinding,
  judgeDrift,
  naiveScale,
  segmentOf,
} from "@/lib/optimizer/forecasting/index.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { findNewestDoneJob } from "@/server/repositories/forecast-job.ts";
import {
  type ForecastAlarmRow,
  type ForecastQualityRow,
  listForecastAlarms,
  listForecastQuality,
  raiseAlarm,
  resolveAlarm,
} from "@/server/repositories/forecast-quality.ts";
import { listScorableRuns, listWeeklyActuals } from "@/server/repositories/forecast-score.ts";
import { listRecentScores, type RecentScoreRow } from "@/server/repositories/recent-score.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { BacktestResult } from "./job-result.ts";
import { newestRun } from "./request-job.ts";

/** Weeks of targets that count as recent. */
const RECENT_WEEKS = 8;
/** Runs older than this have no recent target among the weeks that are scored one by one. */
const LOOK_BACK_DAYS = 26 * 7;
/** Weeks of sales that a product's class and scale are told from. */
const KNOWN_WEEKS = 52;

/**
 * Raises, keeps and resolves the drift alarms of a marketplace: an alarm is open exactly as long as its figure is out of bounds, and stays
 * as it is where too little was scored to tell. Answers how many are open.
 */
export function checkDrift(ctx: WorkerContext, marketplaceId: string): Promise<number> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const job = await findNewestDoneJob(tx, ctx.scope, "backtest", marketplaceId);
    const backtest = BacktestResult.safeParse(job?.result).data;
    const run = await newestRun(tx, marketplaceId);
    if (!backtest || !run) return 0;
    const span = {
      fromOn: dayToDate(dayFromDate(run.asOfOn) - LOOK_BACK_DAYS),
      beforeOn: run.asOfOn,
    };
    const runs = await listScorableRuns(tx, ctx.scope, { marketplaceId, accountId: null }, span);
    const runIds = runs.map(({ runId }) => runId);
    const scores = await listRecentScores(tx, ctx.scope, runIds, RECENT_WEEKS);
    const toOn = scores[0]?.toOn;
    if (toOn === undefined) return 0;
    const sales = await listWeeklyActuals(
      tx,
      ctx.scope,
      { marketplaceId, accountId: null },
      { originOn: toOn, knownAt: run.knownAt, weekCount: KNOWN_WEEKS },
    );
    const known = new Map(
      sales.map(({ productId, weeksBack, units }) => [productId, seriesOf(weeksBack, units)]),
    );
    const quality = await listForecastQuality(tx, ctx.scope, [backtest.backtestKey]);
    const raised = new Alarms(ctx, tx, marketplaceId, await openAlarms(ctx, tx, marketplaceId));
    for (const segment of segmentsOf(scores, known).values()) {
      const reference = referenceOf(segment, quality, backtest);
      if (!reference) continue;
      for (const finding of judgeDrift(segment.cells, reference.figures)) {
        await raised.take(segment, finding, { toOn, ...reference.source });
      }
    }
    return raised.openCount;
  });
}

const openAlarms = async (ctx: WorkerContext, tx: Tx, marketplaceId: string) => {
  const rows = await listForecastAlarms(tx, ctx.scope, marketplaceId, ctx.clock.now());
  return rows.filter(({ resolvedAt }) => resolvedAt === null);
};

/** Weekly units from the first sale on, oldest first. */
function seriesOf(weeksBack: readonly number[], units: readonly number[]): Float64Array {
  const series = new Float64Array(Math.max(-1, ...weeksBack) + 1);
  weeksBack.forEach((back, k) => {
    series[series.length - 1 - back] = units[k] ?? 0;
  });
  return series;
}

interface SegmentScores {
  readonly intermittencyClass: string;
  readonly volumeClass: string;
  /** Method of most of the scored forecasts. */
  readonly method: string;
  readonly cells: DriftCell[];
}

/** Scores by segment and method, and over all segments. */
function segmentsOf(
  scores: readonly RecentScoreRow[],
  known: ReadonlyMap<number, Float64Array>,
): ReadonlyMap<string, SegmentScores> {
  const segments = new Map<string, SegmentScores>();
  for (const score of scores) {
    const series = known.get(score.productId);
    const segment = series ? segmentOf(series) : null;
    const scale = series ? naiveScale(series).absolute : Number.NaN;
    if (!segment || !(scale > 0)) continue;
    const cell = cellOf(score, scale);
    for (const { intermittencyClass, volumeClass } of [
      segment,
      { intermittencyClass: ALL_CLASSES, volumeClass: ALL_CLASSES },
    ]) {
      const key = `${intermittencyClass}/${volumeClass}/${score.method}`;
      const { method } = score;
      const own = segments.get(key) ?? { intermittencyClass, volumeClass, method, cells: [] };
      own.cells.push(cell);
      segments.set(key, own);
    }
  }
  return segments;
}

const cellOf = (score: RecentScoreRow, scale: number): DriftCell => ({
  product: score.productId,
  week: score.targetWeek,
  windowCount: score.windowCount,
  inside80Count: score.inside80Count,
  below90Count: score.below90Count,
  lossSum: score.intervalLossSum / scale,
});

function referenceOf(
  { intermittencyClass, volumeClass, method }: SegmentScores,
  quality: readonly ForecastQualityRow[],
  { backtestKey, intervalLosses }: BacktestResult,
) {
  const isSegment = (row: { intermittencyClass: string; volumeClass: string; method: string }) =>
    row.intermittencyClass === intermittencyClass &&
    row.volumeClass === volumeClass &&
    row.method === method;
  const row = quality.find((one) => !one.isSum && isSegment(one));
  if (!row) return null;
  return {
    figures: {
      coverage80Share: row.coverage80Share,
      coverage90Share: row.coverage90Share,
      intervalLoss: intervalLosses.find(isSegment)?.intervalLoss ?? null,
    },
    source: { backtestKey, method },
  };
}

/** The alarms of one marketplace while they are brought up to date. */
class Alarms {
  openCount: number;
  readonly #ctx: WorkerContext;
  readonly #tx: Tx;
  readonly #marketplaceId: string;
  readonly #open: readonly ForecastAlarmRow[];

  constructor(
    ctx: WorkerContext,
    tx: Tx,
    marketplaceId: string,
    open: readonly ForecastAlarmRow[],
  ) {
    this.#ctx = ctx;
    this.#tx = tx;
    this.#marketplaceId = marketplaceId;
    this.#open = open;
    this.openCount = open.length;
  }

  async take(
    { intermittencyClass, volumeClass }: SegmentScores,
    finding: DriftFinding,
    source: Readonly<Record<string, string>>,
  ): Promise<void> {
    const { metric, value, threshold, isOutside, ...facts } = finding;
    const open = this.#open.find(
      (alarm) =>
        alarm.metric === metric &&
        alarm.intermittencyClass === intermittencyClass &&
        alarm.volumeClass === volumeClass,
    );
    const at = this.#ctx.clock.now();
    if (isOutside) {
      if (!open) this.openCount++;
      const place = { marketplaceId: this.#marketplaceId, intermittencyClass, volumeClass, metric };
      await raiseAlarm(this.#tx, this.#ctx.scope, {
        ...place,
        value,
        threshold,
        facts: { ...facts, ...source },
        raisedAt: at,
      });
    } else if (open) {
      this.openCount--;
      await resolveAlarm(this.#tx, this.#ctx.scope, open.alarmId, at);
    }
  }
}
