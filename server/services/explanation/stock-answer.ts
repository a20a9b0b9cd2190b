// Units on hand: an identity of the ledger, product by product, and each flow beside what was planned for it.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import {
  flowOf,
  STOCK_FLOWS,
  type StockFlow,
  type StockIdentity,
  stockIdentity,
} from "@/lib/optimizer/inventory/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { findLatestRun } from "@/server/repositories/latest-run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { ProductRow } from "@/server/repositories/stock.ts";
import {
  listPlannedFlows,
  listStatedStock,
  listStockFlows,
  type PlannedFlowRow,
  type StockFlowRow,
} from "@/server/repositories/stock-flows.ts";
import { type AccountStock, loadAccountStock } from "@/server/services/inventory/daily-stock.ts";
import type { StoredAnswer } from "./answer.ts";
import { leftOutNotes } from "./left-out.ts";
import type { Measured, MeasuredPart } from "./measured.ts";
import { type AmountRow, listedRows, measuredAnswer } from "./measured-answer.ts";
import type { Ask } from "./question.ts";

const FLOW_OF_KIND: Readonly<Record<StockFlowRow["kind"], StockFlow>> = {
  receipt: "received",
  customer_shipment: "sold",
  customer_return: "returned",
  transfer_in: "transferred",
  transfer_out: "transferred",
  removal: "removed",
  disposed: "removed",
  found: "adjusted",
  lost: "adjusted",
  damaged: "adjusted",
  adjustment: "adjusted",
};

const OWNERS: Readonly<Record<StockFlow, string>> = {
  received: "seller",
  sold: "customers",
  removed: "seller",
  returned: "customers",
  transferred: "fulfilment",
  adjusted: "fulfilment",
};

const UNIT = "units";

/** Units on hand on a day, made of everything since the ledger's first day. */
export function answerStockLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"stockLevel">,
): Promise<StoredAnswer> {
  return answerStock(tx, scope, question, null);
}

/** Why units on hand changed between two days. */
export function answerStockChange(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"stockChange">,
): Promise<StoredAnswer> {
  if (question.fromOn >= question.toOn)
    throw new DomainError("invalid", {
      field: "fromOn",
      rule: "before_to",
      value: question.fromOn,
    });
  return answerStock(tx, scope, question, question.fromOn);
}

async function answerStock(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"stockLevel"> | Ask<"stockChange">,
  fromOn: string | null,
): Promise<StoredAnswer> {
  const account = await loadAccountStock(tx, scope, question.toOn);
  if (!account) throw new DomainError("precondition_failed", { rule: "stock_unknown" });
  const counted = {
    from: fromOn === null ? null : await countedOn(tx, scope, account, fromOn),
    to: await countedOn(tx, scope, account, question.toOn),
  };
  const span = { afterOn: fromOn ?? dayToDate(account.firstDay - 1), toOn: question.toOn };
  const opening = counted.from ?? new Int32Array(account.product.length);
  const flows = await listStockFlows(tx, scope, span);
  const identity = stockIdentity(opening, counted.to, movesOf(account, flows));
  const asked = productsOf(account, question.productId);
  const total = (units: Int32Array) => sumOf(asked, ({ i }) => units[i] ?? 0);
  const table = { identity, opening, closing: counted.to, asked };
  const facts: Measured = {
    type: "measured",
    metric: "unitsOnHand",
    unit: UNIT,
    from: counted.from && total(counted.from),
    to: total(counted.to),
    parts: partsOf(table, fromOn !== null),
    notes:
      fromOn === null ? [] : await planNotes(tx, scope, { ...table, fromOn, toOn: question.toOn }),
  };
  return measuredAnswer(question, facts, {
    sku: question.productId === 0 ? null : (asked[0]?.product.sku ?? null),
    day: question.toOn,
    baseDay: fromOn,
  });
}

export interface Asked {
  readonly i: number;
  readonly product: ProductRow;
}

const sumOf = <T>(rows: readonly T[], amount: (row: T) => number): number =>
  rows.reduce((sum, row) => sum + amount(row), 0);

export function productsOf(account: AccountStock, productId: number): Asked[] {
  const all = account.product.map((product, i) => ({ i, product }));
  if (productId === 0) return all;
  const one = all.filter(({ product }) => product.productId === productId);
  if (one.length === 0) throw new DomainError("not_found", { productId });
  return one;
}

/** Units counted at the end of a day: as a report stated them for it, else the ledger's balance. */
export async function countedOn(
  tx: Tx,
  scope: SellerScope,
  account: AccountStock,
  day: string,
): Promise<Int32Array> {
  const index = dayFromDate(day) - account.firstDay;
  if (index < 0 || index >= account.dayCount)
    throw new DomainError("invalid", { field: "day", value: day, rule: "day_of_ledger" });
  const { onHandUnits } = account.stockOn(index);
  const stated = new Map(
    (await listStatedStock(tx, scope, day)).map((row) => [row.productId, row.units]),
  );
  return Int32Array.from(
    account.product,
    ({ productId }, i) => stated.get(productId) ?? onHandUnits[i * account.dayCount + index] ?? 0,
  );
}

export function movesOf(account: AccountStock, flows: readonly StockFlowRow[]) {
  const index = new Map(account.product.map(({ productId }, i) => [productId, i]));
  const known = flows.flatMap(({ productId, kind, units }) => {
    const i = index.get(productId);
    return i === undefined ? [] : [{ i, flow: STOCK_FLOWS.indexOf(FLOW_OF_KIND[kind]), units }];
  });
  return {
    skuIndex: Int32Array.from(known, ({ i }) => i),
    flow: Int32Array.from(known, ({ flow }) => flow),
    units: Int32Array.from(known, ({ units }) => units),
  };
}

interface FlowTable {
  readonly identity: StockIdentity;
  readonly opening: Int32Array;
  readonly closing: Int32Array;
  readonly asked: readonly Asked[];
}

function partsOf(table: FlowTable, isChange: boolean): MeasuredPart[] {
  const part = (id: string, owner: string, units: (i: number) => number): MeasuredPart => {
    const rows = table.asked.map(
      ({ i, product }): AmountRow => ({
        product,
        amount: units(i),
        from: isChange ? { unit: UNIT, value: table.opening[i] ?? 0 } : null,
        to: { unit: UNIT, value: table.closing[i] ?? 0 },
      }),
    );
    return {
      id,
      owner,
      label: null,
      amount: sumOf(rows, ({ amount }) => amount),
      rows: listedRows(rows),
    };
  };
  const flows = STOCK_FLOWS.map((flow, index) =>
    part(flow, OWNERS[flow], (i) => flowOf(table.identity, i, index)),
  );
  const rest = part("unexplained", "unexplained", (i) => table.identity.unexplainedUnits[i] ?? 0);
  return [...flows.filter(({ rows }) => rows.length > 0), rest];
}

interface PlanContext extends FlowTable {
  readonly fromOn: string;
  readonly toOn: string;
}

/** What the newest run before expected to be sold and advised to send, beside what was. Nothing where it does not reach. */
async function planNotes(
  tx: Tx,
  scope: SellerScope,
  context: PlanContext,
): Promise<Measured["notes"]> {
  const plan = await findLatestRun(tx, scope, context.fromOn);
  if (!plan) return [];
  const planned = new Map(
    (await listPlannedFlows(tx, scope, plan.runId)).map((row) => [row.productId, row]),
  );
  const rows = context.asked.flatMap(({ i, product }) => {
    const row = planned.get(product.productId);
    return row ? [{ i, row }] : [];
  });
  const expected = rows.map(({ row }) => expectedUnits(row, context));
  if (rows.length === 0 || expected.includes(null)) return [];
  const advised = rows.filter(({ row }) => row.advisedUnits !== null);
  const moved = (of: typeof rows, flow: StockFlow) =>
    sumOf(of, ({ i }) => flowOf(context.identity, i, STOCK_FLOWS.indexOf(flow)));
  const told = new Set(rows.map(({ i }) => i));
  const leftOut = context.asked.filter(({ i }) => !told.has(i) && isMoved(context, i));
  const day = { day: plan.asOfOn };
  const units = (value: number) => ({ unit: UNIT, value: Math.round(value) });
  return [
    {
      id: "stockSoldPlan",
      values: {
        actual: units(-moved(rows, "sold")),
        planned: units(sumOf(expected, (one) => one ?? 0)),
        day,
      },
    },
    ...(advised.length === 0
      ? []
      : [
          {
            id: "stockReceivedPlan" as const,
            values: {
              actual: units(moved(advised, "received")),
              planned: units(sumOf(advised, ({ row }) => row.advisedUnits ?? 0)),
              day,
            },
          },
        ]),
    ...leftOutNotes(leftOut.length, plan.asOfOn),
  ];
}

const isMoved = ({ identity }: FlowTable, i: number): boolean =>
  STOCK_FLOWS.some((_, flow) => flowOf(identity, i, flow) !== 0);

/** Expected units of a span, each week spread evenly over its days; null where the forecast does not cover it. */
export function expectedUnits(
  row: PlannedFlowRow,
  { fromOn, toOn }: { readonly fromOn: string; readonly toOn: string },
): number | null {
  const first = dayFromDate(fromOn) - dayFromDate(row.originOn);
  const last = dayFromDate(toOn) - dayFromDate(row.originOn);
  if (first < 0 || last > 7 * row.meanMilliUnits.length) return null;
  let milliUnits = 0;
  for (let d = first; d < last; d++) milliUnits += (row.meanMilliUnits[Math.floor(d / 7)] ?? 0) / 7;
  return milliUnits / 1000;
}
