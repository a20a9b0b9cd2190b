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
      to: 916_000,
      parts: [
        part("carrier", "carrier", -38_000),
        part("notSent", "seller", -27_000),
        part("demand", "customers", -14_000),
        part("unexplained", "unexplained", -5_000),
      ],
      notes: [
        {
          id: "missingByOwner",
          values: {
            you: share(27_000),
            carriers: share(38_000),
            buildings: share(0),
            customers: share(14_000),
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

export const comparedAnswers = (): StoredAnswer[] => [...inStock()];
