import { describe, expect, it } from "vitest";
import { dayFromDate } from "../../lib/calendar/index.ts";
import type { OrderRow } from "./formats/all-orders.ts";
import { ORDER_COLUMNS, orderRow, orders, readAll, tsv, US } from "./test-report.ts";

const firstOrder = async (change: Record<string, string>, options = {}) =>
  (await readAll(orders([change]), options)).rows[0] as OrderRow;

describe("All Orders", () => {
  it("takes of a row what demand needs", async () => {
    const { rows, remarks, reportType } = await readAll(orders([{}]));
    expect(reportType).toBe("all_orders_by_order_date");
    expect(remarks).toEqual([]);
    expect(rows).toEqual([
      {
        lineNo: 2,
        orderNumber: "026-1",
        sku: "BOWL-1",
        asin: "B0BOWL",
        title: "RED BOWL",
        purchasedDay: dayFromDate("2010-01-04"),
        updatedAtMs: Date.parse("2010-01-05T09:43:00Z"),
        units: 2,
        itemPriceMicros: 8_500_000,
        status: "shipped",
        isBusiness: false,
      },
    ]);
  });

  it("reads variants A, B and C by name, and any order of columns", async () => {
    const b = ORDER_COLUMNS.toSpliced(8, 0, "url");
    const c = [...ORDER_COLUMNS.toSpliced(28, 0, "cpf"), "signature-confirmation-recommended"];
    const expected = await readAll(orders([{}]));
    for (const columns of [b, c, ORDER_COLUMNS.toReversed()]) {
      const { rows, unknownColumns } = await readAll(orders([{}], columns));
      expect(rows).toEqual(expected.rows);
      expect(unknownColumns).toEqual([]);
    }
  });

  it("tells the report by last update from its file name", async () => {
    const fileName = "GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL.txt";
    expect((await readAll(orders([{}]), { fileName })).reportType).toBe(
      "all_orders_by_last_update",
    );
  });

  it("puts a purchase on the marketplace's local day", async () => {
    const late = { "purchase-date": "2010-07-01T23:30:00+00:00" };
    expect((await firstOrder(late)).purchasedDay).toBe(dayFromDate("2010-07-02"));
    const american = { ...late, "sales-channel": "Amazon.com", currency: "USD" };
    expect((await firstOrder(american, { context: US })).purchasedDay).toBe(
      dayFromDate("2010-07-01"),
    );
  });

  it("reads every way a day is written", async () => {
    for (const written of [
      "2010-01-04",
      "2010-01-04 23:59:59",
      "01/04/2010",
      "1/4/2010 13:05",
      "2010-01-04T23:59:59.123Z",
      "2010-01-05T00:30:00+0100",
    ])
      expect((await firstOrder({ "purchase-date": written })).purchasedDay, written).toBe(
        dayFromDate("2010-01-04"),
      );
  });

  it("keeps cancelled lines as cancelled, whichever status says so", async () => {
    for (const change of [
      { "order-status": "Cancelled" },
      { "item-status": "Cancelled" },
      { "order-status": "Canceled", quantity: "0" },
    ])
      expect((await firstOrder(change)).status).toBe("cancelled");
    expect(
      (await firstOrder({ "order-status": "Shipped - Delivered to Buyer", "item-status": "" }))
        .status,
    ).toBe("shipped");
    expect(
      (
        await firstOrder({
          "order-status": "Pending",
          "item-status": "Unshipped",
          currency: "",
          "item-price": "",
        })
      ).itemPriceMicros,
    ).toBeNull();
  });

  it("names line, column, rule, value and fix of each bad row, and loads the others", async () => {
    const { rows, remarks, recordCount } = await readAll(
      orders([
        {},
        { quantity: "two" },
        {},
        { "purchase-date": "2010-02-30T00:00:00Z" },
        { quantity: "" },
      ]),
    );
    expect(recordCount).toBe(5);
    expect(rows.map(({ lineNo }) => lineNo)).toEqual([2, 4]);
    expect(
      remarks.map(({ lineNo, columnName, rule, value, outcome }) => [
        lineNo,
        columnName,
        rule,
        value,
        outcome,
      ]),
    ).toEqual([
      [3, "quantity", "bad_number", "two", "refused"],
      [5, "purchase-date", "bad_date", "2010-02-30T00:00:00Z", "refused"],
      [6, "quantity", "missing_value", "", "refused"],
    ]);
    expect(remarks.every(({ fix }) => fix.length > 20)).toBe(true);
  });

  it("refuses what no count, date, price or status can be", async () => {
    const cases: [string, string, string][] = [
      ["quantity", "-3", "bad_number"],
      ["quantity", "1.5", "bad_number"],
      ["quantity", "99999999999", "bad_number"],
      ["quantity", "1e3", "bad_number"],
      ["item-price", "12,345", "bad_number"],
      ["item-price", "£4", "bad_number"],
      ["item-price", "-4.00", "bad_number"],
      ["purchase-date", "25/12/2010", "bad_date"],
      ["purchase-date", "2010-01-04T25:00:00Z", "bad_date"],
      ["purchase-date", "0210-01-04", "bad_date"],
      ["order-status", "Lost", "unknown_status"],
      ["currency", "EUR", "currency_mismatch"],
      ["sku", "", "missing_value"],
      ["sku", "x".repeat(200), "value_too_long"],
      ["amazon-order-id", "1\u00002", "bad_character"],
    ];
    for (const [name, value, rule] of cases) {
      const { rows, remarks } = await readAll(orders([{ [name]: value }]));
      expect(rows, `${name} ${value}`).toEqual([]);
      expect(remarks.map((remark) => [remark.rule, remark.columnName])).toEqual([[rule, name]]);
    }
  });

  it("sets aside orders of another marketplace and orders the seller ships", async () => {
    const { rows, remarks } = await readAll(
      orders([
        { "sales-channel": "Amazon.de", currency: "EUR" },
        { "fulfillment-channel": "Merchant" },
      ]),
    );
    expect(rows).toEqual([]);
    expect(remarks.map(({ rule, outcome }) => [rule, outcome])).toEqual([
      ["other_marketplace", "skipped"],
      ["merchant_fulfilled", "skipped"],
    ]);
  });

  it("refuses a row with too few or too many cells, and shows nothing of it", async () => {
    const whole = tsv(ORDER_COLUMNS, [orderRow()]).split("\n")[1] ?? "";
    const text = [
      ORDER_COLUMNS.join("\t"),
      whole.split("\t").slice(0, 20).join("\t"),
      `${whole}\textra`,
      `${whole}\t\t`,
      "",
    ].join("\n");
    const { rows, remarks } = await readAll(text);
    expect(rows.map(({ lineNo }) => lineNo)).toEqual([4]);
    expect(remarks.map(({ lineNo, rule, value }) => [lineNo, rule, value])).toEqual([
      [2, "column_count", null],
      [3, "column_count", null],
    ]);
  });

  it("records columns that nobody knows, and never their cells", async () => {
    const { unknownColumns, rows } = await readAll(
      orders([{ "new-thing": "secret" }], [...ORDER_COLUMNS, "new-thing"]),
    );
    expect(unknownColumns).toEqual(["new-thing"]);
    expect(JSON.stringify(rows)).not.toContain("secret");
  });

  it("fails as a whole, naming the column, when a required one is missing", async () => {
    const without = (name: string) => ORDER_COLUMNS.filter((column) => column !== name);
    await expect(readAll(orders([{}], without("sku")))).rejects.toThrow('"sku"');
    await expect(readAll(orders([{}], without("quantity")))).rejects.toThrow(
      'All Orders, but it has no column "quantity"',
    );
  });
});

describe("a buyer's data", () => {
  const CANARY = "CANARY-7Q";
  const buyer = {
    "ship-city": `${CANARY} city`,
    "ship-state": `${CANARY} state`,
    "ship-postal-code": `${CANARY} code`,
    "ship-country": CANARY,
    "purchase-order-number": CANARY,
    "buyer-name": CANARY,
    "recipient-name": CANARY,
  };
  const columns = [...ORDER_COLUMNS, "buyer-name", "recipient-name"];

  it("is in no row, remark or column list, in good rows and bad ones", async () => {
    const reading = await readAll(
      orders([buyer, { ...buyer, quantity: "x" }, { ...buyer, "purchase-date": "" }], columns),
    );
    expect(reading.rows).toHaveLength(1);
    expect(reading.remarks).toHaveLength(2);
    expect(JSON.stringify(reading)).not.toContain(CANARY);
    expect(reading.unknownColumns).toEqual([]);
  });

  it("is not shown when a row is shifted so that it stands under other columns", async () => {
    const line = (tsv(columns, [orderRow(buyer)]).split("\n")[1] ?? "").split("\t");
    const header = columns.join("\t");
    for (let by = 1; by < columns.length; by++) {
      const rotated = [...line.slice(by), ...line.slice(0, by)].join("\t");
      const shorter = line.slice(by).join("\t");
      const reading = await readAll([header, rotated, shorter, ""].join("\n"));
      expect(JSON.stringify(reading), `shifted by ${by}`).not.toContain(CANARY);
    }
  });
});
