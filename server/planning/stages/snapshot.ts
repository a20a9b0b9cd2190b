// Stage 1: the facts of a shard at the run's pair (day, instant), as typed arrays, hashed.
import { dayFromDate, weekIndex } from "@/lib/calendar/index.ts";
import { ASSUMED, type PlanFacts } from "@/lib/optimizer/stages/index.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import {
  findMarketplace,
  listFcs,
  listRegions,
  listSaleEvents,
} from "@/server/repositories/network.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { listPlanAccounts, type PlanAccountRow } from "@/server/repositories/snapshot.ts";
import { demandAdjustments } from "../adjustments.ts";
import { buildFacts } from "../build-facts.ts";
import { loadShard, loadStatements, type ShardRows, type WeekWindow } from "../load-facts.ts";
import { packedBytes } from "../pack.ts";
import { MAX_HISTORY_WEEKS, originWeek, planCalendar } from "../plan-calendar.ts";
import { chooseRunModel, type ModelChoice, type RunModel } from "../run-model.ts";
import { type NewArtifact, type StageContext, type StageOutcome, WORKER } from "../stage.ts";
import { packageOf } from "../struct.ts";

/** Weeks of history at least, so that a year can be seen where there is one. */
const MIN_HISTORY_WEEKS = 52;

/** Sellers are dealt to the shards in turn; all accounts of a seller lie in one. */
export function shardAccounts(
  accounts: readonly PlanAccountRow[],
  shard: number,
  shardCount: number,
): readonly PlanAccountRow[] {
  const sellers = [...new Set(accounts.map(({ sellerId }) => sellerId))];
  return accounts.filter(({ sellerId }) => sellers.indexOf(sellerId) % shardCount === shard);
}

/** The history that this shard's facts reach into. */
export function trimmed(rows: ShardRows, weeks: WeekWindow): WeekWindow {
  let earliest = weeks.last - MIN_HISTORY_WEEKS + 1;
  for (const { key } of rows.sales) earliest = Math.min(earliest, key[0] ?? earliest);
  for (const { key } of rows.ledger) {
    const [day] = key;
    if (day !== undefined) earliest = Math.min(earliest, weekIndex(day, weeks.startWeekday));
  }
  return { ...weeks, first: Math.max(weeks.first, earliest) };
}

function countAssumed({ assumed }: PlanFacts) {
  const count = (bit: number) => assumed.reduce((sum, flags) => sum + (flags & bit ? 1 : 0), 0);
  return {
    leadTime: count(ASSUMED.leadTime),
    stock: count(ASSUMED.stock),
    size: count(ASSUMED.size),
  };
}

export function snapshotStage(ctx: StageContext): Promise<StageOutcome> {
  const { run, shard, shardCount } = ctx;
  const pair = { asOfOn: run.asOfOn, knownAt: run.knownAt };
  const asOfDay = dayFromDate(run.asOfOn);
  return inScope(
    ctx.db,
    WORKER,
    async (tx) => {
      const marketplace = await findMarketplace(tx, run.marketplaceId);
      if (!marketplace) throw new Error(`run ${run.id}: no marketplace ${run.marketplaceId}`);
      const { weekStartWeekday } = marketplace;
      const last = originWeek(asOfDay, weekStartWeekday);
      const window = { startWeekday: weekStartWeekday, first: last - MAX_HISTORY_WEEKS + 1, last };
      const all = await listPlanAccounts(tx, WORKER, run, pair);
      const accounts = shardAccounts(all, shard, shardCount);
      if (accounts.length === 0) return { status: "skipped" as const, message: "no accounts" };
      const rows = await loadShard(tx, WORKER, accounts, pair, weekStartWeekday);
      const weeks = trimmed(rows, window);
      const regions = await listRegions(tx, run.marketplaceId);
      const events = await listSaleEvents(tx, run.marketplaceId, pair);
      const fcs = await listFcs(tx, run.marketplaceId, run.asOfOn);
      const axes = { regionIds: regions.map(({ id }) => id), fcIds: fcs.map(({ id }) => id) };
      const facts = packageOf(buildFacts({ rows, asOfDay, weeks, ...axes }));
      const planned = planCalendar(asOfDay, weeks, events);
      const calendar = packageOf(planned);
      const statements = await loadStatements(tx, WORKER, rows, pair);
      const adjustments = packageOf(demandAdjustments(statements, planned));
      // Chosen by the first shard for all: a version that is put into use on the way must not part them.
      const { model, passedOver } =
        shard === 0 ? await chooseRunModel(tx, run.marketplaceId) : NO_MODEL;
      for (const { version, reason } of passedOver)
        ctx.logger.warn({ runId: run.id, version, reason }, "forecast model passed over");
      const shape = facts.arrays as unknown as PlanFacts;
      const bytes = [facts, calendar, adjustments].map(packedBytes);
      return {
        status: "done" as const,
        message: `${rows.products.length} products of ${accounts.length} accounts`,
        artifacts: [
          { name: "facts", value: facts },
          { name: "calendar", value: calendar },
          { name: "adjustments", value: adjustments },
          { name: "axes", value: { data: axes, arrays: {} } },
          ...modelArtifact(model),
        ],
        result: {
          sha256: sha256Hex(Buffer.concat(bytes)),
          ...(model ? { model: { ...model } } : {}),
          ...(passedOver.length > 0
            ? { passedOverModels: passedOver.map((one) => ({ ...one })) }
            : {}),
          accountCount: accounts.length,
          productCount: rows.products.length,
          assumed: countAssumed(shape),
        },
      };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

const NO_MODEL: ModelChoice = { model: null, passedOver: [] };

const modelArtifact = (model: RunModel | null): NewArtifact[] =>
  model ? [{ name: "model", value: { data: { ...model }, arrays: {} } }] : [];
