// The splits of a shard's accounts as rows, with the fee that was decided for each.
import { SPLIT_OPTIONS } from "@/lib/optimizer/fees/index.ts";
import { SPLIT_STATES } from "@/lib/optimizer/placement/index.ts";
import type { PlannedSplits } from "@/lib/optimizer/stages/index.ts";
import type { NewPlacementSplit } from "@/server/repositories/placement-split.ts";
import { type Decided, pickRows } from "./decided.ts";

/** Accounts of a shard. */
interface Owners {
  readonly accountId: Float64Array;
  readonly sellerId: Float64Array;
}

const sellersOf = ({ accountId, sellerId }: Owners): ReadonlyMap<number, number> =>
  new Map(Array.from(accountId, (id, a) => [id, sellerId[a] ?? 0]));

/** Fees of the shard's accounts, with whose they are. */
export function ownFees(owners: Owners, all: Decided): Decided {
  const seller = sellersOf(owners);
  const own = pickRows(all, (row) => seller.has(all.row.accountId?.[row] ?? -1));
  const sellerId = Float64Array.from(own.row.accountId ?? [], (id) => seller.get(id) ?? 0);
  return { values: own.values, row: { ...own.row, sellerId } };
}

export function splitRows(
  runId: number,
  owners: Owners,
  planned: Omit<PlannedSplits, "fees">,
  fees: Decided,
  fcIds: readonly number[],
): NewPlacementSplit[] {
  const seller = sellersOf(owners);
  const feeAt = new Map(
    Array.from(fees.row.accountId ?? [], (id, k) => [
      `${id} ${fees.row.split?.[k]}`,
      fees.values.column.feeMicros?.[k] ?? null,
    ]),
  );
  const rows: NewPlacementSplit[] = [];
  planned.accountId.forEach((accountId, k) => {
    const sellerId = seller.get(accountId);
    const split = SPLIT_OPTIONS[planned.split[k] ?? -1];
    const state = SPLIT_STATES[planned.state[k] ?? -1];
    if (sellerId === undefined || !split || !state) return;
    const [from, to] = [planned.fcStart[k] ?? 0, planned.fcStart[k + 1] ?? 0];
    const days = planned.transitMilliDays[k] ?? Number.NaN;
    rows.push({
      sellerId,
      runId,
      accountId,
      split,
      state,
      fcIds: Array.from(planned.fcIndex.subarray(from, to), (w) => fcIds[w] ?? 0),
      fcUnits: Array.from(planned.fcUnits.subarray(from, to)),
      feeMicros: feeAt.get(`${accountId} ${planned.split[k]}`) ?? null,
      transitMilliDays: Number.isNaN(days) ? null : days,
    });
  });
  return rows;
}
