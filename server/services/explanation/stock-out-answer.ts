// Why a product was out of stock on a day: from the day back to the shipment, the advice and the price of space behind it,
// each kept only while the ledger, replayed with it put right, has stock on the day.
import type { Tx } from "@/db/client.ts";
import { addMonths, dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { evaluateOne } from "@/lib/optimizer/decision/index.ts";
import {
  type ChainLink,
  type PeggedAdvice,
  type PeggedShipment,
  stockOutChain,
} from "@/lib/optimizer/inventory/index.ts";
import type { ToldQuantity } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { definitions } from "@/server/planning/traces.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { sumSentUnits } from "@/server/repositories/sent-units.ts";
import {
  type AdviceBeforeRow,
  findAdviceBefore,
  findNextReceipt,
  findStorageType,
  type NextReceiptRow,
} from "@/server/repositories/stock-out.ts";
import { type AccountStock, loadAccountStock } from "@/server/services/inventory/daily-stock.ts";
import { productDays } from "@/server/services/inventory/product-days.ts";
import type { StoredAnswer } from "./answer.ts";
import { ANSWER_VERSION, NOBODY } from "./answer.ts";
import type { StockOutFacts, ToldLink } from "./chain.ts";
import { replayedByItsRules } from "./decision.ts";
import type { Ask } from "./question.ts";

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
  const table = productDays(account, i);
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

async function behind(
  tx: Tx,
  scope: SellerScope,
  { productId, day }: Ask<"stockOut">,
): Promise<Found> {
  const receipt = await findNextReceipt(tx, scope, productId, day);
  const advice = await findAdviceBefore(tx, scope, productId, day);
  if (!advice) return { receipt, advice, sentUnits: 0, unpricedUnits: null };
  const { rule, leaves } = await replayedByItsRules(
    tx,
    scope,
    advice.runId,
    "replenishment",
    productId,
  );
  const span = { afterOn: advice.asOfOn, toOn: day };
  return {
    receipt,
    advice,
    sentUnits: await sumSentUnits(tx, scope, productId, span),
    unpricedUnits: rule.isOfThisBuild ? withoutSpacePrice(leaves) : null,
  };
}

/** What this build's rules advise when space costs nothing. */
export function withoutSpacePrice(leaves: Float64Array): number | null {
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
