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
import { listPlannedFlows, listStockFlows } from "@/server/repositories/stock-flows.ts";
import { listPlansOfProducts } from "@/server/repositories/stock-out-history.ts";
import { loadAccountStock } from "@/server/services/inventory/daily-stock.ts";
import { type DemandPath, loadAhead } from "@/server/services/inventory/load-ahead.ts";
import type { StoredAnswer } from "./answer.ts";
import type { Measured, MeasuredPart } from "./measured.ts";
import { type AmountRow, listedRows, measuredAnswer } from "./measured-answer.ts";
import type { Ask } from "./question.ts";
import { countedOn, expectedUnits, movesOf, productsOf } from "./stock-answer.ts";

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
  const rows = await plannedRows(tx, scope, question);
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
          day: { day: fromOn },
        },
      },
      {
        id: "stockDuePlan",
        values: {
          actual: units(sum((row) => row.flow("received"))),
          planned: units(sum((row) => row.due)),
        },
      },
    ],
  };
  return measuredAnswer(question, facts, {
    sku: question.productId === 0 ? null : (rows[0]?.product.sku ?? null),
    day: toOn,
    baseDay: fromOn,
  });
}

/** Products that the plan of the first day covers. Throws precondition_failed where there is none or it does not reach. */
async function plannedRows(
  tx: Tx,
  scope: SellerScope,
  { fromOn, toOn, productId }: Ask<"stockContrast">,
): Promise<Planned[]> {
  const account = await loadAccountStock(tx, scope, toOn);
  if (!account) throw new DomainError("precondition_failed", { rule: "stock_unknown" });
  const asked = productsOf(account, productId);
  const opening = await countedOn(tx, scope, account, fromOn);
  const closing = await countedOn(tx, scope, account, toOn);
  const flows = await listStockFlows(tx, scope, { afterOn: fromOn, toOn });
  const identity = stockIdentity(opening, closing, movesOf(account, flows));
  const run = await findLatestRun(tx, scope, fromOn);
  if (!run) throw new DomainError("precondition_failed", { rule: "no_plan" });
  const planned = new Map(
    (await listPlannedFlows(tx, scope, run.runId)).map((row) => [row.productId, row]),
  );
  const ids = asked.map(({ product }) => product.productId);
  const span = { afterOn: dayToDate(dayFromDate(run.asOfOn) - 1), toOn: run.asOfOn };
  const advice = new Map(
    (await listPlansOfProducts(tx, scope, ids, span)).map((row) => [row.productId, row]),
  );
  const dayCount = dayFromDate(toOn) - dayFromDate(fromOn);
  const { arrivedUnits } = await loadAhead(tx, scope, ids, { afterOn: fromOn, dayCount });
  return asked.flatMap(({ i, product }, k) => {
    const row = planned.get(product.productId);
    const expected = row && expectedUnits(row, { fromOn, toOn });
    if (expected === undefined || expected === null) return [];
    const plan = advice.get(product.productId);
    const isDue = plan && dayFromDate(plan.asOfOn) + plan.leadTimeDays <= dayFromDate(toOn);
    const under = arrivedUnits.subarray(k * dayCount, (k + 1) * dayCount);
    return [
      {
        product,
        opening: opening[i] ?? 0,
        closing: closing[i] ?? 0,
        expected: Math.round(expected),
        due: under.reduce((sum, one) => sum + one, 0) + (isDue ? plan.advisedUnits : 0),
        flow: (flow: StockFlow) => flowOf(identity, i, STOCK_FLOWS.indexOf(flow)),
        unexplained: identity.unexplainedUnits[i] ?? 0,
      },
    ];
  });
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
