// Planning runs: the run itself, its stages, what stages leave for each other, and the prices a run found.
import { and, asc, desc, eq, inArray, isNull, lte, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { planRun, runPrice, runPriceMix, runStage } from "@/db/schema/index.ts";

export const STAGES = [
  "snapshot",
  "forecast",
  "network",
  "price",
  "limits",
  "replenishment",
  "positioning",
  "placement",
  "record",
] as const;

export type Stage = (typeof STAGES)[number];
export type RunStatus = "queued" | "running" | "done" | "failed" | "cancelled";
export type StageStatus = "waiting" | "running" | "done" | "failed" | "skipped";

export interface RunRow {
  readonly id: number;
  readonly marketplaceId: string;
  readonly accountId: number | null;
  readonly status: RunStatus;
  readonly asOfOn: string;
  readonly knownAt: Date;
  readonly capacityPolicyId: number;
  readonly replenishmentPolicyId: number;
  readonly seed: number;
  readonly engine: string;
  readonly previousRunId: number | null;
  readonly inputSha256: string | null;
  readonly runRootSha256: string | null;
  readonly progressShare: number;
  readonly progressText: string;
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly summary: unknown;
}

const runColumns = {
  id: planRun.id,
  marketplaceId: planRun.marketplaceId,
  accountId: planRun.accountId,
  status: planRun.status,
  asOfOn: planRun.asOfOn,
  knownAt: planRun.knownAt,
  capacityPolicyId: planRun.capacityPolicyId,
  replenishmentPolicyId: planRun.replenishmentPolicyId,
  seed: planRun.seed,
  engine: planRun.engine,
  previousRunId: planRun.previousRunId,
  inputSha256: planRun.inputSha256,
  runRootSha256: planRun.runRootSha256,
  progressShare: planRun.progressShare,
  progressText: planRun.progressText,
  failure: planRun.failure,
  createdAt: planRun.createdAt,
  startedAt: planRun.startedAt,
  finishedAt: planRun.finishedAt,
  summary: planRun.summary,
};

export type NewRun = Pick<
  typeof planRun.$inferInsert,
  | "marketplaceId"
  | "accountId"
  | "asOfOn"
  | "knownAt"
  | "capacityPolicyId"
  | "replenishmentPolicyId"
  | "seed"
  | "engine"
  | "previousRunId"
  | "requestedBy"
>;

export async function insertRun(tx: Tx, run: NewRun): Promise<number> {
  const [row] = await tx.insert(planRun).values(run).returning({ id: planRun.id });
  if (!row) throw new Error("insertRun: no row returned");
  return row.id;
}

export async function findRun(tx: Tx, runId: number): Promise<RunRow | undefined> {
  const [row] = await tx.select(runColumns).from(planRun).where(eq(planRun.id, runId)).limit(1);
  return row;
}

/**
 * Locks the run's row until the transaction ends: stages of one run advance one after the other. "No key": rows that refer to
 * the run hold a share of its key, and two transactions that both added such rows must not wait for each other.
 */
export async function lockRun(tx: Tx, runId: number): Promise<RunRow | undefined> {
  const [row] = await tx
    .select(runColumns)
    .from(planRun)
    .where(eq(planRun.id, runId))
    .limit(1)
    .for("no key update");
  return row;
}

const inRunScope = (marketplaceId: string, accountId: number | null) =>
  and(
    eq(planRun.marketplaceId, marketplaceId),
    accountId === null ? isNull(planRun.accountId) : eq(planRun.accountId, accountId),
  );

export interface RunScope {
  readonly marketplaceId: string;
  readonly accountId: number | null;
}

/** The last finished run of the same scope whose day is not after `asOfOn` and that knew no more than `knownAt` (null = any). */
export async function findPreviousRun(
  tx: Tx,
  scope: RunScope,
  before: { readonly asOfOn: string; readonly knownAt: Date | null },
): Promise<RunRow | undefined> {
  const [row] = await tx
    .select(runColumns)
    .from(planRun)
    .where(
      and(
        inRunScope(scope.marketplaceId, scope.accountId),
        eq(planRun.status, "done"),
        lte(planRun.asOfOn, before.asOfOn),
        ...(before.knownAt ? [lte(planRun.knownAt, before.knownAt)] : []),
      ),
    )
    .orderBy(desc(planRun.asOfOn), desc(planRun.knownAt), desc(planRun.id))
    .limit(1);
  return row;
}

/** The newest finished run of the scope for a day. */
export async function findFinishedRunOn(
  tx: Tx,
  scope: RunScope,
  asOfOn: string,
): Promise<RunRow | undefined> {
  const [row] = await tx
    .select(runColumns)
    .from(planRun)
    .where(
      and(
        inRunScope(scope.marketplaceId, scope.accountId),
        eq(planRun.status, "done"),
        eq(planRun.asOfOn, asOfOn),
      ),
    )
    .orderBy(desc(planRun.id))
    .limit(1);
  return row;
}

/** A run of the scope that is queued or being worked on. */
export async function findUnfinishedRun(tx: Tx, scope: RunScope): Promise<RunRow | undefined> {
  const [row] = await tx
    .select(runColumns)
    .from(planRun)
    .where(
      and(
        inRunScope(scope.marketplaceId, scope.accountId),
        inArray(planRun.status, ["queued", "running"]),
      ),
    )
    .orderBy(asc(planRun.id))
    .limit(1);
  return row;
}

/** Runs that the transaction's context may see, newest first. */
export function listRuns(tx: Tx, limit: number): Promise<RunRow[]> {
  return tx.select(runColumns).from(planRun).orderBy(desc(planRun.id)).limit(limit);
}

/** The newest finished run of each scope, those that follow another only. */
export async function listNewestFollowingRuns(tx: Tx): Promise<number[]> {
  const rows = await tx
    .selectDistinctOn([planRun.marketplaceId, planRun.accountId], {
      runId: planRun.id,
      previousRunId: planRun.previousRunId,
    })
    .from(planRun)
    .where(eq(planRun.status, "done"))
    .orderBy(planRun.marketplaceId, planRun.accountId, desc(planRun.asOfOn), desc(planRun.id));
  return rows.flatMap(({ runId, previousRunId }) => (previousRunId === null ? [] : [runId]));
}

export type RunChange = Partial<
  Pick<
    typeof planRun.$inferInsert,
    | "status"
    | "inputSha256"
    | "runRootSha256"
    | "progressShare"
    | "progressText"
    | "failure"
    | "startedAt"
    | "finishedAt"
    | "summary"
  >
>;

export async function updateRun(tx: Tx, runId: number, change: RunChange): Promise<void> {
  await tx.update(planRun).set(change).where(eq(planRun.id, runId));
}

/** Completes a run that is being worked on; throws when it has ended meanwhile. */
export async function completeRun(tx: Tx, runId: number, change: RunChange): Promise<void> {
  const rows = await tx
    .update(planRun)
    .set({ ...change, status: "done" })
    .where(and(eq(planRun.id, runId), eq(planRun.status, "running")))
    .returning({ id: planRun.id });
  if (rows.length === 0) throw new Error(`run ${runId} ended before it was complete`);
}

/** Ends a run that has not ended; answers whether it was this call that did. */
export async function endRun(
  tx: Tx,
  runId: number,
  end: { status: "failed" | "cancelled"; failure: string | null; finishedAt: Date },
): Promise<boolean> {
  const rows = await tx
    .update(planRun)
    .set(end)
    .where(and(eq(planRun.id, runId), inArray(planRun.status, ["queued", "running"])))
    .returning({ id: planRun.id });
  return rows.length > 0;
}

export interface StageRow {
  readonly runId: number;
  readonly stage: Stage;
  readonly shard: number;
  readonly status: StageStatus;
  readonly attemptCount: number;
  readonly message: string;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly result: unknown;
}

const stageColumns = {
  runId: runStage.runId,
  stage: runStage.stage,
  shard: runStage.shard,
  status: runStage.status,
  attemptCount: runStage.attemptCount,
  message: runStage.message,
  startedAt: runStage.startedAt,
  finishedAt: runStage.finishedAt,
  result: runStage.result,
};

export interface StageKey {
  readonly runId: number;
  readonly stage: Stage;
  readonly shard: number;
}

const isStage = (key: StageKey) =>
  and(eq(runStage.runId, key.runId), eq(runStage.stage, key.stage), eq(runStage.shard, key.shard));

export async function insertStages(tx: Tx, keys: readonly StageKey[]): Promise<void> {
  await tx.insert(runStage).values([...keys]);
}

/** Stages of a run in the order of work. */
export function listStages(tx: Tx, runId: number): Promise<StageRow[]> {
  return tx
    .select(stageColumns)
    .from(runStage)
    .where(eq(runStage.runId, runId))
    .orderBy(asc(runStage.stage), asc(runStage.shard));
}

/** Locks a stage's row until the transaction ends. */
export async function lockStage(tx: Tx, key: StageKey): Promise<StageRow | undefined> {
  const [row] = await tx.select(stageColumns).from(runStage).where(isStage(key)).for("update");
  return row;
}

/** Marks a stage as being worked on, once more; false when it is done or skipped. */
export async function beginStage(tx: Tx, key: StageKey, startedAt: Date): Promise<boolean> {
  const rows = await tx
    .update(runStage)
    .set({ status: "running", startedAt, attemptCount: sql`${runStage.attemptCount} + 1` })
    .where(and(isStage(key), ne(runStage.status, "done"), ne(runStage.status, "skipped")))
    .returning({ shard: runStage.shard });
  return rows.length > 0;
}

/** Marks an attempt as failed, unless another one has done the unit meanwhile. */
export async function noteStageFailure(tx: Tx, key: StageKey, message: string): Promise<void> {
  await tx
    .update(runStage)
    .set({ status: "failed", message })
    .where(and(isStage(key), ne(runStage.status, "done"), ne(runStage.status, "skipped")));
}

export async function finishStage(
  tx: Tx,
  key: StageKey,
  end: {
    readonly status: "done" | "skipped" | "failed";
    readonly message: string;
    readonly finishedAt: Date;
    readonly result: unknown;
  },
): Promise<void> {
  await tx.update(runStage).set(end).where(isStage(key));
}

export type PriceRow = Omit<typeof runPrice.$inferSelect, "runId">;
export type PriceMixRow = Omit<typeof runPriceMix.$inferSelect, "runId">;

export async function insertPrices(
  tx: Tx,
  runId: number,
  prices: readonly PriceRow[],
): Promise<void> {
  if (prices.length > 0) await tx.insert(runPrice).values(prices.map((row) => ({ runId, ...row })));
}

/** Prices and levels that a run found, by name, resource and period. */
export function listPrices(tx: Tx, runId: number): Promise<PriceRow[]> {
  return tx
    .select({
      name: runPrice.name,
      resource: runPrice.resource,
      period: runPrice.period,
      value: runPrice.value,
      unit: runPrice.unit,
      slack: runPrice.slack,
    })
    .from(runPrice)
    .where(eq(runPrice.runId, runId))
    .orderBy(asc(runPrice.name), asc(runPrice.resource), asc(runPrice.period));
}

export async function insertPriceMixes(
  tx: Tx,
  runId: number,
  mixes: readonly PriceMixRow[],
): Promise<void> {
  if (mixes.length > 0)
    await tx.insert(runPriceMix).values(mixes.map((row) => ({ runId, ...row })));
}

/**
 * Prices of every pool on every mix of two runs' inputs. Resource = storage type, period = months ahead ("1", "2", "3"),
 * coalition bits: 1 = capacity, 2 = everyone's demand, 4 = policy rules; set = taken from `runId`, else from `baseRunId`.
 */
export function listPriceMix(tx: Tx, runId: number, baseRunId: number): Promise<PriceMixRow[]> {
  return tx
    .select({
      baseRunId: runPriceMix.baseRunId,
      resource: runPriceMix.resource,
      period: runPriceMix.period,
      coalition: runPriceMix.coalition,
      waterLevelMilliWeeks: runPriceMix.waterLevelMilliWeeks,
      rationShareMillionths: runPriceMix.rationShareMillionths,
    })
    .from(runPriceMix)
    .where(and(eq(runPriceMix.runId, runId), eq(runPriceMix.baseRunId, baseRunId)))
    .orderBy(asc(runPriceMix.resource), asc(runPriceMix.period), asc(runPriceMix.coalition));
}
