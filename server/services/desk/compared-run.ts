// The newest run over a whole marketplace that was compared with another limit by limit.
import { addMonths } from "@/lib/calendar/index.ts";
import { dayText, monthText } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { findNewestNetworkRun, type NetworkRun } from "@/server/repositories/latest-run.ts";
import { findLimitChanges, listMixedBases } from "@/server/repositories/limit-change.ts";
import { findRun, type RunRow } from "@/server/repositories/run.ts";
import { LimitChangeSummary } from "@/server/services/limit-changes/schemas.ts";
import type { Desk, DeskReader } from "./desk-reader.ts";

export interface ComparedRun {
  readonly run: NetworkRun;
  readonly base: RunRow;
  readonly pools: LimitChangeSummary["pools"];
}

/** Throws precondition_failed before there is one. */
export async function comparedRun({ tx, scope }: Pick<Desk, "tx" | "scope">): Promise<ComparedRun> {
  const run = await findNewestNetworkRun(tx, scope);
  if (!run) throw new DomainError("precondition_failed", { rule: "no_run" });
  const [baseRunId] = await listMixedBases(tx, run.runId);
  const base = baseRunId === undefined ? undefined : await findRun(tx, baseRunId);
  const kept = base && (await findLimitChanges(tx, scope, run.runId, base.id));
  if (!base || !kept) throw new DomainError("precondition_failed", { rule: "not_compared" });
  return { run, base, pools: LimitChangeSummary.parse(kept.summary).pools };
}

export const monthAfter = ({ asOfOn }: Pick<NetworkRun, "asOfOn">, monthAhead: number): string =>
  `${addMonths(asOfOn.slice(0, 7), monthAhead)}-01`;

/** The pool of next month whose sum changed most; null where the network has none. */
export function mainPool(pools: ComparedRun["pools"]): ComparedRun["pools"][number] | null {
  const moved = ({ cohorts: [all] }: ComparedRun["pools"][number]) =>
    Math.abs((all?.toMm3 ?? 0) - (all?.fromMm3 ?? 0));
  const next = pools.filter(({ monthAhead }) => monthAhead === 1);
  return next.toSorted((a, b) => moved(b) - moved(a))[0] ?? null;
}

/** Which runs are before and after, and for which months: limits are paired by how far ahead they were decided. */
export function comparedText(
  { run, base }: Pick<ComparedRun, "run" | "base">,
  monthAhead: number,
  { tell, locale }: DeskReader,
): string {
  const side = (id: number, asOfOn: string) => ({
    run: String(id),
    day: dayText(asOfOn, locale),
    month: monthText(monthAfter({ asOfOn }, monthAhead), locale),
  });
  return [
    tell("deskBefore", side(base.id, base.asOfOn)),
    tell("deskNow", side(run.runId, run.asOfOn)),
    tell("deskPaired"),
  ].join(locale === "ja" ? "" : " ");
}
