// What a capacity policy would have done to the last run: the same decisions, priced and evaluated again with its rules.
import {
  type CapacityPolicy,
  capacityDefinition,
  capacityFactLeaves,
  capacityLeaves,
  poolOverbooking,
  priceCapacity,
} from "@/lib/optimizer/capacity/index.ts";
import { storageTypeCount, storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import { giniShare } from "@/lib/optimizer/core/sums.ts";
import type { Columns } from "@/lib/optimizer/decision/index.ts";
import { quantityText, signedQuantityText, storageTypeLabel } from "@/lib/wording/index.ts";
import type { RunColumns } from "@/server/planning/traces.ts";
import { limitOfKey } from "@/server/planning/traces.ts";
import type { Simulation } from "./schemas.ts";

const MONTHS_AHEAD = [1, 2, 3] as const;
const LISTED_ACCOUNTS = 20;

export interface SimulatedRun {
  readonly runId: number;
  readonly asOfOn: string;
  readonly decisions: RunColumns;
  /** Usable space of a pool in the run. */
  readonly usableMm3: (storageType: string, monthAhead: number) => number;
  readonly accountName: ReadonlyMap<number, { readonly slug: string; readonly name: string }>;
}

/** What was computed, without what is said about it. */
export type SimulatedOutcome = Omit<Simulation, "notes" | "movers">;

/** Limits of every account under `policy`, priced anew, in the order of the run's decisions; and the pool of each. */
export function limitsUnder(
  { decisions, usableMm3 }: Pick<SimulatedRun, "decisions" | "usableMm3">,
  policy: CapacityPolicy,
): { readonly limits: Float64Array; readonly poolOfRow: Int32Array } {
  const months = Array.from(decisions.key, (key) => limitOfKey(key).monthAhead as 1 | 2 | 3);
  const facts: Columns = {
    count: decisions.values.count,
    column: Object.fromEntries(
      capacityFactLeaves.map((id) => [id, decisions.values.column[id] ?? new Float64Array(0)]),
    ),
  };
  const columns = capacityLeaves(facts, policy, (row) => months[row] ?? 1);
  const poolOfRow = Int32Array.from(decisions.key, (key) => {
    const { storageType, monthAhead } = limitOfKey(key);
    return storageTypes.indexOf(storageType) * MONTHS_AHEAD.length + monthAhead - 1;
  });
  const places = storageTypes.flatMap((storageType) =>
    MONTHS_AHEAD.map((monthAhead) => ({ storageType, monthAhead })),
  );
  const overbooking = poolOverbooking(columns, poolOfRow, places, policy);
  const pools = places.map(({ storageType, monthAhead }, index) => ({
    storageType,
    monthAhead,
    usableMm3: usableMm3(storageType, monthAhead),
    overbookingShareMillionths: overbooking[index]?.shareMillionths ?? 0,
  }));
  const { values } = priceCapacity({ columns, poolOfRow, pools });
  return { limits: values.column[capacityDefinition.output] as Float64Array, poolOfRow };
}

/** Limits of every account under `policy`, compared with what the run announced. */
export function simulateCapacity(
  run: SimulatedRun,
  policy: CapacityPolicy,
): SimulatedOutcome & Pick<Simulation, "movers"> {
  const { decisions } = run;
  const { limits: to, poolOfRow } = limitsUnder(run, policy);
  const from = decisions.values.column[capacityDefinition.output] as Float64Array;
  const moves = accountMoves(run, from, to);
  const changes = moves.map(({ change }) => change);
  return {
    subject: "limits",
    runId: run.runId,
    asOfOn: run.asOfOn,
    pools: poolChanges(poolOfRow, from, to),
    gains: changes.filter((change) => change.deltaMm3 > 0).slice(0, LISTED_ACCOUNTS),
    losses: changes.filter((change) => change.deltaMm3 < 0).slice(0, LISTED_ACCOUNTS),
    confirmedCutCount: confirmedCuts(decisions.values, to),
    movers: moversOf(moves),
  };
}

/** A change by more than this share of what it was counts as a move. */
export const MOVER_SHARE_MILLIONTHS = 200_000;
const LISTED_MOVERS = 100;

/** Who would change by more than a fifth; whoever had nothing before and gets something counts. */
function moversOf(changes: readonly LimitMove[]): Simulation["movers"] {
  const movers = changes.filter(
    ({ change, fromMm3 }) =>
      1_000_000 * Math.abs(change.deltaMm3) > MOVER_SHARE_MILLIONTHS * fromMm3,
  );
  const accounts = movers.slice(0, LISTED_MOVERS).map(({ change }) => change);
  return { count: movers.length, accounts };
}

interface LimitMove {
  readonly change: Simulation["gains"][number];
  readonly fromMm3: number;
}

function accountMoves(run: SimulatedRun, from: Float64Array, to: Float64Array): LimitMove[] {
  const rows: LimitMove[] = [];
  run.decisions.key.forEach((key, row) => {
    const { storageType, monthAhead } = limitOfKey(key);
    const fromMm3 = from[row] ?? 0;
    const deltaMm3 = (to[row] ?? 0) - fromMm3;
    const account = run.accountName.get(run.decisions.accountId[row] ?? 0);
    if (monthAhead !== 1 || deltaMm3 === 0 || !account) return;
    const change = {
      account: account.slug,
      accountName: account.name,
      storageType: storageTypeLabel(storageType),
      from: quantityText("mm3", fromMm3),
      to: quantityText("mm3", to[row] ?? 0),
      delta: signedQuantityText("mm3", deltaMm3),
      deltaMm3,
    };
    rows.push({ change, fromMm3 });
  });
  return rows.sort(
    ({ change: a }, { change: b }) =>
      Math.abs(b.deltaMm3) - Math.abs(a.deltaMm3) || (a.account < b.account ? -1 : 1),
  );
}

function poolChanges(
  poolOfRow: Int32Array,
  from: Float64Array,
  to: Float64Array,
): Simulation["pools"] {
  return Array.from({ length: storageTypeCount * MONTHS_AHEAD.length }, (_, pool) => {
    const rows = [...poolOfRow.keys()].filter((row) => poolOfRow[row] === pool);
    const before = rows.map((row) => from[row] ?? 0);
    const after = rows.map((row) => to[row] ?? 0);
    const storageType = storageTypes[Math.floor(pool / MONTHS_AHEAD.length)] ?? "standard";
    return {
      storageType: storageTypeLabel(storageType),
      monthAhead: (pool % MONTHS_AHEAD.length) + 1,
      fromSum: quantityText("mm3", sum(before)),
      toSum: quantityText("mm3", sum(after)),
      riseCount: rows.filter((_, k) => (after[k] ?? 0) > (before[k] ?? 0)).length,
      fallCount: rows.filter((_, k) => (after[k] ?? 0) < (before[k] ?? 0)).length,
      sameCount: rows.filter((_, k) => after[k] === before[k]).length,
      giniBefore: giniShare(before),
      giniAfter: giniShare(after),
    };
  }).filter((pool) => pool.riseCount + pool.fallCount + pool.sameCount > 0);
}

const sum = (values: readonly number[]): number => values.reduce((a, v) => a + v, 0);

function confirmedCuts(values: Columns, to: Float64Array): number {
  const { confirmedMm3, grantedMm3 } = values.column;
  return to.reduce((cuts, limit, row) => {
    const promised = (confirmedMm3?.[row] ?? 0) + (grantedMm3?.[row] ?? 0);
    return cuts + (limit < promised ? 1 : 0);
  }, 0);
}
