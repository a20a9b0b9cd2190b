import type { Tx } from "@/db/client.ts";
import { DomainError } from "@/server/core/errors.ts";
import { loadRunColumns } from "@/server/planning/traces.ts";
import type { PolicyName } from "@/server/repositories/policy-read.ts";
import { listPrices, type RunRow } from "@/server/repositories/run.ts";
import type { StaffScope } from "@/server/repositories/scope.ts";
import { listAccountNames } from "@/server/repositories/support-case.ts";
import { capacityPolicyOf } from "./policy-fields.ts";
import type { Simulation } from "./schemas.ts";
import { simulateCapacity } from "./simulate-capacity.ts";

/** The draft's body on the decisions of a run. */
export async function simulateDraftBody(
  tx: Tx,
  scope: StaffScope,
  policy: PolicyName,
  body: unknown,
  run: RunRow,
): Promise<Simulation> {
  if (policy !== "capacity")
    throw new DomainError("precondition_failed", { rule: "capacity_only" });
  const [decisions, prices, accounts] = await Promise.all([
    loadRunColumns(tx, scope, run.id, "capacity"),
    listPrices(tx, run.id),
    listAccountNames(tx, scope),
  ]);
  if (decisions.values.count === 0)
    throw new DomainError("precondition_failed", { rule: "no_limits" });
  const usable = new Map(
    prices
      .filter((price) => price.name === "usableMm3")
      .map((price) => [`${price.resource}/${price.period}`, price.value]),
  );
  return simulateCapacity(
    {
      runId: run.id,
      asOfOn: run.asOfOn,
      decisions,
      usableMm3: (storageType, monthAhead) => usable.get(`${storageType}/${monthAhead}`) ?? 0,
      accountName: new Map(
        accounts.map((row) => [row.accountId, { slug: row.accountSlug, name: row.accountName }]),
      ),
    },
    capacityPolicyOf(body),
  );
}
