// A run's plan of the network and the prices it found there. The operator's alone: row-level security shows them to policy admins.
import { and, asc, desc, eq, sql } from "drizzle-orm";
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
  readonly finishedAt: Date | null;
  readonly summary: unknown;
  readonly body: Uint8Array;
}

const networkRunColumns = {
  runId: planRun.id,
  marketplaceId: planRun.marketplaceId,
  asOfOn: planRun.asOfOn,
  finishedAt: planRun.finishedAt,
  summary: planRun.summary,
  body: runNetwork.body,
};

/** A finished run that planned its network. */
export async function findNetworkRun(tx: Tx, runId: number): Promise<NetworkRunRow | undefined> {
  const [row] = await tx
    .select(networkRunColumns)
    .from(runNetwork)
    .innerJoin(planRun, eq(planRun.id, runNetwork.runId))
    .where(and(eq(planRun.id, runId), eq(planRun.status, "done")))
    .limit(1);
  return row;
}

/** The newest run of a marketplace that planned its network. */
export async function findLatestNetwork(
  tx: Tx,
  marketplaceId: string,
): Promise<NetworkRunRow | undefined> {
  const [row] = await tx
    .select(networkRunColumns)
    .from(runNetwork)
    .innerJoin(planRun, eq(planRun.id, runNetwork.runId))
    .where(and(eq(planRun.marketplaceId, marketplaceId), eq(planRun.status, "done")))
    .orderBy(desc(planRun.asOfOn), desc(planRun.id))
    .limit(1);
  return row;
}

export interface NetworkWeightRow {
  readonly runId: number;
  readonly asOfOn: string;
  readonly fcId: number;
  /** Prices of the FC's limits times these limits, all periods. */
  readonly weightMicros: number;
}

/** What each FC's limits weigh in each run of the whole marketplace, oldest first; FCs without a binding limit are left out. */
export function listNetworkWeights(tx: Tx, marketplaceId: string): Promise<NetworkWeightRow[]> {
  return tx
    .select({
      runId: planRun.id,
      asOfOn: planRun.asOfOn,
      fcId: runNetworkPrice.fcId,
      weightMicros: sql<number>`sum(${runNetworkPrice.priceMicros} * ${runNetworkPrice.capacity})`,
    })
    .from(runNetworkPrice)
    .innerJoin(planRun, eq(planRun.id, runNetworkPrice.runId))
    .where(and(eq(planRun.marketplaceId, marketplaceId), eq(planRun.status, "done")))
    .groupBy(planRun.id, planRun.asOfOn, runNetworkPrice.fcId)
    .orderBy(asc(planRun.asOfOn), asc(planRun.id), asc(runNetworkPrice.fcId));
}

export interface NetworkRunDay {
  readonly runId: number;
  readonly asOfOn: string;
}

/** Runs that planned the network, oldest first. */
export function listNetworkRuns(tx: Tx, marketplaceId: string): Promise<NetworkRunDay[]> {
  return tx
    .select({ runId: planRun.id, asOfOn: planRun.asOfOn })
    .from(runNetwork)
    .innerJoin(planRun, eq(planRun.id, runNetwork.runId))
    .where(and(eq(planRun.marketplaceId, marketplaceId), eq(planRun.status, "done")))
    .orderBy(asc(planRun.asOfOn), asc(planRun.id));
}
