// Versions of the model that learns from all series at once: what they are never changes, whether one is used does.
import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client.ts";
import { appUser, forecastModel } from "@/db/schema/index.ts";
import type { StaffScope, WorkerScope } from "./scope.ts";

const creator = alias(appUser, "creator");
const decider = alias(appUser, "decider");

export type ForecastModelStatus = (typeof forecastModel.$inferSelect)["status"];

const modelColumns = {
  modelId: forecastModel.id,
  name: forecastModel.name,
  version: forecastModel.version,
  kind: forecastModel.kind,
  frequency: forecastModel.frequency,
  marketplaceId: forecastModel.marketplaceId,
  status: forecastModel.status,
  statusChangedAt: forecastModel.statusChangedAt,
  deciderName: decider.name,
  trainedAt: forecastModel.trainedAt,
  dataSha256: forecastModel.dataSha256,
  modelSha256: forecastModel.modelSha256,
  options: forecastModel.options,
  quality: forecastModel.quality,
  createdAt: forecastModel.createdAt,
  creatorName: creator.name,
  reason: forecastModel.reason,
};

const models = (tx: Tx) =>
  tx
    .select(modelColumns)
    .from(forecastModel)
    .leftJoin(creator, eq(creator.id, forecastModel.createdBy))
    .leftJoin(decider, eq(decider.id, forecastModel.statusChangedBy));

export type ForecastModelRow = Awaited<ReturnType<typeof listForecastModels>>[number];

/** Versions, the newest first. */
export function listForecastModels(tx: Tx, _scope: StaffScope | WorkerScope) {
  return models(tx).orderBy(desc(forecastModel.trainedAt), desc(forecastModel.id));
}

export async function findForecastModel(
  tx: Tx,
  _scope: StaffScope | WorkerScope,
  modelId: number,
): Promise<ForecastModelRow | undefined> {
  const [row] = await models(tx).where(eq(forecastModel.id, modelId)).limit(1);
  return row;
}

/** Two people never choose at once: every change of status waits for this lock. */
export async function lockModelChoice(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('forecast_model'))`);
}

/** Which series a version is for: its marketplace (null = any) and their step. */
export type ModelPlace = Pick<ForecastModelRow, "marketplaceId" | "frequency">;

/** The version in use for exactly this place. */
export async function findActiveModel(
  tx: Tx,
  _scope: StaffScope | WorkerScope,
  { marketplaceId, frequency }: ModelPlace,
): Promise<ForecastModelRow | undefined> {
  const [row] = await models(tx)
    .where(
      and(
        eq(forecastModel.status, "active"),
        eq(forecastModel.frequency, frequency),
        marketplaceId === null
          ? isNull(forecastModel.marketplaceId)
          : eq(forecastModel.marketplaceId, marketplaceId),
      ),
    )
    .limit(1);
  return row;
}

export type ModelInUseRow = Pick<
  ForecastModelRow,
  "modelId" | "name" | "version" | "modelSha256" | "options" | "quality"
>;

/** Versions for weekly series of a marketplace with a status: its own first, then those for any, the newest first of each. The worker's only. */
export function listWeeklyModels(
  tx: Tx,
  _scope: WorkerScope,
  marketplaceId: string,
  status: ForecastModelStatus,
  limit: number,
): Promise<ModelInUseRow[]> {
  return tx
    .select({
      modelId: forecastModel.id,
      name: forecastModel.name,
      version: forecastModel.version,
      modelSha256: forecastModel.modelSha256,
      options: forecastModel.options,
      quality: forecastModel.quality,
    })
    .from(forecastModel)
    .where(
      and(
        eq(forecastModel.status, status),
        eq(forecastModel.frequency, "week"),
        or(eq(forecastModel.marketplaceId, marketplaceId), isNull(forecastModel.marketplaceId)),
      ),
    )
    .orderBy(
      sql`${forecastModel.marketplaceId} is null`,
      desc(forecastModel.trainedAt),
      desc(forecastModel.id),
    )
    .limit(limit);
}

/** The version that runs of a marketplace use: its own, else the one for any. */
export async function findModelInUse(
  tx: Tx,
  scope: WorkerScope,
  marketplaceId: string,
): Promise<ModelInUseRow | undefined> {
  const [row] = await listWeeklyModels(tx, scope, marketplaceId, "active", 1);
  return row;
}

/** A version's encoded body; undefined for an unknown one. */
export async function findModelBody(
  tx: Tx,
  _scope: WorkerScope,
  modelId: number,
): Promise<Uint8Array | undefined> {
  const [row] = await tx
    .select({ body: forecastModel.body })
    .from(forecastModel)
    .where(eq(forecastModel.id, modelId))
    .limit(1);
  return row?.body;
}

/** Whether a version with this body was ever stored. */
export async function hasForecastModel(
  tx: Tx,
  _scope: WorkerScope,
  modelSha256: string,
): Promise<boolean> {
  const [row] = await tx
    .select({ modelId: forecastModel.id })
    .from(forecastModel)
    .where(eq(forecastModel.modelSha256, modelSha256))
    .limit(1);
  return row !== undefined;
}

export async function setModelStatus(
  tx: Tx,
  _scope: StaffScope | WorkerScope,
  modelId: number,
  change: {
    readonly status: ForecastModelStatus;
    readonly statusChangedAt: Date;
    /** null = not a person. */
    readonly statusChangedBy: number | null;
  },
): Promise<void> {
  await tx.update(forecastModel).set(change).where(eq(forecastModel.id, modelId));
}

export type NewForecastModel = Pick<
  typeof forecastModel.$inferInsert,
  | "name"
  | "kind"
  | "frequency"
  | "marketplaceId"
  | "status"
  | "trainedAt"
  | "dataSha256"
  | "modelSha256"
  | "body"
  | "options"
  | "quality"
  | "createdBy"
  | "reason"
>;

/** Adds a version under the next number of its name. */
export async function insertForecastModel(
  tx: Tx,
  _scope: WorkerScope,
  model: NewForecastModel,
): Promise<{ readonly modelId: number; readonly version: number }> {
  await lockModelChoice(tx);
  const [newest] = await tx
    .select({ version: forecastModel.version })
    .from(forecastModel)
    .where(eq(forecastModel.name, model.name))
    .orderBy(desc(forecastModel.version))
    .limit(1);
  const version = (newest?.version ?? 0) + 1;
  const [added] = await tx
    .insert(forecastModel)
    .values({ ...model, version })
    .returning({ modelId: forecastModel.id });
  if (!added) throw new Error("insertForecastModel: the database returned no row");
  return { modelId: added.modelId, version };
}
