// Why next months' limits are not higher: each rule lifted alone, by the run's own decision.
import type { Tx } from "@/db/client.ts";
import { contrastLimit } from "@/lib/optimizer/capacity/index.ts";
import { storageTypeIndex, storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import { nodeLabel, storageTypeLabel } from "@/lib/wording/index.ts";
import { limitKey, loadRuledDecision } from "@/server/planning/traces.ts";
import { findLatestRun } from "@/server/repositories/latest-run.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { declarableMonths } from "./declaration-rules.ts";
import type { CeilingsView } from "./schemas.ts";

const OTHER_RULES =
  "An earlier version of the rules decided the newest limits. What holds them down is told again after the next plan.";

/**
 * One entry per storage type that the account has a limit of, for next month, which the newest run confirmed; a note in their place
 * where other rules than this build's decided it.
 */
export function listCeilings(ctx: SellerContext): Promise<CeilingsView> {
  return inScope(ctx.db, ctx.scope, (tx) => ceilingsOf(tx, ctx.scope));
}

async function ceilingsOf(tx: Tx, scope: SellerScope): Promise<CeilingsView> {
  const run = await findLatestRun(tx, scope);
  const [monthOn] = run ? declarableMonths(run.asOfOn) : [];
  if (!run || monthOn === undefined) return { ceilings: [], note: null };
  const ceilings: CeilingsView["ceilings"] = [];
  for (const storageType of storageTypes) {
    const decision = await loadRuledDecision(tx, scope, run.runId, "capacity", {
      accountId: scope.accountId,
      key: limitKey(storageTypeIndex(storageType), 1),
    });
    if (!decision) continue;
    if (!decision.rule.isOfThisBuild) return { ceilings: [], note: OTHER_RULES };
    const { limitMm3, lifted, points } = contrastLimit(decision.leaves, 0);
    ceilings.push({
      storageType,
      label: storageTypeLabel(storageType),
      monthOn,
      runId: run.runId,
      limitMm3,
      lifted: [...lifted],
      points: points.map(({ leaf, efficiencyMillionths, gainMm3 }) => ({
        label: nodeLabel("capacity", leaf),
        efficiencyMillionths,
        gainMm3,
      })),
    });
  }
  return { ceilings, note: null };
}
