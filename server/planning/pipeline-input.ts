// The arrays of a whole run in one shard, straight from the facts: what the pure pipeline takes.
import { dayFromDate } from "@/lib/calendar/index.ts";
import type { PipelineInput } from "@/lib/optimizer/index.ts";
import { poolCount } from "@/lib/optimizer/stages/index.ts";
import type { Tx } from "@/server/repositories/database.ts";
import {
  findMarketplace,
  listFcs,
  listRegions,
  listSaleEvents,
} from "@/server/repositories/network.ts";
import type { RunRow } from "@/server/repositories/run.ts";
import type { WorkerScope } from "@/server/repositories/scope.ts";
import { listPlanAccounts } from "@/server/repositories/snapshot.ts";
import { buildFacts } from "./build-facts.ts";
import { loadShard } from "./load-facts.ts";
import { loadNetwork } from "./network-capacities.ts";
import { MAX_HISTORY_WEEKS, originWeek, planCalendar } from "./plan-calendar.ts";
import type { RunPolicies } from "./policies.ts";
import { loadPlacementNetwork } from "./stages/placement.ts";
import { trimmed } from "./stages/snapshot.ts";

/** A run, or one that might have been. */
export type PlannedPair = Pick<
  RunRow,
  "id" | "marketplaceId" | "accountId" | "asOfOn" | "knownAt" | "seed"
>;

const SCOPE: WorkerScope = { kind: "worker" };

/** For a first run: nothing was announced before it. */
export async function loadPipelineInput(
  tx: Tx,
  run: PlannedPair,
  policies: RunPolicies,
): Promise<PipelineInput> {
  const pair = { asOfOn: run.asOfOn, knownAt: run.knownAt };
  const asOfDay = dayFromDate(run.asOfOn);
  const marketplace = await findMarketplace(tx, run.marketplaceId);
  const startWeekday = marketplace?.weekStartWeekday ?? 0;
  const last = originWeek(asOfDay, startWeekday);
  const accounts = await listPlanAccounts(tx, SCOPE, run, pair);
  const rows = await loadShard(tx, SCOPE, accounts, pair, startWeekday);
  const weeks = trimmed(rows, { startWeekday, first: last - MAX_HISTORY_WEEKS + 1, last });
  const regions = await listRegions(tx, run.marketplaceId);
  const fcs = await listFcs(tx, run.marketplaceId, run.asOfOn);
  const facts = buildFacts({
    rows,
    asOfDay,
    weeks,
    regionIds: regions.map(({ id }) => id),
    fcIds: fcs.map(({ id }) => id),
  });
  const calendar = planCalendar(asOfDay, weeks, await listSaleEvents(tx, run.marketplaceId, pair));
  const loaded = await loadNetwork(tx, run);
  const network = await loadPlacementNetwork(
    tx,
    run,
    () => policies.capacity.overbookingShareMillionths,
  );
  if (loaded === null || network === null)
    throw new Error(`${run.marketplaceId} has no network to plan in`);
  return {
    shards: [{ facts, calendar }],
    policies,
    seed: run.seed,
    network: {
      pools: new Float64Array(poolCount),
      capacities: loaded.capacities,
      known: { announced: [], granted: [], declared: [] },
      placement: network.network,
    },
  };
}
