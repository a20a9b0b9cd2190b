import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase } from "../../scripts/test-database-client.ts";
import { connect } from "./database.ts";
import { inScope, type WorkerScope } from "./scope.ts";
import { listShipmentReceipts } from "./shipment-receipts.ts";

const WORKER: WorkerScope = { kind: "worker" };
const KNOWN = "2026-06-01T00:00:00Z";
const LATER = "2026-07-01T00:00:00Z";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let ids: { sellerId: number; accountId: number; fcId: number };

beforeAll(async () => {
  database = await createTestDatabase();
  const admin = connect(database.adminUrl, { max: 1 });
  ids = await fill(admin.sql);
  await admin.close();
}, 60_000);

afterAll(() => database?.drop());

type Sql = ReturnType<typeof connect>["sql"];

/** One account with a shipment received in two parts, one closed short, a draft, a cancelled one and one too old. */
async function fill(sql: Sql) {
  return sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    const [fc] = await tx`select id from fc order by id limit 1`;
    const fcId = (fc?.id as number | undefined) ?? 1;
    const sellerId = 901;
    const accountId = 902;
    const shipment = async (number: string, created: string, of: Record<string, string | null>) => {
      const [row] = await tx`
        insert into inbound_shipment (seller_id, account_id, shipment_number, origin, status, created_on, shipped_on, closed_on,
          recorded_from, recorded_to, import_id, line_no)
        values (${sellerId}, ${accountId}, ${number}, 'Yiwu', ${of.status ?? "shipped"}, ${created}, ${of.shipped ?? null},
          ${of.closed ?? null}, ${of.from ?? "2026-01-01T00:00:00Z"}, ${of.to ?? "infinity"}, 1, 2) returning id`;
      return row?.id as number;
    };
    const item = (shipmentId: number, units: number) => tx`
      insert into inbound_shipment_item (seller_id, shipment_id, product_id, fc_id, sent_units, recorded_from, import_id, line_no)
      values (${sellerId}, ${shipmentId}, 5, ${fcId}, ${units}, '2026-01-01T00:00:00Z', 1, 2)`;
    const receipt = (shipmentId: number, on: string, units: number, from: string) => tx`
      insert into inventory_event (seller_id, account_id, product_id, fc_id, shipment_id, event_on, kind, disposition, units,
        recorded_from, import_id, line_no)
      values (${sellerId}, ${accountId}, 5, ${fcId}, ${shipmentId}, ${on}, 'receipt', 'sellable', ${units}, ${from}, 1, 2)`;
    // Two versions: items and receipts name the first, the second is the one known in June.
    const parts = await shipment("S1", "2026-04-01", { to: "2026-05-20T00:00:00Z" });
    await shipment("S1", "2026-04-01", {
      ...{ status: "receiving", shipped: "2026-04-03", from: "2026-05-20T00:00:00Z" },
    });
    await item(parts, 60);
    await item(parts, 40);
    await receipt(parts, "2026-04-21", 50, "2026-04-22T00:00:00Z");
    await receipt(parts, "2026-04-27", 30, "2026-04-28T00:00:00Z");
    await receipt(parts, "2026-05-02", 20, LATER);
    const over = await shipment("S2", "2026-03-01", {
      ...{ status: "closed", shipped: "2026-03-02", closed: "2026-04-10" },
    });
    await item(over, 10);
    await receipt(over, "2026-03-25", 9, "2026-03-26T00:00:00Z");
    await item(await shipment("S3", "2026-05-01", { status: "working" }), 7);
    await item(await shipment("S4", "2026-05-02", { status: "cancelled" }), 7);
    await item(await shipment("S5", "2025-01-01", { status: "closed", closed: "2025-02-01" }), 7);
    return { sellerId, accountId, fcId };
  });
}

const rowsAt = async (asOfOn: string, knownAt: string) => {
  const pool = connect(database.workerUrl, { max: 1 });
  const set = { sellerIds: [ids.sellerId], accountIds: [ids.accountId] };
  const pair = { asOfOn, knownAt: new Date(knownAt) };
  const rows = await inScope(pool.db, WORKER, (tx) =>
    listShipmentReceipts(tx, WORKER, set, pair, 365),
  );
  await pool.close();
  return rows;
};

it("shipments of the last year come with what was received by the day, whatever version their items name", async () => {
  const of = { accountId: ids.accountId, origin: "Yiwu", fcId: ids.fcId };
  expect(await rowsAt("2026-05-31", KNOWN)).toEqual([
    {
      ...of,
      ...{ shipmentNumber: "S1", sentUnits: 100, receivedDays: [20, 26], receivedUnits: [50, 30] },
      ...{ ageDays: 60, closedDays: null, isClosed: false, isShipped: true },
    },
    {
      ...of,
      ...{ shipmentNumber: "S2", sentUnits: 10, receivedDays: [24], receivedUnits: [9] },
      ...{ ageDays: 91, closedDays: 40, isClosed: true, isShipped: true },
    },
    {
      ...of,
      ...{ shipmentNumber: "S3", sentUnits: 7, receivedDays: [], receivedUnits: [] },
      ...{ ageDays: 30, closedDays: null, isClosed: false, isShipped: false },
    },
  ]);
});

it("a receipt recorded later is seen only by who may know it, and one of a later day not at all", async () => {
  const [then] = await rowsAt("2026-05-31", LATER);
  expect(then).toMatchObject({ receivedDays: [20, 26, 31], receivedUnits: [50, 30, 20] });
  const [earlier] = await rowsAt("2026-04-25", LATER);
  expect(earlier).toMatchObject({ receivedDays: [20], receivedUnits: [50], ageDays: 24 });
  const closedLater = (await rowsAt("2026-04-05", LATER)).find(
    ({ shipmentNumber }) => shipmentNumber === "S2",
  );
  expect(closedLater).toMatchObject({ isClosed: false, closedDays: null });
});
