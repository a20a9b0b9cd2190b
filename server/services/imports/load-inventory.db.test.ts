import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cubicFeetToMm3 } from "@/lib/units/index.ts";
import { orders, tsv } from "@/server/ingest/test-report.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { type ImportWorld, importText, openImportWorld } from "./test-imports.ts";

let world: ImportWorld;
beforeAll(async () => {
  world = await openImportWorld();
  await world.worker
    .sql`insert into marketplace (id, name, currency, time_zone) values ('US', 'United States', 'USD', 'America/Los_Angeles')`;
  await world.worker
    .sql`insert into fc (id, marketplace_id, code, city, state, latitude, longitude, opened_on)
    values (1, 'US', 'PHX3', 'Phoenix', 'AZ', 33, -112, '2020-01-01'), (2, 'US', 'ABE2', 'Breinigsville', 'PA', 40, -75, '2020-01-01')`;
});
afterAll(() => world.close());

const current = (ctx: SellerContext) =>
  world.worker.sql`
    select p.sku, s.snapshot_on::text as day, s.on_hand_units as "onHand", s.inbound_working_units as working,
      s.reserved_transfer_units as transfer, s.line_no as line
    from stock_snapshot s join product p on p.seller_id = s.seller_id and p.id = s.product_id
    where s.account_id = ${ctx.scope.accountId} and s.recorded_to = 'infinity' order by p.sku, s.snapshot_on`;

const MYI = [
  "sku",
  "fnsku",
  "product-name",
  "your-price",
  "afn-fulfillable-quantity",
  "afn-inbound-working-quantity",
  "per-unit-volume",
];
const myi = (rows: Record<string, string>[]) =>
  tsv(
    MYI,
    rows.map((row) => ({
      sku: "BOWL",
      fnsku: "X1",
      "product-name": "Bowl",
      "your-price": "9.99",
      "afn-fulfillable-quantity": "40",
      "afn-inbound-working-quantity": "5",
      "per-unit-volume": "0.1",
      ...row,
    })),
  );
const PLANNING = [
  "snapshot-date",
  "sku",
  "available",
  "inbound-working",
  "Reserved FC Transfer",
  "storage-type",
  "currency",
];
const planning = (rows: Record<string, string>[]) =>
  tsv(
    PLANNING,
    rows.map((row) => ({
      "snapshot-date": "2026-05-03",
      sku: "BOWL",
      available: "38",
      "inbound-working": "",
      "Reserved FC Transfer": "6",
      "storage-type": "Oversize",
      currency: "USD",
      ...row,
    })),
  );

describe("loading stock reports", () => {
  it("keeps stock on the day that was stated, else today in the marketplace", async () => {
    const ctx = await world.open("myi", "US");
    await importText(ctx, myi([{}]), { asOfOn: "2026-05-03" });
    world.clock.advanceMs(3600_000 * 20); // 2026-11-24 08:00 UTC and later; Los Angeles is 8 hours behind.
    const today = await importText(ctx, myi([{ sku: "CUP", "afn-fulfillable-quantity": "" }]));
    expect(today).toMatchObject({
      reportType: "fba_inventory",
      loadedCount: 1,
      asOfOn: "2026-11-24",
    });
    expect(await current(ctx)).toEqual([
      { sku: "BOWL", day: "2026-05-03", onHand: 40, working: 5, transfer: null, line: 2 },
      { sku: "CUP", day: "2026-11-24", onHand: null, working: 5, transfer: null, line: 2 },
    ]);
  });

  it("lets a later report of the same day correct a figure and keep what it does not state", async () => {
    const ctx = await world.open("same-day", "US");
    await importText(ctx, myi([{}]), { asOfOn: "2026-05-03" });
    world.clock.advanceMs(1000);
    expect(await importText(ctx, planning([{}, { sku: "CUP" }]))).toMatchObject({
      loadedCount: 2,
      asOfOn: "2026-05-03",
    });
    expect(await current(ctx)).toEqual([
      { sku: "BOWL", day: "2026-05-03", onHand: 38, working: 5, transfer: 6, line: 2 },
      { sku: "CUP", day: "2026-05-03", onHand: 38, working: null, transfer: 6, line: 3 },
    ]);
    expect(await importText(ctx, `${planning([{}, { sku: "CUP" }])}\n\n`)).toMatchObject({
      isKnown: false,
      loadedCount: 0,
      unchangedCount: 2,
    });
  });

  it("counts the last of two rows for one SKU and day", async () => {
    const ctx = await world.open("double", "US");
    expect(await importText(ctx, planning([{ available: "1" }, { available: "2" }]))).toMatchObject(
      { loadedCount: 1, unchangedCount: 1 },
    );
    expect((await current(ctx)).map(({ onHand }) => onHand)).toEqual([2]);
  });

  it("adds size and storage type to what orders told of a product, and keeps both through later orders", async () => {
    const ctx = await world.open("versions", "US");
    const order = { sku: "BOWL", "sales-channel": "Amazon.com", currency: "USD", quantity: "1" };
    await importText(
      ctx,
      orders([{ ...order, "purchase-date": "2026-04-01T12:00:00Z", "item-price": "8.00" }]),
    );
    await importText(ctx, myi([{}]), { asOfOn: "2026-05-01" });
    await importText(ctx, planning([{}]));
    await importText(
      ctx,
      orders([
        {
          ...order,
          "amazon-order-id": "2",
          "purchase-date": "2026-05-05T12:00:00Z",
          "item-price": "7.00",
        },
      ]),
    );
    const versions = await world.worker.sql`
      select valid_from_on::text as "from", title, asin, unit_volume_mm3::float8 as volume, storage_type::text as type, price_micros::float8 as micros
      from product_version v join product p on p.seller_id = v.seller_id and p.id = v.product_id
      where p.account_id = ${ctx.scope.accountId} and v.recorded_to = 'infinity' order by v.valid_from_on`;
    const volume = cubicFeetToMm3(0.1);
    expect(versions).toEqual([
      {
        from: "2026-04-01",
        title: "RED BOWL",
        asin: "B0BOWL",
        volume: null,
        type: null,
        micros: 8_000_000,
      },
      { from: "2026-05-01", title: "Bowl", asin: "B0BOWL", volume, type: null, micros: 9_990_000 },
      {
        from: "2026-05-03",
        title: "Bowl",
        asin: "B0BOWL",
        volume,
        type: "oversize",
        micros: 9_990_000,
      },
      {
        from: "2026-05-05",
        title: "RED BOWL",
        asin: "B0BOWL",
        volume,
        type: "oversize",
        micros: 7_000_000,
      },
    ]);
  });
});

const LEDGER = [
  "Date",
  "MSKU",
  "Title",
  "Disposition",
  "Starting Warehouse Balance",
  "Receipts",
  "Customer Shipments",
  "Ending Warehouse Balance",
  "Location",
];
type LedgerRow = [
  day: string,
  location: string,
  starting: number,
  receipts: number,
  shipments: number,
  change?: Record<string, string>,
];
const ledger = (rows: LedgerRow[]) =>
  tsv(
    LEDGER,
    rows.map(([day, location, starting, receipts, shipments, change]) => ({
      Date: day,
      MSKU: "BOWL",
      Title: "Bowl",
      Disposition: "SELLABLE",
      "Starting Warehouse Balance": String(starting),
      Receipts: String(receipts),
      "Customer Shipments": String(shipments),
      "Ending Warehouse Balance": String(starting + receipts + shipments),
      Location: location,
      ...change,
    })),
  ).replaceAll(/[^\t\n]+/g, (cell) => `"${cell}"`);

const balances = async (ctx: SellerContext, upTo: string) => {
  const rows = await world.worker.sql`
    select e.fc_id as fc, sum(e.units)::int as units from inventory_event e
    where e.account_id = ${ctx.scope.accountId} and e.recorded_to = 'infinity' and e.disposition = 'sellable' and e.event_on <= ${upTo}
    group by 1 having sum(e.units) <> 0 order by 1 nulls first`;
  return rows.map(({ fc, units }) => [fc, units]);
};
const eventCount = async (ctx: SellerContext) => {
  const [row] = await world.worker
    .sql`select count(*)::int as n from inventory_event where account_id = ${ctx.scope.accountId}`;
  return row?.n;
};

describe("loading the inventory ledger", () => {
  it("makes movements of rows, and an opening adjustment of the first balance", async () => {
    const ctx = await world.open("ledger", "US");
    const done = await importText(
      ctx,
      ledger([
        ["05/01/2026", "PHX3", 100, 20, -7],
        ["05/02/2026", "PHX3", 113, 0, -3],
        ["05/02/2026", "XYZ9", 4, 0, -1],
      ]),
    );
    expect(done).toMatchObject({
      reportType: "inventory_ledger_summary",
      loadedCount: 3,
      warningCount: 0,
      asOfOn: "2026-05-02",
    });
    const events = await world.worker.sql`
      select event_on::text as day, fc_id as fc, kind::text, units, line_no as line from inventory_event where account_id = ${ctx.scope.accountId} order by line_no, event_on, inventory_event.kind`;
    expect(events.map(Object.values)).toEqual([
      ["2026-04-30", 1, "adjustment", 100, 2],
      ["2026-05-01", 1, "receipt", 20, 2],
      ["2026-05-01", 1, "customer_shipment", -7, 2],
      ["2026-05-02", 1, "customer_shipment", -3, 3],
      ["2026-05-01", null, "adjustment", 4, 4],
      ["2026-05-02", null, "customer_shipment", -1, 4],
    ]);
    expect(await balances(ctx, "2026-05-02")).toEqual([
      [null, 3],
      [1, 110],
    ]);
  });

  it("changes nothing where files overlap, and corrects a day that is told anew", async () => {
    const ctx = await world.open("ledger-overlap", "US");
    const [a, b, c]: LedgerRow[] = [
      ["05/01/2026", "PHX3", 100, 0, -7],
      ["05/02/2026", "PHX3", 93, 0, -3],
      ["05/03/2026", "PHX3", 90, 50, -5],
    ];
    await importText(ctx, ledger([a, b] as LedgerRow[]));
    expect(await importText(ctx, ledger([b, c] as LedgerRow[]))).toMatchObject({
      loadedCount: 1,
      unchangedCount: 1,
    });
    expect(await eventCount(ctx)).toBe(5);
    world.clock.advanceMs(1000);
    expect(
      await importText(
        ctx,
        ledger([
          ["05/02/2026", "PHX3", 93, 0, -4],
          ["05/03/2026", "PHX3", 89, 50, -5],
        ]),
      ),
    ).toMatchObject({ loadedCount: 1, unchangedCount: 1 });
    expect(await balances(ctx, "2026-05-03")).toEqual([[1, 134]]);
    const closed = await world.worker
      .sql`select units from inventory_event where account_id = ${ctx.scope.accountId} and recorded_to <> 'infinity'`;
    expect(closed).toEqual([{ units: -3 }]);
  });

  it("comes to the same balances in whatever order months arrive", async () => {
    const months: LedgerRow[][] = [
      [
        ["01/30/2026", "PHX3", 100, 0, -10],
        ["01/31/2026", "PHX3", 90, 0, -10],
      ],
      [
        ["02/01/2026", "PHX3", 80, 0, -10],
        ["02/28/2026", "PHX3", 70, 40, -10],
      ],
      [
        ["03/01/2026", "PHX3", 100, 0, -10],
        ["03/02/2026", "PHX3", 90, 0, -10],
      ],
    ];
    const endOfMonth: [string, number][] = [
      ["2026-01-31", 80],
      ["2026-02-28", 100],
      ["2026-03-02", 80],
    ];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [2, 0, 1],
      [1, 0, 2],
    ]) {
      const ctx = await world.open(`months-${order.join("")}`, "US");
      for (const [at, i] of order.entries()) {
        await importText(ctx, ledger(months[i] ?? []));
        for (const told of order.slice(0, at + 1)) {
          const [day, units] = endOfMonth[told] ?? ["", 0];
          expect(await balances(ctx, day), `${order} after ${i}: ${day}`).toEqual([[1, units]]);
        }
      }
    }
  });

  it("moves the balance over when a later file tells places instead of countries", async () => {
    const ctx = await world.open("places", "US");
    await importText(ctx, ledger([["05/01/2026", "US", 100, 0, -10]]));
    await importText(
      ctx,
      ledger([
        ["05/02/2026", "PHX3", 60, 0, -10],
        ["05/02/2026", "ABE2", 30, 0, 0],
      ]),
    );
    expect(await balances(ctx, "2026-05-02")).toEqual([
      [1, 50],
      [2, 30],
    ]);
  });

  it("remarks on a row that does not add up, and loads it", async () => {
    const ctx = await world.open("identity", "US");
    const done = await importText(
      ctx,
      ledger([["05/01/2026", "PHX3", 100, 0, -7, { "Ending Warehouse Balance": "90" }]]),
    );
    expect(done).toMatchObject({ loadedCount: 1, warningCount: 1, errorCount: 0 });
    const remarks = await world.worker
      .sql`select rule, outcome::text from import_error where import_id = ${done.importId}`;
    expect(remarks).toEqual([{ rule: "ledger_identity", outcome: "loaded" }]);
  });
});
