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

export const rateAheadAnswers = (): StoredAnswer[] => [sources(), ...forward(), ...targets()];
