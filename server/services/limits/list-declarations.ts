// What an account declared, how it turned out, and what its word weighs now.
import type { Tx } from "@/db/client.ts";
import { expectedMm3 } from "@/server/planning/known-of-accounts.ts";
import { listDeclarationScores, listDeclarations } from "@/server/repositories/declared-volume.ts";
import { findLatestRun } from "@/server/repositories/latest-run.ts";
import { listAnnouncements } from "@/server/repositories/limit.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { declarableMonths, MOST_DECLARATIONS, statusOf } from "./declaration-rules.ts";
import { capacityPolicyOfRun, weightOf } from "./declare-volume.ts";
import type { DeclarationsView } from "./schemas.ts";

/** Declarations, newest first, with the record behind the weight. */
export function listDeclared(ctx: SellerContext): Promise<DeclarationsView> {
  return inScope(ctx.db, ctx.scope, (tx) => declaredOf(tx, ctx.scope, ctx.clock.now()));
}

async function declaredOf(tx: Tx, scope: SellerScope, now: Date): Promise<DeclarationsView> {
  const run = await findLatestRun(tx, scope);
  if (!run) return { asOfOn: null, months: [], record: null, declarations: [] };
  const policy = await capacityPolicyOfRun(tx, run.runId);
  const [declarations, scores, announcements] = [
    await listDeclarations(tx, scope, MOST_DECLARATIONS),
    await listDeclarationScores(tx, scope),
    await listAnnouncements(tx, scope),
  ];
  return {
    asOfOn: run.asOfOn,
    months: declarableMonths(run.asOfOn),
    record: {
      weightMillionths: await weightOf(tx, scope, policy, now),
      firstWeightMillionths: policy.declared.firstWeightMillionths,
      capShareMillionths: policy.declared.capShareMillionths,
      leastCapMm3: policy.floorMm3,
      scoreCount: scores.length,
    },
    declarations: declarations.map((row) => ({
      declarationId: row.declarationId,
      kind: row.kind,
      storageType: row.storageType,
      fromMonthOn: row.fromMonthOn,
      toMonthOn: row.toMonthOn,
      extraMm3: row.extraMm3,
      probabilityMillionths: row.probabilityMillionths,
      expectedMm3: expectedMm3(row),
      note: row.note,
      declaredAt: row.recordedFrom.toISOString(),
      isOwnWord: row.createdBy === scope.userId,
      status: statusOf(row, announcements, run.asOfOn),
      scores: scores
        .filter(({ declarationId }) => declarationId === row.declarationId)
        .map(({ declarationId: _, runId: __, scoredAt, ...score }) => ({
          ...score,
          scoredAt: scoredAt.toISOString(),
        })),
    })),
  };
}
