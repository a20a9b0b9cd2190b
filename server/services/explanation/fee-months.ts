// What every answer about fees starts from: the fee book, a month of it, the products that are asked about.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, monthOfDay } from "@/lib/calendar/index.ts";
import { FEE_KINDS, isUnpriced, type MonthFees } from "@/lib/optimizer/fees/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { FeeProductRow } from "@/server/repositories/fee-facts.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { type FeeBook, type FeeMonth, openFeeBook } from "@/server/services/fees/account-months.ts";
import { knownMonth } from "@/server/services/fees/get-fees.ts";
import { sizesDay } from "@/server/services/fees/load-facts.ts";
import type { StoredAnswer } from "./answer.ts";
import type { Measured } from "./measured.ts";
import { measuredAnswer } from "./measured-answer.ts";
import type { Ask } from "./question.ts";

type Topic = Ask<"feeLevel">["fee"];

/** Indices of the fees that a question is about. */
export const kindsOf = (fee: Topic): number[] =>
  fee === "all" ? FEE_KINDS.map((_, kind) => kind) : [FEE_KINDS.indexOf(fee)];

export async function bookOf(tx: Tx, scope: SellerScope): Promise<FeeBook> {
  const book = await openFeeBook(tx, scope, scope.accountId);
  if (!book) throw new DomainError("precondition_failed", { rule: "stock_unknown" });
  return book;
}

export async function monthAt(book: FeeBook, date: string): Promise<FeeMonth> {
  const found = await book.monthOf(knownMonth(book, date));
  if (!found) throw new DomainError("precondition_failed", { rule: "no_rate_card", month: date });
  return found;
}

export interface Listed {
  readonly i: number;
  readonly product: FeeProductRow;
}

/** Products that a question is about. Throws not_found for one that the account does not have. */
export function productsOf(book: FeeBook, productId: number): Listed[] {
  const all = book.product.map((product, i) => ({ i, product }));
  if (productId === 0) return all;
  const one = all.filter(({ product }) => product.productId === productId);
  if (one.length === 0) throw new DomainError("not_found", { productId });
  return one;
}

/** Products that have units without a price. */
export function unpricedNotes(
  fees: MonthFees,
  kinds: readonly number[],
  products: readonly Listed[],
): Measured["notes"] {
  const { length } = products.filter(({ i }) => kinds.some((kind) => isUnpriced(fees, kind, i)));
  return length === 0
    ? []
    : [{ id: "feesUnpriced", values: { products: { unit: "products", value: length } } }];
}

/** What a month's figures leave out: units without a price, days that are still to come. */
export const countedNotes = (
  fees: MonthFees,
  kinds: readonly number[],
  products: readonly Listed[],
): Measured["notes"] => [
  ...unpricedNotes(fees, kinds, products),
  ...(fees.isComplete ? [] : [{ id: "feesSoFar" as const, values: {} }]),
];

const lastDayOf = (date: string): string => sizesDay(monthOfDay(dayFromDate(date)));

export function answerWith(
  question: Ask<"feeLevel"> | Ask<"feeChange"> | Ask<"feeSources"> | Ask<"feeContrast">,
  products: readonly Listed[],
  facts: Measured,
  baseMonthOn: string | null,
): StoredAnswer {
  return measuredAnswer(question, facts, {
    sku: question.productId === 0 ? null : (products[0]?.product.sku ?? null),
    monthOn: question.monthOn,
    baseMonthOn,
    day: lastDayOf(question.monthOn),
    baseDay: baseMonthOn && lastDayOf(baseMonthOn),
    topic: question.fee,
  });
}
