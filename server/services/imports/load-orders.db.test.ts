import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { orders } from "@/server/ingest/test-report.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { type ImportWorld, importText, openImportWorld } from "./test-imports.ts";

let world: ImportWorld;
beforeAll(async () => {
  world = await openImportWorld();
});
afterAll(() => world.close());

interface Line {
  order: string;
  sku: string;
  turn: number;
  day: string;
  units: number;
  micros: number | null;
  status: string;
  line: number;
  file: number;
}

const currentLines = (ctx: SellerContext): Promise<Line[]> =>
  world.worker.sql<Line[]>`
    select l.order_number as order, p.sku, l.occurrence as turn, l.purchased_on::text as day, l.units,
      l.item_price_micros::float8 as micros, l.status::text, l.line_no as line, l.import_id::int as file
    from order_line l join product p on p.seller_id = l.seller_id and p.id = l.product_id
    where l.account_id = ${ctx.scope.accountId} and l.recorded_to = 'infinity' order by l.order_number, p.sku, turn`;

const versionCount = async (ctx: SellerContext): Promise<number> => {
  const [row] = await world.worker
    .sql`select count(*)::int as n from order_line where account_id = ${ctx.scope.accountId}`;
  return row?.n;
};

const versions = (ctx: SellerContext) =>
  world.worker.sql`
    select p.sku, v.valid_from_on::text as "from", v.title, v.asin, v.price_micros::float8 as micros,
      v.recorded_to = 'infinity' as "isCurrent"
    from product_version v join product p on p.seller_id = v.seller_id and p.id = v.product_id
    where p.account_id = ${ctx.scope.accountId} order by p.sku, v.valid_from_on, v.id`;

describe("loading All Orders", () => {
  it("keeps each line as a fact with its file and line, in the marketplace's days and our units", async () => {
    const ctx = await world.open("facts");
    const done = await importText(
      ctx,
      orders([
        {},
        { sku: "CUP", quantity: "1", "item-price": "" },
        { quantity: "5", "item-price": "21.25" },
      ]),
    );
    expect(done).toMatchObject({
      status: "loaded",
      reportType: "all_orders_by_order_date",
      asOfOn: "2010-01-04",
      rowCount: 3,
      loadedCount: 3,
      unchangedCount: 0,
      skippedCount: 0,
      errorCount: 0,
    });
    const file = done.importId;
    const same = { order: "026-1", day: "2010-01-04", status: "shipped", file };
    expect(await currentLines(ctx)).toEqual([
      { ...same, sku: "BOWL-1", turn: 1, units: 2, micros: 8_500_000, line: 2 },
      { ...same, sku: "BOWL-1", turn: 2, units: 5, micros: 21_250_000, line: 4 },
      { ...same, sku: "CUP", turn: 1, units: 1, micros: null, line: 3 },
    ]);
    const [account] = await world.worker
      .sql`select opened_on::text as day from account where id = ${ctx.scope.accountId}`;
    expect(account?.day).toBe("2010-01-04");
  });

  it("says that the same file changes nothing, packed or not, and changes nothing", async () => {
    const ctx = await world.open("twice");
    const text = orders([{}, { sku: "CUP" }]);
    const first = await importText(ctx, text);
    for (const again of [text, gzipSync(text)])
      expect(await importText(ctx, again, { fileName: "other name.txt.gz" })).toMatchObject({
        isKnown: true,
        importId: first.importId,
        fileName: "report.txt",
      });
    expect(await versionCount(ctx)).toBe(2);
  });

  it("adds of an overlapping file only what is new, and corrects what a newer update changed", async () => {
    const ctx = await world.open("overlap");
    await importText(
      ctx,
      orders([{}, { sku: "CUP", "order-status": "Pending", "item-status": "", quantity: "1" }]),
    );
    world.clock.advanceMs(60_000);
    const later = "2010-01-09T00:00:00+00:00";
    const done = await importText(
      ctx,
      orders([
        {},
        { sku: "CUP", quantity: "3", "last-updated-date": later },
        { "amazon-order-id": "026-2" },
      ]),
    );
    expect(done).toMatchObject({ loadedCount: 2, unchangedCount: 1 });
    expect(
      (await currentLines(ctx)).map(({ order, sku, units, status }) => [order, sku, units, status]),
    ).toEqual([
      ["026-1", "BOWL-1", 2, "shipped"],
      ["026-1", "CUP", 3, "shipped"],
      ["026-2", "BOWL-1", 2, "shipped"],
    ]);
    const history = await world.worker.sql`
      select l.units, l.status::text, l.recorded_from::text as known, l.recorded_to::text as until
      from order_line l join product p on p.seller_id = l.seller_id and p.id = l.product_id
      where l.account_id = ${ctx.scope.accountId} and p.sku = 'CUP' order by l.id`;
    expect(history).toHaveLength(2);
    expect(history[0]).toMatchObject({ units: 1, status: "pending", until: history[1]?.known });
    expect(history[1]).toMatchObject({ units: 3, status: "shipped", until: "infinity" });
  });

  it("lets an older update change nothing, in whatever order the files come", async () => {
    const ctx = await world.open("stale");
    const old = orders([{ quantity: "1", "last-updated-date": "2010-01-05T00:00:00Z" }]);
    await importText(ctx, orders([{ quantity: "9", "last-updated-date": "2010-01-08T00:00:00Z" }]));
    expect(await importText(ctx, old)).toMatchObject({ loadedCount: 0, unchangedCount: 1 });
    expect((await currentLines(ctx)).map(({ units }) => units)).toEqual([9]);
  });

  it("keeps exactly the bad rows out, and says which", async () => {
    const ctx = await world.open("three-bad");
    const done = await importText(
      ctx,
      orders([
        {},
        { quantity: "x" },
        { "amazon-order-id": "026-2" },
        { "purchase-date": "yesterday" },
        { sku: "" },
        { "fulfillment-channel": "Merchant" },
      ]),
    );
    expect(done).toMatchObject({
      status: "loaded",
      rowCount: 6,
      loadedCount: 2,
      skippedCount: 1,
      errorCount: 3,
      unchangedCount: 0,
    });
    const remarks = await world.worker
      .sql`select line_no, column_name, rule, value, outcome::text from import_error where import_id = ${done.importId} order by id`;
    expect(remarks.map(Object.values)).toEqual([
      [3, "quantity", "bad_number", "x", "refused"],
      [5, "purchase-date", "bad_date", "yesterday", "refused"],
      [6, "sku", "missing_value", "", "refused"],
      [7, "fulfillment-channel", "merchant_fulfilled", "Merchant", "skipped"],
    ]);
  });

  it("keeps nothing of a buyer: not in a fact, a remark, the record or the log", async () => {
    const ctx = await world.open("canary");
    const canary = "CANARY-9Z";
    const buyer = Object.fromEntries(
      ["ship-city", "ship-state", "ship-postal-code", "ship-country", "purchase-order-number"].map(
        (name) => [name, canary],
      ),
    );
    await importText(ctx, orders([buyer, { ...buyer, quantity: "?" }]));
    const tables = await world.worker.sql<
      { name: string }[]
    >`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables) {
      const [found] = await world.worker
        .sql`select count(*)::int as n from ${world.worker.sql(name)} t where t::text like ${`%${canary}%`}`;
      expect([name, found?.n]).toEqual([name, 0]);
    }
    expect(world.log.length).toBeGreaterThan(0);
    expect(world.log.join("")).not.toContain(canary);
  });

  it("describes products by their latest line, and again only when that says something new", async () => {
    const ctx = await world.open("products");
    const on = (day: string, change: Record<string, string>) => ({
      "amazon-order-id": day,
      "purchase-date": `${day}T12:00:00Z`,
      ...change,
    });
    await importText(
      ctx,
      orders([
        on("2010-02-01", { "product-name": "OLD", quantity: "4", "item-price": "10.00" }),
        on("2010-01-10", {}),
        on("2010-02-03", { "order-status": "Cancelled", "item-price": "99.00" }),
      ]),
    );
    expect(await versions(ctx)).toEqual([
      {
        sku: "BOWL-1",
        from: "2010-01-10",
        title: "RED BOWL",
        asin: "B0BOWL",
        micros: 2_500_000,
        isCurrent: true,
      },
    ]);
    await importText(ctx, orders([on("2010-03-01", { quantity: "1", "item-price": "2.50" })]));
    await importText(ctx, orders([on("2010-04-01", { quantity: "1", "item-price": "3.00" })]));
    expect((await versions(ctx)).map(({ from, micros }) => [from, micros])).toEqual([
      ["2010-01-10", 2_500_000],
      ["2010-04-01", 3_000_000],
    ]);
    await importText(
      ctx,
      orders([
        on("2010-04-01", { "amazon-order-id": "same day", quantity: "1", "item-price": "4.00" }),
      ]),
    );
    expect(
      (await versions(ctx)).map(({ from, micros, isCurrent }) => [from, micros, isCurrent]),
    ).toEqual([
      ["2010-01-10", 2_500_000, true],
      ["2010-04-01", 3_000_000, false],
      ["2010-04-01", 4_000_000, true],
    ]);
  });

  it("fails a file that is no report with a reason, and loads it when it is sent right", async () => {
    const ctx = await world.open("failed");
    const done = await importText(ctx, "a\tb\n1\t2\n");
    expect(done).toMatchObject({ status: "failed", loadedCount: 0 });
    expect(done.failure).toContain("All Orders");
    expect(await importText(ctx, orders([{}]))).toMatchObject({ status: "loaded" });
    expect(await importText(ctx, "a\tb\n1\t2\n")).toMatchObject({
      status: "failed",
      importId: done.importId,
      isKnown: false,
    });
  });
});

describe("an account's facts", () => {
  it("are another account's in no way: the same file loads into each", async () => {
    const [one, two] = [await world.open("one"), await world.open("two")];
    const text = orders([{}]);
    const first = await importText(one, text);
    expect(await importText(two, text)).toMatchObject({ isKnown: false, loadedCount: 1 });
    expect((await currentLines(one)).map(({ file }) => file)).toEqual([first.importId]);
  });

  it("come out the same when two files are loaded at once", async () => {
    const ctx = await world.open("at-once");
    const file = (from: number) =>
      orders(
        Array.from({ length: 200 }, (_, i) => ({
          "amazon-order-id": `o-${from + i}`,
          sku: `S-${(from + i) % 7}`,
        })),
      );
    const done = await Promise.all([
      importText(ctx, file(0)),
      importText(ctx, file(100)),
      importText(ctx, file(50)),
    ]);
    expect(done.map(({ status }) => status)).toEqual(["loaded", "loaded", "loaded"]);
    expect(done.reduce((sum, { loadedCount }) => sum + loadedCount, 0)).toBe(300);
    expect(await currentLines(ctx)).toHaveLength(300);
    expect(await versionCount(ctx)).toBe(300);
  });
});
