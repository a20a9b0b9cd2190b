// Stored answers about figures that are held against what they could have been.
import type { StoredAnswer } from "../answer.ts";
import type { Measured } from "../measured.ts";
import { measuredAnswer } from "../measured-answer.ts";

const part = (id: string, owner: string, amount: number): Measured["parts"][number] => ({
  id,
  owner,
  amount,
  label: null,
  rows: [],
});
const day = "2026-11-22";
const units = (value: number) => ({ unit: "units", value });
const share = (value: number) => ({ unit: "millionths", value });
const plans = { id: "plansSince", values: { plans: "4", day: { day: "2026-08-30" } } } as const;

const inStock = (): StoredAnswer[] => [
  measuredAnswer(
    { kind: "inStockLevel", toOn: day },
    {
      type: "measured",
      metric: "inStockRate",
      unit: "millionths",
      from: 1_000_000,
      reference: "whole",
      to: 899_000,
      parts: [
        part("demand", "customers", -46_000),
        part("unexplained", "unexplained", -36_000),
        // Small beside all that moved it, and still a cause of what is explained.
        part("carrier", "carrier", -12_000),
        part("notSent", "seller", -7_000),
      ],
      notes: [
        {
          id: "missingByOwner",
          values: {
            you: share(7_000),
            carriers: share(12_000),
            buildings: share(0),
            customers: share(46_000),
          },
        },
        plans,
      ],
    },
    { day },
  ),
  measuredAnswer(
    { kind: "lostSalesLevel", toOn: day },
    {
      type: "measured",
      metric: "inStockRate",
      unit: "milliUnits",
      from: null,
      to: 165_700,
      parts: [
        part("demand", "customers", 90_200),
        part("notSent", "seller", 42_500),
        part("unexplained", "unexplained", 33_000),
      ],
      notes: [
        {
          id: "lostSales",
          values: { low: units(146), high: units(194), share: share(800_000) },
        },
        { id: "noPlansBefore", values: {} },
      ],
    },
    { day },
  ),
  measuredAnswer(
    { kind: "inStockAdvised", toOn: day },
    {
      type: "measured",
      metric: "inStockRate",
      unit: "millionths",
      from: 916_000,
      reference: "now",
      to: 941_000,
      parts: [part("notSent", "seller", 25_000)],
      notes: [
        {
          id: "advisedRange",
          values: { low: share(936_000), high: share(947_000), share: share(800_000) },
        },
        { id: "advisedAlone", values: {} },
        plans,
      ],
    },
    { day },
  ),
];

const money = (value: number) => ({ unit: "micros:USD", value });
const month = { monthOn: "2026-12-01", day };
const outlook = {
  id: "feeOutlook",
  values: { day: { day }, low: money(25_280_000), high: money(44_290_000) },
} as const;

const feeFacts = (
  facts: Pick<Measured, "from" | "to" | "parts" | "notes"> & Partial<Measured>,
): Measured => ({ type: "measured", metric: "fees", unit: "micros:USD", ...facts });

const fees = (): StoredAnswer[] => [
  measuredAnswer(
    { kind: "feeTarget", fee: "aged", monthOn: "2026-12-01", productId: 0 },
    feeFacts({
      from: 32_270_000,
      reference: "now",
      to: 0,
      parts: [part("aged", "stock", -32_270_000)],
      notes: [outlook, { id: "feeNotAvoided", values: {} }],
    }),
    { ...month, topic: "aged" },
  ),
  measuredAnswer(
    { kind: "feeForward", fee: "aged", monthOn: "2026-12-01", productId: 1, units: 3 },
    feeFacts({
      from: 10_550_000,
      reference: "now",
      to: 4_160_000,
      parts: [part("aged", "stock", -6_390_000)],
      notes: [
        { id: "feeTakenOut", values: { units: units(3), sku: "BL-204" } },
        outlook,
        { id: "feePlacementAhead", values: {} },
        { id: "feeNothingAhead", values: {} },
      ],
    }),
    { ...month, sku: "BL-204", topic: "aged" },
  ),
  measuredAnswer(
    { kind: "feeContrast", fee: "lowInventory", monthOn: "2026-10-01", productId: 1 },
    feeFacts({
      from: 0,
      reference: "band",
      to: 31_450_000,
      parts: [
        {
          ...part("band1", "stock", 31_450_000),
          label: { id: "feeSupply", values: { from: "14", to: "21" } },
        },
      ],
      notes: [
        {
          id: "supplyRule",
          values: {
            short: { unit: "days", value: 30 },
            long: { unit: "days", value: 90 },
            least: { unit: "days", value: 28 },
          },
        },
        ...(["supplyCharged", "supplyFree"] as const).map((id) => ({
          id,
          values: {
            day: { day: "2026-10-01" },
            short: { unit: "milliDays", value: 13_690 },
            long: { unit: "milliDays", value: 23_890 },
            sold: units(18),
          },
        })),
        { id: "supplyExempt", values: { day: { day: "2026-10-08" }, sold: units(6) } },
        {
          id: "supplyAdvice",
          values: { day: { day }, advised: units(4), sent: units(120), unpriced: units(16) },
        },
      ],
    }),
    { monthOn: "2026-10-01", day, sku: "BL-204", topic: "lowInventory" },
  ),
  measuredAnswer(
    { kind: "feeSources", fee: "storage", monthOn: "2026-11-01", productId: 0 },
    feeFacts({
      from: null,
      to: 9_410_000,
      parts: [
        {
          ...part("sku:1", "stock", 6_200_000),
          label: { id: "feeOfProduct", values: { sku: "BL-204" } },
        },
        {
          ...part("others", "stock", 3_210_000),
          label: {
            id: "feeOfOthers",
            values: { products: { unit: "otherProducts", value: 4 } },
          },
        },
      ],
      notes: [
        { id: "feeOldestFirst", values: {} },
        { id: "feeRowsOf", values: { day: { day } } },
      ],
    }),
    { monthOn: "2026-11-01", day, topic: "storage" },
  ),
];

const days = (value: number) => ({ unit: "days", value });
const stockFacts = (
  facts: Pick<Measured, "from" | "to" | "parts" | "notes"> & Partial<Measured>,
): Measured => ({ type: "measured", metric: "unitsOnHand", unit: "units", ...facts });
const ofSku = { toOn: day, productId: 1 } as const;
const skuDay = { day, sku: "BL-204" };

const stock = (): StoredAnswer[] => [
  measuredAnswer(
    { kind: "reservedLevel", ...ofSku },
    stockFacts({
      from: null,
      to: 50,
      parts: [
        part("moving", "fulfilment", 38),
        part("ordered", "customers", 5),
        part("processing", "fulfilment", 4),
        part("unfit", "stock", 3),
      ],
      notes: [
        { id: "stockBuyable", values: { units: units(12) } },
        {
          id: "stockMovingUntil",
          values: {
            out: { day: "2026-11-18" },
            days: { unit: "milliDays", value: 5400 },
            until: { day: "2026-11-24" },
          },
        },
        { id: "stockReservedStated", values: {} },
        { id: "stockReservedUnknown", values: {} },
        { id: "stockReservedOn", values: { day: { day } } },
        {
          id: "stockReservedFrom",
          values: { from: { day: "2026-11-18" }, to: { day } },
        },
        {
          id: "stockReservedUntold",
          values: { products: { unit: "products", value: 3 } },
        },
      ],
    }),
    skuDay,
  ),
  measuredAnswer(
    { kind: "excessLevel", ...ofSku },
    stockFacts({
      from: null,
      to: 177,
      parts: [part("held", "seller", 640), part("supply", "customers", -463)],
      notes: [
        {
          id: "excessRule",
          values: { days: days(90), day: { day }, products: { unit: "products", value: 1 } },
        },
        { id: "excessBefore", values: { days: days(90), came: units(880), sold: units(412) } },
      ],
    }),
    skuDay,
  ),
  measuredAnswer(
    { kind: "stockContrast", fromOn: "2026-10-25", ...ofSku },
    stockFacts({
      from: 280,
      reference: "plan",
      to: 432,
      parts: [part("moreReceived", "seller", 94), part("lessSold", "customers", 58)],
      notes: [
        {
          id: "stockDuePlan",
          values: { actual: units(240), planned: units(146) },
        },
        {
          id: "planLeftOut",
          values: { day: { day: "2026-10-24" }, products: { unit: "products", value: 2 } },
        },
      ],
    }),
    { ...skuDay, baseDay: "2026-10-25" },
  ),
  measuredAnswer(
    { kind: "stockForward", ...ofSku },
    stockFacts({
      unit: "days",
      from: null,
      to: 44,
      parts: [part("held", "stock", 31), part("inbound", "stock", 13)],
      notes: [
        { id: "coverUntil", values: { day: { day: "2027-01-05" } } },
        { id: "coverBeyond", values: {} },
        { id: "coverRange", values: { day: { day }, low: days(23), high: days(152) } },
        { id: "coverAtPace", values: { span: days(28), days: days(45) } },
      ],
    }),
    skuDay,
  ),
];

const speed = (): StoredAnswer =>
  measuredAnswer(
    { kind: "speedContrast", measure: "meanDays", toOn: day },
    {
      type: "measured",
      metric: "deliverySpeed",
      unit: "milliDays",
      from: 1620,
      reference: "everywhere",
      to: 2370,
      parts: [part("stock", "stock", 750)],
      notes: [],
    },
    { day, topic: "meanDays" },
  );

export const comparedAnswers = (): StoredAnswer[] => [...inStock(), ...fees(), ...stock(), speed()];
