// Stage 7: a shard's decisions as rows and traces.
import type { PlanCalendar, PlanFacts } from "@/lib/optimizer/stages/index.ts";
import { insertDecisions } from "@/server/repositories/decision.ts";
import {
  type DefinitionName,
  ensureFormulaSets,
  insertTraceChunks,
} from "@/server/repositories/trace.ts";
import { accountRows, type Decided, decidedOf, pickRows } from "../decided.ts";
import {
  announcementRows,
  forecastRows,
  type PlacementRows,
  placementRows,
  restockRows,
} from "../rows.ts";
import { readRunModel } from "../run-model.ts";
import { readArtifacts, type StageContext, type StageOutcome } from "../stage.ts";
import { structOf } from "../struct.ts";
import type { AdjustedForecast } from "../tasks.ts";
import { formulaSetOf, limitKey, traceChunks } from "../traces.ts";
import { sealRun } from "./seal.ts";

interface Axes {
  readonly regionIds: readonly number[];
  readonly fcIds: readonly number[];
}

export async function recordStage(ctx: StageContext): Promise<StageOutcome> {
  if (ctx.shard === ctx.shardCount) return sealRun(ctx);
  const own = await shardDecisions(ctx);
  if (!own) return { status: "skipped", message: "no accounts" };
  const { rows, limits, restock } = own;
  return {
    status: "done",
    message: `${rows.restocks.length} products, ${rows.announcements.length} limits`,
    write: async (tx) => {
      const ids = await ensureFormulaSets(tx, [
        formulaSetOf("capacity"),
        formulaSetOf("replenishment"),
      ]);
      const chunks = [
        ...(limits ? chunksOf("capacity", ids, limits) : []),
        ...chunksOf("replenishment", ids, restock),
      ];
      await insertDecisions(tx, rows);
      await insertTraceChunks(tx, ctx.run.id, chunks);
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
  const [placement] = await readArtifacts(ctx, "placement", 0);
  const model = await readRunModel(ctx);
  return {
    limits,
    restock,
    rows: {
      announcements: limits ? announcementRows(run, limits) : [],
      forecasts: forecastRows(run, facts, forecast, calendar, { regionIds, model }),
      restocks: restockRows(run, facts, forecast, calendar, restock),
      placements: placement
        ? placementRows(run, facts, structOf<PlacementRows>(placement), fcIds)
        : [],
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

function chunksOf(
  name: DefinitionName,
  formulaSetIds: ReadonlyMap<string, number>,
  decided: Decided,
) {
  const formulaSetId = formulaSetIds.get(formulaSetOf(name).codeSha256);
  if (formulaSetId === undefined) throw new Error(`record: ${name} has no formula set`);
  const key = (i: number) =>
    name === "capacity"
      ? limitKey(decided.row.storageTypeIndex?.[i] ?? 0, decided.row.monthAhead?.[i] ?? 0)
      : (decided.row.productId?.[i] ?? 0);
  return accountRows(decided).flatMap(({ sellerId, accountId, start, end }) =>
    traceChunks(name, formulaSetId, {
      sellerId,
      accountId,
      start,
      keys: Array.from({ length: end - start }, (_, k) => key(start + k)),
      values: decided.values,
    }),
  );
}
