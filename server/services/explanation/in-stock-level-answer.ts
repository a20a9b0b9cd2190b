// Why an in-stock rate is below 100 %, by who could have put it right, and how many sales were lost meanwhile.
import type { Tx } from "@/db/client.ts";
import { roundParts } from "@/lib/optimizer/core/round-parts.ts";
import {
  commonFactor,
  commonSwing,
  drawnDemand,
  drawnRange,
  type InStockWindow,
  inStockRate,
  replayDays,
  STOCK_OUT_CAUSES,
  type StockOutCause,
  stockOutParts,
} from "@/lib/optimizer/inventory/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { StoredAnswer } from "./answer.ts";
import type { Measured, MeasuredPart } from "./measured.ts";
import { type AmountRow, listedRows, measuredAnswer } from "./measured-answer.ts";
import type { Ask } from "./question.ts";
import { loadStockOutCases, type ProductCase, type StockOutCases } from "./stock-out-cases.ts";

/** Draws of what was asked for on days without stock. */
const DRAWS = 64;
const WHOLE = 1_000_000;

const OWNERS: Readonly<Record<StockOutCause | "unexplained", string>> = {
  dispatch: "seller",
  carrier: "carrier",
  receiving: "fulfilment",
  notSent: "seller",
  space: "network",
  demand: "customers",
  unexplained: "unexplained",
};
const PARTS = [...STOCK_OUT_CAUSES, "unexplained"] as const;

/** From a rate of 100 % to the rate as it is: what each cause takes away. */
export async function answerInStockLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"inStockLevel">,
): Promise<StoredAnswer> {
  const found = await loadStockOutCases(tx, scope, question.toOn, "counted");
  const rate = inStockRate(found.window);
  if (rate === null) throw new DomainError("precondition_failed", { rule: "nothing_sold" });
  const split = found.cases.map((one) => {
    const { part, total, rest } = stockOutParts(one.found, "days");
    const missed = missedDays(found.window, one.i);
    // What happened beside what the replay of it gives belongs to nobody.
    return { one, days: [...part, rest + missed - total] };
  });
  const taken = (of: (typeof split)[number], k: number) =>
    (weightOf(found.window, of.one.i) * (of.days[k] ?? 0)) /
    (found.window.offeredDays[of.one.i] ?? 1);
  const cells = split.flatMap((of) => PARTS.map((_, k) => -WHOLE * taken(of, k)));
  const amounts = roundParts(cells, rate - WHOLE);
  const parts = partsOf(
    split.map(({ one }) => one),
    amounts,
    (one) => ({
      id: "rowInStock",
      values: {
        days: String(found.window.buyableDays[one.i] ?? 0),
        offered: { unit: "days", value: found.window.offeredDays[one.i] ?? 0 },
        sold: { unit: "units", value: found.window.soldUnits[one.i] ?? 0 },
      },
    }),
  );
  const facts: Measured = {
    type: "measured",
    metric: "inStockRate",
    unit: "millionths",
    from: WHOLE,
    reference: "whole",
    to: rate,
    parts,
    notes: [ownerNote(parts), ...planNotes(found)],
  };
  return measuredAnswer(question, facts, { day: question.toOn });
}

const HANDLED_BY = {
  you: "seller",
  carriers: "carrier",
  buildings: "fulfilment",
  customers: "customers",
} as const;

/** How much of what is missing each of those who handle stock could put right. */
function ownerNote(parts: readonly MeasuredPart[]): Measured["notes"][number] {
  const values = Object.entries(HANDLED_BY).map(([name, owner]) => {
    const own = parts.filter((part) => part.owner === owner);
    return [name, { unit: "millionths", value: -own.reduce((sum, part) => sum + part.amount, 0) }];
  });
  return { id: "missingByOwner", values: Object.fromEntries(values) };
}

/** Units that were asked for and not there in the 30 days up to a day, by who could have put it right. */
export async function answerLostSales(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"lostSalesLevel">,
): Promise<StoredAnswer> {
  const found = await loadStockOutCases(tx, scope, question.toOn, "offered");
  const split = found.cases.map((one) => {
    const { part, rest } = stockOutParts(one.found, "milliUnits");
    return [...part, rest];
  });
  const total = Math.round(split.flat().reduce((sum, units) => sum + units, 0));
  const amounts = roundParts(split.flat(), total);
  const facts: Measured = {
    type: "measured",
    metric: "inStockRate",
    unit: "milliUnits",
    from: null,
    to: total,
    parts: partsOf(found.cases, amounts, (one) => ({
      id: "rowPace",
      values: {
        days: { unit: "days", value: missedDays(found.window, one.i) },
        pace: { unit: "milliUnits", value: Math.round(one.table.paceUnits * 1000) },
      },
    })),
    notes: [...lostNotes(found, factorsOf(scope, found)), ...planNotes(found)],
  };
  return measuredAnswer(question, facts, { day: question.toOn });
}

const missedDays = (window: InStockWindow, i: number): number =>
  (window.offeredDays[i] ?? 0) - (window.buyableDays[i] ?? 0);

/** A product's part of all that was sold by products that count. */
function weightOf(window: InStockWindow, i: number): number {
  let sold = 0;
  for (const [k, units] of window.soldUnits.entries()) if (window.isCounted[k]) sold += units;
  return sold === 0 ? 0 : (window.soldUnits[i] ?? 0) / sold;
}

/** `amounts` are [products, causes and the rest]. */
function partsOf(
  cases: readonly ProductCase[],
  amounts: readonly number[],
  told: (one: ProductCase) => AmountRow["to"],
): MeasuredPart[] {
  return PARTS.map((id, k) => {
    const rows = cases.map((one, c) => ({
      product: one.product,
      amount: amounts[c * PARTS.length + k] ?? 0,
      from: null,
      to: told(one),
    }));
    return {
      id,
      owner: OWNERS[id],
      label: null,
      amount: rows.reduce((sum, { amount }) => sum + amount, 0),
      rows: listedRows(rows),
    };
  }).filter(({ id, amount }) => amount !== 0 || id === "unexplained");
}

/** Demand on days without stock is not known: drawn many times, it gives a range of what was lost. */
function lostNotes({ cases }: StockOutCases, factors: readonly number[]): Measured["notes"] {
  if (cases.length === 0) return [];
  const drawn = drawnEach((draw) =>
    cases.reduce((sum, one) => {
      const { lostUnits } = replayDays(one.table.days, [], demandOf(one, draw, factors));
      return sum + sumIn(one, lostUnits);
    }, 0),
  );
  return [{ id: "lostSales", values: rangeOf(drawn, "units") }];
}

const drawnEach = (value: (draw: number) => number): number[] =>
  Array.from({ length: DRAWS }, (_, draw) => value(draw));

/** By draw, what the account's products have in common. */
function factorsOf({ accountId }: SellerScope, { account }: StockOutCases): number[] {
  const endDay = account.dayCount - 1;
  const swing = commonSwing(account.stockOn(endDay), endDay);
  return drawnEach((draw) => commonFactor(accountId, swing, draw));
}

const demandOf = (
  { product, table, found }: ProductCase,
  draw: number,
  factors: readonly number[],
): Float64Array =>
  drawnDemand(
    { entity: product.productId, ...table, expectedUnits: found.expectedUnits },
    draw,
    factors[draw],
  );

const sumIn = ({ found }: ProductCase, days: Float64Array): number =>
  days.subarray(found.fromDay, found.toDay).reduce((sum, value) => sum + value, 0);

function rangeOf(drawn: readonly number[], unit: string) {
  const { low, high } = drawnRange(drawn);
  const told = (value: number) => ({ unit, value: Math.round(value) });
  return { low: told(low), high: told(high), share: { unit: "millionths", value: 800_000 } };
}

/** The rate with every advised unit sent, by product; demand on days without stock is drawn. */
export async function answerInStockAdvised(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"inStockAdvised">,
): Promise<StoredAnswer> {
  const found = await loadStockOutCases(tx, scope, question.toOn, "counted");
  const rate = inStockRate(found.window);
  if (rate === null) throw new DomainError("precondition_failed", { rule: "nothing_sold" });
  const factors = factorsOf(scope, found);
  const days = found.cases.map((one) => drawnEach((draw) => daysGained(one, draw, factors)));
  const gained = found.cases.map((one, c) => {
    const share = weightOf(found.window, one.i) / (found.window.offeredDays[one.i] ?? 1);
    return (days[c] ?? []).map((gainedDays) => WHOLE * share * gainedDays);
  });
  const exact = gained.map((drawn) => drawnRange(drawn).mean);
  const total = Math.round(exact.reduce((sum, value) => sum + value, 0));
  const amounts = roundParts(exact, total);
  const rows = found.cases.map((one, c) => ({
    product: one.product,
    amount: amounts[c] ?? 0,
    from: inStockDays(found.window, one, 0),
    to: inStockDays(found.window, one, drawnRange(days[c] ?? []).mean),
  }));
  const rates = drawnEach((draw) => rate + gained.reduce((sum, by) => sum + (by[draw] ?? 0), 0));
  const facts: Measured = {
    type: "measured",
    metric: "inStockRate",
    unit: "millionths",
    from: rate,
    reference: "now",
    to: rate + total,
    parts: [{ id: "notSent", owner: "seller", label: null, amount: total, rows: listedRows(rows) }],
    notes: [
      ...(rows.length > 0
        ? [
            { id: "advisedRange" as const, values: rangeOf(rates, "millionths") },
            { id: "advisedAlone" as const, values: {} },
          ]
        : []),
      ...planNotes(found),
    ],
  };
  return measuredAnswer(question, facts, { day: question.toOn });
}

/** Days of the window that would have ended with stock and did not. */
function daysGained(one: ProductCase, draw: number, factors: readonly number[]): number {
  const { table, found } = one;
  if (found.notSent.length === 0) return 0;
  const demand = demandOf(one, draw, factors);
  const without = replayDays(table.days, [], demand).onHandUnits;
  const sent = replayDays(table.days, found.notSent, demand).onHandUnits;
  let days = 0;
  for (let d = found.fromDay; d < found.toDay; d++)
    if ((without[d] ?? 0) < 1 && (sent[d] ?? 0) >= 1) days += 1;
  return days;
}

const inStockDays = (window: InStockWindow, { i }: ProductCase, more: number): AmountRow["to"] => ({
  id: "rowDaysInStock",
  values: {
    days: { unit: "milliDays", value: Math.round(1000 * ((window.buyableDays[i] ?? 0) + more)) },
    offered: { unit: "days", value: window.offeredDays[i] ?? 0 },
  },
});

/** What was advised is known of plans only: how many there are of the replayed days. Nothing where nothing was missing. */
function planNotes({ cases, planDays }: StockOutCases): Measured["notes"] {
  if (cases.length === 0) return [];
  const first = [...planDays].sort()[0];
  return first === undefined
    ? [{ id: "noPlansBefore", values: {} }]
    : [{ id: "plansSince", values: { plans: String(planDays.length), day: { day: first } } }];
}
