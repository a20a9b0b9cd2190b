// A seller's view of extra space: rounds that take requests, and what became of earlier ones.

import { breakEvenSales, clearBand, type MarketPolicy } from "@/lib/optimizer/market/index.ts";
import { storageTypeLabel } from "@/lib/wording/index.ts";
import { findAccount } from "@/server/repositories/account.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { listRounds, type RoundRow } from "@/server/repositories/market.ts";
import {
  listRequestVersions,
  listResults,
  listStandingRequests,
  type RequestVersionRow,
  type ResultRow,
} from "@/server/repositories/market-request.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { marketPolicyOf } from "@/server/services/policies/policy-fields.ts";
import { boundsOf } from "./bounds.ts";
import { publishedFees } from "./published-fees.ts";
import { resultView } from "./result-view.ts";
import type { MarketView, OpenRoundView, PastRoundView, RoundView } from "./schemas.ts";

const ROUNDS_SHOWN = 60;

export const roundView = (round: RoundRow): RoundView => ({
  roundId: round.roundId,
  marketplaceId: round.marketplaceId,
  currency: round.currency,
  storageType: round.storageType,
  storageTypeLabel: storageTypeLabel(round.storageType),
  monthOn: round.monthOn,
  status: round.status,
  opensAt: round.opensAt.toISOString(),
  closesAt: round.closesAt.toISOString(),
  clearedAt: round.clearedAt?.toISOString() ?? null,
  policyVersion: round.policyVersion,
  clearingMicrosPerM3: round.publishedMicrosPerM3,
});

/** Open rounds with what to know before asking, and past rounds with the account's results. */
export function getMarket(ctx: SellerContext): Promise<MarketView> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const account = await findAccount(tx, ctx.scope);
    const rounds = account
      ? await listRounds(tx, ctx.scope, account.marketplaceId, ROUNDS_SHOWN)
      : [];
    if (rounds.length === 0)
      return {
        open: [],
        past: [],
        note: "No round has been opened: rounds follow a planning run whose limits leave space.",
      };
    const roundIds = rounds.map(({ roundId }) => roundId);
    const versions = await listRequestVersions(tx, ctx.scope, roundIds);
    const results = await listResults(tx, ctx.scope, roundIds);
    const today = ctx.clock.now().toISOString().slice(0, 10);
    const known = { versions, results, today };
    const open: OpenRoundView[] = [];
    const past: PastRoundView[] = [];
    for (const round of rounds) {
      if (round.status === "open") open.push(await openView(tx, ctx.scope, round, known));
      else past.push(pastView(round, known));
    }
    return { open, past, note: null };
  });
}

interface KnownOfAccount {
  readonly versions: readonly RequestVersionRow[];
  readonly results: readonly ResultRow[];
  readonly today: string;
}

const versionsOf = (round: RoundRow, { versions }: KnownOfAccount) =>
  versions.filter(({ roundId }) => roundId === round.roundId).map(versionView);

async function openView(
  tx: Tx,
  scope: SellerScope,
  round: RoundRow,
  known: KnownOfAccount,
): Promise<OpenRoundView> {
  const versions = versionsOf(round, known);
  const standing = versions.find(({ closedAt }) => closedAt === null) ?? null;
  const before = await beforeAsking(tx, scope, round);
  return { ...roundView(round), standing, before, versions };
}

function pastView(round: RoundRow, known: KnownOfAccount): PastRoundView {
  const standing = versionsOf(round, known).find(({ closedAt }) => closedAt === null) ?? null;
  const result = known.results.find(({ roundId }) => roundId === round.roundId);
  const view = result ? resultView(round, result, known.today) : null;
  return { ...roundView(round), standing, result: view };
}

const versionView = (row: RequestVersionRow) => ({
  requestId: row.requestId,
  steps: row.askedMm3.map((quantityMm3, k) => ({
    quantityMm3,
    feeMicrosPerM3: row.offeredMicrosPerM3[k] ?? 0,
  })),
  recordedAt: row.recordedFrom.toISOString(),
  closedAt: row.closedAt,
});

async function beforeAsking(
  tx: Tx,
  scope: SellerScope,
  round: RoundRow,
): Promise<OpenRoundView["before"]> {
  const policy = marketPolicyOf(round.policyBody);
  const bounds = await boundsOf(tx, scope, round, policy);
  const band = clearBand(await publishedFees(tx, scope, round));
  return {
    reserveMicrosPerM3: policy.reserveMicrosPerM3Month,
    minimumLotMm3: policy.minimumLotMm3,
    grantStepMm3: policy.grantStepMm3,
    capMm3: await capOfAccount(tx, scope, round, bounds.capMm3(scope.sellerId)),
    band,
    expectedCreditMicrosPerM3: bounds.expectedCreditMicrosPerM3(scope.accountId),
    creditShareMillionths: policy.creditShareMillionths,
    creditCapShareMillionths: policy.creditCapShareMillionths,
    breakEvenSalesMicrosPerM3: band && breakEven(band.median, policy),
  };
}

const breakEven = (fee: number, policy: MarketPolicy): number | null =>
  breakEvenSales(fee, policy.creditShareMillionths, policy.creditCapShareMillionths);

/** The seller's cap less what its other accounts ask for in the round. */
export async function capOfAccount(
  tx: Tx,
  scope: SellerScope,
  round: RoundRow,
  sellerCapMm3: number,
): Promise<number> {
  const others = (await listStandingRequests(tx, scope, [round.roundId])).filter(
    ({ accountId }) => accountId !== scope.accountId,
  );
  const asked = others.flatMap(({ askedMm3 }) => askedMm3).reduce((sum, each) => sum + each, 0);
  return Math.max(0, sellerCapMm3 - asked);
}
