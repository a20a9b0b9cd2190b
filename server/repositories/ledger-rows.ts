// How many rows of reports an account's stock is counted from, and which of them say what our buildings did to it.
import { and, eq, gt, inArray, lt, lte, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { inventoryEvent } from "@/db/schema/index.ts";
import { currentSellableMoves } from "./current-facts.ts";
import type { SellerScope } from "./scope.ts";

export interface LedgerRows {
  readonly rows: number;
  /** What all of them add up to. */
  readonly movedUnits: number;
  /** Reports that they stand in. */
  readonly files: number;
  /** Found, lost, damaged or counted anew, and how many units these rows brought and took. */
  readonly adjustedRows: number;
  readonly foundUnits: number;
  readonly lostUnits: number;
}

const isAdjusted = inArray(inventoryEvent.kind, ["found", "lost", "damaged", "adjustment"]);

const sumOf = (sign: SQL) =>
  sql<number>`(coalesce(sum(${inventoryEvent.units}) filter (where ${and(isAdjusted, sign)}), 0))::int`;

/** Movements of sellable stock up to a day, of one product or of all. */
export async function countLedgerRows(
  tx: Tx,
  scope: SellerScope,
  toOn: string,
  productId: number | null,
): Promise<LedgerRows> {
  const [found] = await tx
    .select({
      rows: sql<number>`count(*)::int`,
      movedUnits: sql<number>`coalesce(sum(${inventoryEvent.units}), 0)::int`,
      files: sql<number>`count(distinct ${inventoryEvent.importId})::int`,
      adjustedRows: sql<number>`(count(*) filter (where ${isAdjusted}))::int`,
      foundUnits: sumOf(gt(inventoryEvent.units, 0)),
      lostUnits: sql<number>`-${sumOf(lt(inventoryEvent.units, 0))}`,
    })
    .from(inventoryEvent)
    .where(
      and(
        currentSellableMoves(scope),
        lte(inventoryEvent.eventOn, toOn),
        productId === null ? undefined : eq(inventoryEvent.productId, productId),
      ),
    );
  return (
    found ?? { rows: 0, movedUnits: 0, files: 0, adjustedRows: 0, foundUnits: 0, lostUnits: 0 }
  );
}
