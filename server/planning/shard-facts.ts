// The demand history of one shard of a marketplace at a pair (valid day, known instant), outside a run: for backtests and training.
import { dayFromDate } from "@/lib/calendar/index.ts";
import type { PlanCalendar, PlanFacts } from "@/lib/optimizer/stages/index.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { findMarketplace, listSaleEvents } from "@/server/repositories/network.ts";
import { listPlanAccounts, type PlanAccountRow } from "@/server/repositories/snapshot.ts";
import { buildFacts } from "./build-facts.ts";
import { loadShard, type WeekWindow } from "./load-facts.ts";
import { eventNames, MAX_HISTORY_WEEKS, originWeek, planCalendar } from "./plan-calendar.ts";
import { MAX_SHARDS, WORKER } from "./stage.ts";
import { shardAccounts, trimmed } from "./stages/snapshot.ts";

/** What is looked at: a whole marketplace, as it was known. */
export interface NetworkView {
  readonly marketplaceId: string;
  readonly asOfOn: string;
  readonly knownAt: Date;
}

export interface ShardHistory {
  readonly facts: PlanFacts;
  readonly calendar: PlanCalendar;
  readonly weeks: WeekWindow;
  /** By kind. */
  readonly eventNames: readonly string[];
}

const everyAccount = ({ marketplaceId }: NetworkView) => ({ marketplaceId, accountId: null });

/** Shards that a marketplace's sellers are dealt to, as in a run. */
export async function countShards(tx: Tx, view: NetworkView): Promise<number> {
  const accounts = await listPlanAccounts(tx, WORKER, everyAccount(view), view);
  return Math.min(MAX_SHARDS, new Set(accounts.map(({ sellerId }) => sellerId)).size);
}

/** Reads a shard; null where it has no products. Regions and fulfilment centres are left out. */
export async function readShardHistory(
  tx: Tx,
  view: NetworkView,
  shard: number,
  shardCount: number,
): Promise<ShardHistory | null> {
  const all = await listPlanAccounts(tx, WORKER, everyAccount(view), view);
  return readHistory(tx, view, shardAccounts(all, shard, shardCount));
}

/** Reads accounts as they were known in a view; null where they have no products. Regions and fulfilment centres are left out. */
export async function readHistory(
  tx: Tx,
  view: NetworkView,
  accounts: readonly PlanAccountRow[],
): Promise<ShardHistory | null> {
  const marketplace = await findMarketplace(tx, view.marketplaceId);
  if (!marketplace) throw new Error(`shard facts: no marketplace ${view.marketplaceId}`);
  const asOfDay = dayFromDate(view.asOfOn);
  const startWeekday = marketplace.weekStartWeekday;
  const last = originWeek(asOfDay, startWeekday);
  if (accounts.length === 0) return null;
  const rows = await loadShard(tx, WORKER, accounts, view, startWeekday);
  if (rows.products.length === 0) return null;
  const weeks = trimmed(rows, { startWeekday, first: last - MAX_HISTORY_WEEKS + 1, last });
  const events = await listSaleEvents(tx, view.marketplaceId, view);
  return {
    facts: buildFacts({ rows, asOfDay, weeks, regionIds: [], fcIds: [] }),
    calendar: planCalendar(asOfDay, weeks, events),
    weeks,
    eventNames: eventNames(events),
  };
}
