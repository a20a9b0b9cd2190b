// Why an in-stock rate changed: rate, mix and entry or exit per product, adding up exactly.

import type { Tx } from "@/db/client.ts";
import { dayFromDate } from "@/lib/calendar/index.ts";
import {
  type InStockWindow,
  inStockWindow,
  splitInStockChange,
} from "@/lib/optimizer/inventory/index.ts";
import type { Told } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { type AccountStock, loadAccountStock } from "@/server/services/inventory/daily-stock.ts";
import { ANSWER_VERSION, NOBODY, type RateChange, type StoredAnswer } from "./answer.ts";
import type { Ask } from "./question.ts";

const LISTED_SKUS = 12;

export async function answerInStockChange(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"inStockChange">,
): Promise<StoredAnswer> {
  const account = await loadAccountStock(tx, scope, question.toOn);
  if (!account) throw new DomainError("precondition_failed", { rule: "stock_unknown" });
  const from = windowAt(account, question.fromOn);
  const to = windowAt(account, question.toOn);
  const split = splitInStockChange(from, to);
  if (!split) throw new DomainError("precondition_failed", { rule: "nothing_sold" });
  const parts = account.product.map((product, i) => ({
    productId: product.productId,
    sku: product.sku,
    title: product.title,
    rate: split.skuRateMillionths[i] ?? 0,
    mix: split.skuMixMillionths[i] ?? 0,
    entry: (split.skuEntryMillionths[i] ?? 0) + (split.skuExitMillionths[i] ?? 0),
    fromText: toldWindow(from, i),
    toText: toldWindow(to, i),
  }));
  const size = (part: (typeof parts)[number]) =>
    Math.abs(part.rate) + Math.abs(part.mix) + Math.abs(part.entry);
  const ordered = parts
    .filter((part) => size(part) > 0)
    .sort((a, b) => size(b) - size(a) || a.productId - b.productId);
  const facts: RateChange = {
    type: "rateChange",
    from: split.beforeMillionths,
    to: split.afterMillionths,
    rate: split.rateMillionths,
    mix: split.mixMillionths,
    entry: split.entryMillionths + split.exitMillionths,
    skus: ordered.slice(0, LISTED_SKUS),
    others: sumOf(ordered.slice(LISTED_SKUS)),
  };
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, day: question.toOn, baseDay: question.fromOn },
    facts,
    run: null,
    baseRun: null,
    policyChange: null,
    isReplayEqual: true,
    codeSha256: null,
  };
}

function windowAt(account: AccountStock, day: string): InStockWindow {
  const index = dayFromDate(day) - account.firstDay;
  if (index < 29 || index >= account.dayCount) {
    throw new DomainError("invalid", { field: "day", value: day, rule: "thirty_days_of_ledger" });
  }
  return inStockWindow(account.stockOn(index), index);
}

function toldWindow(window: InStockWindow, i: number): Told {
  if (!window.isCounted[i]) return { id: "rowNotCounted", values: {} };
  return {
    id: "rowInStock",
    values: {
      days: String(window.buyableDays[i] ?? 0),
      offered: { unit: "days", value: window.offeredDays[i] ?? 0 },
      sold: { unit: "units", value: window.soldUnits[i] ?? 0 },
    },
  };
}

function sumOf(
  parts: readonly { readonly rate: number; readonly mix: number; readonly entry: number }[],
) {
  const sum = { count: parts.length, rate: 0, mix: 0, entry: 0 };
  for (const part of parts) {
    sum.rate += part.rate;
    sum.mix += part.mix;
    sum.entry += part.entry;
  }
  return sum;
}
