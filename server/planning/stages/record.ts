// Stage 7: a shard's decisions as rows and traces.
import type { Tx } from "@/db/client.ts";
import type { PlanCalendar, PlanFacts, PlannedSplits } from "@/lib/optimizer/stages/index.ts";
import { insertDecisions } from "@/server/repositories/decision.ts";
import { insertSplits } from "@/server/repositories/placement-split.ts";
import {
  type DefinitionName,
  insertTraceChunks,
  type NewTraceChunk,
} from "@/server/repositories/trace.ts";
import { accountRows, type Decided, decidedOf, pickRows } from "../decided.ts";
import { recordRules } from "../record-rules.ts";
import { TREE_ORDER } from "../replay.ts";
import {
  announcementRows,
  forecastRows,
  type PlacementRows,
  placementRows,
  restockRows,
  targetRows,
} from "../rows.ts";
import { definitionSha256 } from "../rules.ts";
import { readRunModel } from "../run-model.ts";
import { ownFees, splitRows } from "../split-rows.ts";
import { readArtifacts, type StageContext, type StageOutcome, WORKER } from "../stage.ts";
import { structOf } from "../struct.ts";
import type { AdjustedForecast } from "../tasks.ts";
import { traceChunks } from "../trace-chunk.ts";
import { definitions, limitKey, loadBases, placementKey } from "../traces.ts";
import { sealRun } from "./seal.ts";

interface Axes {
  readonly regionIds: readonly number[];
  readonly fcIds: readonly number[];
}

export async function recordStage(ctx: StageContext): Promise<StageOutcome> {
  if (ctx.shard === ctx.shardCount) return sealRun(ctx);
  const own = await shardDecisions(ctx);
  if (!own) return { status: "skipped", message: "no accounts" };
  const { rows, limits, restock, targets, placed, fees, splits } = own;
  return {
    status: "done",
    message: `${rows.restocks.length} products, ${rows.announcements.length} limits`,
    write: async (tx) => {
      const ids = new Map((await recordRules(tx)).map((row) => [row.codeSha256, row.id]));
      await insertDecisions(tx, rows);
      await insertSplits(tx, splits);
      const decided = {
        capacity: limits,
        replenishment: restock,
        positioning: targets,
        placement: placed,
        placementFee: fees,
      };
      for (const name of TREE_ORDER) {
        const own = decided[name];
        if (own) await insertTraceChunks(tx, ctx.run.id, await chunksOf(tx, ctx, name, ids, own));
      }
    },
  };
}

async function shardDecisions(ctx: StageContext) {
  const { run, shard } = ctx;
  const [factsPackage] = await readArtifacts(ctx, "facts", shard);
  const [calendarPackage] = await readArtifacts(ctx, "calendar", shard);
  const [axesPackage] = await readArtifacts(ctx, "axes", shard);
  const [forecastPackage] = await readArtifacts(ctx, "forecast", shard);
  const [advicePackage] = await readArtifacts(ctx, "replenishment", shard);
  if (!factsPackage || !calendarPackage || !axesPackage || !forecastPackage || !advicePackage) {
    return null;
  }
  const facts = structOf<PlanFacts>(factsPackage);
  const calendar = structOf<PlanCalendar>(calendarPackage);
  const forecast = structOf<AdjustedForecast>(forecastPackage);
  const { regionIds, fcIds } = axesPackage.data as unknown as Axes;
  const restock = decidedOf(advicePackage);
  const limits = await ownLimits(ctx, new Set(facts.accountId));
  const [targetPackage] = await readArtifacts(ctx, "positioning", shard);
  const targets = targetPackage ? withFcId(decidedOf(targetPackage), fcIds) : null;
  const [placement] = await readArtifacts(ctx, "placement", 0);
  const [placementDecided] = await readArtifacts(ctx, "placementDecided", 0);
  const [offered] = await readArtifacts(ctx, "placementSplits", 0);
  const [allFees] = await readArtifacts(ctx, "placementFees", 0);
  const fees = allFees ? ownFees(facts, decidedOf(allFees)) : null;
  const model = await readRunModel(ctx);
  return {
    limits,
    restock,
    targets,
    fees,
    splits:
      offered && fees
        ? splitRows(run.id, facts, structOf<Omit<PlannedSplits, "fees">>(offered), fees, fcIds)
        : [],
    placed: placementDecided ? ownPlacement(facts, decidedOf(placementDecided), fcIds) : null,
    rows: {
      announcements: limits ? announcementRows(run, limits) : [],
      forecasts: forecastRows(run, facts, forecast, calendar, { regionIds, model }),
      restocks: restockRows(run, facts, forecast, calendar, restock),
      placements: placement
        ? placementRows(run, facts, structOf<PlacementRows>(placement), fcIds)
        : [],
      targets: targets ? targetRows(run, targets) : [],
    },
  };
}

async function ownLimits(
  ctx: StageContext,
  accounts: ReadonlySet<number>,
): Promise<Decided | null> {
  const [limits] = await readArtifacts(ctx, "limits", 0);
  if (!limits) return null;
  const all = decidedOf(limits);
  return pickRows(all, (i) => accounts.has(all.row.accountId?.[i] ?? -1));
}

const withFcId = ({ values, row }: Decided, fcIds: readonly number[]): Decided => ({
  values,
  row: { ...row, fcId: Int32Array.from(row.fcIndex ?? [], (w) => fcIds[w] ?? 0) },
});

/** The shard's decisions about FCs, account by account, with whose they are and the FC's id. */
function ownPlacement(facts: PlanFacts, all: Decided, fcIds: readonly number[]): Decided {
  const accountOf = new Map<number, number>();
  for (let a = 0; a < facts.accountCount; a++) {
    for (let i = facts.accountStart[a] ?? 0; i < (facts.accountStart[a + 1] ?? 0); i++) {
      accountOf.set(facts.productId[i] ?? 0, a);
    }
  }
  const account = (row: number) => accountOf.get(all.row.productId?.[row] ?? -1);
  const own = pickRows(all, (row) => account(row) !== undefined);
  const owner = Array.from(own.row.productId ?? [], (id) => accountOf.get(id) ?? 0);
  const order = owner
    .map((_, row) => row)
    .sort((x, y) => (owner[x] ?? 0) - (owner[y] ?? 0) || x - y);
  const sorted = <T extends Float64Array | Int32Array>(values: T): T =>
    values.map((_, at) => values[order[at] ?? 0] ?? 0) as T;
  return {
    values: {
      count: own.values.count,
      column: Object.fromEntries(
        Object.entries(own.values.column).map(([id, values]) => [id, sorted(values)]),
      ),
    },
    row: {
      productId: sorted(own.row.productId as Float64Array),
      fcId: Int32Array.from(order, (row) => fcIds[own.row.fcIndex?.[row] ?? -1] ?? 0),
      sellerId: Float64Array.from(order, (row) => facts.sellerId[owner[row] ?? 0] ?? 0),
      accountId: Float64Array.from(order, (row) => facts.accountId[owner[row] ?? 0] ?? 0),
    },
  };
}

/** Written as differences to the run before where it decided the same by the same rules. */
async function chunksOf(
  tx: Tx,
  { run }: StageContext,
  name: DefinitionName,
  formulaSetIds: ReadonlyMap<string, number>,
  decided: Decided,
): Promise<NewTraceChunk[]> {
  const formulaSetId = formulaSetIds.get(definitionSha256(definitions[name]));
  if (formulaSetId === undefined) throw new Error(`record: ${name} has no formula set`);
  const key = (i: number): number => {
    const productId = decided.row.productId?.[i] ?? 0;
    if (name === "replenishment") return productId;
    if (name === "placementFee") return decided.row.split?.[i] ?? 0;
    if (name === "positioning" || name === "placement") {
      return placementKey(productId, decided.row.fcId?.[i] ?? 0);
    }
    return limitKey(decided.row.storageTypeIndex?.[i] ?? 0, decided.row.monthAhead?.[i] ?? 0);
  };
  const accounts = accountRows(decided);
  const accountIds = accounts.map(({ accountId }) => accountId);
  const bases =
    run.previousRunId === null
      ? null
      : await loadBases(tx, WORKER, run.previousRunId, name, accountIds);
  return accounts.flatMap(({ sellerId, accountId, start, end }) =>
    traceChunks(
      definitions[name],
      formulaSetId,
      {
        sellerId,
        accountId,
        start,
        keys: Array.from({ length: end - start }, (_, k) => key(start + k)),
        values: decided.values,
      },
      bases?.get(accountId),
    ),
  );
}
