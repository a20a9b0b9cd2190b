// Stored answers about fees: of a month that is over, and of one that is still to come.
import type { StoredAnswer } from "../answer.ts";
import type { Measured } from "../measured.ts";
import { measuredAnswer } from "../measured-answer.ts";

export const part = (id: string, owner: string, amount: number): Measured["parts"][number] => ({
  id,
  owner,
  amount,
  label: null,
  rows: [],
});
export const units = (value: number) => ({ unit: "units", value });

type Note = Measured["notes"][number];

const day = "2026-11-22";
const monthOn = "2026-12-01";
const money = (value: number) => ({ unit: "micros:USD", value });
const ofAll = { monthOn, day, topic: "aged" };
const ofSku = { ...ofAll, sku: "BL-204" };

const outlook = (
  id: "feeOutlook" | "feeOutlookLeft" | "feeOutlookDone",
  low: number,
  high: number,
): Note => ({ id, values: { day: { day }, low: money(low), high: money(high) } });

const feeFacts = (
  facts: Pick<Measured, "from" | "to" | "parts" | "notes"> & Partial<Measured>,
): Measured => ({ type: "measured", metric: "fees", unit: "micros:USD", ...facts });

/** A fee of the month to come, as it stands and with units taken out. */
const changed = (from: number, to: number, notes: Measured["notes"]): Measured =>
  feeFacts({
    from,
    reference: "now",
    to,
    parts: [part("aged", "stock", to - from)].filter(({ amount }) => amount !== 0),
    notes,
  });

const level = (to: number, notes: Measured["notes"]): Measured =>
  feeFacts({
    from: null,
    to,
    parts: to === 0 ? [] : [part("aged", "stock", to)],
    notes,
  });

function targets(): StoredAnswer[] {
  const question = { kind: "feeTarget", fee: "aged", monthOn, productId: 0 } as const;
  const left = outlook("feeOutlookLeft", 25_280_000, 44_290_000);
  const notAvoided: Note = { id: "feeNotAvoided", values: {} };
  const nothing: Note = { id: "feeNothingAhead", values: {} };
  return [
    measuredAnswer(question, changed(32_270_000, 0, [left]), ofAll),
    measuredAnswer(question, changed(32_270_000, 16_020_000, [notAvoided, left]), ofAll),
    measuredAnswer(question, level(0, [nothing, outlook("feeOutlook", 0, 4_100_000)]), ofAll),
  ];
}

function forwards(): StoredAnswer[] {
  const ask = (taken: number) =>
    ({ kind: "feeForward", fee: "aged", monthOn, productId: 1, units: taken }) as const;
  const sku = "BL-204";
  const taken = (id: "feeTakenOut" | "feeTakenAll", of: number): Note => ({
    id,
    values: { units: units(of), sku },
  });
  const none: Note = { id: "feeNoneToTake", values: { sku } };
  const done = outlook("feeOutlookDone", 3_020_000, 5_710_000);
  const nothing: Note = { id: "feeOutlookSame", values: { day: { day } } };
  return [
    measuredAnswer(ask(3), level(0, [none, nothing]), ofSku),
    measuredAnswer(
      { kind: "feeForward", fee: "all", monthOn, productId: 0, units: 0 },
      feeFacts({
        from: null,
        to: 74_410_000,
        parts: [part("storage", "stock", 63_860_000), part("aged", "stock", 10_550_000)],
        notes: [
          outlook("feeOutlook", 70_020_000, 79_380_000),
          { id: "feePlacementAhead", values: {} },
          { id: "feesUnpriced", values: { products: { unit: "products", value: 2 } } },
          { id: "feeNoLimit", values: {} },
        ],
      }),
      { ...ofAll, topic: "all" },
    ),
    measuredAnswer(ask(3), changed(10_550_000, 4_160_000, [taken("feeTakenOut", 3), done]), ofSku),
    measuredAnswer(ask(90), changed(10_550_000, 0, [taken("feeTakenAll", 14), nothing]), ofSku),
  ];
}

const supplyDays = (value: number) => ({ unit: "milliDays", value });

const week = (
  id: "supplyCharged" | "supplyFree",
  on: string,
  [short, long]: readonly [number, number],
  sold: number,
): Note => ({
  id,
  values: {
    day: { day: on },
    short: supplyDays(short),
    long: supplyDays(long),
    sold: units(sold),
  },
});

const contrast = (): StoredAnswer =>
  measuredAnswer(
    { kind: "feeContrast", fee: "lowInventory", monthOn: "2026-10-01", productId: 1 },
    feeFacts({
      from: 0,
      reference: "band",
      to: 31_450_000,
      parts: [
        {
          ...part("band2", "stock", 31_450_000),
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
        week("supplyCharged", "2026-10-01", [13_690, 19_240], 18),
        week("supplyFree", "2026-10-08", [30_150, 22_410], 21),
        { id: "supplyExempt", values: { day: { day: "2026-10-15" }, sold: units(6) } },
        {
          id: "supplyAdvice",
          values: {
            day: { day: "2026-09-06" },
            advised: units(48),
            sent: units(12),
            unpriced: units(60),
          },
        },
      ],
    }),
    { monthOn: "2026-10-01", day: "2026-10-31", sku: "BL-204", topic: "lowInventory" },
  );

/** All units were in the cheapest band. */
const cheapest = (): StoredAnswer =>
  measuredAnswer(
    { kind: "feeContrast", fee: "storage", monthOn: "2026-09-01", productId: 0 },
    feeFacts({ from: 9_410_000, reference: "band", to: 9_410_000, parts: [], notes: [] }),
    { monthOn: "2026-09-01", day: "2026-09-30", topic: "storage" },
  );

const sources = (): StoredAnswer =>
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
        { id: "feesSoFar", values: {} },
      ],
    }),
    { monthOn: "2026-11-01", day, topic: "storage" },
  );

export const feeAnswers = (): StoredAnswer[] => [
  ...targets(),
  ...forwards(),
  contrast(),
  cheapest(),
  sources(),
];
