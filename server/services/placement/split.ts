// Minimal, partial and optimised splits of what the newest run advises to send: what each costs, and the one that is chosen.
// Runs keep to a choice until it expires or is taken back.
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { type CoveringRun, findLatestRun } from "@/server/repositories/latest-run.ts";
import { listFcs } from "@/server/repositories/network.ts";
import {
  closeSplitChoice,
  findSplitChoice,
  insertSplitChoice,
  listSplits,
  type SplitChoiceRow,
  type SplitRow,
} from "@/server/repositories/placement-split.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { SellerContext } from "@/server/services/context.ts";
import type { ChooseSplitInput, SplitList } from "./split-schemas.ts";

/** Days after the newest plan that a choice holds: four weekly plans. */
const SPLIT_DAYS = 28;

/** What the newest run offers, and the choice that stands. */
export function listSplitOptions(ctx: SellerContext): Promise<SplitList> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findLatestRun(tx, ctx.scope);
    if (!run) return { runId: null, currency: null, options: [], choice: null };
    const codes = await fcCodes(tx, run);
    const options = await listSplits(tx, ctx.scope, run.runId);
    const choice = await findSplitChoice(tx, ctx.scope, run.asOfOn);
    return {
      runId: run.runId,
      currency: run.currency,
      options: options.map((row) => optionView(row, codes)),
      choice: choice && choiceView(choice, run, codes),
    };
  });
}

async function fcCodes(tx: Tx, run: CoveringRun): Promise<ReadonlyMap<number, string>> {
  const fcs = await listFcs(tx, run.marketplaceId, run.asOfOn);
  return new Map(fcs.map(({ id, code }) => [id, code]));
}

const codeOf = (codes: ReadonlyMap<number, string>, id: number): string =>
  codes.get(id) ?? String(id);

function optionView(row: SplitRow, codes: ReadonlyMap<number, string>) {
  const { split, state, fcIds, fcUnits, feeMicros, transitMilliDays } = row;
  return {
    split,
    state,
    fcs: fcIds.map((id, k) => ({ code: codeOf(codes, id), units: fcUnits[k] ?? 0 })),
    units: fcUnits.reduce((sum, units) => sum + units, 0),
    feeMicros,
    transitMilliDays,
  };
}

function choiceView(
  { split, fcIds, feeMicros, expiresOn, createdAt }: SplitChoiceRow,
  run: CoveringRun,
  codes: ReadonlyMap<number, string>,
) {
  return {
    split,
    codes: fcIds.map((id) => codeOf(codes, id)),
    feeMicros,
    expiresOn,
    isInForce: run.finishedAt !== null && createdAt <= run.finishedAt,
  };
}

/** A person chooses; a job never does. */
function chooserOf({ scope }: SellerContext): number {
  if (scope.userId === null) throw new DomainError("forbidden", { rule: "a_person_decides" });
  return scope.userId;
}

/**
 * Chooses a minimal or partial split of the newest run's advice; one that stood is replaced. Throws conflict when a newer
 * run has planned since it was offered, invalid for a split that is not offered.
 */
export function chooseSplit(
  ctx: SellerContext,
  { split, runId }: Omit<ChooseSplitInput, "account">,
): Promise<{ readonly choiceId: number }> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const createdBy = chooserOf(ctx);
    const run = await findLatestRun(tx, ctx.scope);
    if (!run) throw new DomainError("not_found", { runId });
    if (run.runId !== runId) throw new DomainError("conflict", { rule: "newer_plan" });
    const options = await listSplits(tx, ctx.scope, runId);
    const option = options.find((row) => row.split === split);
    if (!option) throw new DomainError("not_found", { runId, split });
    const { state, feeMicros, fcIds } = option;
    if (state !== "offered" || feeMicros === null) {
      throw new DomainError("invalid", { field: "split", rule: "not_offered", state });
    }
    const recordedFrom = ctx.clock.now();
    const before = await closeSplitChoice(tx, ctx.scope, recordedFrom);
    const expiresOn = dayToDate(dayFromDate(run.asOfOn) + SPLIT_DAYS);
    const row = { split, fcIds: [...fcIds], runId, feeMicros, expiresOn, createdBy, recordedFrom };
    const choiceId = await insertSplitChoice(tx, ctx.scope, row);
    await recordEvent(tx, ctx, {
      action: "placement.chooseSplit",
      target: `placement_split_choice:${choiceId}`,
      detail: {
        split,
        fcIds: [...fcIds],
        feeMicros,
        expiresOn,
        replaced: before?.choiceId ?? null,
      },
    });
    return { choiceId };
  });
}

/** Takes the choice back: runs from now on send units to any building. Throws not_found where none stands. */
export function withdrawSplit(ctx: SellerContext): Promise<{ readonly withdrawnAt: string }> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    chooserOf(ctx);
    const withdrawnAt = ctx.clock.now();
    const closed = await closeSplitChoice(tx, ctx.scope, withdrawnAt);
    if (!closed) throw new DomainError("not_found", { rule: "no_choice" });
    await recordEvent(tx, ctx, {
      action: "placement.withdrawSplit",
      target: `placement_split_choice:${closed.choiceId}`,
      detail: { split: closed.split, fcIds: [...closed.fcIds] },
    });
    return { withdrawnAt: withdrawnAt.toISOString() };
  });
}
