// Which policy version two runs differ by: the newer one, whichever of the runs is asked about.
import type { CoveringRun } from "@/server/repositories/latest-run.ts";
import type { StoredAnswer } from "./answer.ts";

type Policies = Pick<
  CoveringRun,
  | "runId"
  | "capacityPolicyVersion"
  | "capacityPolicyReason"
  | "replenishmentPolicyVersion"
  | "replenishmentPolicyReason"
>;

/** null where both runs followed the same version. */
export function policyChangeOf(
  policy: "capacity" | "replenishment",
  run: Policies,
  base: Policies,
): StoredAnswer["policyChange"] {
  const newer = base.runId < run.runId ? run : base;
  return run[`${policy}PolicyVersion`] === base[`${policy}PolicyVersion`]
    ? null
    : { version: newer[`${policy}PolicyVersion`], reason: newer[`${policy}PolicyReason`] };
}
