// What an answer rests on that may change after it was given: with another state the same question is another one.
import type { Tx } from "@/db/client.ts";
import {
  findFactsInstant,
  findNewestRateCard,
  findPlansInstant,
  findRoundsInstants,
} from "@/server/repositories/known-state.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";

/** The account's reports, the runs that cover it, published rate cards, rounds of extra space. */
export type KnownState = "reports" | "plans" | "rates" | "rounds";

const MARKS: Readonly<Record<KnownState, (tx: Tx, scope: SellerScope) => Promise<string | null>>> =
  {
    reports: findFactsInstant,
    plans: findPlansInstant,
    rates: findNewestRateCard,
    rounds: findRoundsInstants,
  };

/** The marks of the states that an answer rests on; equal while none of them changed. */
export async function knownMarks(
  tx: Tx,
  scope: SellerScope,
  restsOn: readonly KnownState[],
): Promise<Readonly<Record<string, string | null>>> {
  const marks: Record<string, string | null> = {};
  for (const state of restsOn) marks[state] = await MARKS[state](tx, scope);
  return marks;
}
