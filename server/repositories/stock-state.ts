// Units that are in the buildings and cannot be bought: on the move, reserved, or unfit to be sold.
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { inventoryEvent, stockSnapshot } from "@/db/schema/index.ts";
import { CURRENT } from "./current-facts.ts";
import { ownedBy, type SellerScope } from "./scope.ts";
import type { DaySpan } from "./stock-flows.ts";

export interface MovingRow {
  readonly productId: number;
  /** Units that left a building and have not come to another. */
  readonly units: number;
  /** Epoch day on which units last left. */
  readonly lastOutDay: number;
}

/** Units on their way between buildings at the end of a day, by product. */
export async function listMovingUnits(
  tx: Tx,
  scope: SellerScope,
  day: string,
): Promise<readonly MovingRow[]> {
  const event = inventoryEvent;
  return tx.execute<MovingRow & Record<string, unknown>>(sql`
    select ${event.productId}::int as "productId", -sum(${event.units})::int as units,
      max(${event.eventOn}) filter (where ${event.kind} = 'transfer_out') - date '1970-01-01' as "lastOutDay"
    from ${event}
    where ${ownedBy(scope, event)} and ${event.accountId} = ${scope.accountId} and ${event.recordedTo} = ${CURRENT}
      and ${event.kind} in ('transfer_in', 'transfer_out') and ${event.eventOn} <= ${day}
    group by 1 having sum(${event.units}) < 0 order by 1`);
}

/**
 * Days that a move between buildings took on average in the half year up to a day, over products of which everything that
 * left had come and nothing came before it left: mean day of coming less mean day of leaving, by units; null where nothing moved.
 */
export async function findMoveDays(
  tx: Tx,
  scope: SellerScope,
  day: string,
): Promise<number | null> {
  const event = inventoryEvent;
  const [row] = await tx.execute<{ days: number | null }>(sql`
    select (sum(unit_days) / nullif(sum(units), 0))::float8 as days from (
      select sum(moved * day) as unit_days, sum(came) as units from (
        select ${event.productId}, ${event.eventOn} - date '1970-01-01' as day, sum(${event.units}) as moved,
          sum(${event.units}) filter (where ${event.kind} = 'transfer_in') as came,
          sum(sum(${event.units})) over (partition by ${event.productId} order by ${event.eventOn}) as ahead
        from ${event}
        where ${ownedBy(scope, event)} and ${event.accountId} = ${scope.accountId} and ${event.recordedTo} = ${CURRENT}
          and ${event.kind} in ('transfer_in', 'transfer_out') and ${event.eventOn} <= ${day} and ${event.eventOn} > ${day}::date - 182
        group by ${event.productId}, ${event.eventOn}
      ) daily
      group by product_id having sum(moved) = 0 and max(ahead) <= 0) whole`);
  return row?.days ?? null;
}

export interface UnfitRow {
  readonly productId: number;
  readonly units: number;
}

/** Units unfit to be sold at the end of a day, by product. */
export async function listUnfitUnits(
  tx: Tx,
  scope: SellerScope,
  day: string,
): Promise<readonly UnfitRow[]> {
  const event = inventoryEvent;
  return tx.execute<UnfitRow & Record<string, unknown>>(sql`
    select ${event.productId}::int as "productId", sum(${event.units})::int as units
    from ${event}
    where ${ownedBy(scope, event)} and ${event.accountId} = ${scope.accountId} and ${event.recordedTo} = ${CURRENT}
      and ${event.disposition} = 'unsellable' and ${event.eventOn} <= ${day}
    group by 1 having sum(${event.units}) > 0 order by 1`);
}

export interface ReservedRow {
  readonly productId: number;
  readonly snapshotOn: string;
  /** null = the report did not say. */
  readonly orderUnits: number | null;
  readonly processingUnits: number | null;
}

/**
 * Units that the newest report of the days up to a day states as reserved, by product; an older one says nothing of the day.
 * Transfers are counted from the ledger.
 */
export async function listReservedUnits(
  tx: Tx,
  scope: SellerScope,
  { afterOn, toOn }: DaySpan,
): Promise<readonly ReservedRow[]> {
  const s = stockSnapshot;
  return tx.execute<ReservedRow & Record<string, unknown>>(sql`
    select distinct on (${s.productId}) ${s.productId}::int as "productId", ${s.snapshotOn}::text as "snapshotOn",
      ${s.reservedCustomerOrderUnits} as "orderUnits", ${s.reservedProcessingUnits} as "processingUnits"
    from ${s}
    where ${ownedBy(scope, s)} and ${s.accountId} = ${scope.accountId} and ${s.recordedTo} = ${CURRENT}
      and ${s.snapshotOn} > ${afterOn} and ${s.snapshotOn} <= ${toOn}
      and (${s.reservedCustomerOrderUnits} is not null or ${s.reservedProcessingUnits} is not null)
    order by ${s.productId}, ${s.snapshotOn} desc`);
}
