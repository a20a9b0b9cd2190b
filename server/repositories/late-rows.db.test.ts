import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase } from "../../scripts/test-database-client.ts";
import { connect } from "./database.ts";
import { listLateFiles } from "./late-rows.ts";
import { inScope, type SellerScope } from "./scope.ts";

const KNOWN = "2026-06-01T06:30:00Z";
const BEFORE = "2026-05-01T00:00:00Z";
const AFTER = "2026-06-09T00:00:00Z";
const SCOPE: SellerScope = { kind: "seller", sellerId: 901, accountId: 902, userId: null };
const PRODUCT = 5;
const OTHER = 6;

const TABLES = [
  ...["inbound_shipment_item", "inbound_shipment", "order_line", "stock_snapshot"],
  ...["inventory_event", "product_version", "product", "import_file"],
];
const WITHOUT_ACCOUNT = ["inbound_shipment_item", "product_version"];

type Sql = ReturnType<typeof connect>["sql"];
type Values = Readonly<Record<string, string | number | null>>;

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

/** Puts rows as if no rule watched, asks, and takes them away again. */
async function lateWith(fill: (add: Add) => Promise<unknown>, productId = PRODUCT) {
  await admin.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    for (const table of TABLES)
      await sql`delete from ${sql(table)} where seller_id = ${SCOPE.sellerId}`;
    await sql`insert into import_file (seller_id, account_id, id, file_name, content_sha256, byte_count, origin, status)
      values (${SCOPE.sellerId}, ${SCOPE.accountId}, 1, 'report.csv', 'x', 1, 'upload', 'loaded')`;
    for (const id of [PRODUCT, OTHER])
      await sql`insert into product (seller_id, account_id, id, sku)
        values (${SCOPE.sellerId}, ${SCOPE.accountId}, ${id}, ${`SKU-${id}`})`;
    await fill(adding(sql as unknown as Sql));
  });
  const pool = connect(database.appUrl, { max: 1 });
  const query = { asOfOn: "2026-05-31", knownAt: new Date(KNOWN), subject: { productId } };
  const files = await inScope(pool.db, SCOPE, (tx) => listLateFiles(tx, SCOPE, query));
  await pool.close();
  return files.map(({ kinds, rowCount }) => ({ kinds, rowCount }));
}

type Add = (table: string, values: Values) => Promise<number>;

const adding =
  (sql: Sql): Add =>
  async (table, values) => {
    const row = {
      ...(WITHOUT_ACCOUNT.includes(table) ? {} : { account_id: SCOPE.accountId }),
      ...{ seller_id: SCOPE.sellerId, import_id: 1, line_no: 2, recorded_from: BEFORE },
      ...values,
    };
    const [added] = await sql`insert into ${sql(table)} ${sql(row)} returning id`;
    return Number(added?.id);
  };

/** A shipment of the product known in May, and what was recorded of it later. */
const shipment =
  (later: Values, ofProduct = PRODUCT, units = 40) =>
  async (add: Add) => {
    const base = { shipment_number: "S1", status: "working", created_on: "2026-04-20" };
    const first = await add("inbound_shipment", { ...base, recorded_to: AFTER });
    const item = { product_id: ofProduct, sent_units: 40 };
    await add("inbound_shipment_item", { ...item, shipment_id: first, recorded_to: AFTER });
    const second = await add("inbound_shipment", { ...base, ...later, recorded_from: AFTER });
    await add("inbound_shipment_item", {
      ...{ ...item, sent_units: units, shipment_id: second, recorded_from: AFTER },
    });
  };

it("a state that a shipment reached after the run's day is no late report", async () => {
  expect(await lateWith(shipment({ status: "shipped", shipped_on: "2026-06-08" }))).toEqual([]);
  expect(await lateWith(shipment({ status: "closed", closed_on: "2026-06-08" }))).toEqual([]);
  expect(await lateWith(shipment({ status: "cancelled", closed_on: "2026-06-08" }))).toEqual([]);
});

it("a state that it had reached by the run's day and that was told later is one", async () => {
  const shipped = [{ kinds: ["shipments"], rowCount: 1 }];
  expect(await lateWith(shipment({ status: "shipped", shipped_on: "2026-05-20" }))).toEqual(
    shipped,
  );
  expect(await lateWith(shipment({ status: "cancelled", closed_on: "2026-05-20" }))).toEqual(
    shipped,
  );
});

it("of other products' shipments only the days they took are told", async () => {
  const later = { status: "shipped", shipped_on: "2026-05-20" };
  expect(await lateWith(shipment(later, OTHER))).toEqual([{ kinds: ["leadTimes"], rowCount: 1 }]);
  expect(await lateWith(shipment(later, OTHER), OTHER)).toEqual([
    { kinds: ["shipments"], rowCount: 1 },
  ]);
});

it("units of a shipment that were corrected are late, repeated ones are not", async () => {
  const working = { status: "shipped", shipped_on: "2026-06-08" };
  expect(await lateWith(shipment(working, PRODUCT, 30))).toEqual([
    { kinds: ["shipments"], rowCount: 1 },
  ]);
  expect(await lateWith(shipment(working, OTHER, 30))).toEqual([]);
});

const order = (first: Values | null, later: Values) => async (add: Add) => {
  const line = {
    ...{ product_id: PRODUCT, order_number: "A-1", purchased_on: "2026-05-20", units: 3 },
    ...{ status: "unshipped", item_price_micros: 9_000_000 },
  };
  if (first) await add("order_line", { ...line, ...first, recorded_to: AFTER });
  await add("order_line", { ...line, ...later, recorded_from: AFTER });
};

it("an order line is late when it is new or counts otherwise, not when it was shipped or called off since", async () => {
  const late = [{ kinds: ["orders"], rowCount: 1 }];
  expect(await lateWith(order(null, {}))).toEqual(late);
  expect(await lateWith(order({}, { units: 2 }))).toEqual(late);
  expect(await lateWith(order({}, { status: "shipped" }))).toEqual([]);
  const since = { status: "cancelled", updated_at: "2026-06-05T00:00:00Z" };
  expect(await lateWith(order({}, since))).toEqual([]);
  const byThen = { status: "cancelled", updated_at: "2026-05-21T00:00:00Z" };
  expect(await lateWith(order({}, byThen))).toEqual(late);
});

it("stated stock is late when the run knew none of a later day", async () => {
  const stated = { product_id: PRODUCT, snapshot_on: "2026-05-20", on_hand_units: 4 };
  const known = (day: string) => async (add: Add) => {
    await add("stock_snapshot", { ...stated, snapshot_on: day });
    await add("stock_snapshot", { ...stated, recorded_from: AFTER, line_no: 3 });
  };
  expect(await lateWith(known("2026-05-10"))).toEqual([{ kinds: ["stock"], rowCount: 1 }]);
  expect(await lateWith(known("2026-05-25"))).toEqual([]);
});

it("a version of a product is late when the run would have taken it and it says something new", async () => {
  const said = {
    product_id: PRODUCT,
    valid_from_on: "2026-05-01",
    title: "Lamp",
    case_pack_units: 6,
  };
  const then = (later: Values) => async (add: Add) => {
    await add("product_version", said);
    await add("product_version", { ...said, ...later, recorded_from: AFTER });
  };
  const packs = { case_pack_units: 12 };
  expect(await lateWith(then({ ...packs, valid_from_on: "2026-05-10" }))).toEqual([
    { kinds: ["products"], rowCount: 1 },
  ]);
  expect(await lateWith(then({ ...packs, valid_from_on: "2026-04-10" }))).toEqual([]);
  expect(await lateWith(then({ title: "Lamp, red", valid_from_on: "2026-05-10" }))).toEqual([]);
});

it("movements recorded later are late; receipts of other products tell how long shipments take", async () => {
  const moved = { event_on: "2026-05-20", kind: "receipt", units: 4, shipment_id: 7 };
  const of = (productId: number) => (add: Add) =>
    add("inventory_event", { ...moved, product_id: productId, recorded_from: AFTER });
  expect(await lateWith(of(PRODUCT))).toEqual([{ kinds: ["movements"], rowCount: 1 }]);
  expect(await lateWith(of(OTHER))).toEqual([{ kinds: ["leadTimes"], rowCount: 1 }]);
});
