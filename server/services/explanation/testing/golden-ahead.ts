// Stored answers about counted figures of days that are still to come, and about the rows that such figures come from.
import type { StoredAnswer } from "../answer.ts";
import type { Measured } from "../measured.ts";
import { measuredAnswer } from "../measured-answer.ts";
import { part, units } from "./golden-fees.ts";

type Note = Measured["notes"][number];

const toOn = "2026-11-22";
const next = { baseDay: "2026-11-23", day: "2026-12-22" };
const later = { baseDay: "2026-12-23", day: "2027-01-21" };
const share = (value: number) => ({ unit: "millionths", value });
const products = (value: number) => ({ unit: "products", value });
const day = { day: toOn };

const rateFacts = (
  facts: Pick<Measured, "from" | "to" | "parts" | "notes"> & Partial<Measured>,
): Measured => ({ type: "measured", metric: "inStockRate", unit: "millionths", ...facts });

const outlook = (id: "rateOutlook" | "rateOutlookDone", low: number, high: number): Note[] => [
  { id, values: { day, low: share(low), high: share(high) } },
  { id: "rateEvenSales", values: {} },
  { id: "rateByDemand", values: {} },
];

const sources = (): StoredAnswer =>
  measuredAnswer(
    { kind: "inStockSources", toOn },
    rateFacts({
      from: null,
      to: 899_000,
      parts: [
        {
          ...part("sku:1", "stock", 512_000),
          label: { id: "feeOfProduct", values: { sku: "BL-204" } },
        },
        {
          ...part("others", "stock", 387_000),
          label: { id: "feeOfOthers", values: { products: { unit: "otherProducts", value: 31 } } },
        },
      ],
      notes: [
        {
          id: "rateRule",
          values: { days: { unit: "days", value: 30 }, sold: units(1870), products: products(43) },
        },
        { id: "rateRows", values: { day } },
      ],
    }),
    { day: toOn },
  );

const forward = (): StoredAnswer[] => [
  measuredAnswer(
    { kind: "inStockForward", toOn, daysAhead: 30, send: "nothing" },
    rateFacts({
      from: 1_000_000,
      reference: "whole",
      to: 846_000,
      parts: [
        part("runsOut", "stock", -112_000),
        part("waiting", "stock", -31_000),
        part("soldOut", "stock", -11_000),
      ],
      notes: [
        ...outlook("rateOutlook", 771_000, 903_000),
        {
          id: "planLeftOut",
          values: { day, products: products(2) },
        },
      ],
    }),
    next,
  ),
  measuredAnswer(
    { kind: "inStockForward", toOn, daysAhead: 60, send: "advised" },
    rateFacts({
      from: 612_000,
      reference: "now",
      to: 958_000,
      parts: [part("rate", "seller", 346_000)],
      notes: [
        {
          id: "rateAdvisedSent",
          values: { day, units: units(840), products: products(17) },
        },
        { id: "rateLeadTime", values: {} },
        ...outlook("rateOutlookDone", 921_000, 979_000),
      ],
    }),
    later,
  ),
  measuredAnswer(
    { kind: "inStockForward", toOn, daysAhead: 60, send: "advised" },
    rateFacts({
      from: 612_000,
      reference: "now",
      to: 612_000,
      parts: [],
      notes: [{ id: "rateNothingAdvised", values: { day } }],
    }),
    later,
  ),
];

const target = (to: number, notes: Note[]): StoredAnswer =>
  measuredAnswer(
    { kind: "inStockTarget", toOn, daysAhead: 60, targetMillionths: 950_000 },
    rateFacts({
      from: 612_000,
      reference: "now",
      to,
      parts: [part("rate", "seller", to - 612_000)],
      notes: [...notes, ...outlook("rateOutlookDone", to - 30_000, to + 20_000)],
      ways: [
        {
          changes: [
            { id: "waySend", values: { units: units(48), sku: "BL-204" } },
            {
              id: "waySendOthers",
              values: { units: units(120), products: { unit: "otherProducts", value: 7 } },
            },
          ],
          result: { id: "wayRate", values: { rate: share(to) } },
          effort: { id: "waySendUnits", values: { units: units(168), products: products(8) } },
        },
      ],
    }),
    later,
  );

const targets = (): StoredAnswer[] => [
  target(951_000, [
    { id: "rateTargetReached", values: { target: share(950_000) } },
    { id: "rateLeadTime", values: {} },
  ]),
  target(803_000, [
    { id: "rateTargetNotReached", values: { target: share(950_000) } },
    { id: "rateLeadTime", values: {} },
  ]),
  measuredAnswer(
    { kind: "inStockTarget", toOn, daysAhead: 60, targetMillionths: 600_000 },
    rateFacts({
      from: 1_000_000,
      reference: "whole",
      to: 612_000,
      parts: [part("runsOut", "stock", -388_000)],
      notes: [{ id: "rateTargetThere", values: { target: share(600_000) } }],
    }),
    later,
  ),
];

const milliDays = (value: number) => ({ unit: "milliDays", value });

const speedFacts = (
  facts: Pick<Measured, "from" | "to" | "parts" | "notes"> & Partial<Measured>,
): Measured => ({ type: "measured", metric: "deliverySpeed", unit: "milliDays", ...facts });

const unserved = (value: number): Note => ({
  id: "speedUnservedAhead",
  values: { units: units(value) },
});
const buyers: Note = { id: "speedBuyers", values: { days: { unit: "days", value: 91 } } };

const shipped: Note = {
  id: "speedShipped",
  values: { day, units: units(840), names: { names: ["JFK8", "ONT2"] } },
};

const speedForward = (): StoredAnswer[] => [
  measuredAnswer(
    { kind: "speedForward", measure: "meanDays", toOn, daysAhead: 30, shipment: "none" },
    speedFacts({
      from: null,
      to: 2410,
      parts: [part("regions", "stock", 2410)],
      notes: [
        {
          id: "speedNow",
          values: { days: { unit: "days", value: 30 }, day, now: milliDays(2370) },
        },
        {
          id: "speedOutlook",
          values: { day, low: milliDays(2380), high: milliDays(2520) },
        },
        buyers,
        unserved(64),
        { id: "speedUnplaced", values: { units: units(12) } },
        { id: "aheadOverdue", values: { units: units(35) } },
      ],
    }),
    { ...next, topic: "meanDays" },
  ),
  measuredAnswer(
    { kind: "speedForward", measure: "withinTwoDays", toOn, daysAhead: 60, shipment: "advised" },
    speedFacts({
      unit: "millionths",
      from: 541_000,
      reference: "now",
      to: 688_000,
      parts: [part("stock", "stock", 160_000), part("served", "stock", -13_000)],
      notes: [
        shipped,
        { id: "rateLeadTime", values: {} },
        { id: "speedOutlookDone", values: { day, low: share(671_000), high: share(702_000) } },
        buyers,
      ],
    }),
    { ...later, topic: "withinTwoDays" },
  ),
  measuredAnswer(
    { kind: "speedForward", measure: "meanDays", toOn, daysAhead: 60, shipment: "advised" },
    speedFacts({
      from: null,
      to: 2260,
      parts: [part("regions", "stock", 2260)],
      notes: [
        { id: "speedNoneLeft", values: {} },
        shipped,
        { id: "rateLeadTime", values: {} },
        { id: "speedOutlookDone", values: { day, low: milliDays(2240), high: milliDays(2310) } },
        buyers,
      ],
    }),
    { ...later, topic: "meanDays" },
  ),
];

const speedTarget = (
  to: number,
  id: "speedTargetReached" | "speedTargetNotReached",
): StoredAnswer =>
  measuredAnswer(
    { kind: "speedTarget", toOn, fasterPercent: 10 },
    speedFacts({
      from: 2370,
      reference: "now",
      to,
      parts: [part("stock", "stock", to - 2370)],
      notes: [
        { id, values: { target: milliDays(2133), days: { unit: "days", value: 30 } } },
        { id: "speedChoice", values: {} },
      ],
      ways: [
        {
          changes: [
            { id: "wayEverywhere", values: { sku: "BL-204" } },
            { id: "wayStockAt", values: { sku: "BL-310", fc: "ONT2" } },
            { id: "wayPlacesMore", values: { count: "4" } },
          ],
          result: { id: "waySpeed", values: { days: milliDays(to) } },
          effort: {
            id: "waySpeedUnits",
            values: {
              products: products(6),
              units: units(212),
              days: { unit: "days", value: 30 },
            },
          },
        },
      ],
    }),
    { day: toOn, topic: "meanDays" },
  );

const speedSources = (): StoredAnswer =>
  measuredAnswer(
    { kind: "speedSources", measure: "meanDays", toOn },
    speedFacts({
      from: null,
      to: 2370,
      parts: [
        {
          ...part("sku:1", "stock", 1510),
          label: { id: "feeOfProduct", values: { sku: "BL-204" } },
        },
        {
          ...part("others", "stock", 860),
          label: { id: "feeOfOthers", values: { products: { unit: "otherProducts", value: 31 } } },
        },
      ],
      notes: [
        { id: "speedRule", values: { days: { unit: "days", value: 30 } } },
        { id: "rateRows", values: { day } },
      ],
    }),
    { day: toOn, topic: "meanDays" },
  );

export const aheadAnswers = (): StoredAnswer[] => [
  sources(),
  ...forward(),
  ...targets(),
  speedSources(),
  ...speedForward(),
  speedTarget(2110, "speedTargetReached"),
  speedTarget(2240, "speedTargetNotReached"),
];
