// What a capacity policy would have done to the last run: the same decisions, priced and evaluated again with its rules.
import {
  type CapacityPolicy,
  capacityDefinition,
  capacityFactLeaves,
} from "@/lib/optimizer/capacity/index.ts";
import type { StorageType } from "@/lib/optimizer/core/storage-type.ts";
import { giniShare } from "@/lib/optimizer/core/sums.ts";
import type { Columns } from "@/lib/optimizer/decision/index.ts";
import { quantityText, signedQuantityText, storageTypeLabel } from "@/lib/wording/index.ts";
import {
  type KnownLimits,
  limitPoolOf,
  limitPools,
  limitsUnder,
} from "@/server/planning/limit-sums.ts";
import type { RunColumns } from "@/server/planning/traces.ts";
import { limitOfKey } from "@/server/planning/traces.ts";
import type { Simulation } from "./schemas.ts";

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

/** What the run knew of every limit before any rule touched it. */
export function knownLimits({
  decisions: { key, values },
  usableMm3,
}: Pick<SimulatedRun, "decisions" | "usableMm3">): KnownLimits {
  return {
    facts: {
      count: values.count,
      column: Object.fromEntries(
        capacityFactLeaves.map((id) => [id, values.column[id] ?? new Float64Array(0)]),
      ),
    },
    poolOfRow: Int32Array.from(key, (one) => {
      const { storageType, monthAhead } = limitOfKey(one);
      return limitPoolOf(storageType, monthAhead);
    }),
    usableMm3: Float64Array.from(limitPools, ({ storageType, monthAhead }) =>
      usableMm3(storageType, monthAhead),
    ),
  };
}

/** Limits of every account under `policy`, compared with what the run announced. */
export function simulateCapacity(
  run: SimulatedRun,
  policy: CapacityPolicy,
): SimulatedOutcome & Pick<Simulation, "movers"> {
  const { decisions } = run;
  const known = knownLimits(run);
  const to = limitsUnder(known, policy);
  const from = decisions.values.column[capacityDefinition.output] as Float64Array;
  const moves = accountMoves(run, from, to);
  const changes = moves.map(({ change }) => change);
  return {
    subject: "limits",
    runId: run.runId,
    asOfOn: run.asOfOn,
    pools: poolChanges(known.poolOfRow, from, to),
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
  const limits = movers
    .slice(0, LISTED_MOVERS)
    .map(({ change: { accountName }, storageType, fromMm3, toMm3 }) => ({
      accountName,
      storageType,
      fromMm3,
      toMm3,
    }));
  return { count: movers.length, limits };
}

interface LimitMove {
  readonly change: Simulation["gains"][number];
  readonly storageType: StorageType;
  readonly fromMm3: number;
  readonly toMm3: number;
}

function accountMoves(run: SimulatedRun, from: Float64Array, to: Float64Array): LimitMove[] {
  const rows: LimitMove[] = [];
  run.decisions.key.forEach((key, row) => {
    const { storageType, monthAhead } = limitOfKey(key);
    const fromMm3 = from[row] ?? 0;
    const toMm3 = to[row] ?? 0;
    const deltaMm3 = toMm3 - fromMm3;
    const account = run.accountName.get(run.decisions.accountId[row] ?? 0);
    if (monthAhead !== 1 || deltaMm3 === 0 || !account) return;
    const change = {
      account: account.slug,
      accountName: account.name,
      storageType: storageTypeLabel(storageType),
      from: quantityText("mm3", fromMm3),
      to: quantityText("mm3", toMm3),
      delta: signedQuantityText("mm3", deltaMm3),
      deltaMm3,
    };
    rows.push({ change, storageType, fromMm3, toMm3 });
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
  return limitPools
    .map(({ storageType, monthAhead }, pool) => {
      const rows = [...poolOfRow.keys()].filter((row) => poolOfRow[row] === pool);
      const before = rows.map((row) => from[row] ?? 0);
      const after = rows.map((row) => to[row] ?? 0);
      return {
        storageType: storageTypeLabel(storageType),
        monthAhead,
        fromSum: quantityText("mm3", sum(before)),
        toSum: quantityText("mm3", sum(after)),
        riseCount: rows.filter((_, k) => (after[k] ?? 0) > (before[k] ?? 0)).length,
        fallCount: rows.filter((_, k) => (after[k] ?? 0) < (before[k] ?? 0)).length,
        sameCount: rows.filter((_, k) => after[k] === before[k]).length,
        giniBefore: giniShare(before),
        giniAfter: giniShare(after),
      };
    })
    .filter((pool) => pool.riseCount + pool.fallCount + pool.sameCount > 0);
}

const sum = (values: readonly number[]): number => values.reduce((a, v) => a + v, 0);

function confirmedCuts(values: Columns, to: Float64Array): number {
  const { confirmedMm3, grantedMm3 } = values.column;
  return to.reduce((cuts, limit, row) => {
    const promised = (confirmedMm3?.[row] ?? 0) + (grantedMm3?.[row] ?? 0);
    return cuts + (limit < promised ? 1 : 0);
  }, 0);
}
