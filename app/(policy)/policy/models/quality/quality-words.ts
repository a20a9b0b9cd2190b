// Segments of demand, figures of quality and alarms in plain words.
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { formatCount, formatPoints } from "@/app/ui/format.ts";
import { formatDay } from "@/app/ui/format-date.ts";
import { lossText, shareText } from "../model-words.ts";

export type Quality = RouterOutputs["forecastModels"]["quality"];
export type Segment = Quality["segments"][number];
export type Method = Segment["methods"][number];
export type Alarm = Quality["alarms"][number];
export type BacktestPoint = Quality["history"][number];
export type Job = RouterOutputs["forecastModels"]["jobs"]["jobs"][number];

export type SegmentKey = Pick<Segment, "intermittencyClass" | "volumeClass">;

const classLabels: Readonly<Record<string, string>> = {
  all: "All demand",
  smooth: "Smooth",
  erratic: "Erratic",
  intermittent: "Intermittent",
  lumpy: "Lumpy",
};

const volumeLabels: Readonly<Record<string, string>> = {
  all: "any volume",
  low: "low volume",
  medium: "medium volume",
  high: "high volume",
};

/** "Lumpy, low volume". */
export function segmentLabel({ intermittencyClass, volumeClass }: SegmentKey): string {
  const name = classLabels[intermittencyClass] ?? intermittencyClass;
  if (intermittencyClass === "all" && volumeClass === "all") return name;
  return `${name}, ${volumeLabels[volumeClass] ?? volumeClass}`;
}

/** A segment in the address: "lumpy.low". */
export const segmentId = ({ intermittencyClass, volumeClass }: SegmentKey): string =>
  `${intermittencyClass}.${volumeClass}`;

export const CLASS_NOTE =
  "Smooth and erratic products sell in most weeks, intermittent and lumpy ones do not; erratic and lumpy ones sell in uneven amounts. Low volume is less than 1 unit a week, high is 10 or more.";

export const METHOD_NOTE =
  "Season and level: yearly profile, sale events and stock-outs per account, level per product. IMAPA: averages over several lengths of period; TSB: Teunter, Syntetos and Babai's for products that stop selling; SES: simple exponential smoothing; empirical: what the last weeks showed.";

export const COVERAGE_NOTE =
  "Demand of a few units cannot be cut at 10 or 90%, so that intervals of slow products cover more than they are meant to.";

/** A coverage beside what it is meant to be: "81.2%, +1.2 pts". */
export const distanceText = (share: number | null, nominal: number): string | null =>
  share === null ? null : formatPoints((share - nominal) * 1_000_000);

/** Better or worse than the best classical method; "the same" where that is the method used. */
export function gainWord(gainShare: number | null): string | null {
  if (gainShare === null) return null;
  if (Math.abs(gainShare) < 0.0005) return "the same";
  return `${shareText(Math.abs(gainShare))} ${gainShare > 0 ? "better" : "worse"}`;
}

const coverageNames = {
  coverage80Share: "fell inside their 80% interval",
  coverage90Share: "stayed at or below their 90% quantile",
} as const;

/** What left its bounds, in one sentence. */
export function alarmText(alarm: Alarm): string {
  const { metric, value, reference, threshold } = alarm;
  if (metric === "intervalLoss")
    return `Forecast intervals lose ${lossText(value)} where the backtest said ${lossText(reference)}; more than ${lossText(threshold)} is out of bounds.`;
  const side = value < reference ? "less" : "more";
  return `${shareText(value)} of weeks ${coverageNames[metric]}, where the backtest said ${shareText(reference)}; ${side} than ${shareText(threshold)} is out of bounds.`;
}

/** What an alarm rests on: "1,240 scored weeks of 310 products, up to 15 Nov 2026". */
export const alarmBasis = ({ windowCount, productCount, toOn }: Alarm): string =>
  `${formatCount(windowCount, "scored week")} of ${formatCount(productCount, "product")}, up to ${formatDay(toOn)}`;

/** Why work on forecasts cannot be started or stopped. */
export const jobRefusals: Readonly<Record<string, string>> = {
  no_run:
    "Nothing was planned there yet: backtests and trainings look at the facts of the newest run.",
  job_ended: "This has already ended.",
  job_just_ended: "The one before ended this moment. Ask again.",
};

export const jobLabels: Readonly<Record<Job["kind"], string>> = {
  backtest: "Backtest",
  train: "Training",
};

export const isUnderWay = ({ status }: Pick<Job, "status">): boolean =>
  status === "queued" || status === "running";
