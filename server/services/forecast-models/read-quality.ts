// How well demand is forecast, by segment and over time, and what has left its bounds: as policy admins see it.
import { z } from "zod";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import {
  ALL_CLASSES,
  decidingScore,
  INTERMITTENCY_CLASSES,
  MINIMUM_WINDOWS,
  VOLUME_CLASSES,
} from "@/lib/optimizer/forecasting/index.ts";
import { BACKTEST, isClassicalMethod } from "@/lib/optimizer/stages/index.ts";
import { addMs } from "@/server/core/clock.ts";
import {
  type BacktestRef,
  type ForecastAlarmRow,
  type ForecastQualityRow,
  listBacktests,
  listForecastAlarms,
  listForecastQuality,
} from "@/server/repositories/forecast-quality.ts";
import { listPlannableMarketplaces } from "@/server/repositories/network.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import type {
  AlarmView,
  BacktestPoint,
  MethodView,
  QualityInput,
  QualityView,
  SegmentQuality,
} from "./schemas.ts";

const LISTED_BACKTESTS = 26;
const RESOLVED_MS = 30 * 86_400_000;

/** Quality of a marketplace; of the first that can be planned when none is named. */
export function readQuality(
  ctx: StaffContext,
  input: z.infer<typeof QualityInput>,
): Promise<QualityView> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const marketplaces = await listPlannableMarketplaces(tx);
    const marketplaceId = input.marketplaceId ?? marketplaces[0]?.marketplaceId ?? null;
    const place = { marketplaceId, marketplaces };
    if (marketplaceId === null)
      return { ...place, backtest: null, segments: [], history: [], alarms: [] };
    const backtests = await listBacktests(tx, ctx.scope, marketplaceId, LISTED_BACKTESTS);
    const keys = backtests.map(({ backtestKey }) => backtestKey);
    const rows = keys.length > 0 ? await listForecastQuality(tx, ctx.scope, keys) : [];
    const of = (backtest: BacktestRef) =>
      rows.filter(({ backtestKey }) => backtestKey === backtest.backtestKey);
    const since = addMs(ctx.clock.now(), -RESOLVED_MS);
    const alarms = await listForecastAlarms(tx, ctx.scope, marketplaceId, since);
    const [newest] = backtests;
    return {
      ...place,
      backtest: newest ? backtestView(newest) : null,
      segments: newest ? segmentsOf(of(newest)) : [],
      history: backtests.map((one) => backtestPoint(one, of(one))).reverse(),
      alarms: alarms.flatMap(alarmView),
    };
  });
}

const backtestView = ({ computedAt, ...origins }: BacktestRef) => ({
  ...origins,
  completeToOn: dayToDate(dayFromDate(origins.lastOriginOn) + 7 * BACKTEST.horizonWeeks),
  computedAt: computedAt.toISOString(),
});

const CLASSES = [ALL_CLASSES, ...INTERMITTENCY_CLASSES] as const;
const VOLUMES = [ALL_CLASSES, ...VOLUME_CLASSES] as const;

/** Segments that occur, the whole first. */
function segmentsOf(rows: readonly ForecastQualityRow[]): SegmentQuality[] {
  return CLASSES.flatMap((intermittencyClass) =>
    VOLUMES.flatMap((volumeClass): SegmentQuality[] => {
      const own = rows.filter(
        (row) => row.intermittencyClass === intermittencyClass && row.volumeClass === volumeClass,
      );
      return own.length > 0 ? [segmentQuality(own)] : [];
    }),
  );
}

function segmentQuality(rows: readonly ForecastQualityRow[]): SegmentQuality {
  const weeks = rows.filter(({ isSum }) => !isSum);
  const methods = weeks.map((row) => methodView(row, rows)).sort((a, b) => rank(a) - rank(b));
  const used = methods.find(({ isUsed }) => isUsed) ?? null;
  const windowCount = Math.max(0, ...weeks.map((row) => row.windowCount));
  const bestClassical = methods.find(({ isClassical }) => isClassical) ?? null;
  return {
    intermittencyClass: weeks[0]?.intermittencyClass ?? ALL_CLASSES,
    volumeClass: weeks[0]?.volumeClass ?? ALL_CLASSES,
    skuCount: Math.max(0, ...weeks.map(({ skuCount }) => skuCount)),
    windowCount,
    isOwnChoice: windowCount >= MINIMUM_WINDOWS,
    used,
    bestClassical,
    gainShare: gainShare(used, bestClassical),
    methods,
  };
}

const scoreOf = ({ spl, sumSpl }: MethodView): number | null => decidingScore(spl, sumSpl);
const rank = (view: MethodView): number => scoreOf(view) ?? Number.POSITIVE_INFINITY;

function gainShare(used: MethodView | null, classical: MethodView | null): number | null {
  const own = used && scoreOf(used);
  const theirs = classical && scoreOf(classical);
  return own === null || theirs === null || theirs === 0 ? null : 1 - own / theirs;
}

function methodView(row: ForecastQualityRow, rows: readonly ForecastQualityRow[]): MethodView {
  const sums = rows.filter(({ isSum, method }) => isSum && method === row.method);
  return {
    method: row.method,
    isClassical: isClassicalMethod(row.method),
    isUsed: row.isMethodUsed,
    spl: row.spl,
    sumSpl: meanOf(sums.map(({ spl }) => spl)),
    wspl: row.wspl,
    mase: row.mase,
    rmsse: row.rmsse,
    biasShare: row.biasShare,
    coverage80Share: row.coverage80Share,
    coverage90Share: row.coverage90Share,
    coverage95Share: row.coverage95Share,
    cumulative90Share: row.cumulative90Share,
    cumulative95Share: row.cumulative95Share,
  };
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length < values.length || known.length === 0) return null;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

function backtestPoint(backtest: BacktestRef, rows: readonly ForecastQualityRow[]): BacktestPoint {
  const [whole] = segmentsOf(rows);
  const used = whole?.used ?? null;
  return {
    ...backtestView(backtest),
    spl: used?.spl ?? null,
    sumSpl: used?.sumSpl ?? null,
    gainShare: whole?.gainShare ?? null,
    coverage80Share: used?.coverage80Share ?? null,
    cumulative90Share: used?.cumulative90Share ?? null,
  };
}

const AlarmFacts = z.object({
  reference: z.number(),
  windowCount: z.int(),
  productCount: z.int(),
  weekCount: z.int(),
  toOn: z.string(),
});
const Metric = z.enum(["coverage80Share", "coverage90Share", "intervalLoss"]);

function alarmView({ facts, raisedAt, resolvedAt, metric, ...row }: ForecastAlarmRow): AlarmView[] {
  const known = AlarmFacts.safeParse(facts);
  const figure = Metric.safeParse(metric);
  if (!known.success || !figure.success) return [];
  const at = { raisedAt: raisedAt.toISOString(), resolvedAt: resolvedAt?.toISOString() ?? null };
  return [{ ...row, metric: figure.data, ...known.data, ...at }];
}
