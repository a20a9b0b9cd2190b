import type { Tx } from "@/db/client.ts";
import { DomainError } from "@/server/core/errors.ts";
import { loadRunColumns } from "@/server/planning/traces.ts";
import type { NetworkRun } from "@/server/repositories/latest-run.ts";
import { findPolicyVersion, type PolicyName } from "@/server/repositories/policy-read.ts";
import { listPrices } from "@/server/repositories/run.ts";
import type { StaffScope } from "@/server/repositories/scope.ts";
import { listAccountNames } from "@/server/repositories/support-case.ts";
import {
  capacityPolicyOf,
  marketPolicyOf,
  policyFields,
  rateCardOf,
  replenishmentPolicyOf,
} from "./policy-fields.ts";
import type { Simulation } from "./schemas.ts";
import { type SimulatedRun, simulateCapacity } from "./simulate-capacity.ts";
import { simulateFees } from "./simulate-fees.ts";
import { simulateMarket } from "./simulate-market.ts";
import { simulateReplenishment } from "./simulate-replenishment.ts";

/** The draft's body on the decisions of a run. */
export async function simulateDraftBody(
  tx: Tx,
  scope: StaffScope,
  policy: PolicyName,
  body: unknown,
  run: NetworkRun,
): Promise<Simulation> {
  const accountName = new Map(
    (await listAccountNames(tx, scope)).map((row) => [
      row.accountId,
      { slug: row.accountSlug, name: row.accountName },
    ]),
  );
  if (policy === "market") {
    const outcome = await simulateMarket(tx, scope, marketPolicyOf(body), { run, accountName });
    return { ...outcome, movers: null, notes: [CAPS_STAY] };
  }
  if (policy === "fees") {
    const outcome = await simulateFees(tx, scope, rateCardOf(body), { run, accountName });
    return { ...outcome, movers: null, notes: [STOCK_STAYS] };
  }
  const decisions = await loadRunColumns(tx, scope, run.runId, policy);
  if (decisions.values.count === 0)
    throw new DomainError("precondition_failed", { rule: "no_decisions" });
  const simulated = { runId: run.runId, asOfOn: run.asOfOn, decisions, accountName };
  const notes = notesOn(body, await bodyOfRun(tx, policy, run));
  if (policy === "replenishment") {
    const outcome = simulateReplenishment(simulated, replenishmentPolicyOf(body));
    return { ...outcome, movers: null, notes: [SPACE_PRICES_STAY, ...notes] };
  }
  const usableMm3 = await usableOf(tx, run.runId);
  return { ...simulateCapacity({ ...simulated, usableMm3 }, capacityPolicyOf(body)), notes };
}

/** Usable space of a pool as the run priced it. */
export async function usableOf(tx: Tx, runId: number): Promise<SimulatedRun["usableMm3"]> {
  const prices = await listPrices(tx, runId);
  const usable = new Map(
    prices
      .filter(({ name }) => name === "usablePool")
      .map(({ resource, period, value }) => [`${resource}/${period}`, value]),
  );
  return (storageType, monthAhead) => {
    const found = usable.get(`${storageType}/${monthAhead}`);
    if (found === undefined)
      throw new Error(`simulate: run ${runId} priced no ${storageType} ${monthAhead}`);
    return found;
  };
}

async function bodyOfRun(
  tx: Tx,
  policy: Exclude<PolicyName, "market" | "fees">,
  run: NetworkRun,
): Promise<unknown> {
  const id = policy === "capacity" ? run.capacityPolicyId : run.replenishmentPolicyId;
  const row = await findPolicyVersion(tx, id);
  if (!row) throw new Error(`policy version ${id} does not exist`);
  return row.body;
}

/** Figures that a run uses before it decides: traces hold their outcome only, so a simulation cannot show a change of them. */
const USED_BEFORE: readonly { readonly path: RegExp; readonly note: string }[] = [
  {
    path: /^coverWeeks$/,
    note: "Room for new products is taken as the run measured it; a run under this draft measures it over the new weeks of cover.",
  },
  {
    path: /assumed/,
    note: "Assumed figures are taken as the run used them; a run under this draft uses the new ones where a seller has told none.",
  },
];

const CAPS_STAY =
  "Caps, expected credits and days open are those of the rounds as they were; a round under this draft takes the new ones.";
const STOCK_STAYS =
  "Stock, sales and shipments are those of the month as it was; under another card sellers may send and keep other quantities.";
const SPACE_PRICES_STAY =
  "Prices of space are those of the run; a run under this draft finds new ones.";

function notesOn(body: unknown, runBody: unknown): string[] {
  const before = new Map(policyFields(runBody).map(({ path, value }) => [path, value]));
  const changed = policyFields(body).filter(({ path, value }) => before.get(path) !== value);
  return USED_BEFORE.filter(({ path }) => changed.some((field) => path.test(field.path))).map(
    ({ note }) => note,
  );
}
