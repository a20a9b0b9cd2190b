// What bounds a request: the seller's cap, and the credit that its account's sales lead us to expect.
import { addMonths, dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { mulDivFloor } from "@/lib/optimizer/core/integer.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import {
  calibrationOf,
  expectedCredit,
  type MarketPolicy,
  requestCapMm3,
} from "@/lib/optimizer/market/index.ts";
import { limitKey, loadNodeByAccount } from "@/server/planning/traces.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { listRoundsOfMonth, type RoundRow } from "@/server/repositories/market.ts";
import {
  listSales,
  listSellerGrants,
  listSellerLimits,
} from "@/server/repositories/market-request.ts";
import { findRun } from "@/server/repositories/run.ts";
import type { SellerScope, WorkerScope } from "@/server/repositories/scope.ts";

/** Days of sales that a month's are told from. */
const SALES_DAYS = 28;
/** Days of an average month over those, in ten-thousandths of a day. */
const MONTH_PER_SALES_DAYS = [304_375, 280_000] as const;
const MM3_PER_M3 = 1_000_000_000;

export interface RoundBounds {
  /** Most that counts for each seller in the round, after what it holds of earlier rounds. */
  readonly capMm3: (sellerId: number) => number;
  readonly expectedCreditMicrosPerM3: (accountId: number) => number;
}

/** Bounds of a round for the scope: everybody's for the worker, the own account's for a seller. */
export async function boundsOf(
  tx: Tx,
  scope: SellerScope | WorkerScope,
  round: RoundRow,
  policy: MarketPolicy,
): Promise<RoundBounds> {
  const limits = new Map(
    (await listSellerLimits(tx, scope, round)).map((row) => [row.sellerId, row.limitMm3]),
  );
  const earlier = (await listRoundsOfMonth(tx, scope, round))
    .filter(({ status }) => status === "cleared")
    .map(({ roundId }) => roundId);
  const held = new Map(
    earlier.length === 0
      ? []
      : (await listSellerGrants(tx, scope, earlier)).map((row) => [row.sellerId, row.keptMm3]),
  );
  const credit = await credits(tx, scope, round, policy);
  return {
    capMm3: (sellerId) =>
      Math.max(0, requestCapMm3(limits.get(sellerId) ?? 0, policy) - (held.get(sellerId) ?? 0)),
    expectedCreditMicrosPerM3: (accountId) => credit.get(accountId) ?? 0,
  };
}

async function credits(
  tx: Tx,
  scope: SellerScope | WorkerScope,
  round: RoundRow,
  policy: MarketPolicy,
): Promise<ReadonlyMap<number, number>> {
  const run = await findRun(tx, round.runId);
  if (!run) throw new Error(`market: run ${round.runId} of round ${round.roundId} does not exist`);
  // As the round's run saw it, whichever rules decided that run.
  const key = limitKey(storageTypeIndex(round.storageType), 1);
  const inUse = { key, node: "spaceInUse" };
  const space = await loadNodeByAccount(tx, scope, round.runId, "capacity", inUse);
  const toDay = dayFromDate(run.asOfOn);
  const sales = await listSales(tx, scope, {
    marketplaceId: round.marketplaceId,
    storageType: round.storageType,
    fromOn: dayToDate(toDay - SALES_DAYS + 1),
    toOn: run.asOfOn,
  });
  const calibrationMillionths = calibrationOf([], [], policy.creditPriorMillionths);
  const [month, days] = MONTH_PER_SALES_DAYS;
  return new Map(
    sales.flatMap(({ accountId, salesMicros }) => {
      const spaceMm3 = space.get(accountId) ?? 0;
      if (spaceMm3 === 0) return [];
      const salesMicrosPerM3Month = mulDivFloor(
        mulDivFloor(salesMicros, month, days),
        MM3_PER_M3,
        spaceMm3,
      );
      const { creditShareMillionths } = policy;
      const credit = { salesMicrosPerM3Month, creditShareMillionths, calibrationMillionths };
      return [[accountId, expectedCredit(credit)] as const];
    }),
  );
}

/** First day of the month after the one of `day`. */
export const monthAfter = (day: string): string => `${addMonths(day.slice(0, 7), 1)}-01`;
