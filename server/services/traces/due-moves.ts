// How long a run's traces are kept, and how much of them.
import type { TracedRun } from "@/server/repositories/trace-audit.ts";

const DAY_MS = 86_400_000;

export interface TracePolicy {
  /** Days with all values. */
  readonly hotDays: number;
  /** Days after sealing until which leaves of every run are kept. */
  readonly warmDays: number;
  /** Days until which the last run of each month, and those under dispute, are kept. */
  readonly coldDays: number;
}

/** 13 weeks, 13 months, 7 years. */
export const TRACE_POLICY: TracePolicy = { hotDays: 91, warmDays: 396, coldDays: 2557 };

export interface DueMove {
  readonly run: TracedRun;
  readonly tier: "warm" | "cold" | "released";
}

/** Moves that are due, a step per run, in the order of `runs` (oldest first). A run under dispute is never released. */
export function dueMoves(
  runs: readonly TracedRun[],
  disputedRunIds: ReadonlySet<number>,
  now: Date,
  policy: TracePolicy = TRACE_POLICY,
): DueMove[] {
  const lastOfMonth = new Map(runs.map((run) => [monthOf(run), run.runId]));
  return runs.flatMap((run): DueMove[] => {
    const ageDays = (now.getTime() - run.sealedAt.getTime()) / DAY_MS;
    const isDisputed = disputedRunIds.has(run.runId);
    const isKept = isDisputed || lastOfMonth.get(monthOf(run)) === run.runId;
    if (run.tier === "hot" && ageDays > policy.hotDays) return [{ run, tier: "warm" }];
    if (run.tier === "warm" && ageDays > policy.warmDays)
      return [{ run, tier: isKept ? "cold" : "released" }];
    if (run.tier === "cold" && ageDays > policy.coldDays && !isDisputed)
      return [{ run, tier: "released" }];
    return [];
  });
}

const monthOf = ({ marketplaceId, accountId, asOfOn }: TracedRun): string =>
  [marketplaceId, accountId, asOfOn.slice(0, 7)].join("/");
