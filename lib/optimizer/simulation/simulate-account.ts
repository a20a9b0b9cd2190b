import {
  type AccountState,
  accountState,
  FC_COUNT,
  type TruthWriter,
  type WorldPlan,
} from "./account-state.ts";
import { type FactWriter, LEDGER, SELLABLE, UNSELLABLE } from "./fact-writer.ts";
import { sendLots, settleDay } from "./receiving.ts";
import { orderFirstLots, overstock, reviewStock, stockUp } from "./restocking.ts";
import { sellProduct } from "./selling.ts";
import { monthlyUpkeep, weeklyUpkeep } from "./upkeep.ts";

/** The opening balance: what is there when the world begins, as rows of the day before. */
function writeOpening(s: AccountState): void {
  const { ledger } = s.writer;
  const write = (i: number, fc: number, disposition: number, units: number): void => {
    if (units === 0) return;
    ledger.product.push(s.account.firstProduct + i);
    ledger.fc.push(fc);
    ledger.day.push(s.plan.span.firstDay - 1);
    ledger.kind.push(LEDGER.receipt);
    ledger.disposition.push(disposition);
    ledger.units.push(units);
    ledger.item.push(-1);
  };
  for (let i = 0; i < s.products.length; i++) {
    for (let fc = 0; fc < FC_COUNT; fc++) {
      write(i, fc, SELLABLE, s.sellable[i * FC_COUNT + fc]!);
      write(i, fc, UNSELLABLE, s.unsellable[i * FC_COUNT + fc]!);
    }
  }
}

function simulateDay(s: AccountState, day: number): void {
  s.orderCount = 0;
  s.regionOrder.fill(-1);
  settleDay(s, day);
  weeklyUpkeep(s, day);
  monthlyUpkeep(s, day);
  for (let i = 0; i < s.products.length; i++) sellProduct(s, i, day);
  orderFirstLots(s, day);
  reviewStock(s, day);
  overstock(s, day);
  sendLots(s, day);
}

/**
 * Simulates one account from its settling period to the last day and appends its facts and truth. Accounts meet only
 * in the planted events, never in each other's stock, so an event changes the facts of its own subjects alone.
 */
export function simulateAccount(
  plan: WorldPlan,
  writer: FactWriter,
  truth: TruthWriter,
  accountIndex: number,
): void {
  const s = accountState(plan, writer, truth, accountIndex);
  stockUp(s);
  for (let day = s.startDay; day <= plan.span.asOfDay; day++) {
    if (day === plan.span.firstDay) writeOpening(s);
    simulateDay(s, day);
  }
  const base = s.account.firstProduct * FC_COUNT;
  truth.closingUnits.set(s.sellable, base);
  truth.closingUnsellableUnits.set(s.unsellable, base);
}
