// The in-stock rate of days that are still to come: what it will be, with the plan's advice sent, and what to send for a rate.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { roundParts } from "@/lib/optimizer/core/round-parts.ts";
import {
  buyableShare,
  type InStockWindow,
  inStockAhead,
  inStockRate,
  type SendFirst,
  type SentAhead,
  type SentForRate,
  type StockAhead,
  sendForRate,
  splitInStockChange,
} from "@/lib/optimizer/inventory/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { listSentUnits } from "@/server/repositories/sent-units.ts";
import type { ProductRow } from "@/server/repositories/stock.ts";
import { listPlannedFlows } from "@/server/repositories/stock-flows.ts";
import { loadAccountStock } from "@/server/services/inventory/daily-stock.ts";
import {
  type AccountAhead,
  type DemandPath,
  loadAhead,
} from "@/server/services/inventory/load-ahead.ts";
import type { StoredAnswer } from "./answer.ts";
import { leftOutNotes, noForecast, overdueNotes } from "./left-out.ts";
import type { Measured, MeasuredPart } from "./measured.ts";
import { type AmountRow, listedRows, measuredAnswer } from "./measured-answer.ts";
import type { Ask } from "./question.ts";

const WINDOW_DAYS = 30;
const WHOLE = 1_000_000;
const LISTED_CHANGES = 6;

interface Advised {
  readonly i: number;
  /** Not sent yet. */
  readonly units: number;
  /** Index of the day ahead on which units sent at once come. */
  readonly arrivalDay: number;
}

interface Foreseen {
  readonly product: readonly ProductRow[];
  readonly heldUnits: Int32Array;
  readonly isExcluded: Uint8Array;
  readonly ahead: AccountAhead;
  readonly advised: readonly Advised[];
  /** Products in stock of which the plan says nothing. */
  readonly leftOut: number;
}

type Question = Ask<"inStockForward"> | Ask<"inStockTarget">;

/** Throws precondition_failed without stock, plan or forecast. */
async function foreseen(
  tx: Tx,
  scope: SellerScope,
  { toOn, daysAhead }: Question,
): Promise<Foreseen> {
  const account = await loadAccountStock(tx, scope, toOn);
  if (!account) throw new DomainError("precondition_failed", { rule: "stock_unknown" });
  const endDay = account.dayCount - 1;
  const { onHandUnits, isExcluded } = account.stockOn(endDay);
  const { product } = account;
  const ids = product.map(({ productId }) => productId);
  const ahead = await loadAhead(tx, scope, ids, { afterOn: toOn, dayCount: daysAhead });
  if (!ahead.hasForecast.includes(1)) throw noForecast(0);
  const heldUnits = Int32Array.from(ids, (_, i) => onHandUnits[i * account.dayCount + endDay] ?? 0);
  const isKnown = (i: number) => ahead.hasForecast[i] === 1;
  return {
    product,
    heldUnits,
    isExcluded: isExcluded.map((hidden, i) => (isKnown(i) ? hidden : 1)),
    ahead,
    advised: await advisedOf(tx, scope, ahead, { ids, toOn }),
    leftOut: ids.filter((_, i) => !isKnown(i) && !isExcluded[i] && (heldUnits[i] ?? 0) > 0).length,
  };
}

/** What the plan advised of each product and was not sent since. */
async function advisedOf(
  tx: Tx,
  scope: SellerScope,
  { run }: AccountAhead,
  { ids, toOn }: { readonly ids: readonly number[]; readonly toOn: string },
): Promise<Advised[]> {
  const index = new Map(ids.map((id, i) => [id, i]));
  const sent = new Map<number, number>();
  for (const row of await listSentUnits(tx, scope, { afterOn: run.asOfOn, toOn }))
    sent.set(row.productId, (sent.get(row.productId) ?? 0) + row.units);
  return (await listPlannedFlows(tx, scope, run.runId)).flatMap((row) => {
    const i = index.get(row.productId);
    if (i === undefined || row.advisedUnits === null || row.leadTimeDays === null) return [];
    const units = Math.max(0, row.advisedUnits - (sent.get(row.productId) ?? 0));
    return [{ i, units, arrivalDay: Math.max(0, row.leadTimeDays - 1) }];
  });
}

const stockAhead = (
  { heldUnits, isExcluded, ahead }: Foreseen,
  path: DemandPath = "mean",
): StockAhead => ({
  skuCount: heldUnits.length,
  dayCount: ahead.dayCount,
  heldUnits,
  arrivedUnits: ahead.arrivedUnits,
  demandUnits: ahead.demandUnits(path),
  isExcluded,
});

function rateOf(window: InStockWindow): number {
  const rate = inStockRate(window);
  if (rate === null) throw new DomainError("precondition_failed", { rule: "nothing_to_sell" });
  return rate;
}

/** The rate of the last 30 of the days ahead. */
export async function answerInStockForward(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"inStockForward">,
): Promise<StoredAnswer> {
  const found = await foreseen(tx, scope, question);
  const sent =
    question.send === "nothing"
      ? []
      : found.advised
          .filter(({ units }) => units > 0)
          .map(({ i, units, arrivalDay }) => ({ i, day: arrivalDay, units }));
  const windowWith = inStockAhead(stockAhead(found), WINDOW_DAYS);
  const base = windowWith();
  const facts =
    question.send === "nothing"
      ? levelFacts(found, base)
      : sentFacts(found, base, windowWith(sent));
  return answerAhead(question, {
    ...facts,
    notes: [
      ...(question.send === "nothing" ? [] : advisedNotes(found, sent)),
      ...outlookNotes(found, sent, sent.length > 0 ? "rateOutlookDone" : "rateOutlook"),
      ...overdueNotes(found.ahead),
      ...leftOutNotes(found.leftOut, found.ahead.run.asOfOn),
    ],
  });
}

type Facts = Omit<Measured, "notes">;

/** Held against stock on every day: what is missing, by how it stands with the product now. */
function levelFacts(found: Foreseen, window: InStockWindow): Facts {
  const to = rateOf(window);
  const sold = sumOf(window.soldUnits);
  const exact = found.product.map(
    (_, i) => (-WHOLE * (window.soldUnits[i] ?? 0) * (1 - buyableShare(window, i))) / sold,
  );
  const amounts = roundParts(exact, to - WHOLE);
  const rows = found.product.map((product, i) => ({
    state: stateOf(found, i),
    row: {
      product,
      amount: amounts[i] ?? 0,
      from: null,
      to: inStockDays(window, i),
    },
  }));
  const parts = (["runsOut", "waiting", "soldOut"] as const).map((id): MeasuredPart => {
    const own = rows.filter(({ state }) => state === id).map(({ row }) => row);
    return {
      id,
      owner: "stock",
      label: null,
      amount: own.reduce((sum, { amount }) => sum + amount, 0),
      rows: listedRows(own),
    };
  });
  return {
    type: "measured",
    metric: "inStockRate",
    unit: "millionths",
    from: WHOLE,
    reference: "whole",
    to,
    parts: parts.filter(({ amount }) => amount !== 0),
  };
}

const sumOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0);

function stateOf({ heldUnits, ahead }: Foreseen, i: number): "runsOut" | "waiting" | "soldOut" {
  if ((heldUnits[i] ?? 0) > 0) return "runsOut";
  const { arrivedUnits, dayCount } = ahead;
  const comes = arrivedUnits.subarray(i * dayCount, (i + 1) * dayCount).some((units) => units > 0);
  return comes ? "waiting" : "soldOut";
}

const inStockDays = (window: InStockWindow, i: number): AmountRow["to"] => ({
  id: "rowDaysInStock",
  values: {
    days: { unit: "days", value: window.buyableDays[i] ?? 0 },
    offered: { unit: "days", value: window.offeredDays[i] ?? 0 },
  },
});

/** The rate with more sent beside the rate without: products weigh the same in both, so that all of it is time in stock. */
function sentFacts(found: Foreseen, before: InStockWindow, after: InStockWindow): Facts {
  const split = splitInStockChange(before, after);
  if (!split) throw new DomainError("precondition_failed", { rule: "nothing_to_sell" });
  const rows = found.product.map((product, i) => ({
    product,
    amount: split.skuRateMillionths[i] ?? 0,
    from: inStockDays(before, i),
    to: inStockDays(after, i),
  }));
  const { beforeMillionths: from, afterMillionths: to } = split;
  const amount = to - from;
  const part = { id: "rate", owner: "seller", label: null, amount, rows: listedRows(rows) };
  return {
    type: "measured",
    metric: "inStockRate",
    unit: "millionths",
    from,
    reference: "now",
    to,
    parts: amount === 0 ? [] : [part],
  };
}

const toldUnits = (value: number) => ({ unit: "units", value });
const toldProducts = (value: number) => ({ unit: "products", value });
const share = (value: number) => ({ unit: "millionths", value });

function advisedNotes({ ahead }: Foreseen, sent: readonly SentAhead[]): Measured["notes"] {
  const day = { day: ahead.run.asOfOn };
  if (sent.length === 0) return [{ id: "rateNothingAdvised", values: { day } }];
  const units = toldUnits(sent.reduce((sum, one) => sum + one.units, 0));
  return [
    { id: "rateAdvisedSent", values: { day, units, products: toldProducts(sent.length) } },
    { id: "rateLeadTime", values: {} },
  ];
}

/** Sales decide what is left: the rate between the plan's ends, with the same units sent. */
function outlookNotes(
  found: Foreseen,
  sent: readonly SentAhead[],
  id: "rateOutlook" | "rateOutlookDone",
): Measured["notes"] {
  // Where an end of the plan sells nothing, there is no rate.
  const rates = (["mean", "low", "high"] as const).flatMap(
    (path) => inStockRate(inStockAhead(stockAhead(found, path), WINDOW_DAYS)(sent)) ?? [],
  );
  const day = { day: found.ahead.run.asOfOn };
  const values = { low: share(Math.min(...rates)), high: share(Math.max(...rates)) };
  return [
    { id, values: { day, ...values } },
    { id: "rateEvenSales", values: {} },
    { id: "rateByDemand", values: {} },
  ];
}

/** What to send now for a rate: with the fewest units, and of the fewest products, as far as a search finds. */
export async function answerInStockTarget(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"inStockTarget">,
): Promise<StoredAnswer> {
  const { targetMillionths } = question;
  const found = await foreseen(tx, scope, question);
  const ahead = stockAhead(found);
  const windowWith = inStockAhead(ahead, WINDOW_DAYS);
  const base = windowWith();
  const candidates = found.advised.filter(
    ({ i, arrivalDay }) => !found.isExcluded[i] && arrivalDay < ahead.dayCount,
  );
  const rateWith = (sent: readonly SentAhead[]) => rateOf(windowWith(sent));
  const search = (first: SendFirst) =>
    sendForRate(ahead, candidates, rateWith, { targetMillionths, first });
  const isThere = rateOf(base) >= targetMillionths;
  const ways = isThere ? [] : distinct([search("perUnit"), search("perProduct")]);
  const [best] = ways;
  const reached = ways.filter(({ isReached }) => isReached);
  return answerAhead(question, {
    ...(best && best.sent.length > 0
      ? sentFacts(found, base, windowWith(best.sent))
      : levelFacts(found, base)),
    notes: [
      ...targetNotes(question, { isThere, best }),
      ...outlookNotes(
        found,
        best?.sent ?? [],
        best?.sent.length ? "rateOutlookDone" : "rateOutlook",
      ),
      ...overdueNotes(found.ahead),
      ...leftOutNotes(found.leftOut, found.ahead.run.asOfOn),
    ],
    ways: reached.map((way) => wayOf(found, way)),
  });
}

/** The second search often finds what the first did. */
function distinct([one, other]: readonly [SentForRate, SentForRate]): SentForRate[] {
  const key = ({ sent }: SentForRate) =>
    sent
      .map(({ i, units }) => `${i}/${units}`)
      .sort()
      .join();
  return key(one) === key(other) ? [one] : [one, other];
}

function targetNotes(
  { targetMillionths }: Ask<"inStockTarget">,
  { isThere, best }: { readonly isThere: boolean; readonly best: SentForRate | undefined },
): Measured["notes"] {
  const target = share(targetMillionths);
  if (isThere) return [{ id: "rateTargetThere", values: { target } }];
  return [
    { id: best?.isReached ? "rateTargetReached" : "rateTargetNotReached", values: { target } },
    { id: "rateLeadTime", values: {} },
  ];
}

function wayOf(
  { product }: Foreseen,
  { sent, rateMillionths }: SentForRate,
): NonNullable<Measured["ways"]>[number] {
  const most = [...sent].sort((a, b) => b.units - a.units || a.i - b.i);
  const listed = most.length > LISTED_CHANGES ? most.slice(0, LISTED_CHANGES - 1) : most;
  const others = most.slice(listed.length);
  const sum = (rows: readonly SentAhead[]) => rows.reduce((units, row) => units + row.units, 0);
  return {
    changes: [
      ...listed.map((row) => ({
        id: "waySend" as const,
        values: { units: toldUnits(row.units), sku: product[row.i]?.sku ?? "" },
      })),
      ...(others.length === 0
        ? []
        : [
            {
              id: "waySendOthers" as const,
              values: {
                units: toldUnits(sum(others)),
                products: { unit: "otherProducts", value: others.length },
              },
            },
          ]),
    ],
    result: { id: "wayRate", values: { rate: share(rateMillionths) } },
    effort: {
      id: "waySendUnits",
      values: { units: toldUnits(sum(sent)), products: toldProducts(sent.length) },
    },
  };
}

function answerAhead(question: Question, facts: Measured): StoredAnswer {
  const last = dayFromDate(question.toOn) + question.daysAhead;
  return measuredAnswer(question, facts, {
    baseDay: dayToDate(last - WINDOW_DAYS + 1),
    day: dayToDate(last),
  });
}
