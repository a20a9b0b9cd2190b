// Fees of a pool's earlier rounds that all sellers were told.
import type { Tx } from "@/server/repositories/database.ts";
import { listPublishedFees, type RoundRow } from "@/server/repositories/market.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";

/** Rounds that a band is made of, and an offer is compared with. */
const ROUNDS_COMPARED = 24;

/** Micros per m3 and month, the newest first. */
export async function publishedFees(
  tx: Tx,
  scope: SellerScope,
  round: RoundRow,
): Promise<number[]> {
  const fees = await listPublishedFees(tx, scope, round, ROUNDS_COMPARED);
  return fees.map(({ microsPerM3 }) => microsPerM3);
}
