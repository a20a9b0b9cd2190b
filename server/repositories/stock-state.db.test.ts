import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase } from "../../scripts/test-database-client.ts";
import { connect } from "./database.ts";
import { inScope, type SellerScope } from "./scope.ts";
import { findMoveDays, listReservedUnits } from "./stock-state.ts";

const SCOPE: SellerScope = { kind: "seller", sellerId: 901, accountId: 902, userId: null };
const DAY = "2026-05-31";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let admin: ReturnType<typeof connect>;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = connect(database.adminUrl, { max: 1 });
}, 60_000);

afterAll(async () => {
  await admin?.close();
  await database?.drop();
});

async function asSeller<T>(work: (tx: Parameters<typeof findMoveDays>[0]) => Promise<T>) {
  const pool = connect(database.appUrl, { max: 1 });
  const result = await inScope(pool.db, SCOPE, work);
  await pool.close();
  return result;
}

const move = (productId: number, on: string, units: number) =>
  admin.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`insert into inventory_event (seller_id, account_id, product_id, event_on, kind, units, import_id, line_no)
      values (${SCOPE.sellerId}, ${SCOPE.accountId}, ${productId}, ${on}, ${units < 0 ? "transfer_out" : "transfer_in"}, ${units}, 1, 2)`;
  });

it("a move is timed from the day units left to the day they came, and not where they came before they left", async () => {
  const days = () => asSeller((tx) => findMoveDays(tx, SCOPE, DAY));
  expect(await days()).toBeNull();
  // What came first left before the half year: its coming is none of what left last.
  await move(1, "2026-01-10", 8);
  await move(1, "2026-05-10", -8);
  expect(await days()).toBeNull();
  await move(2, "2026-05-01", -10);
  await move(2, "2026-05-04", 6);
  await move(2, "2026-05-09", 4);
  expect(await days()).toBe(5);
});

it("reserved units are those of the newest report of the days asked for, with its day; one that says nothing is none", async () => {
  await admin.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    const state = (productId: number, on: string, units: number | null) => sql`
      insert into stock_snapshot (seller_id, account_id, product_id, snapshot_on, reserved_customer_order_units, import_id, line_no)
      values (${SCOPE.sellerId}, ${SCOPE.accountId}, ${productId}, ${on}, ${units}, ${productId}, ${Number(on.slice(8))})`;
    await state(1, "2026-05-20", 3);
    await state(1, "2026-05-28", 5);
    await state(1, "2026-05-30", null);
    await state(2, "2026-05-02", 9);
  });
  const span = { afterOn: "2026-05-17", toOn: DAY };
  expect([...(await asSeller((tx) => listReservedUnits(tx, SCOPE, span)))]).toEqual([
    { productId: 1, snapshotOn: "2026-05-28", orderUnits: 5, processingUnits: null },
  ]);
});
