// An account's fees month by month: each by the rate card that was in force on its first day.
import type { Tx } from "@/db/client.ts";
import { dayToDate, firstDayOfMonth, monthOfDay } from "@/lib/calendar/index.ts";
import {
  type FeeFacts,
  type MonthFees,
  monthFees,
  type RateCard,
} from "@/lib/optimizer/fees/index.ts";
import { type FeeProductRow, findFeeAccount } from "@/server/repositories/fee-facts.ts";
import { listPolicyVersions } from "@/server/repositories/policy-read.ts";
import type { DataScope } from "@/server/repositories/scope.ts";
import { lastFactDay } from "@/server/repositories/snapshot.ts";
import { rateCardOf } from "@/server/services/policies/policy-fields.ts";
import { type AccountFees, loadAccountFees, loadSizes, sizesDay } from "./load-facts.ts";

/** A card and which version of the policy it is. */
interface DatedCard {
  readonly version: number;
  readonly effectiveOn: string;
  readonly card: RateCard;
}

export interface FeeMonth {
  /** Months since 1970-01. */
  readonly month: number;
  readonly version: number;
  readonly fees: MonthFees;
}

/** What an account's fees are computed from, and a month of them. */
export interface FeeBook {
  readonly asOfOn: string;
  readonly currency: string;
  readonly product: readonly FeeProductRow[];
  /** Months with movements before or in them, oldest first. */
  readonly months: readonly number[];
  /** null where no card in the account's currency was in force. */
  readonly monthOf: (month: number) => Promise<FeeMonth | null>;
  /** A month's facts, known or still to come, with the card that will be in force; null where none will. */
  readonly factsOf: (month: number) => Promise<{ facts: FeeFacts; card: RateCard } | null>;
  /** The month at another card's rates. */
  readonly monthWith: (month: number, card: RateCard) => Promise<MonthFees>;
}

// Numeric codes of ISO 4217 of the currencies that marketplaces use.
const CURRENCY_CODES: Readonly<Record<string, number>> = {
  AUD: 36,
  BRL: 986,
  CAD: 124,
  EUR: 978,
  GBP: 826,
  INR: 356,
  JPY: 392,
  MXN: 484,
  PLN: 985,
  SEK: 752,
  TRY: 949,
  USD: 840,
};

/** Every published card, in the order in which they came into force. */
async function listRateCards(tx: Tx): Promise<DatedCard[]> {
  const rows = await listPolicyVersions(tx, "fees");
  return rows
    .map(({ version, effectiveOn, body }) => ({ version, effectiveOn, card: rateCardOf(body) }))
    .sort((a, b) =>
      a.effectiveOn === b.effectiveOn
        ? a.version - b.version
        : a.effectiveOn < b.effectiveOn
          ? -1
          : 1,
    );
}

/** The card in force on a month's first day for a currency. */
function cardOfMonth(
  cards: readonly DatedCard[],
  month: number,
  currency: string,
): DatedCard | null {
  const firstOn = dayToDate(firstDayOfMonth(month));
  const code = CURRENCY_CODES[currency];
  const inForce = cards.filter(
    ({ effectiveOn, card }) => effectiveOn <= firstOn && card.currencyIso4217 === code,
  );
  return inForce.at(-1) ?? null;
}

/** The fee book of an account; null before its ledger holds anything. */
export async function openFeeBook(
  tx: Tx,
  scope: DataScope,
  accountId: number,
): Promise<FeeBook | null> {
  const account = await findFeeAccount(tx, scope, accountId);
  if (!account) return null;
  const { marketplaceId } = account;
  const asOfOn = await lastFactDay(tx, scope, { marketplaceId, accountId });
  const loaded = asOfOn === null ? null : await loadAccountFees(tx, scope, account, asOfOn);
  if (asOfOn === null || loaded === null) return null;
  const cards = await listRateCards(tx);
  const counted = new Map<number, Promise<FeeMonth | null>>();
  const countMonth = async (month: number): Promise<FeeMonth | null> => {
    const dated = cardOfMonth(cards, month, account.currency);
    if (dated === null) return null;
    const fees = await feesWith(tx, scope, loaded, { month, card: dated.card });
    return { month, version: dated.version, fees };
  };
  return {
    asOfOn,
    currency: account.currency,
    product: loaded.product,
    months: monthsOf(loaded),
    monthOf: (month) => {
      const found = counted.get(month) ?? countMonth(month);
      counted.set(month, found);
      return found;
    },
    factsOf: async (month) => {
      const dated = cardOfMonth(cards, month, account.currency);
      return (
        dated && {
          facts: await factsWith(tx, scope, loaded, { month, card: dated.card }),
          card: dated.card,
        }
      );
    },
    monthWith: (month, card) => feesWith(tx, scope, loaded, { month, card }),
  };
}

function monthsOf({ firstDay, lastDay }: AccountFees): number[] {
  const first = monthOfDay(firstDay);
  return Array.from({ length: monthOfDay(lastDay) - first + 1 }, (_, k) => first + k);
}

interface MonthAndCard {
  readonly month: number;
  readonly card: RateCard;
}

async function factsWith(
  tx: Tx,
  scope: DataScope,
  loaded: AccountFees,
  { month, card }: MonthAndCard,
): Promise<FeeFacts> {
  const sizes = await loadSizes(tx, scope, loaded, sizesDay(month));
  return loaded.factsOf(month, sizes, card);
}

const feesWith = async (
  tx: Tx,
  scope: DataScope,
  loaded: AccountFees,
  of: MonthAndCard,
): Promise<MonthFees> => monthFees(await factsWith(tx, scope, loaded, of), of.card);
