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
  withEveryFigure,
} from "./policy-fields.ts";
import type { Simulation } from "./schemas.ts";
import { type SimulatedRun, simulateCapacity } from "./simulate-capacity.ts";
import { simulateFees } from "./simulate-fees.ts";
import { simulateMarket } from "./simulate-market.ts";
import { simulateReplenishment } from "./simulate-replenishment.ts";

type Outcome = Omit<Simulation, "movers"> & Partial<Pick<Simulation, "movers">>;

/** The draft's body on the decisions of a run. */
export async function simulateDraftBody(
  tx: Tx,
  scope: StaffScope,
  policy: PolicyName,
  body: unknown,
  run: NetworkRun,
): Promise<Simulation> {
  // Movers are counted of limits alone.
  return { movers: null, ...(await outcomeOf(tx, scope, policy, body, run)) };
}

async function outcomeOf(
  tx: Tx,
  scope: StaffScope,
  policy: PolicyName,
  body: unknown,
  run: NetworkRun,
): Promise<Outcome> {
  const accountName = new Map(
    (await listAccountNames(tx, scope)).map((row) => [
      row.accountId,
      { slug: row.accountSlug, name: row.accountName },
    ]),
  );
  if (policy === "market") {
    const outcome = await simulateMarket(tx, scope, marketPolicyOf(body), { run, accountName });
    return { ...outcome, notes: [CAPS_STAY] };
  }
  if (policy === "fees") {
    const outcome = await simulateFees(tx, scope, rateCardOf(body), { run, accountName });
    return { ...outcome, notes: [STOCK_STAYS] };
  }
  const decisions = await loadRunColumns(tx, scope, run.runId, policy);
  if (decisions.values.count === 0)
    throw new DomainError("precondition_failed", { rule: "no_decisions" });
  const simulated = { runId: run.runId, asOfOn: run.asOfOn, decisions, accountName };
  const notes = notesOn(body, withEveryFigure(policy, await bodyOfRun(tx, policy, run)));
  if (policy === "replenishment") {
    const outcome = simulateReplenishment(simulated, replenishmentPolicyOf(body));
    return { ...outcome, notes: [SPACE_PRICES_STAY, ...notes] };
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

/**
 * Figures that a run uses before it decides: traces hold their outcome only, so that a decision made again cannot show a change of
 * them, or not all of it.
 */
export type UsedBefore = "cover" | "assumed" | "record";
const USED_BEFORE: readonly (readonly [UsedBefore, RegExp])[] = [
  ["cover", /^coverWeeks$/],
  ["assumed", /assumed/],
  ["record", /^declared\.(?!cap)/],
];
const USED_BEFORE_NOTES: Readonly<Record<UsedBefore, string>> = {
  cover:
    "Room for new products is taken as the run measured it; a run under this draft measures it over the new weeks of cover.",
  assumed:
    "Assumed figures are taken as the run used them; a run under this draft uses the new ones where a seller has told none.",
  record:
    "Weights of what sellers declare are taken as the run used them; records under this draft move by the new figures from now on.",
};

/** Where a figure is used before a decision; null where the decision itself uses it. */
export const usedBefore = (path: string): UsedBefore | null =>
  USED_BEFORE.find(([, pattern]) => pattern.test(path))?.[0] ?? null;

const CAPS_STAY =
  "Caps, expected credits and days open are those of the rounds as they were; a round under this draft takes the new ones.";
const STOCK_STAYS =
  "Stock, sales and shipments are those of the month as it was; under another card sellers may send and keep other quantities.";
const SPACE_PRICES_STAY =
  "Prices of space are those of the run; a run under this draft finds new ones.";

function notesOn(body: unknown, runBody: unknown): string[] {
  const before = new Map(policyFields(runBody).map(({ path, value }) => [path, value]));
  const changed = policyFields(body).filter(({ path, value }) => before.get(path) !== value);
  const used = new Set(changed.map(({ path }) => usedBefore(path)));
  return USED_BEFORE.flatMap(([id]) => (used.has(id) ? [USED_BEFORE_NOTES[id]] : []));
}
