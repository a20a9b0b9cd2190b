// Scores what sellers declared for months that are over, each time a run is sealed: the record that weighs their word.
import { addMonths, dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import {
  type CapacityPolicy,
  completeCapacityPolicy,
  scoreDeclaration,
} from "@/lib/optimizer/capacity/index.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { roundHalfEven } from "@/lib/units/index.ts";
import { monthOn } from "@/server/planning/plan-calendar.ts";
import { limitKey, loadComparableColumns, type RunColumns } from "@/server/planning/traces.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { listAccountMeans, listSoldUnits } from "@/server/repositories/declared-outcome.ts";
import {
  insertDeclarationScores,
  type KnownDeclarationRow,
  listKnownDeclarations,
  listScoredMonths,
  listWeights,
  type NewDeclarationScore,
} from "@/server/repositories/declared-volume.ts";
import { listScorableRuns } from "@/server/repositories/forecast-score.ts";
import { findRunPolicy } from "@/server/repositories/policy-read.ts";
import { findPreviousRun, findRun, lockRun, type RunRow } from "@/server/repositories/run.ts";
import { inScope, type WorkerScope } from "@/server/repositories/scope.ts";
import { listPlanProducts } from "@/server/repositories/snapshot.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { replayDeclared } from "./declared-replay.ts";

/** Months that ended longer ago are not looked at again. */
const LOOK_BACK_MONTHS = 6;
const DAYS = 7;

interface Month {
  readonly monthOn: string;
  readonly nextMonthOn: string;
}

/**
 * Scores every declared month that was over on the run's day and is not scored yet, oldest month first, and moves each account's
 * weight by it. What is scored is never scored again: safe to repeat and to race. Answers how many scores were added.
 */
export async function scoreDeclarations(ctx: WorkerContext, runId: number): Promise<number> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findRun(tx, runId);
    if (run?.status !== "done" || run.accountId !== null) return 0;
    await lockRun(tx, runId);
    let scoreCount = 0;
    for (let back = LOOK_BACK_MONTHS; back >= 1; back--)
      scoreCount += await scoreMonth(tx, ctx, run, monthBack(run.asOfOn, back));
    return scoreCount;
  });
}

function monthBack(asOfOn: string, back: number): Month {
  const month = addMonths(asOfOn.slice(0, 7), -back);
  return { monthOn: `${month}-01`, nextMonthOn: `${addMonths(month, 1)}-01` };
}

async function scoreMonth(tx: Tx, ctx: WorkerContext, run: RunRow, month: Month): Promise<number> {
  const known = await listKnownDeclarations(tx, ctx.scope, {
    marketplaceId: run.marketplaceId,
    knownAt: run.knownAt,
    fromMonthOn: month.monthOn,
    toMonthOn: month.monthOn,
  });
  if (known.length === 0) return 0;
  const scored = new Set(await listScoredMonths(tx, ctx.scope, month.monthOn));
  const open = known.filter(({ declarationId }) => !scored.has(declarationId));
  const confirming = open.length > 0 ? await confirmingRun(tx, run, month) : null;
  if (!confirming) return 0;
  const body = await findRunPolicy(tx, run.id, "capacity");
  const policy = completeCapacityPolicy(body as CapacityPolicy);
  const outcomes = await monthOutcomes(tx, ctx.scope, run, confirming, month);
  let scoreCount = 0;
  for (const declaration of open) {
    const row = await scoreOne(tx, ctx, { run, confirming, month, policy, outcomes, declaration });
    await insertDeclarationScores(tx, ctx.scope, [row]);
    scoreCount++;
  }
  return scoreCount;
}

/** The last run before the month: it confirmed the month's limits. */
async function confirmingRun(tx: Tx, run: RunRow, month: Month): Promise<RunRow | null> {
  const asOfOn = dayToDate(dayFromDate(month.monthOn) - 1);
  const scope = { marketplaceId: run.marketplaceId, accountId: null };
  const found = await findPreviousRun(tx, scope, { asOfOn, knownAt: run.knownAt });
  return found && monthOn(found.asOfOn, 1) === month.monthOn ? found : null;
}

/** Limits as confirmed for the month, and the most space seen in use by runs within it. */
interface MonthOutcomes {
  readonly confirmed: RunColumns | null;
  readonly during: readonly RunColumns[];
}

async function monthOutcomes(
  tx: Tx,
  scope: WorkerScope,
  run: RunRow,
  confirming: RunRow,
  month: Month,
): Promise<MonthOutcomes> {
  const runs = await listScorableRuns(
    tx,
    scope,
    { marketplaceId: run.marketplaceId, accountId: null },
    { fromOn: month.monthOn, beforeOn: month.nextMonthOn },
  );
  const during: RunColumns[] = [];
  for (const { runId } of runs) {
    const columns = await loadComparableColumns(tx, scope, runId, "capacity");
    if (columns) during.push(columns);
  }
  return { confirmed: await loadComparableColumns(tx, scope, confirming.id, "capacity"), during };
}

interface ScoredDeclaration {
  readonly run: RunRow;
  readonly confirming: RunRow;
  readonly month: Month;
  readonly policy: CapacityPolicy;
  readonly outcomes: MonthOutcomes;
  readonly declaration: KnownDeclarationRow;
}

async function scoreOne(
  tx: Tx,
  ctx: WorkerContext,
  scored: ScoredDeclaration,
): Promise<NewDeclarationScore> {
  const { run, confirming, month, policy, declaration } = scored;
  const { sellerId, accountId, declarationId } = declaration;
  const sales = await salesOf(tx, ctx.scope, scored);
  const space = spaceOf(scored);
  const [known] = await listWeights(tx, ctx.scope, run.knownAt, [accountId]);
  const weightBeforeMillionths = known?.weightMillionths ?? policy.declared.firstWeightMillionths;
  const { weightMillionths, ...score } = scoreDeclaration(
    weightBeforeMillionths,
    {
      extraMm3: declaration.extraMm3,
      probabilityMillionths: declaration.probabilityMillionths,
      ...sales,
      ...space,
    },
    policy.declared,
  );
  return {
    sellerId,
    accountId,
    declarationId,
    monthOn: month.monthOn,
    ...sales,
    ...space,
    ...score,
    weightBeforeMillionths,
    weightAfterMillionths: weightMillionths,
    runId: confirming.id,
    scoredAt: run.knownAt,
  };
}

/** Volume sold in the month, and what the confirming run had forecast of it, over the products of the storage type. */
async function salesOf(
  tx: Tx,
  scope: WorkerScope,
  { run, confirming, month, declaration }: ScoredDeclaration,
): Promise<{ readonly expectedMm3: number; readonly soldMm3: number }> {
  const { sellerId, accountId, storageType } = declaration;
  const set = { sellerIds: [sellerId], accountIds: [accountId] };
  const pair = { asOfOn: month.monthOn, knownAt: run.knownAt };
  const products = await listPlanProducts(tx, scope, set, pair);
  const volume = new Map(
    products
      .filter((product) => product.storageType === storageType)
      .map((product) => [product.productId, product.unitVolumeMm3 ?? 0]),
  );
  const sum = (rows: readonly { productId: number; units: number }[]) =>
    rows.reduce((total, { productId, units }) => total + units * (volume.get(productId) ?? 0), 0);
  const means = await listAccountMeans(tx, scope, { sellerId, accountId }, confirming.id);
  const sold = await listSoldUnits(
    tx,
    scope,
    { sellerId, accountId },
    { fromOn: month.monthOn, beforeOn: month.nextMonthOn, knownAt: run.knownAt },
  );
  return {
    expectedMm3: roundHalfEven(
      sum(means.map((row) => ({ productId: row.productId, units: unitsInMonth(row, month) }))),
    ),
    soldMm3: roundHalfEven(sum(sold)),
  };
}

/** Forecast units of a month: whole weeks and the parts of weeks that lie in it. */
export function unitsInMonth(
  forecast: { readonly originOn: string; readonly meanMilliUnits: readonly number[] },
  { monthOn: fromOn, nextMonthOn }: Month,
): number {
  const [from, before] = [dayFromDate(fromOn), dayFromDate(nextMonthOn)];
  const firstDay = dayFromDate(forecast.originOn) + 1;
  return forecast.meanMilliUnits.reduce((units, milli, week) => {
    const start = firstDay + week * DAYS;
    const days = Math.min(before, start + DAYS) - Math.max(from, start);
    return days > 0 ? units + (milli / 1000) * (days / DAYS) : units;
  }, 0);
}

/** What the declaration added to the confirmed limit, and how much of that no run of the month saw in use. */
function spaceOf({ outcomes, declaration }: ScoredDeclaration): {
  readonly givenMm3: number;
  readonly unusedMm3: number;
} {
  const { confirmed, during } = outcomes;
  const row = confirmed ? rowOf(confirmed, declaration) : -1;
  if (!confirmed || row < 0) return { givenMm3: 0, unusedMm3: 0 };
  const limitMm3 = confirmed.values.column.announced?.[row] ?? 0;
  const without = replayDeclared(confirmed.values, row, { declaredMm3: 0, weightMillionths: 0 });
  const givenMm3 = Math.max(0, limitMm3 - without.limitMm3);
  const used = during.flatMap((columns) => {
    const at = rowOf(columns, declaration);
    return at < 0 ? [] : [columns.values.column.spaceInUse?.[at] ?? 0];
  });
  if (used.length === 0) return { givenMm3, unusedMm3: 0 };
  return { givenMm3, unusedMm3: Math.min(givenMm3, Math.max(0, limitMm3 - Math.max(...used))) };
}

/** The decision of the nearest month of the declaration's account and storage type. */
function rowOf(columns: RunColumns, declaration: KnownDeclarationRow): number {
  const key = limitKey(storageTypeIndex(declaration.storageType), 1);
  return columns.accountId.findIndex(
    (accountId, row) => accountId === declaration.accountId && columns.key[row] === key,
  );
}
