// Why a week is charged for low stock: how each is judged, and what the plan before had advised.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate, monthOfDay } from "@/lib/calendar/index.ts";
import { SUPPLY_SPANS, type SupplyWeek, supplyWeeks } from "@/lib/optimizer/fees/index.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { sumSentUnits } from "@/server/repositories/sent-units.ts";
import { findAdviceBefore } from "@/server/repositories/stock-out.ts";
import type { FeeBook } from "@/server/services/fees/account-months.ts";
import { replayedByItsRules } from "./decision.ts";
import { productsOf } from "./fee-months.ts";
import type { Measured } from "./measured.ts";
import { withoutSpacePrice } from "./stock-out-answer.ts";

interface Asked {
  readonly fee: string;
  readonly productId: number;
  readonly monthOn: string;
}

/** Of one product's fee for low stock; nothing of other fees and of several products. */
export async function supplyNotes(
  tx: Tx,
  scope: SellerScope,
  book: FeeBook,
  asked: Asked,
): Promise<Measured["notes"]> {
  if (asked.fee !== "lowInventory" || asked.productId === 0) return [];
  const [one] = productsOf(book, asked.productId);
  const found = await book.factsOf(monthOfDay(dayFromDate(asked.monthOn)));
  if (!one || !found) return [];
  const weeks = supplyWeeks(found.facts, found.card, one.i);
  const least = found.card.lowInventory.belowDays.at(-1) ?? 0;
  const rule = {
    short: days(SUPPLY_SPANS.short),
    long: days(SUPPLY_SPANS.long),
    least: days(least),
  };
  const charged = weeks.find(({ band }) => band > 0);
  return [
    { id: "supplyRule", values: rule },
    ...weeks.map(weekNote),
    ...(charged ? await adviceNotes(tx, scope, asked.productId, dayToDate(charged.firstDay)) : []),
  ];
}

const days = (value: number) => ({ unit: "days", value });
const units = (value: number) => ({ unit: "units", value });

const MOST_DAYS = 999;
const supply = (value: number) => ({
  unit: "milliDays",
  value: Math.round(1000 * Math.min(value, MOST_DAYS)),
});

function weekNote(week: SupplyWeek): Measured["notes"][number] {
  const values = { day: { day: dayToDate(week.firstDay) }, sold: units(week.soldUnits) };
  if (week.isExempt) return { id: "supplyExempt", values };
  return {
    id: week.band === 0 ? "supplyFree" : "supplyCharged",
    values: { ...values, short: supply(week.shortDays), long: supply(week.longDays) },
  };
}

/** What the newest plan in time for the first charged week advised, what was sent, and what free space would have changed. */
async function adviceNotes(
  tx: Tx,
  scope: SellerScope,
  productId: number,
  day: string,
): Promise<Measured["notes"]> {
  const advice = await findAdviceBefore(tx, scope, productId, day);
  if (!advice) return [];
  const decided = await replayedByItsRules(tx, scope, advice.runId, "replenishment", productId);
  if (!decided.rule.isOfThisBuild) return [];
  const sent = await sumSentUnits(tx, scope, productId, { afterOn: advice.asOfOn, toOn: day });
  const unpriced = withoutSpacePrice(decided.leaves) ?? advice.advisedUnits;
  return [
    {
      id: "supplyAdvice",
      values: {
        day: { day: advice.asOfOn },
        advised: units(advice.advisedUnits),
        sent: units(sent),
        unpriced: units(unpriced),
      },
    },
  ];
}
