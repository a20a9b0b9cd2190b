// Days without stock of many products, each with what can be put right about it: its shipments' way, the advice, the plan.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { evaluateOne, readLeaves } from "@/lib/optimizer/decision/index.ts";
import {
  type ArrivalChange,
  type ArrivedLot,
  type InStockWindow,
  inStockWindow,
  SHIPMENT_LEGS,
  type StockOutCase,
} from "@/lib/optimizer/inventory/index.ts";
import { replenishmentDefinition } from "@/lib/optimizer/replenishment/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { loadComparableColumns, type RunColumns } from "@/server/planning/traces.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { listSentUnits, type SentRow } from "@/server/repositories/sent-units.ts";
import type { ProductRow } from "@/server/repositories/stock.ts";
import {
  listPlansOfProducts,
  listReceivedLots,
  type PlanOfProductRow,
  type ReceivedLotRow,
} from "@/server/repositories/stock-out-history.ts";
import { type AccountStock, loadAccountStock } from "@/server/services/inventory/daily-stock.ts";
import { type ProductDays, productDays } from "@/server/services/inventory/product-days.ts";
import { withoutSpacePrice } from "./stock-out-answer.ts";

const WINDOW_DAYS = 30;

export interface ProductCase {
  readonly i: number;
  readonly product: ProductRow;
  readonly table: ProductDays;
  readonly found: StockOutCase;
}

export interface StockOutCases {
  readonly account: AccountStock;
  readonly window: InStockWindow;
  /** Products that were asked for and without stock on a day of the window. */
  readonly cases: readonly ProductCase[];
  /** Plans of the replayed days, by day. */
  readonly planDays: readonly string[];
}

/** Of products that count in the rate, or of all that are offered. Throws precondition_failed before stock is known, invalid for a day without 30 days of ledger before it. */
export async function loadStockOutCases(
  tx: Tx,
  scope: SellerScope,
  toOn: string,
  which: "counted" | "offered",
): Promise<StockOutCases> {
  const account = await loadAccountStock(tx, scope, toOn);
  if (!account) throw new DomainError("precondition_failed", { rule: "stock_unknown" });
  const endDay = account.dayCount - 1;
  if (endDay < WINDOW_DAYS - 1)
    throw new DomainError("invalid", { field: "day", value: toOn, rule: "thirty_days_of_ledger" });
  const stock = account.stockOn(endDay);
  const window = inStockWindow(stock, endDay);
  const short = account.product.flatMap((product, i) => {
    const isShort = (window.buyableDays[i] ?? 0) < (window.offeredDays[i] ?? 0);
    const isIn = which === "counted" ? window.isCounted[i] === 1 : stock.isExcluded[i] === 0;
    return isShort && isIn ? [{ i, product, table: productDays(account, i) }] : [];
  });
  const firstDay = short[0]?.table.firstDay ?? account.firstDay;
  const span = { afterOn: dayToDate(firstDay - 1), toOn };
  const behind = {
    lots: await listReceivedLots(tx, scope, span),
    plans: await listPlansOfProducts(
      tx,
      scope,
      short.map(({ product }) => product.productId),
      span,
    ),
    sent: await listSentUnits(tx, scope, span),
  };
  const rightOf = rightWays(behind, unpricedAdvice(tx, scope));
  const cases: ProductCase[] = [];
  for (const one of short) {
    const toDay = one.table.lastColumn + 1;
    const fromDay = toDay - Math.min(WINDOW_DAYS, window.offeredDays[one.i] ?? 0);
    const right = await rightOf(one);
    const days = { ...one.table.days, demandUnits: askedFor(one.table, right.expectedUnits) };
    cases.push({ ...one, found: { days, fromDay, toDay, ...right } });
  }
  return { account, window, cases, planDays: [...new Set(behind.plans.map((row) => row.asOfOn))] };
}

/** What was sold; on days without stock the pace before or what the plan expected, the greater: stock runs out where demand runs high. */
const askedFor = (table: ProductDays, expected: Float64Array): Float64Array =>
  table.soldUnits.map((sold, d) =>
    table.isCensored[d] ? Math.max(sold, table.paceUnits, expected[d] || 0) : sold,
  );

type Unpriced = (plan: PlanOfProductRow) => Promise<number | null>;

interface Behind {
  readonly lots: readonly ReceivedLotRow[];
  readonly plans: readonly PlanOfProductRow[];
  readonly sent: readonly SentRow[];
}

/** What can be put right about a product, from what stands behind all of them. */
function rightWays(behind: Behind, unpriced: Unpriced) {
  const usual = usualLegs(behind.lots);
  return async ({ product, table }: Pick<ProductCase, "product" | "table">) => {
    const own = <T extends { readonly productId: number }>(rows: readonly T[]) =>
      rows.filter(({ productId }) => productId === product.productId);
    const history = { plans: own(behind.plans), sent: own(behind.sent), table };
    return {
      lots: lotsOf(own(behind.lots), usual, table.firstDay),
      notSent: notSentUnits(history),
      space: await withoutPrice(history, unpriced),
      expectedUnits: expectedOf(history),
    };
  };
}

interface History {
  readonly plans: readonly PlanOfProductRow[];
  readonly sent: readonly SentRow[];
  readonly table: ProductDays;
}

/** Days of each leg; a leg that no report tells of is empty and the next one takes its days. */
function legsOf(row: ReceivedLotRow): readonly [number, number, number] {
  const shipped = row.shippedDay ?? row.createdDay;
  return [shipped - row.createdDay, row.arrivedDay - shipped, row.receivedDay - row.arrivedDay];
}

/** The median of each leg over the account's own shipments. */
function usualLegs(lots: readonly ReceivedLotRow[]): readonly number[] {
  return SHIPMENT_LEGS.map((_, leg) => {
    const sorted = lots.map((row) => legsOf(row)[leg] ?? 0).sort((a, b) => a - b);
    return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  });
}

const lotsOf = (
  rows: readonly ReceivedLotRow[],
  usual: readonly number[],
  firstDay: number,
): ArrivedLot[] =>
  rows.map((row) => ({
    day: row.receivedDay - firstDay,
    units: row.units,
    lateDays: legsOf(row).map((days, leg) => Math.max(0, days - (usual[leg] ?? 0))),
  }));

/** Days of one plan until the next one. */
const untilNext = (plans: readonly PlanOfProductRow[], k: number, table: ProductDays): number => {
  const next = plans[k + 1];
  return next ? dayFromDate(next.asOfOn) : table.firstDay + table.lastColumn;
};

const sentAfter = (sent: readonly SentRow[], afterDay: number, toDay: number): number =>
  sent.reduce((sum, { day, units }) => sum + (day > afterDay && day <= toDay ? units : 0), 0);

/** Units of each plan's advice that were not sent before the next plan. What an earlier plan already adds is not added again. */
function notSentUnits({ plans, sent, table }: History): ArrivalChange[] {
  let added = 0;
  return plans.flatMap((plan, k) => {
    const day = dayFromDate(plan.asOfOn);
    const went = sentAfter(sent, day, untilNext(plans, k, table));
    const units = Math.max(0, plan.advisedUnits - went - added);
    added += units;
    const arrival = day + plan.leadTimeDays - table.firstDay;
    return units > 0 && arrival <= table.lastColumn ? [{ day: arrival, units }] : [];
  });
}

/** What rules would advise were space free, each run's decisions read once; null where another definition decided the run. */
function unpricedAdvice(tx: Tx, scope: SellerScope): Unpriced {
  const runs = new Map<number, Promise<RunColumns | null>>();
  return async ({ runId, productId }) => {
    const run = runs.get(runId) ?? loadComparableColumns(tx, scope, runId, "replenishment");
    runs.set(runId, run);
    const found = await run;
    const row = found?.key.indexOf(productId) ?? -1;
    if (!found || row < 0) return null;
    return withoutSpacePrice(replayedLeaves(found, row));
  };
}

/** A row's leaves. Throws Error where the rules do not give its traced values again. */
function replayedLeaves({ values }: RunColumns, row: number): Float64Array {
  const { nodes, leafCount } = replenishmentDefinition;
  const leaves = new Float64Array(leafCount);
  readLeaves(replenishmentDefinition, values, row, leaves);
  const again = new Float64Array(nodes.length);
  evaluateOne(replenishmentDefinition, leaves, again);
  if (nodes.some(({ id }, index) => values.column[id]?.[row] !== again[index]))
    throw new Error(`stock-out: replay of row ${row} differs from its trace`);
  return leaves;
}

/** What the newest plan that could still have helped would have advised beyond its advice and what was sent, were space free. */
async function withoutPrice(
  { plans, sent, table }: History,
  unpriced: Unpriced,
): Promise<ArrivalChange[]> {
  const arrivalOf = (plan: PlanOfProductRow) =>
    dayFromDate(plan.asOfOn) + plan.leadTimeDays - table.firstDay;
  const lastOut = table.isCensored.lastIndexOf(1);
  const k = plans.findLastIndex((plan) => arrivalOf(plan) <= lastOut);
  const plan = plans[k];
  if (!plan) return [];
  const went = sentAfter(sent, dayFromDate(plan.asOfOn), untilNext(plans, k, table));
  const units = ((await unpriced(plan)) ?? 0) - Math.max(plan.advisedUnits, went);
  return units > 0 ? [{ day: arrivalOf(plan), units }] : [];
}

/** What the newest plan before each day expected of it, each week spread evenly over its days. */
function expectedOf({ plans, table }: Omit<History, "sent">): Float64Array {
  const expected = new Float64Array(table.lastColumn + 1).fill(Number.NaN);
  for (const [k, plan] of plans.entries()) {
    const origin = dayFromDate(plan.originOn);
    const last = Math.min(untilNext(plans, k, table), table.firstDay + table.lastColumn);
    for (let day = dayFromDate(plan.asOfOn) + 1; day <= last; day++) {
      const week = plan.meanMilliUnits[Math.floor((day - origin - 1) / 7)];
      if (week !== undefined) expected[day - table.firstDay] = week / 7000;
    }
  }
  return expected;
}
