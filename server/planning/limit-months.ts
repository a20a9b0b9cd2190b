// Limits of past months as a rule would have made them: facts as known at the time, planned in memory. Writes nothing.
import { type LimitInputs, measureLimits } from "@/lib/optimizer/index.ts";
import type { LpBackend } from "@/lib/optimizer/solver/index.ts";
import { type LimitMonth, planAllLimits } from "@/lib/optimizer/stages/index.ts";
import { findPolicyInForce } from "@/server/repositories/policy-read.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { limitCohorts } from "./limit-cohorts.ts";
import { modelUse } from "./model-cache.ts";
import { loadPipelineInput } from "./pipeline-input.ts";
import { loadPolicies } from "./policies.ts";
import { chooseRunModel, loadModelTask } from "./run-model.ts";
import { type PlanningDeps, WORKER } from "./stage.ts";

export interface MonthDay {
  readonly marketplaceId: string;
  readonly asOfOn: string;
  readonly knownAt: Date;
}

const NO_RUN = { id: 0, accountId: null, seed: 1 } as const;
const NOTHING_KNOWN = { announced: [], granted: [], declared: [] } as const;

/** What a run of the day would base limits on, under the policy in force then. Throws Error without a policy or a network. */
export async function loadLimitMonth(
  deps: Pick<PlanningDeps, "db">,
  backend: LpBackend,
  day: MonthDay,
): Promise<LimitMonth> {
  const run = { ...NO_RUN, ...day };
  const policies = await loadPolicies(deps, await policyIds(deps, day));
  const { input, chosen } = await inScope(deps.db, WORKER, async (tx) => ({
    input: await loadPipelineInput(tx, run, policies),
    chosen: await chooseRunModel(tx, day.marketplaceId),
  }));
  const task = await loadModelTask(deps, chosen.model);
  const inputs: LimitInputs = await measureLimits(
    task === null ? input : { ...input, model: modelUse(task) },
    backend,
  );
  const policy = policies.capacity;
  const { rows } = planAllLimits(inputs.measured, NOTHING_KNOWN, inputs.usableMm3, policy);
  return { ...inputs, policy, cohorts: await limitCohorts({ db: deps.db, run }, rows) };
}

async function policyIds(deps: Pick<PlanningDeps, "db">, { asOfOn, knownAt }: MonthDay) {
  const at = { onDay: asOfOn, publishedBy: knownAt };
  return inScope(deps.db, WORKER, async (tx) => {
    const capacity = await findPolicyInForce(tx, "capacity", at);
    const replenishment = await findPolicyInForce(tx, "replenishment", at);
    if (!capacity || !replenishment) throw new Error(`no policy is in force on ${asOfOn}`);
    return { capacityPolicyId: capacity.id, replenishmentPolicyId: replenishment.id };
  });
}
