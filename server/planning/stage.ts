// What a stage of a run is: it reads what stages before it left, computes, and says what to write. It writes nothing itself.
import type { Db, Tx } from "@/db/client.ts";
import type { Clock } from "@/server/core/clock.ts";
import type { JsonValue } from "@/server/core/hash.ts";
import type { Logger } from "@/server/core/logger.ts";
import type { RunRow, Stage, StageRow } from "@/server/repositories/run.ts";
import { listArtifacts } from "@/server/repositories/run-artifact.ts";
import { inScope, type WorkerScope } from "@/server/repositories/scope.ts";
import type { Package } from "./pack.ts";
import { unpack } from "./pack.ts";
import type { Compute } from "./tasks.ts";

export const WORKER: WorkerScope = { kind: "worker" };

export interface PlanningDeps {
  /** Under the worker's role. */
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly compute: Compute;
}

export interface StageContext extends PlanningDeps {
  readonly run: RunRow;
  readonly shard: number;
  readonly shardCount: number;
}

export interface NewArtifact {
  readonly name: string;
  /** The shard it is for; the stage's own when left out. */
  readonly shard?: number;
  readonly value: Package;
}

/** Effects of a stage: written in one transaction with its status, or not at all. */
export interface StageOutcome {
  readonly status: "done" | "skipped";
  /** What was done, or why it was skipped. */
  readonly message: string;
  /** What later stages and the run's summary need of it (small). */
  readonly result?: JsonValue;
  readonly artifacts?: readonly NewArtifact[];
  readonly write?: (tx: Tx) => Promise<void>;
}

export type RunStageFunction = (ctx: StageContext) => Promise<StageOutcome>;

export interface StageUnit {
  readonly stage: Stage;
  readonly shard: number;
}

/** Shards at most; sellers are dealt to them in turn. */
export const MAX_SHARDS = 8;

/**
 * The order of work: each wave starts when the one before is done. The last shard of "record" seals the run: roots,
 * prices, summary.
 */
export function waves(shardCount: number): readonly (readonly StageUnit[])[] {
  const shards = Array.from({ length: shardCount }, (_, shard) => shard);
  const sharded = (stage: Stage) => shards.map((shard) => ({ stage, shard }));
  const single = (stage: Stage) => [{ stage, shard: 0 }];
  return [
    sharded("snapshot"),
    sharded("forecast"),
    single("network"),
    single("price"),
    single("limits"),
    single("replenishment"),
    single("positioning"),
    single("placement"),
    sharded("record"),
    [{ stage: "record", shard: shardCount }],
  ];
}

export const isUnitDone = ({ status }: Pick<StageRow, "status">): boolean =>
  status === "done" || status === "skipped";

/** Shards of a run, as its rows say. */
export const shardCountOf = (rows: readonly StageUnit[]): number =>
  rows.filter(({ stage }) => stage === "snapshot").length;

/** What is to be done next: the open units of the first wave that has any. */
export function nextUnits(rows: readonly StageRow[]): readonly StageUnit[] {
  for (const wave of waves(shardCountOf(rows))) {
    const open = wave.filter(
      (unit) =>
        !rows.some(
          (row) => row.stage === unit.stage && row.shard === unit.shard && isUnitDone(row),
        ),
    );
    if (open.length > 0) return open;
  }
  return [];
}

/** What earlier stages left under a name, in shard order; of one shard when `shard` is given. */
export async function readArtifacts(
  ctx: StageContext,
  name: string,
  shard?: number,
): Promise<Package[]> {
  const rows = await inScope(ctx.db, WORKER, (tx) => listArtifacts(tx, ctx.run.id, [name], shard));
  return rows.map(({ body }) => unpack(body));
}
