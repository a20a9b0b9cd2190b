// What a replenishment policy would have done to the last run: the same decisions evaluated again with its rules. Prices
// of space stay as the run found them, so the answer is the rules' own effect, before space would be priced anew.
import {
  type ReplenishmentPolicy,
  replenishmentDefinition,
} from "@/lib/optimizer/replenishment/index.ts";
import { quantityText, signedQuantityText } from "@/lib/wording/index.ts";
import { adviceUnder } from "@/server/planning/advice-sums.ts";
import type { Simulation } from "./schemas.ts";
import type { SimulatedOutcome, SimulatedRun } from "./simulate-capacity.ts";

const LISTED_ACCOUNTS = 20;
const ALL_PRODUCTS = "all products";

interface AccountTotal {
  fromUnits: number;
  toUnits: number;
  deltaMm3: number;
}

/** Advised units of every account under `policy`, compared with what the run advised. */
export function simulateReplenishment(
  run: Omit<SimulatedRun, "usableMm3">,
  policy: ReplenishmentPolicy,
): SimulatedOutcome {
  const { values } = run.decisions;
  const { output } = replenishmentDefinition;
  const from = values.column[output] as Float64Array;
  const to = adviceUnder(values, policy);
  const totals = totalsByAccount(run, from, to);
  const changes = accountChanges(run, totals);
  return {
    subject: "advice",
    runId: run.runId,
    asOfOn: run.asOfOn,
    pools: [poolChange([...totals.values()])],
    gains: changes.filter((change) => change.deltaMm3 > 0).slice(0, LISTED_ACCOUNTS),
    losses: changes.filter((change) => change.deltaMm3 < 0).slice(0, LISTED_ACCOUNTS),
    confirmedCutCount: 0,
  };
}

function totalsByAccount(
  run: Omit<SimulatedRun, "usableMm3">,
  from: Float64Array,
  to: Float64Array,
): ReadonlyMap<number, AccountTotal> {
  const unitVolume = run.decisions.values.column.unitVolumeMm3;
  const totals = new Map<number, AccountTotal>();
  run.decisions.accountId.forEach((accountId, row) => {
    const total = totals.get(accountId) ?? { fromUnits: 0, toUnits: 0, deltaMm3: 0 };
    const before = from[row] ?? 0;
    const after = to[row] ?? 0;
    total.fromUnits += before;
    total.toUnits += after;
    total.deltaMm3 += (after - before) * (unitVolume?.[row] ?? 0);
    totals.set(accountId, total);
  });
  return totals;
}

function accountChanges(
  run: Omit<SimulatedRun, "usableMm3">,
  totals: ReadonlyMap<number, AccountTotal>,
): Simulation["gains"] {
  const rows: Simulation["gains"] = [];
  for (const [accountId, { fromUnits, toUnits, deltaMm3 }] of totals) {
    const account = run.accountName.get(accountId);
    if (!account || deltaMm3 === 0) continue;
    rows.push({
      account: account.slug,
      accountName: account.name,
      storageType: ALL_PRODUCTS,
      from: quantityText("units", fromUnits),
      to: quantityText("units", toUnits),
      delta: signedQuantityText("units", toUnits - fromUnits),
      deltaMm3,
    });
  }
  return rows.sort(
    (a, b) => Math.abs(b.deltaMm3) - Math.abs(a.deltaMm3) || (a.account < b.account ? -1 : 1),
  );
}

function poolChange(totals: readonly AccountTotal[]): Simulation["pools"][number] {
  const sum = (pick: (total: AccountTotal) => number) =>
    totals.reduce((all, total) => all + pick(total), 0);
  return {
    storageType: ALL_PRODUCTS,
    monthAhead: 0,
    fromSum: quantityText(
      "units",
      sum((total) => total.fromUnits),
    ),
    toSum: quantityText(
      "units",
      sum((total) => total.toUnits),
    ),
    riseCount: totals.filter((total) => total.toUnits > total.fromUnits).length,
    fallCount: totals.filter((total) => total.toUnits < total.fromUnits).length,
    sameCount: totals.filter((total) => total.toUnits === total.fromUnits).length,
    giniBefore: null,
    giniAfter: null,
  };
}
