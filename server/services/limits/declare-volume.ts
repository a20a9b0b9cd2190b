// A seller's word about the sales ahead: what it would change, declared, withdrawn.
import type { Tx } from "@/db/client.ts";
import {
  type CapacityPolicy,
  completeCapacityPolicy,
  defaultCapacityPolicy,
} from "@/lib/optimizer/capacity/index.ts";
import { type StorageType, storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { roundHalfEven } from "@/lib/units/index.ts";
import { nodeLabel } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { expectedMm3 } from "@/server/planning/known-of-accounts.ts";
import { limitKey, loadDecision } from "@/server/planning/traces.ts";
import {
  closeDeclaration,
  type DeclarationRow,
  insertDeclaration,
  listDeclarations,
  listWeights,
} from "@/server/repositories/declared-volume.ts";
import { type CoveringRun, findLatestRun } from "@/server/repositories/latest-run.ts";
import { listAnnouncements } from "@/server/repositories/limit.ts";
import { findRunPolicy } from "@/server/repositories/policy-read.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { SellerContext } from "@/server/services/context.ts";
import {
  checkDeclaration,
  declarableMonths,
  hasBegun,
  isBound,
  MOST_DECLARATIONS,
  monthsBetween,
} from "./declaration-rules.ts";
import { replayDeclared } from "./declared-replay.ts";
import type { DeclarationPreview, DeclareVolumeInput } from "./schemas.ts";

const MILLION = 1_000_000;

/** The months of a run that its limits reach, by how far ahead they are. */
function monthAheadOf(run: CoveringRun, monthOn: string): number | null {
  const ahead = declarableMonths(run.asOfOn).indexOf(monthOn) + 1;
  return ahead >= 1 && ahead <= 3 ? ahead : null;
}

/** The newest run that limits of the account; throws when there is none to declare against. */
async function declarableRun(tx: Tx, scope: SellerScope): Promise<CoveringRun> {
  const run = await findLatestRun(tx, scope);
  if (!run) throw new DomainError("precondition_failed", { rule: "no_limits_yet" });
  return run;
}

/** Weight of the account's record now. */
export async function weightOf(
  tx: Tx,
  scope: SellerScope,
  policy: CapacityPolicy,
  at: Date,
): Promise<number> {
  const [known] = await listWeights(tx, scope, at, [scope.accountId]);
  return known?.weightMillionths ?? policy.declared.firstWeightMillionths;
}

/** The rules for declarations as of a run. */
export async function capacityPolicyOfRun(tx: Tx, runId: number): Promise<CapacityPolicy> {
  const body = await findRunPolicy(tx, runId, "capacity");
  return body ? completeCapacityPolicy(body as CapacityPolicy) : defaultCapacityPolicy;
}

/** What a declaration would make of the newest run's limits; nothing is written. Throws the rule that it breaks. */
export function previewDeclaration(
  ctx: SellerContext,
  input: Omit<DeclareVolumeInput, "account">,
): Promise<DeclarationPreview> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const { run, extraMm3, probabilityMillionths } = await checked(tx, ctx.scope, input);
    const policy = await capacityPolicyOfRun(tx, run.runId);
    const weightMillionths = await weightOf(tx, ctx.scope, policy, ctx.clock.now());
    const months: DeclarationPreview["months"] = [];
    for (const monthOn of monthsBetween(input.fromMonthOn, input.toMonthOn)) {
      const declaredMm3 = expectedMm3({ extraMm3, probabilityMillionths });
      months.push(
        await previewMonth(tx, ctx.scope, run, {
          monthOn,
          storageType: input.storageType,
          declaredMm3,
          weightMillionths,
        }),
      );
    }
    return { asOfOn: run.asOfOn, weightMillionths, months };
  });
}

interface PreviewedMonth {
  readonly monthOn: string;
  readonly storageType: StorageType;
  readonly declaredMm3: number;
  readonly weightMillionths: number;
}

async function previewMonth(
  tx: Tx,
  scope: SellerScope,
  run: CoveringRun,
  month: PreviewedMonth,
): Promise<DeclarationPreview["months"][number]> {
  const { monthOn, declaredMm3, weightMillionths } = month;
  const ahead = monthAheadOf(run, monthOn);
  const decision =
    ahead === null
      ? null
      : await loadDecision(tx, scope, run.runId, "capacity", {
          accountId: scope.accountId,
          key: limitKey(storageTypeIndex(month.storageType), ahead),
        });
  const missing = { monthOn, declaredMm3, limit: null };
  if (!decision) return missing;
  const before = replayDeclared(decision.leaves, 0, { declaredMm3: 0, weightMillionths });
  const after = replayDeclared(decision.leaves, 0, { declaredMm3, weightMillionths });
  return {
    monthOn,
    declaredMm3,
    limit: {
      fromMm3: before.limitMm3,
      toMm3: after.limitMm3,
      countedMm3: after.countedMm3,
      capMm3: after.capMm3,
      isCapped: after.countedMm3 === after.capMm3 && after.capMm3 > 0,
      setBy: nodeLabel("capacity", after.bindingId),
    },
  };
}

async function checked(tx: Tx, scope: SellerScope, input: Omit<DeclareVolumeInput, "account">) {
  const run = await declarableRun(tx, scope);
  const declarations = await listDeclarations(tx, scope, MOST_DECLARATIONS);
  checkDeclaration(input, run.asOfOn, declarations);
  return {
    run,
    extraMm3: input.extraMm3,
    probabilityMillionths: roundHalfEven(input.probability * MILLION),
  };
}

/** Declares extra sales; the next run uses them. Throws the rule that the declaration breaks. */
export function declareVolume(
  ctx: SellerContext,
  input: Omit<DeclareVolumeInput, "account">,
): Promise<{ readonly declarationId: number }> {
  const { kind, storageType, fromMonthOn, toMonthOn, note } = input;
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const createdBy = speakerOf(ctx);
    const { extraMm3, probabilityMillionths } = await checked(tx, ctx.scope, input);
    const declarationId = await insertDeclaration(tx, ctx.scope, {
      kind,
      storageType,
      fromMonthOn,
      toMonthOn,
      extraMm3,
      probabilityMillionths,
      note,
      createdBy,
      recordedFrom: ctx.clock.now(),
    });
    await recordEvent(tx, ctx, {
      action: "limits.declare",
      target: `declared_volume:${declarationId}`,
      detail: { kind, storageType, fromMonthOn, toMonthOn, extraMm3, probabilityMillionths },
    });
    return { declarationId };
  });
}

/** A person says it; a job never does. */
function speakerOf({ scope }: SellerContext): number {
  if (scope.userId === null) throw new DomainError("forbidden", { rule: "a_person_speaks" });
  return scope.userId;
}

/** Takes a declaration back while no confirmed limit rests on it. */
export function withdrawDeclaration(
  ctx: SellerContext,
  declarationId: number,
): Promise<{ readonly withdrawnAt: string }> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    speakerOf(ctx);
    const found = (await listDeclarations(tx, ctx.scope, MOST_DECLARATIONS)).find(
      (row) => row.declarationId === declarationId && row.isStanding,
    );
    if (!found) throw new DomainError("not_found", { declarationId });
    const run = await declarableRun(tx, ctx.scope);
    await checkWithdrawable(tx, ctx.scope, found, run);
    const withdrawnAt = ctx.clock.now();
    if (!(await closeDeclaration(tx, ctx.scope, declarationId, withdrawnAt)))
      throw new DomainError("not_found", { declarationId });
    await recordEvent(tx, ctx, {
      action: "limits.withdrawDeclaration",
      target: `declared_volume:${declarationId}`,
      detail: { storageType: found.storageType, fromMonthOn: found.fromMonthOn },
    });
    return { withdrawnAt: withdrawnAt.toISOString() };
  });
}

async function checkWithdrawable(
  tx: Tx,
  scope: SellerScope,
  declaration: DeclarationRow,
  run: CoveringRun,
): Promise<void> {
  if (isBound(declaration, await listAnnouncements(tx, scope)))
    throw new DomainError("conflict", { rule: "limit_confirmed" });
  if (hasBegun(declaration, run.asOfOn))
    throw new DomainError("conflict", { rule: "month_begun_withdraw" });
}
