// An account's fees: a year of months, one of them by fee and product.
import type { z } from "zod";
import { dayFromDate, dayToDate, firstDayOfMonth, monthOfDay } from "@/lib/calendar/index.ts";
import { FEE_KINDS, feeTotalMicros, type MonthFees } from "@/lib/optimizer/fees/index.ts";
import { groupLabel } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { type FeeBook, type FeeMonth, openFeeBook } from "./account-months.ts";
import type { FeeProductView, FeesInput, FeesView } from "./schemas.ts";

const MONTHS_SHOWN = 13;
const PAGE_ROWS = 25;

const nothing = (note: string): FeesView => ({
  asOfOn: null,
  currency: null,
  note,
  months: [],
  month: null,
});

const monthOn = (month: number): string => dayToDate(firstDayOfMonth(month));
const total = (fees: MonthFees): number =>
  FEE_KINDS.reduce((sum, _, kind) => sum + feeTotalMicros(fees, kind), 0);

/** The fees of the last 13 months and of one month in detail. Throws invalid for a month without movements. */
export function getFees(ctx: SellerContext, input: z.infer<typeof FeesInput>): Promise<FeesView> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const book = await openFeeBook(tx, ctx.scope, ctx.scope.accountId);
    if (!book)
      return nothing("Upload an Inventory Ledger report: fees are counted from what it says.");
    const shown: (readonly [number, FeeMonth | null])[] = [];
    for (const month of book.months.slice(-MONTHS_SHOWN))
      shown.push([month, await book.monthOf(month)]);
    const chosen = await chosenMonth(book, shown, input.month);
    return {
      asOfOn: book.asOfOn,
      currency: book.currency,
      note: chosen === null ? noCardNote(book.currency) : null,
      months: shown.map(([month, found]) => ({
        monthOn: monthOn(month),
        isComplete: found?.fees.isComplete ?? true,
        totalMicros: found && total(found.fees),
      })),
      month: chosen && (await monthView(book, chosen, input.offset)),
    };
  });
}

const noCardNote = (currency: string): string =>
  `No rate card in ${currency} was in force in the months that are known, so no fees can be counted.`;

async function chosenMonth(
  book: FeeBook,
  shown: readonly (readonly [number, FeeMonth | null])[],
  asked: string | undefined,
): Promise<FeeMonth | null> {
  if (asked !== undefined) return book.monthOf(knownMonth(book, asked));
  const known = shown.flatMap(([, found]) => (found ? [found] : []));
  return known.findLast(({ fees }) => fees.isComplete) ?? known.at(-1) ?? null;
}

/** The month that a date names. Throws invalid for one without movements. */
export function knownMonth(book: FeeBook, date: string): number {
  const month = monthOfDay(dayFromDate(date));
  if (!book.months.includes(month))
    throw new DomainError("invalid", { field: "month", value: date, rule: "month_of_ledger" });
  return month;
}

async function monthView(book: FeeBook, chosen: FeeMonth, offset: number) {
  const { fees, month } = chosen;
  const hasBefore = book.months.includes(month - 1);
  const before = hasBefore ? await book.monthOf(month - 1) : null;
  const rows = productRows(book, fees);
  return {
    monthOn: monthOn(month),
    beforeOn: before && monthOn(month - 1),
    isComplete: fees.isComplete,
    cardVersion: chosen.version,
    totalMicros: total(fees),
    fees: FEE_KINDS.map((kind, index) => ({
      kind,
      label: groupLabel("fees", kind),
      micros: feeTotalMicros(fees, index),
      beforeMicros: before && feeTotalMicros(before.fees, index),
    })),
    productCount: rows.length,
    products: rows.slice(offset, offset + PAGE_ROWS),
    unpriced: unpricedOf(fees),
  };
}

/** Products that paid something or cannot be priced, largest first. */
export function productRows(book: FeeBook, fees: MonthFees): FeeProductView[] {
  return book.product
    .map((product, i) => {
      const micros = fees.table.map((table) =>
        table.isUnpriced[i] ? null : (table.feeMicros[i] ?? 0),
      );
      const totalMicros = fees.table.reduce((sum, table) => sum + (table.feeMicros[i] ?? 0), 0);
      const { productId, sku, title } = product;
      return { productId, sku, title, totalMicros, micros };
    })
    .filter((row) => row.totalMicros !== 0 || row.micros.includes(null))
    .sort((a, b) => b.totalMicros - a.totalMicros || a.productId - b.productId);
}

function unpricedOf(fees: MonthFees) {
  return fees.table.flatMap((table, index) => {
    const productCount = table.isUnpriced.reduce((sum, flag) => sum + flag, 0);
    const label = groupLabel("fees", FEE_KINDS[index] ?? "");
    return productCount > 0 ? [{ label, productCount }] : [];
  });
}
