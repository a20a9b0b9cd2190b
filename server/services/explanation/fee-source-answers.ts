// Which units and rows a fee came from, what it would be in the cheapest band.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, monthOfDay } from "@/lib/calendar/index.ts";
import { roundParts } from "@/lib/optimizer/core/round-parts.ts";
import {
  FEE_KINDS,
  type FeeFacts,
  feeCells,
  feeMicrosOf,
  heldLots,
} from "@/lib/optimizer/fees/index.ts";
import { moneyUnit, priceUnit, type Told } from "@/lib/wording/index.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
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
import { lotRow } from "./lot-rows.ts";
import type { Measured, MeasuredPart } from "./measured.ts";
import { listedRows } from "./measured-answer.ts";
import type { Ask } from "./question.ts";
import { supplyNotes } from "./supply-notes.ts";

const LISTED_PRODUCTS = 12;
/** Fees that are charged for the mean daily units of the month. */
const BY_STORE: readonly string[] = ["storage", "utilisation", "overage"];

/** A month's fee by product, and each product's by the days on which its units came. */
export async function answerFeeSources(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"feeSources">,
): Promise<StoredAnswer> {
  const book = await bookOf(tx, scope);
  const { fees } = await monthAt(book, question.monthOn);
  const found = await book.factsOf(monthOfDay(dayFromDate(question.monthOn)));
  const kinds = kindsOf(question.fee);
  const paid = ({ i }: Listed) => kinds.reduce((sum, kind) => sum + feeMicrosOf(fees, kind, i), 0);
  const products = productsOf(book, question.productId)
    .filter((one) => paid(one) !== 0)
    .sort((a, b) => paid(b) - paid(a) || a.i - b.i);
  const listed = products.slice(0, LISTED_PRODUCTS);
  const unit = moneyUnit(book.currency);
  const isByStore = kinds.every((kind) => BY_STORE.includes(FEE_KINDS[kind] ?? ""));
  const rowsOf = (one: Listed) =>
    found && isByStore
      ? lotRows(found.facts, one, paid(one), unit)
      : listedRows([
          { product: one.product, amount: paid(one), from: null, to: { unit, value: paid(one) } },
        ]);
  const parts = listed.map((one) => ({
    id: `sku:${one.product.productId}`,
    owner: "stock",
    label: { id: "feeOfProduct" as const, values: { sku: one.product.sku } },
    amount: paid(one),
    rows: rowsOf(one),
  }));
  const facts: Measured = {
    type: "measured",
    metric: "fees",
    unit,
    from: null,
    to: products.reduce((sum, one) => sum + paid(one), 0),
    parts: [...parts, ...othersPart(products.slice(LISTED_PRODUCTS), paid)],
    notes: [
      ...(isByStore ? [{ id: "feeOldestFirst" as const, values: {} }] : []),
      { id: "feeRowsOf", values: { day: { day: book.asOfOn } } },
      ...countedNotes(fees, kinds, productsOf(book, question.productId)),
    ],
  };
  return answerWith(question, productsOf(book, question.productId), facts, null);
}

function othersPart(others: readonly Listed[], paid: (one: Listed) => number): MeasuredPart[] {
  if (others.length === 0) return [];
  const products = { unit: "otherProducts", value: others.length };
  return [
    {
      id: "others",
      owner: "stock",
      label: { id: "feeOfOthers", values: { products } },
      amount: others.reduce((sum, one) => sum + paid(one), 0),
      rows: [],
    },
  ];
}

/** What a product paid, by the days on which the units it was paid for came. */
function lotRows(
  facts: FeeFacts,
  { i, product }: Listed,
  micros: number,
  unit: string,
): MeasuredPart["rows"] {
  const lots = heldLots(facts, i);
  const all = lots.reduce((sum, { units }) => sum + units, 0);
  const amounts = roundParts(
    lots.map(({ units }) => (micros * units) / all),
    micros,
  );
  return lots.map(({ arrivedDay, units }, k) => ({
    ...lotRow(product, arrivedDay),
    amount: amounts[k] ?? 0,
    from: null,
    to: {
      id: "rowFees",
      values: {
        units: { unit: "milliUnits", value: Math.round(units * 1000) },
        money: { unit, value: amounts[k] ?? 0 },
      },
    },
  }));
}

/** One fee held against what the same units would pay in its cheapest band. */
export async function answerFeeContrast(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"feeContrast">,
): Promise<StoredAnswer> {
  const book = await bookOf(tx, scope);
  const { fees } = await monthAt(book, question.monthOn);
  const kind = FEE_KINDS.indexOf(question.fee);
  const products = productsOf(book, question.productId);
  const price = priceUnit(book.currency);
  const byBand = new Map<number, Parameters<typeof listedRows>[0][number][]>();
  for (const { i, product } of products) {
    const [cheapest, ...dearer] = feeCells(fees, kind, i);
    for (const [k, cell] of dearer.entries()) {
      if (cell.units === 0 || Number.isNaN(cell.priceMicros)) continue;
      const told = (priceMicros: number): Told => ({
        id: "rowAtPrice",
        values: {
          units: { unit: "milliUnits", value: Math.round(cell.units * 1000) },
          price: { unit: price, value: priceMicros },
        },
      });
      const least = cheapest?.priceMicros ?? 0;
      const amount = cell.micros - Math.round(cell.units * least);
      const row = { product, amount, from: told(least), to: told(cell.priceMicros) };
      byBand.set(k + 1, [...(byBand.get(k + 1) ?? []), row]);
    }
  }
  const parts = [...byBand].map(([band, rows]) => ({
    id: `band${band}`,
    owner: "stock",
    label: bandLabel(question.fee, band, fees.card),
    amount: rows.reduce((sum, { amount }) => sum + amount, 0),
    rows: listedRows(rows),
  }));
  const to = products.reduce((sum, { i }) => sum + feeMicrosOf(fees, kind, i), 0);
  const facts: Measured = {
    type: "measured",
    metric: "fees",
    unit: moneyUnit(book.currency),
    from: to - parts.reduce((sum, { amount }) => sum + amount, 0),
    reference: "band",
    to,
    parts: parts.filter(({ amount }) => amount !== 0),
    notes: [
      ...countedNotes(fees, [kind], products),
      ...(await supplyNotes(tx, scope, book, question)),
    ],
  };
  return answerWith(question, products, facts, null);
}
