// Stored answers about figures that are held against what they could have been.
import type { StoredAnswer } from "../answer.ts";
import type { Measured } from "../measured.ts";
import { measuredAnswer } from "../measured-answer.ts";
import { aheadAnswers } from "./golden-ahead.ts";
import { fairAnswers } from "./golden-fair.ts";
import { feeAnswers, part, units } from "./golden-fees.ts";
import { limitUseAnswers } from "./golden-limit-use.ts";
import { roomAnswers } from "./golden-room.ts";

const day = "2026-11-22";
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
        part("receiving", "fulfilment", 90_200),
        part("carrier", "carrier", 42_500),
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

const days = (value: number) => ({ unit: "days", value });
const stockFacts = (
  facts: Pick<Measured, "from" | "to" | "parts" | "notes"> & Partial<Measured>,
): Measured => ({ type: "measured", metric: "unitsOnHand", unit: "units", ...facts });
const ofSku = { toOn: day, productId: 1 } as const;
const skuDay = { day, sku: "BL-204" };

/** How long stock lasts: alone and with what is on its way, and at the ends of the plan. */
const coverAnswer = (
  to: number,
  [held, inbound]: readonly [number, number],
  [low, high]: readonly [number, number],
  until: Measured["notes"][number],
): StoredAnswer =>
  measuredAnswer(
    { kind: "stockForward", ...ofSku },
    stockFacts({
      unit: "days",
      from: null,
      to,
      parts: [part("held", "stock", held), part("inbound", "stock", inbound)].filter(
        ({ amount }) => amount !== 0,
      ),
      notes: [
        until,
        { id: "coverRange", values: { day: { day }, low: days(low), high: days(high) } },
        { id: "coverAtPace", values: { span: days(28), days: days(held + 1) } },
      ],
    }),
    skuDay,
  );

const reserved = (): StoredAnswer[] => [
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
      ],
    }),
    skuDay,
  ),
  measuredAnswer(
    { kind: "reservedLevel", ...ofSku },
    stockFacts({
      from: null,
      to: 3,
      parts: [part("unfit", "stock", 3)],
      notes: [
        { id: "stockBuyable", values: { units: units(12) } },
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
];

const stock = (): StoredAnswer[] => [
  ...reserved(),
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
          id: "stockSoldPlan",
          values: { actual: units(202), planned: units(260), day: { day: "2026-10-25" } },
        },
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
  coverAnswer(44, [31, 13], [23, 152], {
    id: "coverUntil",
    values: { day: { day: "2027-01-05" } },
  }),
  coverAnswer(182, [182, 0], [120, 182], { id: "coverBeyond", values: {} }),
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

export const comparedAnswers = (): StoredAnswer[] => [
  ...inStock(),
  ...aheadAnswers(),
  ...fairAnswers(),
  ...feeAnswers(),
  ...stock(),
  speed(),
  ...limitUseAnswers(),
  ...roomAnswers(),
];
