// Units on hand beside the plan: why there are more or fewer than it led to, and how long they will last.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import {
  flowOf,
  STOCK_FLOWS,
  type StockFlow,
  stockIdentity,
} from "@/lib/optimizer/inventory/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { findLatestRun } from "@/server/repositories/latest-run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { listSentUnits } from "@/server/repositories/sent-units.ts";
import {
  listPlannedFlows,
  listStockFlows,
  type PlannedFlowRow,
} from "@/server/repositories/stock-flows.ts";
import { loadAccountStock } from "@/server/services/inventory/daily-stock.ts";
import {
  type DemandPath,
  loadAhead,
  loadArrivals,
} from "@/server/services/inventory/load-ahead.ts";
import type { StoredAnswer } from "./answer.ts";
import { leftOutNotes, noForecast, overdueNotes } from "./left-out.ts";
import type { Measured, MeasuredPart } from "./measured.ts";
import { type AmountRow, listedRows, measuredAnswer } from "./measured-answer.ts";
import type { Ask } from "./question.ts";
import { type Asked, countedOn, expectedUnits, movesOf, productsOf } from "./stock-answer.ts";

const units = (value: number) => ({ unit: "units", value });

/** What is known of a product for the comparison; all in whole units. */
interface Planned {
  readonly product: AmountRow["product"];
  readonly opening: number;
  readonly closing: number;
  /** Sales that the plan expected in the span. */
  readonly expected: number;
  /** Units under way on the first day that were expected by the last, and advised ones that would have come. */
  readonly due: number;
  readonly flow: (flow: StockFlow) => number;
  readonly unexplained: number;
}

/** Units on hand held against what the plan of the first day led to: over-ordered, or sold less. */
export async function answerStockContrast(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"stockContrast">,
): Promise<StoredAnswer> {
  const { fromOn, toOn } = question;
  if (fromOn >= toOn)
    throw new DomainError("invalid", { field: "fromOn", rule: "before_to", value: fromOn });
  const { rows, planOn, leftOut } = await plannedRows(tx, scope, question);
  const part = (id: string, owner: string, amount: (row: Planned) => number): MeasuredPart => {
    const own = rows.map((row) => ({
      product: row.product,
      amount: amount(row),
      from: units(row.opening + row.due - row.expected),
      to: units(row.closing),
    }));
    return {
      id,
      owner,
      label: null,
      amount: own.reduce((sum, { amount: one }) => sum + one, 0),
      rows: listedRows(own),
    };
  };
  const parts = [
    part("moreReceived", "seller", (row) => row.flow("received") - row.due),
    part("lessSold", "customers", (row) => row.flow("sold") + row.expected),
    part("removed", "seller", (row) => row.flow("removed")),
    part("returned", "customers", (row) => row.flow("returned")),
    part("transferred", "fulfilment", (row) => row.flow("transferred")),
    part("adjusted", "fulfilment", (row) => row.flow("adjusted")),
  ].filter(({ rows: listed }) => listed.length > 0);
  const sum = (value: (row: Planned) => number) =>
    rows.reduce((total, row) => total + value(row), 0);
  const facts: Measured = {
    type: "measured",
    metric: "unitsOnHand",
    unit: "units",
    from: sum((row) => row.opening + row.due - row.expected),
    reference: "plan",
    to: sum((row) => row.closing),
    parts: [...parts, part("unexplained", "unexplained", (row) => row.unexplained)],
    notes: [
      {
        id: "stockSoldPlan",
        values: {
          actual: units(-sum((row) => row.flow("sold"))),
          planned: units(sum((row) => row.expected)),
          day: { day: planOn },
        },
      },
      {
        id: "stockDuePlan",
        values: {
          actual: units(sum((row) => row.flow("received"))),
          planned: units(sum((row) => row.due)),
        },
      },
      ...leftOutNotes(leftOut, planOn),
    ],
  };
  return measuredAnswer(question, facts, {
    sku: question.productId === 0 ? null : (rows[0]?.product.sku ?? null),
    day: toOn,
    baseDay: fromOn,
  });
}

interface PlannedRows {
  readonly rows: readonly Planned[];
  /** Day of the plan: the newest of the first day or before it. */
  readonly planOn: string;
  /** Products with stock or movements of which the plan does not say enough. */
  readonly leftOut: number;
}

/** Products that the newest plan of the first day or before it covers. Throws precondition_failed where it covers none. */
async function plannedRows(
  tx: Tx,
  scope: SellerScope,
  { fromOn, toOn, productId }: Ask<"stockContrast">,
): Promise<PlannedRows> {
  const account = await loadAccountStock(tx, scope, toOn);
  if (!account) throw new DomainError("precondition_failed", { rule: "stock_unknown" });
  const asked = productsOf(account, productId);
  const opening = await countedOn(tx, scope, account, fromOn);
  const closing = await countedOn(tx, scope, account, toOn);
  const flows = await listStockFlows(tx, scope, { afterOn: fromOn, toOn });
  const identity = stockIdentity(opening, closing, movesOf(account, flows));
  const moved = new Set(flows.map((flow) => flow.productId));
  const run = await findLatestRun(tx, scope, fromOn);
  if (!run) throw new DomainError("precondition_failed", { rule: "no_plan", day: fromOn });
  const dueOf = await dueUnits(tx, scope, asked, { planOn: run.asOfOn, fromOn, toOn });
  const planned = new Map(
    (await listPlannedFlows(tx, scope, run.runId)).map((row) => [row.productId, row]),
  );
  const isTold = ({ i, product }: Asked) =>
    moved.has(product.productId) || Boolean(opening[i]) || Boolean(closing[i]);
  const { firstDay } = account.stockOn(account.dayCount - 1);
  const known = asked.filter((one) => isTold(one) || (firstDay[one.i] ?? 0) < account.dayCount);
  if (known.length === 0) throw new DomainError("precondition_failed", { rule: "stock_unknown" });
  const rows = known.flatMap((one): Planned[] => {
    const { i, product } = one;
    const row = planned.get(product.productId);
    const expected = row ? expectedUnits(row, { fromOn, toOn }) : null;
    const due = row ? dueOf(product.productId, row) : null;
    if (expected === null || due === null) return [];
    return [
      {
        product,
        opening: opening[i] ?? 0,
        closing: closing[i] ?? 0,
        expected: Math.round(expected),
        due,
        flow: (flow: StockFlow) => flowOf(identity, i, STOCK_FLOWS.indexOf(flow)),
        unexplained: identity.unexplainedUnits[i] ?? 0,
      },
    ];
  });
  if (rows.length === 0) throw noForecast(productId);
  const covered = new Set(rows.map(({ product }) => product.productId));
  const leftOut = known.filter((one) => isTold(one) && !covered.has(one.product.productId));
  return { rows, planOn: run.asOfOn, leftOut: leftOut.length };
}

interface PlanSpan {
  readonly planOn: string;
  readonly fromOn: string;
  readonly toOn: string;
}

/**
 * Units that a plan led to in a span: those under way on its first day and expected by its last, and what was advised, would have
 * come by then and was not sent before the span. What was sent since the plan is under way or on hand: it counts there, once.
 */
async function dueUnits(
  tx: Tx,
  scope: SellerScope,
  asked: readonly Asked[],
  { planOn, fromOn, toOn }: PlanSpan,
): Promise<(productId: number, row: PlannedFlowRow) => number | null> {
  const dayCount = dayFromDate(toOn) - dayFromDate(fromOn);
  const ids = asked.map(({ product }) => product.productId);
  const span = { afterOn: fromOn, dayCount };
  const { arrivedUnits: arrived } = await loadArrivals(tx, scope, ids, span);
  const at = new Map(ids.map((id, k) => [id, k]));
  const sent = new Map<number, number>();
  for (const row of await listSentUnits(tx, scope, { afterOn: planOn, toOn: fromOn }))
    sent.set(row.productId, (sent.get(row.productId) ?? 0) + row.units);
  return (productId, { advisedUnits, leadTimeDays }) => {
    if (advisedUnits === null || leadTimeDays === null) return null;
    const k = at.get(productId) ?? 0;
    const under = arrived.subarray(k * dayCount, (k + 1) * dayCount);
    const isDue = dayFromDate(planOn) + leadTimeDays <= dayFromDate(toOn);
    const left = Math.max(0, advisedUnits - (sent.get(productId) ?? 0));
    return under.reduce((sum, one) => sum + one, 0) + (isDue ? left : 0);
  };
}

/** Days ahead that are looked at: the plan's half year. */
const MOST_DAYS = 182;
const PACE_DAYS = 28;

/** How many days a product's stock lasts as the plan expects it to sell: what is on hand, then what is on its way. */
export async function answerStockForward(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"stockForward">,
): Promise<StoredAnswer> {
  const { toOn, productId } = question;
  const account = await loadAccountStock(tx, scope, toOn);
  if (!account) throw new DomainError("precondition_failed", { rule: "stock_unknown" });
  const [one] = productsOf(account, productId);
  if (!one) throw new DomainError("not_found", { productId });
  const held = (await countedOn(tx, scope, account, toOn))[one.i] ?? 0;
  const ahead = await loadAhead(tx, scope, [productId], { afterOn: toOn, dayCount: MOST_DAYS });
  if (!ahead.hasForecast[0]) throw noForecast(productId);
  const none = new Float64Array(MOST_DAYS);
  const lasts = (path: DemandPath, arrived: Float64Array) =>
    daysOfStock(held, ahead.demandUnits(path), arrived);
  const alone = lasts("mean", none);
  const all = lasts("mean", ahead.arrivedUnits);
  const row = (amount: number, value: number): AmountRow => ({
    product: one.product,
    amount,
    from: null,
    to: units(value),
  });
  const inbound = ahead.arrivedUnits.reduce((sum, value) => sum + value, 0);
  const part = (id: string, rows: AmountRow[], amount: number): MeasuredPart => ({
    id,
    owner: "stock",
    label: null,
    amount,
    rows: listedRows(rows),
  });
  const facts: Measured = {
    type: "measured",
    metric: "unitsOnHand",
    unit: "days",
    from: null,
    to: all,
    parts: [
      part("held", [row(alone, held)], alone),
      part("inbound", [row(all - alone, inbound)], all - alone),
    ].filter(({ amount }) => amount !== 0),
    notes: [
      all < MOST_DAYS
        ? { id: "coverUntil", values: { day: { day: dayToDate(dayFromDate(toOn) + all) } } }
        : { id: "coverBeyond", values: {} },
      {
        id: "coverRange",
        values: {
          day: { day: ahead.run.asOfOn },
          low: { unit: "days", value: lasts("high", ahead.arrivedUnits) },
          high: { unit: "days", value: lasts("low", ahead.arrivedUnits) },
        },
      },
      ...paceNotes(account, one.i, held),
      ...overdueNotes(ahead),
    ],
  };
  return measuredAnswer(question, facts, { sku: one.product.sku, day: toOn });
}

/** Whole days whose expected sales are served in full, at most the days that are looked at. */
function daysOfStock(held: number, demand: Float64Array, arrived: Float64Array): number {
  let left = held;
  for (let d = 0; d < MOST_DAYS; d++) {
    left += (arrived[d] ?? 0) - (demand[d] ?? 0);
    if (left < 0) return d;
  }
  return MOST_DAYS;
}

/** How long it lasts at the pace of the last four weeks. */
function paceNotes(
  account: Awaited<ReturnType<typeof loadAccountStock>> & object,
  i: number,
  held: number,
): Measured["notes"] {
  const { soldUnits } = account.stockOn(account.dayCount - 1);
  const row = soldUnits.subarray(i * account.dayCount, (i + 1) * account.dayCount);
  const sold = row.slice(-PACE_DAYS).reduce((sum, value) => sum + value, 0);
  if (sold === 0) return [];
  return [
    {
      id: "coverAtPace",
      values: {
        span: { unit: "days", value: PACE_DAYS },
        days: { unit: "days", value: Math.floor((held * PACE_DAYS) / sold) },
      },
    },
  ];
}
