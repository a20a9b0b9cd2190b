import { describe, expect, it } from "vitest";
import { dayFromDate } from "../../lib/calendar/index.ts";
import { cubicFeetToMm3 } from "../../lib/units/index.ts";
import type { LedgerRow } from "./formats/inventory-ledger.ts";
import type { ProductStockRow } from "./formats/product-stock.ts";
import { readAll, tsv, UK, US } from "./test-report.ts";

const MYI_COLUMNS =
  "sku fnsku asin product-name condition your-price mfn-listing-exists mfn-fulfillable-quantity afn-listing-exists afn-warehouse-quantity afn-fulfillable-quantity afn-unsellable-quantity afn-reserved-quantity afn-total-quantity per-unit-volume afn-inbound-working-quantity afn-inbound-shipped-quantity afn-inbound-receiving-quantity afn-researching-quantity afn-reserved-future-supply afn-future-supply-buyable".split(
    " ",
  );

const MYI: Record<string, string> = {
  sku: "BOWL-1",
  fnsku: "X001",
  asin: "B0BOWL",
  "product-name": 'Bowl 6" "red"',
  "your-price": "12.50",
  "afn-fulfillable-quantity": "40",
  "afn-unsellable-quantity": "0",
  "afn-reserved-quantity": "7",
  "per-unit-volume": "0.05",
  "afn-inbound-working-quantity": "10",
  "afn-inbound-shipped-quantity": "",
  "afn-inbound-receiving-quantity": "3",
};

describe("Manage FBA Inventory", () => {
  const read = (
    rows: Record<string, string>[],
    columns = MYI_COLUMNS,
    context: typeof US | typeof UK = US,
  ) => readAll(tsv(columns, rows), { context });

  it("takes stock, inbound and volume; what is empty stays unknown", async () => {
    for (const columns of [MYI_COLUMNS, [...MYI_COLUMNS, "store"]]) {
      const { rows, remarks, reportType, unknownColumns } = await read([MYI], columns);
      expect({ remarks, reportType, unknownColumns }).toEqual({
        remarks: [],
        reportType: "fba_inventory",
        unknownColumns: [],
      });
      expect(rows).toEqual([
        {
          lineNo: 2,
          sku: "BOWL-1",
          day: 20_000,
          asin: "B0BOWL",
          fnsku: "X001",
          title: 'Bowl 6" "red"',
          category: null,
          storageType: null,
          unitVolumeMm3: cubicFeetToMm3(0.05),
          priceMicros: 12_500_000,
          onHandUnits: 40,
          inboundWorkingUnits: 10,
          inboundShippedUnits: null,
          inboundReceivingUnits: 3,
          reservedCustomerOrderUnits: null,
          reservedTransferUnits: null,
          reservedProcessingUnits: null,
          unfulfillableUnits: 0,
          aged181Units: null,
        },
      ]);
    }
  });

  it("loads a row whose volume means nothing, without the volume, and says so", async () => {
    const cases: [string, typeof US | typeof UK][] = [
      ["2880.5", US],
      ["0.05", UK],
    ];
    for (const [volume, context] of cases) {
      const { rows, remarks } = await read(
        [{ ...MYI, "per-unit-volume": volume }],
        MYI_COLUMNS,
        context,
      );
      expect((rows[0] as ProductStockRow).unitVolumeMm3).toBeNull();
      expect(remarks.map(({ rule, outcome }) => [rule, outcome])).toEqual([
        ["volume_not_usable", "loaded"],
      ]);
    }
  });

  it("reads placeholders as unknown, and sets placeholder SKUs aside", async () => {
    for (const text of ["", "--", "-1", "NO DATA", "365+", "/"]) {
      const { rows, remarks } = await read([{ ...MYI, "afn-fulfillable-quantity": text }]);
      expect([(rows[0] as ProductStockRow).onHandUnits, remarks], text).toEqual([null, []]);
    }
    const { rows, remarks } = await read([{ ...MYI, sku: "FBA15DCBA.missing1" }]);
    expect([rows.length, remarks[0]?.outcome]).toEqual([0, "skipped"]);
  });
});

const PLANNING: Record<string, string> = {
  "snapshot-date": "2026-05-03",
  sku: "BOWL-1",
  "product-name": "Bowl",
  available: "40",
  "item-volume": "1200.5",
  "volume-unit-measurement": "cubic inches",
  "storage-type": "Standard-Size",
  "product-group": "Kitchen",
  "your-price": "12.50",
  currency: "USD",
  marketplace: "US",
  "inbound-working": "1",
  "inbound-shipped": "2",
  "inbound-received": "3",
  "unfulfillable-quantity": "4",
  "Reserved FC Transfer": "5",
  "Reserved FC Processing": "6",
  "Reserved Customer Order": "7",
  "inv-age-181-to-270-days": "8",
  "inv-age-271-to-365-days": "9",
  "inv-age-366-to-455-days": "10",
  "inv-age-456-plus-days": "0",
};
const planning = (change: Record<string, string> = {}, columns = Object.keys(PLANNING)) =>
  readAll(tsv(columns, [{ ...PLANNING, ...change }]), { context: US });

describe("Inventory Planning", () => {
  it("takes what is stated, in our units", async () => {
    const { rows, remarks, reportType } = await planning();
    expect([remarks, reportType]).toEqual([[], "inventory_planning"]);
    expect(rows).toEqual([
      {
        lineNo: 2,
        sku: "BOWL-1",
        day: dayFromDate("2026-05-03"),
        asin: null,
        fnsku: null,
        title: "Bowl",
        category: "Kitchen",
        storageType: "standard",
        unitVolumeMm3: 19_672_670,
        priceMicros: 12_500_000,
        onHandUnits: 40,
        inboundWorkingUnits: 1,
        inboundShippedUnits: 2,
        inboundReceivingUnits: 3,
        reservedCustomerOrderUnits: 7,
        reservedTransferUnits: 5,
        reservedProcessingUnits: 6,
        unfulfillableUnits: 4,
        aged181Units: 27,
      },
    ]);
  });

  it("finds a renamed column by its new name, and an older file's last age column", async () => {
    const columns = Object.keys(PLANNING)
      .filter((name) => !name.startsWith("inv-age-3") && !name.startsWith("inv-age-4"))
      .map((name) => (name === "Reserved FC Transfer" ? "fc-transfer" : name));
    const { rows } = await planning({ "fc-transfer": "55", "inv-age-365-plus-days": "100" }, [
      ...columns,
      "inv-age-365-plus-days",
    ]);
    expect(rows[0]).toMatchObject({ reservedTransferUnits: 55, aged181Units: 117 });
  });

  it("says that the aged units are unknown when an age column is missing or empty", async () => {
    const short = Object.keys(PLANNING).filter((name) => name !== "inv-age-456-plus-days");
    expect((await planning({}, short)).rows[0]).toMatchObject({ aged181Units: null });
    expect((await planning({ "inv-age-181-to-270-days": "" })).rows[0]).toMatchObject({
      aged181Units: null,
    });
  });

  it("keeps an unknown storage type unknown, with a remark", async () => {
    const { rows, remarks } = await planning({ "storage-type": "Flammable" });
    expect(rows[0]).toMatchObject({ storageType: null });
    expect(remarks).toMatchObject([
      { rule: "unknown_storage_type", outcome: "loaded", value: "Flammable" },
    ]);
    for (const [text, known] of [
      ["Oversize", "oversize"],
      ["Extra-Large", "oversize"],
      ["Apparel", "apparel"],
      ["", null],
    ] as const)
      expect((await planning({ "storage-type": text })).rows[0]).toMatchObject({
        storageType: known,
      });
  });

  it("sets aside rows of other marketplaces and refuses another currency", async () => {
    expect((await planning({ marketplace: "A1PA6795UKMFR9" })).remarks[0]?.rule).toBe(
      "other_marketplace",
    );
    expect((await planning({ currency: "CAD" })).remarks[0]?.rule).toBe("currency_mismatch");
  });
});

const WIRE =
  "Date|FNSKU|ASIN|MSKU|Title|Disposition|Starting Warehouse Balance|In Transit Between Warehouses|Receipts|Customer Shipments|Customer Returns|Vendor Returns|Warehouse Transfer In/Out|Found|Lost|Damaged|Disposed|Other Events|Ending Warehouse Balance|Unknown Events|Location|Store".split(
    "|",
  );
const LEDGER = [
  "03/04/2026",
  "X001",
  "B0BOWL",
  "BOWL-1",
  'Bowl 6" "red"',
  "SELLABLE",
  "100",
  "5",
  "20",
  "-7",
  "1",
  "0",
  "-4",
  "2",
  "-1",
  "0",
  "0",
  "3",
  "114",
  "0",
  "PHX3",
  "",
];
const ledger = (rows: string[][], columns = WIRE) =>
  readAll(
    [columns, ...rows]
      .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join("\t"))
      .join("\r\n"),
    { context: US },
  );
const ledgerWith = (at: number, cell: string) => LEDGER.with(at, cell);

describe("Inventory Ledger summary", () => {
  it("turns a row into signed movements", async () => {
    const { rows, remarks, reportType, unknownColumns } = await ledger([LEDGER]);
    expect([remarks, reportType, unknownColumns]).toEqual([[], "inventory_ledger_summary", []]);
    expect(rows).toEqual([
      {
        lineNo: 2,
        sku: "BOWL-1",
        asin: "B0BOWL",
        fnsku: "X001",
        title: 'Bowl 6" "red"',
        day: dayFromDate("2026-03-04"),
        isSellable: true,
        location: "PHX3",
        startingUnits: 100,
        moves: [
          { kind: "receipt", units: 20 },
          { kind: "customer_shipment", units: -7 },
          { kind: "customer_return", units: 1 },
          { kind: "transfer_out", units: -4 },
          { kind: "found", units: 2 },
          { kind: "lost", units: -1 },
          { kind: "adjustment", units: 3 },
        ],
      },
    ]);
  });

  it("reads the documentation's names, ISO days and countries", async () => {
    const columns = WIRE.slice(0, 21).map((name) => name.replaceAll(" ", ""));
    const row = ledgerWith(0, "2026-03-04").with(20, "US").slice(0, 21);
    const { rows } = await ledger([row], columns);
    const wire = (await ledger([ledgerWith(20, "US")])).rows;
    expect(rows).toEqual(wire);
  });

  it("loads a row that does not add up and remarks on it; unknown events may count or not", async () => {
    const wrong = await ledger([ledgerWith(18, "113")]);
    expect(wrong.rows).toHaveLength(1);
    expect(wrong.remarks).toMatchObject([
      {
        rule: "ledger_identity",
        outcome: "loaded",
        columnName: "Ending Warehouse Balance",
        value: "113",
      },
    ]);
    for (const ending of ["114", "119"])
      expect((await ledger([ledgerWith(19, "5").with(18, ending)])).remarks).toEqual([]);
  });

  it("refuses days that are no days of a daily report", async () => {
    for (const day of ["03/2026", "31/12/2026", ""])
      expect((await ledger([ledgerWith(0, day)])).rows, day).toEqual([]);
  });

  it("knows sellable units from the rest", async () => {
    for (const [text, isSellable] of [
      ["SELLABLE", true],
      ["CUSTOMER_DAMAGED", false],
      ["Defective", false],
    ] as const)
      expect(((await ledger([ledgerWith(5, text)])).rows[0] as LedgerRow).isSellable).toBe(
        isSellable,
      );
  });
});
