import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase } from "../../scripts/test-database-client.ts";
import { connect } from "./database.ts";
import { listOpenLots, listOpenShipmentUnits } from "./open-shipments.ts";
import { inScope, type SellerScope } from "./scope.ts";
import { listSentUnits, sumSentUnits } from "./sent-units.ts";

const SCOPE: SellerScope = { kind: "seller", sellerId: 901, accountId: 902, userId: null };
const EARLY = "2026-04-01T00:00:00Z";
const CHANGED = "2026-05-10T00:00:00Z";
const [PRODUCT, OTHER] = [5, 6];
const DAY = "2026-05-31";
/** Epoch days. */
const [APRIL_20, JUNE_10] = [20_563, 20_614];

let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  database = await createTestDatabase();
  const admin = connect(database.adminUrl, { max: 1 });
  await fill(admin.sql);
  await admin.close();
}, 60_000);

afterAll(() => database?.drop());

type Sql = ReturnType<typeof connect>["sql"];

/** S1 in two versions whose items name the first, received unevenly; S2 called off later; S3 without a day. */
async function fill(sql: Sql) {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    const shipment = async (number: string, status: string, of: Record<string, string | null>) => {
      const [row] = await tx`
        insert into inbound_shipment (seller_id, account_id, shipment_number, status, created_on, expected_on,
          recorded_from, recorded_to, import_id, line_no)
        values (${SCOPE.sellerId}, ${SCOPE.accountId}, ${number}, ${status}, '2026-04-20', ${of.expected ?? null},
          ${of.from ?? EARLY}, ${of.to ?? "infinity"}, 1, 2) returning id`;
      return row?.id as number;
    };
    const item = (shipmentId: number, productId: number, fcId: number | null, units: number) => tx`
      insert into inbound_shipment_item (seller_id, shipment_id, product_id, fc_id, sent_units, recorded_from, import_id, line_no)
      values (${SCOPE.sellerId}, ${shipmentId}, ${productId}, ${fcId}, ${units}, ${EARLY}, 1, 2)`;
    const receipt = (shipmentId: number, fcId: number, units: number) => tx`
      insert into inventory_event (seller_id, account_id, product_id, fc_id, shipment_id, event_on, kind, units,
        recorded_from, import_id, line_no)
      values (${SCOPE.sellerId}, ${SCOPE.accountId}, ${PRODUCT}, ${fcId}, ${shipmentId}, '2026-05-20', 'receipt', ${units},
        ${CHANGED}, 1, 2)`;
    const first = await shipment("S1", "working", { to: CHANGED });
    await shipment("S1", "receiving", { from: CHANGED, expected: "2026-06-10" });
    await item(first, PRODUCT, 1, 60);
    await item(first, PRODUCT, 2, 40);
    await item(first, OTHER, null, 7);
    // One FC got more than was sent to it: the other still waits for all of its own.
    await receipt(first, 1, 65);
    const off = await shipment("S2", "working", { to: CHANGED });
    await shipment("S2", "cancelled", { from: CHANGED });
    await item(off, PRODUCT, 1, 500);
    await item(await shipment("S3", "shipped", {}), PRODUCT, null, 3);
  });
}

async function asSeller<T>(work: (tx: Parameters<typeof listOpenLots>[0]) => Promise<T>) {
  const pool = connect(database.appUrl, { max: 1 });
  const result = await inScope(pool.db, SCOPE, work);
  await pool.close();
  return result;
}

it("units on their way are counted by shipment, product and FC: what one FC got too many makes up for no other", async () => {
  expect([...(await asSeller((tx) => listOpenLots(tx, SCOPE, DAY)))]).toEqual([
    { productId: PRODUCT, expectedDay: JUNE_10, units: 40 },
    { productId: PRODUCT, expectedDay: null, units: 3 },
    { productId: OTHER, expectedDay: JUNE_10, units: 7 },
  ]);
});

it("a plan that knew the same counts the same units, one that knew less counts what it knew", async () => {
  const set = { sellerIds: [SCOPE.sellerId], accountIds: [SCOPE.accountId] };
  const at = (knownAt: string) =>
    asSeller((tx) =>
      listOpenShipmentUnits(tx, SCOPE, set, { asOfOn: DAY, knownAt: new Date(knownAt) }),
    );
  expect([...(await at("2026-06-01T00:00:00Z"))]).toEqual([
    { productId: PRODUCT, key: [-1, 2], units: [3, 40] },
    { productId: OTHER, key: [-1], units: [7] },
  ]);
  expect([...(await at("2026-05-01T00:00:00Z"))]).toEqual([
    { productId: PRODUCT, key: [-1, 1, 2], units: [3, 560, 40] },
    { productId: OTHER, key: [-1], units: [7] },
  ]);
});

it("units sent are those of shipments that are not called off by now, whatever version their items name", async () => {
  const span = { afterOn: "2026-04-01", toOn: DAY };
  expect([...(await asSeller((tx) => listSentUnits(tx, SCOPE, span)))]).toEqual([
    { productId: PRODUCT, day: APRIL_20, units: 103 },
    { productId: OTHER, day: APRIL_20, units: 7 },
  ]);
  expect(await asSeller((tx) => sumSentUnits(tx, SCOPE, PRODUCT, span))).toBe(103);
  expect(
    await asSeller((tx) => sumSentUnits(tx, SCOPE, PRODUCT, { ...span, afterOn: "2026-04-20" })),
  ).toBe(0);
});
