// Why a product was out of stock on a day: from the day back to the shipment, the advice and the price of space behind it,
// each kept only while the ledger, replayed with it put right, has stock on the day.
import type { Tx } from "@/db/client.ts";
import { addMonths, dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { evaluateOne } from "@/lib/optimizer/decision/index.ts";
import {
  type ChainLink,
  type PeggedAdvice,
  type PeggedShipment,
  type StockDays,
  stockOutChain,
} from "@/lib/optimizer/inventory/index.ts";
import type { ToldQuantity } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { definitions } from "@/server/planning/traces.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import {
  type AdviceBeforeRow,
  findAdviceBefore,
  findNextReceipt,
  findStorageType,
  type NextReceiptRow,
  sumSentUnits,
} from "@/server/repositories/stock-out.ts";
import { type AccountStock, loadAccountStock } from "@/server/services/inventory/daily-stock.ts";
import type { StoredAnswer } from "./answer.ts";
import { ANSWER_VERSION, NOBODY } from "./answer.ts";
import type { StockOutFacts, ToldLink } from "./chain.ts";
import { replayed } from "./decision.ts";
import type { Ask } from "./question.ts";

/** Days before the stock-out that are replayed. */
const REPLAYED_DAYS = 180;
/** In-stock days whose mean sale stands for what was asked for on a day without stock. */
const PACE_DAYS = 28;
const SPACE_PRICE = "spacePriceMicrosPerDm3Week";

interface Found {
  readonly receipt: NextReceiptRow | undefined;
  readonly advice: AdviceBeforeRow | undefined;
  readonly sentUnits: number;
  readonly unpricedUnits: number | null;
}

/** Throws not_found for a product that the account does not have, precondition_failed for a day with stock. */
export async function answerStockOut(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"stockOut">,
): Promise<StoredAnswer> {
  const { productId, day } = question;
  const account = await loadAccountStock(tx, scope, day);
  if (!account) throw new DomainError("precondition_failed", { rule: "stock_unknown" });
  const i = account.product.findIndex((row) => row.productId === productId);
  if (i < 0) throw new DomainError("not_found", { productId });
  const spell = spellOf(account, i);
  if (!spell) throw new DomainError("precondition_failed", { rule: "in_stock", day });
  const table = stockDays(account, i);
  const found = await behind(tx, scope, question);
  const links = stockOutChain(
    table.days,
    table.lastColumn,
    shipmentOf(found, table.firstDay),
    adviceOf(found, table.firstDay),
  );
  const sku = account.product[i]?.sku ?? "";
  const storageType = await findStorageType(tx, scope, productId);
  const context = { question, found, sku, spellOn: spell, pace: table.paceUnits, storageType };
  const facts: StockOutFacts = {
    type: "stockOutChain",
    links: links.map((link) => toldLink(link, context)),
  };
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, sku, day },
    facts,
    run: null,
    baseRun: null,
    policyChange: null,
    isReplayEqual: links.length > 0,
    codeSha256: null,
  };
}

/** First day of the spell without stock that the last day of the table belongs to; null when it had stock. */
function spellOf(account: AccountStock, i: number): string | null {
  const last = account.dayCount - 1;
  const { onHandUnits, firstDay } = account.stockOn(last);
  const held = (d: number) => onHandUnits[i * account.dayCount + d] ?? 0;
  if (held(last) > 0 || (firstDay[i] ?? 0) > last) return null;
  let d = last;
  while (d > 0 && held(d - 1) === 0) d -= 1;
  return dayToDate(account.firstDay + d);
}

function stockDays(account: AccountStock, i: number) {
  const { dayCount } = account;
  const { onHandUnits, soldUnits } = account.stockOn(dayCount - 1);
  const first = Math.max(0, dayCount - REPLAYED_DAYS);
  const count = dayCount - first;
  const at = (table: Int32Array, d: number) => table[i * dayCount + first + d] ?? 0;
  const change = new Float64Array(count);
  const { skuIndex, day, changeUnits } = account.moves;
  for (const [e, sku] of skuIndex.entries()) {
    const d = (day[e] ?? 0) - first;
    if (sku === i && d >= 0) change[d] = (change[d] ?? 0) + (changeUnits[e] ?? 0);
  }
  const days: StockDays = {
    openingUnits: first === 0 ? 0 : (onHandUnits[i * dayCount + first - 1] ?? 0),
    arrivedUnits: new Float64Array(count),
    otherLossUnits: new Float64Array(count),
    demandUnits: new Float64Array(count),
  };
  const paceUnits = paceOf(
    (d) => at(onHandUnits, d),
    (d) => at(soldUnits, d),
    count,
  );
  for (let d = 0; d < count; d++) {
    const sold = at(soldUnits, d);
    // What the day's movements were beside its sales.
    const other = (change[d] ?? 0) + sold;
    days.arrivedUnits[d] = Math.max(0, other);
    days.otherLossUnits[d] = Math.max(0, -other);
    days.demandUnits[d] = at(onHandUnits, d) > 0 ? sold : Math.max(sold, paceUnits);
  }
  return { days, paceUnits, firstDay: account.firstDay + first, lastColumn: count - 1 };
}

/** Mean sale of the last days with stock. */
function paceOf(held: (d: number) => number, sold: (d: number) => number, count: number): number {
  let days = 0;
  let units = 0;
  for (let d = count - 1; d >= 0 && days < PACE_DAYS; d--) {
    if (held(d) === 0) continue;
    days += 1;
    units += sold(d);
  }
  return days === 0 ? 0 : units / days;
}

async function behind(
  tx: Tx,
  scope: SellerScope,
  { productId, day }: Ask<"stockOut">,
): Promise<Found> {
  const receipt = await findNextReceipt(tx, scope, productId, day);
  const advice = await findAdviceBefore(tx, scope, productId, day);
  if (!advice) return { receipt, advice, sentUnits: 0, unpricedUnits: null };
  const { leaves } = await replayed(tx, scope, advice.runId, "replenishment", productId);
  const span = { afterOn: advice.asOfOn, toOn: day };
  return {
    receipt,
    advice,
    sentUnits: await sumSentUnits(tx, scope, productId, span),
    unpricedUnits: withoutSpacePrice(leaves),
  };
}

/** What the same rules advise when space costs nothing. */
function withoutSpacePrice(leaves: Float64Array): number | null {
  const { replenishment } = definitions;
  const leaf = replenishment.nodes
    .filter(({ kind }) => kind === "leaf")
    .findIndex(({ id }) => id === SPACE_PRICE);
  if (leaf < 0) return null;
  const free = Float64Array.from(leaves);
  free[leaf] = 0;
  return evaluateOne(replenishment, free, new Float64Array(replenishment.nodes.length));
}

const shipmentOf = ({ receipt }: Found, firstDay: number): PeggedShipment | null =>
  receipt && receipt.expectedOn !== null
    ? {
        arrivedDay: dayFromDate(receipt.receivedOn) - firstDay,
        plannedDay: dayFromDate(receipt.expectedOn) - firstDay,
        units: receipt.units,
      }
    : null;

const adviceOf = (
  { advice, sentUnits, unpricedUnits }: Found,
  firstDay: number,
): PeggedAdvice | null =>
  advice
    ? {
        arrivalDay: dayFromDate(advice.asOfOn) + advice.leadTimeDays - firstDay,
        advisedUnits: advice.advisedUnits,
        sentUnits,
        unpricedUnits,
      }
    : null;

interface TellContext {
  readonly question: Ask<"stockOut">;
  readonly found: Found;
  readonly sku: string;
  readonly spellOn: string;
  readonly pace: number;
  readonly storageType: "standard" | "oversize" | "apparel" | null;
}

const units = (value: number): ToldQuantity => ({ unit: "units", value });

function toldLink(link: ChainLink, context: TellContext): ToldLink {
  const { question, found, sku } = context;
  const { receipt, advice } = found;
  if (link === "lateShipment" && receipt)
    return {
      link,
      day: receipt.expectedOn ?? receipt.receivedOn,
      text: {
        id: "chainLateShipment",
        values: {
          number: receipt.shipmentNumber,
          units: units(receipt.units),
          arrived: { day: receipt.receivedOn },
          planned: { day: receipt.expectedOn ?? "" },
        },
      },
      question: null,
    };
  if (link === "advice" && advice)
    return {
      link,
      day: advice.asOfOn,
      text: {
        id: advice.advisedUnits > found.sentUnits ? "chainAdviceNotSent" : "chainAdviceLow",
        values: {
          day: { day: advice.asOfOn },
          advised: units(advice.advisedUnits),
          sent: units(found.sentUnits),
        },
      },
      question: { kind: "restockLevel", productId: question.productId, runId: advice.runId },
    };
  if (link === "space" && advice)
    return {
      link,
      day: advice.asOfOn,
      text: { id: "chainSpace", values: { unpriced: units(found.unpricedUnits ?? 0) } },
      question: limitQuestion(advice, context),
    };
  return {
    link,
    day: context.spellOn,
    text: {
      id: "chainStockOut",
      values: {
        sku,
        day: { day: context.spellOn },
        pace: { unit: "milliUnits", value: Math.round(context.pace * 1000) },
      },
    },
    question: null,
  };
}

/** The limit that the same run announced for the month after. */
function limitQuestion(
  { asOfOn, runId }: AdviceBeforeRow,
  { storageType }: TellContext,
): ToldLink["question"] {
  if (storageType === null) return null;
  const monthOn = `${addMonths(asOfOn.slice(0, 7), 1)}-01`;
  return { kind: "limitLevel", storageType, monthOn, runId };
}
