// The policy versions a run names, as the optimizer takes them; a body that breaks a rule stops the run.
import {
  type CapacityPolicy,
  completeCapacityPolicy,
  type PolicyProblem,
  validateCapacityPolicy,
} from "@/lib/optimizer/capacity/index.ts";
import {
  completePolicy,
  type ReplenishmentPolicy,
  validateReplenishmentPolicy,
} from "@/lib/optimizer/replenishment/index.ts";
import { findPolicyVersion, type PolicyVersionRow } from "@/server/repositories/policy-read.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { type StageContext, WORKER } from "./stage.ts";

export interface RunPolicies {
  readonly capacity: CapacityPolicy;
  readonly replenishment: ReplenishmentPolicy;
  readonly rows: readonly PolicyVersionRow[];
}

function checked<Policy>(
  row: PolicyVersionRow | undefined,
  id: number,
  problemsOf: (policy: Policy) => readonly PolicyProblem[],
  complete: (body: Policy) => Policy = (body) => body,
): Policy {
  if (!row) throw new Error(`policy version ${id} does not exist`);
  const body = complete(row.body as Policy);
  const [problem] = problemsOf(body);
  if (problem) {
    throw new Error(
      `${row.policy} policy ${row.version}: ${problem.field} must be ${problem.expected}, got ${problem.got}`,
    );
  }
  return body;
}

/** Both policies by version id. */
export function loadPolicies(
  ctx: Pick<StageContext, "db">,
  ids: { readonly capacityPolicyId: number; readonly replenishmentPolicyId: number },
): Promise<RunPolicies> {
  return inScope(ctx.db, WORKER, async (tx) => {
    const capacityRow = await findPolicyVersion(tx, ids.capacityPolicyId);
    const replenishmentRow = await findPolicyVersion(tx, ids.replenishmentPolicyId);
    return {
      capacity: checked(
        capacityRow,
        ids.capacityPolicyId,
        validateCapacityPolicy,
        completeCapacityPolicy,
      ),
      replenishment: checked(
        replenishmentRow,
        ids.replenishmentPolicyId,
        validateReplenishmentPolicy,
        completePolicy,
      ),
      rows: [capacityRow, replenishmentRow].filter((row) => row !== undefined),
    };
  });
}
