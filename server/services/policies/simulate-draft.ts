import type { Tx } from "@/db/client.ts";
import { DomainError } from "@/server/core/errors.ts";
import { loadRunColumns } from "@/server/planning/traces.ts";
import type { PolicyName } from "@/server/repositories/policy-read.ts";
import { listPrices, type RunRow } from "@/server/repositories/run.ts";
import type { StaffScope } from "@/server/repositories/scope.ts";
import { listAccountNames } from "@/server/repositories/support-case.ts";
import { capacityPolicyOf, replenishmentPolicyOf } from "./policy-fields.ts";
import type { Simulation } from "./schemas.ts";
import { simulateCapacity } from "./simulate-capacity.ts";
import { simulateReplenishment } from "./simulate-replenishment.ts";

/** The draft's body on the decisions of a run. */
export async function simulateDraftBody(
  tx: Tx,
  scope: StaffScope,
  policy: PolicyName,
  body: unknown,
  run: RunRow,
): Promise<Simulation> {
  const accountName = new Map(
    (await listAccountNames(tx, scope)).map((row) => [
      row.accountId,
      { slug: row.accountSlug, name: row.accountName },
    ]),
  );
  const decisions = await loadRunColumns(tx, scope, run.id, policy);
  if (decisions.values.count === 0)
    throw new DomainError("precondition_failed", { rule: "no_decisions" });
  const simulated = { runId: run.id, asOfOn: run.asOfOn, decisions, accountName };
  if (policy === "replenishment")
    return simulateReplenishment(simulated, replenishmentPolicyOf(body));
  const prices = await listPrices(tx, run.id);
  const usable = new Map(
    prices
      .filter((price) => price.name === "usableMm3")
      .map((price) => [`${price.resource}/${price.period}`, price.value]),
  );
  const usableMm3 = (storageType: string, monthAhead: number) =>
    usable.get(`${storageType}/${monthAhead}`) ?? 0;
  return simulateCapacity({ ...simulated, usableMm3 }, capacityPolicyOf(body));
}
