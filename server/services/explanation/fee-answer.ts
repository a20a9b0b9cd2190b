// Why fees are what they are, and why they changed: units times price over bands, exact by fee and product.
import type { Tx } from "@/db/client.ts";
import {
  FEE_DRIVERS,
  FEE_KINDS,
  type FeeChange,
  feeCells,
  feeMicrosOf,
  type MonthFees,
  partMicrosOf,
  splitFeeChange,
} from "@/lib/optimizer/fees/index.ts";
import { moneyUnit, priceUnit, type Told, type ToldQuantity } from "@/lib/wording/index.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { FeeMonth } from "@/server/services/fees/account-months.ts";
import type { StoredAnswer } from "./answer.ts";
import { bandLabel } from "./fee-bands.ts";
import {
  answerWith,
  bookOf,
  countedNotes,
  kindsOf,
  type Listed,
  monthAt,
  productsOf,
} from "./fee-months.ts";
import type { Measured, MeasuredPart } from "./measured.ts";
import { type AmountRow, listedRows } from "./measured-answer.ts";
import type { Ask } from "./question.ts";
import { supplyNotes } from "./supply-notes.ts";

const sumOf = <T>(rows: readonly T[], amount: (row: T) => number): number =>
  rows.reduce((sum, row) => sum + amount(row), 0);

/** A month's fees: by fee, or one fee by its bands. */
export async function answerFeeLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"feeLevel">,
): Promise<StoredAnswer> {
  const book = await bookOf(tx, scope);
  const { fees } = await monthAt(book, question.monthOn);
  const context = {
    unit: moneyUnit(book.currency),
    price: priceUnit(book.currency),
    products: productsOf(book, question.productId),
  };
  const kinds = kindsOf(question.fee);
  const parts =
    question.fee === "all"
      ? kinds.map((kind) => kindPart(context, fees, kind))
      : bandParts(context, fees, FEE_KINDS.indexOf(question.fee));
  const facts: Measured = {
    type: "measured",
    metric: "fees",
    unit: context.unit,
    from: null,
    to: sumOf(parts, ({ amount }) => amount),
    parts: parts.filter(({ amount }) => amount !== 0),
    notes: [
      ...countedNotes(fees, kinds, context.products),
      ...(await supplyNotes(tx, scope, book, question)),
    ],
  };
  return answerWith(question, context.products, facts, null);
}

interface LevelContext {
  /** Of money. */
  readonly unit: string;
  /** Of money for one unit. */
  readonly price: string;
  readonly products: readonly Listed[];
}

function kindPart({ unit, products }: LevelContext, fees: MonthFees, kind: number): MeasuredPart {
  const rows = products.map(({ i, product }) => {
    const amount = feeMicrosOf(fees, kind, i);
    return { product, amount, from: null, to: { unit, value: amount } };
  });
  return {
    id: FEE_KINDS[kind] ?? "",
    owner: "stock",
    label: null,
    amount: sumOf(rows, ({ amount }) => amount),
    rows: listedRows(rows),
  };
}

/** One fee by band, with every product's units and what each pays. */
function bandParts(
  { price, products }: LevelContext,
  fees: MonthFees,
  kind: number,
): MeasuredPart[] {
  const name = FEE_KINDS[kind];
  if (!name) return [];
  const byBand = new Map<number, AmountRow[]>();
  for (const { i, product } of products)
    for (const [band, cell] of feeCells(fees, kind, i).entries()) {
      const to: Told = {
        id: "rowAtPrice",
        values: { units: toldUnits(cell.units), price: { unit: price, value: cell.priceMicros } },
      };
      const row = { product, amount: cell.micros, from: null, to };
      byBand.set(band, [...(byBand.get(band) ?? []), row]);
    }
  return [...byBand].map(([band, rows]) => ({
    id: `band${band}`,
    owner: "stock",
    label: bandLabel(name, band, fees.card),
    amount: sumOf(rows, ({ amount }) => amount),
    rows: listedRows(rows),
  }));
}

const toldUnits = (units: number): ToldQuantity => ({
  unit: "milliUnits",
  value: Math.round(units * 1000),
});

/** Why the fees of two months differ: more units, other products, bands, sizes, rates. */
export async function answerFeeChange(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"feeChange">,
): Promise<StoredAnswer> {
  const book = await bookOf(tx, scope);
  const to = await monthAt(book, question.monthOn);
  const from = await monthAt(book, question.baseMonthOn);
  const products = productsOf(book, question.productId);
  const kinds = kindsOf(question.fee);
  const total = (fees: MonthFees) =>
    sumOf(products, ({ i }) => sumOf(kinds, (kind) => feeMicrosOf(fees, kind, i)));
  const context = {
    unit: moneyUnit(book.currency),
    price: priceUnit(book.currency),
    products,
    change: splitFeeChange(from.fees, to.fees),
    from: from.fees,
    to: to.fees,
  };
  const facts: Measured = {
    type: "measured",
    metric: "fees",
    unit: context.unit,
    from: total(from.fees),
    to: total(to.fees),
    parts: changeParts(context, kinds).filter(({ rows }) => rows.length > 0),
    notes: [...countedNotes(to.fees, kinds, products), ...cardNote(from, to)],
  };
  return answerWith(question, products, facts, question.baseMonthOn);
}

const cardNote = (from: FeeMonth, to: FeeMonth): Measured["notes"] =>
  from.version === to.version
    ? []
    : [{ id: "feeCardChanged", values: { version: String(to.version) } }];

interface ChangeContext extends LevelContext {
  readonly change: FeeChange;
  readonly from: MonthFees;
  readonly to: MonthFees;
}

/** One part per driver over all asked fees; the bands of each fee are a part of their own, as each means something else. */
function changeParts(context: ChangeContext, kinds: readonly number[]): MeasuredPart[] {
  return FEE_DRIVERS.flatMap((driver, index) => {
    if (driver !== "band") return [driverPart(context, kinds, { id: driver, index })];
    return kinds.map((kind) =>
      driverPart(context, [kind], { id: `band:${FEE_KINDS[kind] ?? ""}`, index }),
    );
  });
}

const OWNERS: Readonly<Record<string, string>> = {
  size: "fulfilment",
  rate: "policy",
  "band:storage": "policy",
  "band:placement": "seller",
};

function driverPart(
  context: ChangeContext,
  kinds: readonly number[],
  { id, index }: { readonly id: string; readonly index: number },
): MeasuredPart {
  const rows = context.products.map(({ i, product }) => ({
    product,
    amount: sumOf(kinds, (kind) => partMicrosOf(context.change, kind, i, index)),
    from: toldFees(context.unit, context.from, kinds, i),
    to: toldFees(context.unit, context.to, kinds, i),
  }));
  return {
    id,
    owner: OWNERS[id] ?? "stock",
    label: null,
    amount: sumOf(rows, ({ amount }) => amount),
    rows: listedRows(rows),
  };
}

/** A product's units and what they paid: "120.5 units, 4.70 USD"; of several fees only the amount. */
function toldFees(unit: string, fees: MonthFees, kinds: readonly number[], i: number): Told {
  const value = sumOf(kinds, (kind) => feeMicrosOf(fees, kind, i));
  const [kind, other] = kinds;
  if (kind === undefined || other !== undefined) return { unit, value };
  const units = toldUnits(sumOf(feeCells(fees, kind, i), (cell) => cell.units));
  return { id: "rowFees", values: { units, money: { unit, value } } };
}
