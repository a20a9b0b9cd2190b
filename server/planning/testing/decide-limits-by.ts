// A planned run as it would be had other rules decided its limits: recorded, traced, committed and sealed by the planner's own code.
import { evaluate } from "@/lib/optimizer/decision/index.ts";
import { type Connection, connect, type Tx } from "@/server/repositories/database.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { findSaltKey, findSeal } from "@/server/repositories/seal.ts";
import {
  insertTraceChunks,
  listTraceChunks,
  type NewTraceChunk,
} from "@/server/repositories/trace.ts";
import { chunkCommitter } from "../commitments.ts";
import { recordRules, type WrittenRule } from "../record-rules.ts";
import { TREE_ORDER } from "../replay.ts";
import { codeRoot } from "../rules.ts";
import { configuredSigner } from "../sealing.ts";
import { WORKER } from "../stage.ts";
import { sealOf } from "../stages/seal.ts";
import { traceChunks } from "../trace-chunk.ts";
import { readRuledChunks } from "../traces.ts";

export interface Redecided {
  readonly runId: number;
  readonly rule: WrittenRule;
  /** Values of inputs that the rules so far lack. */
  readonly added?: Readonly<Record<string, number>>;
}

/** Decides the limits of a chain's runs again, oldest first, through a superuser's address. Their chunks then stand alone. */
export async function decideLimitsBy(adminUrl: string, runs: readonly Redecided[]): Promise<void> {
  const admin = connect(adminUrl, { max: 1 });
  const { sql } = admin;
  const asWorker = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inScope(admin.db, WORKER, work);
  const decided = await asWorker(async (tx) => {
    const all: NewTraceChunk[][] = [];
    for (const run of runs) all.push(await decidedBy(tx, run));
    return all;
  });
  await sql`alter table trace_chunk disable trigger user`;
  for (const { runId } of runs)
    await sql`delete from trace_chunk where run_id = ${runId}
      and formula_set_id in (select id from formula_set where definition = 'capacity')`;
  await sql`alter table trace_chunk enable trigger user`;
  let previous: string | null = null;
  for (const [i, run] of runs.entries()) {
    await asWorker((tx) => insertTraceChunks(tx, run.runId, decided[i] ?? []));
    previous = await sealAgain(admin, run, previous);
  }
  await admin.close();
}

async function decidedBy(tx: Tx, { runId, rule, added = {} }: Redecided): Promise<NewTraceChunk[]> {
  const [recorded] = await recordRules(tx, [rule]);
  const rows = await listTraceChunks(tx, WORKER, runId, "capacity");
  const before = await readRuledChunks(tx, WORKER, "capacity", rows);
  return rows.flatMap((row, i) => {
    const { count = 0, column } = before[i]?.values ?? {};
    const more = Object.entries(added).map(([id, value]) => [
      id,
      new Float64Array(count).fill(value),
    ]);
    const leaves = { count, column: { ...column, ...Object.fromEntries(more) } };
    return traceChunks(rule.definition, recorded?.id ?? 0, {
      sellerId: row.sellerId,
      accountId: row.accountId,
      keys: row.decisionKeys,
      values: evaluate(rule.definition, leaves),
      start: 0,
    });
  });
}

/** The run's own key and facts, its chunks as they are now, the rule among its code; the new root. */
async function sealAgain(
  { db, sql }: Connection,
  { runId, rule }: Redecided,
  previous: string | null,
): Promise<string> {
  const rules = await inScope(db, WORKER, async (tx) => {
    const [limits] = await recordRules(tx, [rule]);
    const others = (await recordRules(tx)).slice(1);
    return [...(limits ? [limits] : []), ...others].map(({ id: _, ...sealed }) => sealed);
  });
  const codeSha256 = codeRoot(rules);
  await sql`alter table run_seal disable trigger user`;
  // What is read next is checked against these.
  await sql`update run_seal set code_sha256 = ${codeSha256}, rules = ${JSON.stringify(rules)}::jsonb where run_id = ${runId}`;
  const seal = await inScope(db, WORKER, async (tx) => {
    const was = await findSeal(tx, runId);
    const saltKey = await findSaltKey(tx, runId);
    if (!was || !saltKey) throw new Error(`run ${runId} is not sealed`);
    return sealOf(was, await chunkRoots(tx, runId, saltKey), previous, configuredSigner());
  });
  await sql`update run_seal set chunk_roots = ${Buffer.from(seal.chunkRoots)}, tree_root_sha256 = ${seal.treeRootSha256},
    previous_root_sha256 = ${previous}, root_sha256 = ${seal.rootSha256}, signature = ${seal.signature} where run_id = ${runId}`;
  await sql`alter table run_seal enable trigger user`;
  await sql`update plan_run set run_root_sha256 = ${seal.rootSha256} where id = ${runId}`;
  return seal.rootSha256;
}

async function chunkRoots(tx: Tx, runId: number, saltKey: Uint8Array): Promise<Uint8Array[]> {
  const commit = chunkCommitter(saltKey);
  const roots: Uint8Array[] = [];
  for (const name of TREE_ORDER) {
    const rows = await listTraceChunks(tx, WORKER, runId, name);
    const chunks = await readRuledChunks(tx, WORKER, name, rows);
    for (const [i, row] of rows.entries()) {
      const chunk = chunks[i];
      if (chunk) roots.push(commit(chunk.rule.definition, row, chunk.values));
    }
  }
  return roots;
}
