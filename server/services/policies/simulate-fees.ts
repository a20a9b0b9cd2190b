// What a draft of the rate card would have charged every account for the last whole month.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, firstDayOfMonth, monthOfDay } from "@/lib/calendar/index.ts";
import { FEE_KINDS, feeTotalMicros, type RateCard } from "@/lib/optimizer/fees/index.ts";
import { groupLabel, moneyUnit, quantityText, signedQuantityText } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { NetworkRun } from "@/server/repositories/latest-run.ts";
import type { StaffScope } from "@/server/repositories/scope.ts";
import { openFeeBook } from "@/server/services/fees/account-months.ts";
import type { Simulation } from "./schemas.ts";
import type { SimulatedOutcome, SimulatedRun } from "./simulate-capacity.ts";

const LISTED_ACCOUNTS = 20;

interface Known {
  readonly run: NetworkRun;
  readonly accountName: SimulatedRun["accountName"];
}

/** Both amounts of one account, by fee in the order of FEE_KINDS. */
interface AccountFees {
  readonly slug: string;
  readonly name: string;
  readonly unit: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Fees of the last whole month of every account under `card`, compared with the card that was in force. */
export async function simulateFees(
  tx: Tx,
  scope: StaffScope,
  card: RateCard,
  { run, accountName }: Known,
): Promise<SimulatedOutcome> {
  const month = lastWholeMonth(run.asOfOn);
  const accounts: AccountFees[] = [];
  for (const [accountId, { slug, name }] of accountName) {
    const book = await openFeeBook(tx, scope, accountId);
    const before = book?.months.includes(month) ? await book.monthOf(month) : null;
    if (!book || !before || before.fees.card.currencyIso4217 !== card.currencyIso4217) continue;
    const after = await book.monthWith(month, card);
    const totals = (fees: typeof after) => FEE_KINDS.map((_, kind) => feeTotalMicros(fees, kind));
    const unit = moneyUnit(book.currency);
    accounts.push({ slug, name, unit, from: totals(before.fees), to: totals(after) });
  }
  if (accounts.length === 0) throw new DomainError("precondition_failed", { rule: "no_decisions" });
  const changes = accounts
    .map((account) => ({ account, delta: sum(account.to) - sum(account.from) }))
    .sort(
      (a, b) => Math.abs(b.delta) - Math.abs(a.delta) || (a.account.slug < b.account.slug ? -1 : 1),
    );
  return {
    subject: "fees",
    runId: run.runId,
    asOfOn: run.asOfOn,
    pools: FEE_KINDS.map((kind, index) => poolOf(accounts, kind, index)),
    // Who pays less gains.
    gains: changes
      .filter(({ delta }) => delta < 0)
      .slice(0, LISTED_ACCOUNTS)
      .map(changeOf),
    losses: changes
      .filter(({ delta }) => delta > 0)
      .slice(0, LISTED_ACCOUNTS)
      .map(changeOf),
    confirmedCutCount: 0,
  };
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** The month that ended last before or on a day. */
function lastWholeMonth(day: string): number {
  const next = dayFromDate(day) + 1;
  const month = monthOfDay(next);
  return firstDayOfMonth(month) <= next ? month - 1 : month;
}

function changeOf({
  account,
  delta,
}: {
  readonly account: AccountFees;
  readonly delta: number;
}): Simulation["gains"][number] {
  return {
    account: account.slug,
    accountName: account.name,
    storageType: groupLabel("fees", "all"),
    from: quantityText(account.unit, sum(account.from)),
    to: quantityText(account.unit, sum(account.to)),
    delta: signedQuantityText(account.unit, delta),
    // Money, in micros: what lists are sorted by.
    deltaMm3: delta,
  };
}

function poolOf(
  accounts: readonly AccountFees[],
  kind: string,
  index: number,
): Simulation["pools"][number] {
  const unit = accounts[0]?.unit ?? "micros";
  const deltas = accounts.map(({ from, to }) => (to[index] ?? 0) - (from[index] ?? 0));
  return {
    storageType: groupLabel("fees", kind),
    monthAhead: 0,
    fromSum: quantityText(unit, sum(accounts.map(({ from }) => from[index] ?? 0))),
    toSum: quantityText(unit, sum(accounts.map(({ to }) => to[index] ?? 0))),
    riseCount: deltas.filter((delta) => delta > 0).length,
    fallCount: deltas.filter((delta) => delta < 0).length,
    sameCount: deltas.filter((delta) => delta === 0).length,
    giniBefore: null,
    giniAfter: null,
  };
}
