// Stored answers about whether counted numbers are counted like anybody's.
import type { StoredAnswer } from "../answer.ts";
import { fairAnswer } from "../counted-fairness-answers.ts";
import type { Question } from "../question.ts";
import type { ToldFacts } from "../told.ts";

const toOn = "2026-11-22";
const day = { day: toOn };
const days = { unit: "days", value: 30 };
const rows = (value: number) => ({ unit: "rows", value });
const share = (value: number) => ({ unit: "millionths", value });

const told = (
  question: Question,
  [metric, unit, value]: readonly [string, string, number],
  sentences: ToldFacts["sentences"],
  subject: Partial<StoredAnswer["subject"]> = { day: toOn },
): StoredAnswer => fairAnswer(question, { metric, unit, value, sentences }, subject);

const rate = (sentences: ToldFacts["sentences"]): StoredAnswer =>
  told(
    { kind: "inStockFairness", toOn },
    ["inStockRate", "millionths", 899_000],
    [
      { id: "fairRateRule", values: { days } },
      {
        id: "fairRateProducts",
        values: {
          counted: { unit: "products", value: 43 },
          hidden: { unit: "products", value: 1 },
        },
      },
      ...sentences,
    ],
  );

const standing = (among: "size" | "all"): ToldFacts["sentences"][number] => ({
  id: "fairRateStanding",
  values: {
    among,
    storageType: { storageType: "standard" },
    day,
    rate: share(912_000),
    span: days,
    low: share(400_000),
    high: share(500_000),
  },
});

const notTold = (reason: "tooFew" | "noSales" | "notKept"): ToldFacts["sentences"][number] => ({
  id: "fairRateNotTold",
  values: { reason },
});

/** Counted from the ledger, or stated by reports beside what the ledger adds up to. */
const stock = (rule: ToldFacts["sentences"][number]): StoredAnswer =>
  told(
    { kind: "stockFairness", toOn, productId: 0 },
    ["unitsOnHand", "units", 1015],
    [
      rule,
      { id: "fairStockRows", values: { rows: rows(2310), files: "14", day } },
      {
        id: "fairStockAdjusted",
        values: {
          rows: rows(9),
          found: { unit: "units", value: 3 },
          lost: { unit: "units", value: 14 },
        },
      },
      { id: "fairNotCompared", values: {} },
    ],
  );

export const fairAnswers = (): StoredAnswer[] => [
  stock({ id: "fairStockRule", values: {} }),
  stock({ id: "fairStockStated", values: { moved: { unit: "units", value: 1018 } } }),
  rate([standing("size")]),
  rate([standing("all")]),
  rate([notTold("tooFew")]),
  rate([notTold("noSales")]),
  rate([notTold("notKept")]),
  told(
    { kind: "speedFairness", measure: "meanDays", toOn },
    ["deliverySpeed", "milliDays", 2370],
    [
      { id: "speedRule", values: { days } },
      { id: "fairSpeedLanes", values: { lanes: "120" } },
      { id: "fairSpeedWhere", values: { everywhere: { unit: "milliDays", value: 1620 } } },
      { id: "fairNotCompared", values: {} },
    ],
    { day: toOn, topic: "meanDays" },
  ),
  told(
    { kind: "feeFairness", fee: "aged", monthOn: "2026-11-01", productId: 0 },
    ["fees", "micros:USD", 86_400_000],
    [
      {
        id: "fairFeeCard",
        values: { version: "3", since: { day: "2026-10-01" }, currency: "USD" },
      },
      { id: "fairFeeMark", values: { mark: "sha256-3fa9c2d4e5b6" } },
      { id: "fairFeeAgain", values: { again: { unit: "micros:USD", value: 86_400_000 } } },
      { id: "fairNotCompared", values: {} },
    ],
    { monthOn: "2026-11-01", topic: "aged" },
  ),
];
