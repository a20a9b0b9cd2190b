// What a run and its stages are called, and the figures of its summary.
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { formatNumber } from "@/app/ui/format.ts";

export type RunSummary = RouterOutputs["runs"]["list"]["runs"][number];
export type RunDetail = RouterOutputs["runs"]["get"];
export type StageRow = RunDetail["stages"][number];

/** Why a run cannot be started or cancelled. */
export const runRefusals: Readonly<Record<string, string>> = {
  no_facts: "There is nothing to plan there yet: no reports are loaded.",
  no_accounts: "There is nothing to plan there yet: no account has facts by that day.",
  no_policy: "A policy is missing: publish one for that day first.",
  shared_network: "Accounts that share a network are planned together: plan the whole marketplace.",
  run_ended: "This run has already ended.",
};

export const hasEnded = ({ status }: Pick<RunSummary, "status">): boolean =>
  status !== "queued" && status !== "running";

/** Seconds that a run or stage took; null while it has not ended. */
export function tookSeconds(startedAt: string | null, finishedAt: string | null): number | null {
  if (startedAt === null || finishedAt === null) return null;
  return Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
}

export const secondsText = (seconds: number | null): string =>
  seconds === null ? formatNumber(null) : `${formatNumber(seconds, { digits: 1 })} s`;

const stageLabels: Readonly<Record<string, string>> = {
  snapshot: "Read the facts",
  forecast: "Forecast demand",
  price: "Price the shared space",
  limits: "Decide limits",
  replenishment: "Decide quantities",
  positioning: "Set stock per centre",
  placement: "Place units over the network",
  record: "Record, replay and seal",
};

export interface StageProgress {
  readonly stage: string;
  readonly label: string;
  readonly status: StageRow["status"];
  readonly partCount: number;
  readonly doneCount: number;
  readonly retryCount: number;
  readonly seconds: number | null;
  /** What the parts say: one part's message, or those of parts that failed. */
  readonly messages: readonly string[];
}

/** Stages in the order of work, each over all its parts. */
export function stageProgress(rows: readonly StageRow[]): StageProgress[] {
  const names = [...new Set(rows.map((row) => row.stage))];
  return names.map((stage) => {
    const parts = rows.filter((row) => row.stage === stage);
    return {
      stage,
      label: stageLabels[stage] ?? stage,
      status: statusOf(parts),
      partCount: parts.length,
      doneCount: parts.filter(({ status }) => status === "done" || status === "skipped").length,
      retryCount: parts.reduce((sum, part) => sum + Math.max(0, part.attemptCount - 1), 0),
      seconds: spanSeconds(parts),
      messages: parts
        .filter(
          ({ status, message }) => message !== "" && (parts.length === 1 || status === "failed"),
        )
        .map(({ message }) => message),
    };
  });
}

function statusOf(parts: readonly StageRow[]): StageRow["status"] {
  const has = (status: StageRow["status"]) => parts.some((part) => part.status === status);
  if (has("failed")) return "failed";
  if (has("running")) return "running";
  if (has("waiting")) return has("done") ? "running" : "waiting";
  return has("done") ? "done" : "skipped";
}

/** From the first part's start to the last part's end. */
function spanSeconds(parts: readonly StageRow[]): number | null {
  const starts = parts.flatMap(({ startedAt }) => (startedAt ? [startedAt] : []));
  const ends = parts.flatMap(({ finishedAt }) => (finishedAt ? [finishedAt] : []));
  if (starts.length === 0 || ends.length < parts.length) return null;
  return tookSeconds(starts.sort()[0] ?? null, ends.sort().at(-1) ?? null);
}

type Json = NonNullable<RunDetail["summary"]>[string];

function valueAt(summary: RunDetail["summary"], path: readonly string[]): Json | undefined {
  let at: Json | undefined = summary ?? undefined;
  for (const key of path) {
    if (typeof at !== "object" || at === null || Array.isArray(at)) return undefined;
    at = at[key];
  }
  return at;
}

/** A number of the summary, by path; null where this run has none. */
export function figureAt(summary: RunDetail["summary"], ...path: string[]): number | null {
  const value = valueAt(summary, path);
  return typeof value === "number" ? value : null;
}

export interface LimitGoal {
  readonly term: string;
  readonly note: string;
  readonly kind: "share" | "count" | "ratio";
  readonly value: number | null;
  readonly goalText: string | null;
  /** null without a goal or a value. */
  readonly isMet: boolean | null;
}

interface GoalSpec extends Pick<LimitGoal, "term" | "note" | "kind" | "goalText"> {
  readonly path: readonly string[];
  readonly isMet?: (value: number) => boolean;
}

const goalSpecs: readonly GoalSpec[] = [
  {
    term: "Confirmed limits cut",
    note: "Limits below a figure that was confirmed before",
    kind: "count",
    path: ["confirmedCutCount"],
    goalText: "0",
    isMet: (value) => value === 0,
  },
  {
    term: "Finals that keep the first estimate",
    note: "Confirmed limits of at least 90% of the first estimate of their month",
    kind: "share",
    path: ["finals", "keptShare"],
    goalText: "at least 95%",
    isMet: (value) => value >= 0.95,
  },
  {
    term: "Revision from first estimate to final",
    note: "Mean of the change's size, as share of the estimate",
    kind: "share",
    path: ["finals", "revisionShare"],
    goalText: "at most 8%",
    isMet: (value) => value <= 0.08,
  },
  {
    term: "Lowered from first estimate to final",
    note: "The part of that revision that took space away, as share of the estimate",
    kind: "share",
    path: ["finals", "loweredShare"],
    goalText: null,
  },
  {
    term: "Pools whose guarantees do not fit",
    note: "Confirmed figures, space in use and least limits alone exceed the space",
    kind: "count",
    path: ["infeasiblePoolCount"],
    goalText: "0",
    isMet: (value) => value === 0,
  },
  {
    term: "Space promised",
    note: "Limits together, of what could be shared",
    kind: "share",
    path: ["poolUsageShare"],
    goalText: null,
  },
  {
    term: "Limits in use",
    note: "On hand and open shipments, of the limits",
    kind: "share",
    path: ["limitUsageShare"],
    goalText: null,
  },
  {
    term: "Inequality of limits per volume shipped",
    note: "Gini: 0 when everybody gets the same per volume",
    kind: "ratio",
    path: ["limitPerPaceGini"],
    goalText: null,
  },
];

/** Measures of a run's limits; none where it had no space to share. */
export function limitGoals(summary: RunDetail["summary"]): LimitGoal[] {
  if (figureAt(summary, "price", "kpis", "confirmedCutCount") === null) return [];
  return goalSpecs.map(({ path, isMet, ...goal }) => {
    const value = figureAt(summary, "price", "kpis", ...path);
    return { ...goal, value, isMet: isMet && value !== null ? isMet(value) : null };
  });
}

export interface CohortFigures {
  readonly dimension: string;
  readonly name: string;
  readonly limitCount: number;
  readonly limitWeeks: number;
}

/** Limits by group of accounts. */
export function cohortFigures(summary: RunDetail["summary"]): CohortFigures[] {
  const cohorts = valueAt(summary, ["price", "kpis", "cohorts"]);
  if (!Array.isArray(cohorts)) return [];
  return cohorts.flatMap((cohort) => {
    if (typeof cohort !== "object" || cohort === null || Array.isArray(cohort)) return [];
    const { dimension, name, limitCount, limitWeeks } = cohort;
    return typeof limitCount === "number" && typeof limitWeeks === "number"
      ? [{ dimension: String(dimension), name: String(name), limitCount, limitWeeks }]
      : [];
  });
}

export interface PoolFigures {
  readonly storageType: string;
  readonly monthAhead: number;
  readonly status: string;
  readonly poolMm3: number;
  readonly limitSumMm3: number;
  readonly shortfallMm3: number;
  /** How far limits may add up to more than the space, in millionths; 0 in runs that did not tell. */
  readonly overbookingMillionths: number;
  /** Whether that was computed from how limits are used, or taken from the policy. */
  readonly overbookingMethod: string;
}

/** The pools that a run priced; none where the marketplace has no network. */
export function poolFigures(summary: RunDetail["summary"]): PoolFigures[] {
  const pools = valueAt(summary, ["price", "pools"]);
  if (!Array.isArray(pools)) return [];
  return pools.flatMap((pool) => {
    if (typeof pool !== "object" || pool === null || Array.isArray(pool)) return [];
    const number = (key: string) => (typeof pool[key] === "number" ? pool[key] : 0);
    const overbooking = pool.overbooking;
    const known =
      typeof overbooking === "object" && overbooking !== null && !Array.isArray(overbooking)
        ? overbooking
        : {};
    return [
      {
        storageType: String(pool.storageType ?? ""),
        monthAhead: number("monthAhead"),
        status: String(pool.status ?? ""),
        poolMm3: number("poolMm3"),
        limitSumMm3: number("limitSumMm3"),
        shortfallMm3: number("shortfallMm3"),
        overbookingMillionths:
          typeof known.shareMillionths === "number" ? known.shareMillionths : 0,
        overbookingMethod: String(known.method ?? ""),
      },
    ];
  });
}

/** How the overbooking of a pool was found, in words. */
export const overbookingText: Readonly<Record<string, string>> = {
  convolution: "from use",
  normal: "from use",
  most: "from use, at the policy's most",
  assumed: "by policy",
};

/** How scarce a pool was found, in words. */
export const poolStatusText: Readonly<Record<string, string>> = {
  notScarce: "room for everybody's need",
  filled: "shared by fair share",
  rationed: "earlier figures kept in part",
  infeasible: "guarantees exceed the space",
};
