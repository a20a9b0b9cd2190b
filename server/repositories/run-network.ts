// A run's plan of the network and the prices it found there. The operator's alone: row-level security shows them to policy admins.
import { and, desc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { planRun, runNetwork, runNetworkPrice } from "@/db/schema/index.ts";

export type NetworkPriceRow = Omit<typeof runNetworkPrice.$inferSelect, "runId">;

/** Rows of one insert, far below the 65,535 parameters that a statement takes. */
const ROWS_AT_ONCE = 2_000;

export async function insertNetwork(
  tx: Tx,
  runId: number,
  body: Uint8Array,
  prices: readonly NetworkPriceRow[],
): Promise<void> {
  await tx.insert(runNetwork).values({ runId, body });
  for (let from = 0; from < prices.length; from += ROWS_AT_ONCE) {
    const rows = prices.slice(from, from + ROWS_AT_ONCE);
    await tx.insert(runNetworkPrice).values(rows.map((row) => ({ runId, ...row })));
  }
}

export interface NetworkRunRow {
  readonly runId: number;
  readonly marketplaceId: string;
  readonly asOfOn: string;
  readonly body: Uint8Array;
}

/** The newest run of a marketplace that planned its network. */
export async function findLatestNetwork(
  tx: Tx,
  marketplaceId: string,
): Promise<NetworkRunRow | undefined> {
  const [row] = await tx
    .select({
      runId: planRun.id,
      marketplaceId: planRun.marketplaceId,
      asOfOn: planRun.asOfOn,
      body: runNetwork.body,
    })
    .from(runNetwork)
    .innerJoin(planRun, eq(planRun.id, runNetwork.runId))
    .where(and(eq(planRun.marketplaceId, marketplaceId), eq(planRun.status, "done")))
    .orderBy(desc(planRun.asOfOn), desc(planRun.id))
    .limit(1);
  return row;
}
