// Advised quantities of a run written straight into the tables, for tests of how they are listed.
import type { Sql } from "postgres";
import type { SellerWorld } from "./tenant-world.ts";

export interface RestockRowSpec {
  readonly sku: string;
  readonly title: string;
  readonly advisedUnits?: number;
  readonly onHandUnits?: number | null;
  readonly demandMilliUnitsPerDay?: number;
  readonly daysOfSupply?: number | null;
  readonly sendByOn?: string | null;
}

/** Adds products with a version valid from `validFromOn` and the run's advice about them; answers their ids in order. */
export async function insertRestockRows(
  sql: Sql,
  { sellerId, accountId, rowIds }: SellerWorld,
  runId: number,
  rows: readonly RestockRowSpec[],
  validFromOn = "2026-01-01",
): Promise<number[]> {
  const own = { seller_id: sellerId };
  const products = await sql<{ id: string }[]>`
    insert into product ${sql(rows.map(({ sku }) => ({ ...own, account_id: accountId, sku })))} returning id`;
  const ids = products.map(({ id }) => Number(id));
  const each = rows.map((row, k) => ({ row, product_id: ids[k] ?? 0 }));
  await sql`insert into product_version ${sql(
    each.map(({ row, product_id }, k) => ({
      ...own,
      product_id,
      valid_from_on: validFromOn,
      title: row.title,
      storage_type: "standard",
      import_id: Number(rowIds.import_file),
      line_no: k + 2,
    })),
  )}`;
  await sql`insert into restock_decision ${sql(
    each.map(({ row, product_id }) => ({
      ...own,
      run_id: runId,
      product_id,
      account_id: accountId,
      advised_units: row.advisedUnits ?? 0,
      base_stock_units: 0,
      position_units: 0,
      on_hand_units: row.onHandUnits === undefined ? 5 : row.onHandUnits,
      inbound_units: 0,
      demand_milli_units_per_day: row.demandMilliUnitsPerDay ?? 0,
      days_of_supply: row.daysOfSupply ?? null,
      lead_time_days: 30,
      is_lead_time_assumed: false,
      is_stock_assumed: false,
      is_size_assumed: true,
      binding_node: "orderUnits",
      send_by_on: row.sendByOn ?? null,
    })),
  )}`;
  return ids;
}
