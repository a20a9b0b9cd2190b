// What the stages of a run leave for each other, until the run is recorded. For the worker's role only.
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { runArtifact } from "@/db/schema/index.ts";
import type { Stage } from "./run.ts";

export interface ArtifactRow {
  readonly stage: Stage;
  readonly shard: number;
  readonly name: string;
  readonly body: Uint8Array;
}

export async function insertArtifacts(
  tx: Tx,
  runId: number,
  artifacts: readonly ArtifactRow[],
): Promise<void> {
  if (artifacts.length === 0) return;
  await tx.insert(runArtifact).values(artifacts.map((artifact) => ({ runId, ...artifact })));
}

/** Artifacts of a run with these names, of one shard or of all, in (stage, shard, name) order. */
export function listArtifacts(
  tx: Tx,
  runId: number,
  names: readonly string[],
  shard?: number,
): Promise<ArtifactRow[]> {
  return tx
    .select({
      stage: runArtifact.stage,
      shard: runArtifact.shard,
      name: runArtifact.name,
      body: runArtifact.body,
    })
    .from(runArtifact)
    .where(
      and(
        eq(runArtifact.runId, runId),
        inArray(runArtifact.name, [...names]),
        ...(shard === undefined ? [] : [eq(runArtifact.shard, shard)]),
      ),
    )
    .orderBy(asc(runArtifact.stage), asc(runArtifact.shard), asc(runArtifact.name));
}

export async function deleteArtifacts(tx: Tx, runId: number): Promise<void> {
  await tx.delete(runArtifact).where(eq(runArtifact.runId, runId));
}
