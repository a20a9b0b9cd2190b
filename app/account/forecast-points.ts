// A product's forecast as the points of its chart. Pure.
import type { ChartEvent } from "@/app/ui/charts/event-list.tsx";
import type { Band, FanPoint } from "@/app/ui/charts/fan-chart.tsx";
import { touchesWeek } from "@/app/ui/charts/week-events.ts";
import type { ForecastScores, ForecastView } from "./forecast-words.ts";

type Week = ForecastView["ahead"][number];

const NOTHING = {
  sold: null,
  isOut: false,
  demand: null,
  wholesale: null,
  mean: null,
  median: null,
  band50: null,
  band80: null,
  base: null,
  preview: null,
  earlier: null,
  earlierBand: null,
} as const;

const bandOf = (low: number | null, high: number | null): Band | null =>
  low === null || high === null ? null : [low, high];

const pastPoint = (week: ForecastView["past"][number]): FanPoint => ({
  ...NOTHING,
  on: week.weekOn,
  sold: Math.max(0, week.soldUnits - week.wholesaleUnits),
  isOut: week.inStockMillionths !== null,
  demand: week.demandUnits,
  wholesale: week.wholesaleUnits > 0 ? week.wholesaleUnits : null,
});

const aheadPoint = (week: Week, preview: number | null): FanPoint => ({
  ...NOTHING,
  on: week.weekOn,
  mean: week.mean,
  median: week.median,
  band50: bandOf(week.low50, week.high50),
  band80: bandOf(week.low80, week.high80),
  base: week.baseMean,
  preview,
});

/** The last `pastWeeks` weeks and those ahead, an earlier forecast laid over where one is given. */
export function fanPoints(
  { past, ahead }: Pick<ForecastView, "past" | "ahead">,
  pastWeeks: number,
  compared: Pick<ForecastScores, "ahead"> | null,
  preview: readonly number[] | null,
): FanPoint[] {
  const points = [
    ...past.slice(-pastWeeks).map(pastPoint),
    ...ahead.map((week, h) => aheadPoint(week, preview?.[h] ?? null)),
  ];
  if (!compared) return points;
  const then = new Map(compared.ahead.map((week) => [week.weekOn, week]));
  return points.map((point) => {
    const week = then.get(point.on);
    if (!week) return point;
    return { ...point, earlier: week.mean, earlierBand: bandOf(week.low80, week.high80) };
  });
}

/** The first week of a product's own, where weeks before it are another's. */
function startMarks(
  { continues }: ForecastView["history"],
  points: readonly FanPoint[],
): ChartEvent[] {
  if (continues === null) return [];
  const ahead = points.findIndex(({ mean }) => mean !== null);
  const first = points[ahead - continues.ownWeekCount];
  if (!first) return [];
  const label = `First week of its own; before it, the history of ${continues.sku}`;
  return [{ id: "first-own-week", on: first.on, toOn: first.on, label }];
}

/** Sale events of the calendar and declared promotions that touch the weeks on show, by first day. */
export function fanEvents(
  { events, promotions, history }: Pick<ForecastView, "events" | "promotions" | "history">,
  points: readonly FanPoint[],
): ChartEvent[] {
  const marks: ChartEvent[] = [
    ...startMarks(history, points),
    ...events.map(({ title, startOn, endOn }) => ({
      id: `event/${title}/${startOn}`,
      on: startOn,
      toOn: endOn,
      label: title,
    })),
    ...promotions.map(({ promotionId, title, fromOn, toOn }) => ({
      id: `promotion/${promotionId}`,
      on: fromOn,
      toOn,
      label: `Your promotion: ${title}`,
    })),
  ];
  return marks
    .filter((mark) => points.some(({ on }) => touchesWeek(mark, on)))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

export interface Statement {
  /** First days of the first and the last week. */
  readonly fromOn: string;
  readonly toOn: string;
  readonly kind: "factor" | "units_per_week";
  readonly value: number;
}

export interface Effect {
  /** Means of the weeks ahead as they would be. */
  readonly means: readonly number[];
  readonly weekCount: number;
  /** Sums over the stated weeks, before and after. */
  readonly fromUnits: number;
  readonly toUnits: number;
}

/** What a statement would do to the weeks ahead; null while it is not complete or touches none of them. */
export function effectOf(ahead: ForecastView["ahead"], statement: Statement | null): Effect | null {
  if (!statement || !Number.isFinite(statement.value) || statement.value < 0) return null;
  const { fromOn, toOn, kind, value } = statement;
  const isStated = ({ weekOn }: Week) => weekOn >= fromOn && weekOn <= toOn;
  const stated = ahead.filter(isStated);
  if (stated.length === 0) return null;
  const after = (week: Week) => (kind === "factor" ? week.mean * value : value);
  return {
    means: ahead.map((week) => (isStated(week) ? after(week) : week.mean)),
    weekCount: stated.length,
    fromUnits: stated.reduce((sum, week) => sum + week.mean, 0),
    toUnits: stated.reduce((sum, week) => sum + after(week), 0),
  };
}
