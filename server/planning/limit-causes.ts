// What moved limits from one run to another, cause by cause: the heavy part of comparing all of a run's limits.
import { capacityDefinition } from "@/lib/optimizer/capacity/index.ts";
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import { groupAmounts, type NetworkSplit } from "@/lib/optimizer/explanation/index.ts";
import type { PriceMixRow } from "@/server/repositories/run.ts";
import { NETWORK_PLAYERS, networkSplit } from "./network-split.ts";

/** Limits that both runs decided. */
export interface LimitCausesTask {
  readonly storageTypeIndex: Int32Array;
  readonly monthAhead: Int32Array;
  /** Leaves of the capacity definition in leaf order, limit by limit. [count, leafCount] */
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly mixes: readonly PriceMixRow[];
}

export interface LimitCauses {
  /** In the order of the definition's groups. [count, groups] */
  readonly amounts: Float64Array;
  /** Of the network's amount; zeros where the run did not price the mixes. [count, NETWORK_PLAYERS] */
  readonly parts: Float64Array;
}

/** The amounts that each account's own explanation has. About a millisecond a limit. */
export function limitCauses(task: LimitCausesTask): LimitCauses {
  const { storageTypeIndex, monthAhead, from, to, mixes } = task;
  const { leafCount, groups } = capacityDefinition;
  const attribute = groupAmounts(capacityDefinition);
  const splits = new Map<string, NetworkSplit | undefined>();
  const splitOf = (storageType: string, ahead: number) => {
    const pool = `${storageType}/${ahead}`;
    if (!splits.has(pool)) splits.set(pool, networkSplit(mixes, storageType, ahead));
    return splits.get(pool);
  };
  const count = monthAhead.length;
  const amounts = new Float64Array(count * groups.length);
  const parts = new Float64Array(count * NETWORK_PLAYERS.length);
  monthAhead.forEach((ahead, row) => {
    const split = splitOf(storageTypes[storageTypeIndex[row] ?? 0] ?? "standard", ahead);
    const leaves = (all: Float64Array) => all.subarray(row * leafCount, (row + 1) * leafCount);
    const told = attribute(leaves(from), leaves(to), split);
    amounts.set(told.amounts, row * groups.length);
    parts.set(told.parts, row * NETWORK_PLAYERS.length);
  });
  return { amounts, parts };
}
