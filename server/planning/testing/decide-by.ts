// A planned run as it would be had other rules decided its limits or its placement: recorded, traced, committed and sealed by the planner's
// own code.
import { type Columns, evaluate } from "@/lib/optimizer/decision/index.ts";
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
  /** Inputs that the rules so far lack, or other values of them, from what was decided (all nodes). */
  readonly given?: (decided: Columns) => Columns["column"] | Promise<Columns["column"]>;
}

/** For {@link Redecided.given}: one value for all decisions. */
export const always =
  (values: Readonly<Record<string, number>>): NonNullable<Redecided["given"]> =>
  ({ count }) =>
    Object.fromEntries(
      Object.entries(values).map(([id, value]) => [id, new Float64Array(count).fill(value)]),
    );

/**
 * Decides a chain's runs again, oldest first, by rules of one definition, through a superuser's address. Their chunks then stand alone.
 * Numbers kept beside the traces stay as they were.
 */
export async function decideBy(adminUrl: string, runs: readonly Redecided[]): Promise<void> {
  const admin = connect(adminUrl, { max: 1 });
  const { sql } = admin;
  const asWorker = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inScope(admin.db, WORKER, work);
  const decided = await asWorker(async (tx) => {
    const all: NewTraceChunk[][] = [];
    for (const run of runs) all.push(await decidedBy(tx, run));
    return all;
  });
  await sql`alter table trace_chunk disable trigger user`;
  for (const { runId, rule } of runs)
    await sql`delete from trace_chunk where run_id = ${runId}
      and formula_set_id in (select id from formula_set where definition = ${rule.name})`;
  await sql`alter table trace_chunk enable trigger user`;
  let previous: string | null = null;
  for (const [i, run] of runs.entries()) {
    await asWorker((tx) => insertTraceChunks(tx, run.runId, decided[i] ?? []));
    previous = await sealAgain(admin, run, previous);
  }
  await admin.close();
}

async function decidedBy(tx: Tx, { runId, rule, given }: Redecided): Promise<NewTraceChunk[]> {
  const [recorded] = await recordRules(tx, [rule]);
  const rows = await listTraceChunks(tx, WORKER, runId, rule.name);
  const before = await readRuledChunks(tx, WORKER, rule.name, rows);
  const chunks: NewTraceChunk[] = [];
  for (const [i, row] of rows.entries()) {
    const decided = before[i]?.values ?? { count: 0, column: {} };
    const leaves = { ...decided, column: { ...decided.column, ...(await given?.(decided)) } };
    chunks.push(
      ...traceChunks(rule.definition, recorded?.id ?? 0, {
        sellerId: row.sellerId,
        accountId: row.accountId,
        keys: row.decisionKeys,
        values: evaluate(rule.definition, leaves),
        start: 0,
      }),
    );
  }
  return chunks;
}

/** The run's own key and facts, its chunks as they are now, the rule among its code; the new root. */
async function sealAgain(
  { db, sql }: Connection,
  { runId, rule }: Redecided,
  previous: string | null,
): Promise<string> {
  const [own] = await inScope(db, WORKER, (tx) => recordRules(tx, [rule]));
  const named = await sql<{ codeSha256: string; bundleSha256: string; definition: string }[]>`
    select f.code_sha256 as "codeSha256", f.bundle_sha256 as "bundleSha256", f.definition
    from run_seal s, jsonb_array_elements(s.rules) with ordinality as r(rule, at)
    join formula_set f on f.code_sha256 = r.rule->>'codeSha256' where s.run_id = ${runId} order by r.at`;
  const rules = named.map(({ definition, ...other }) => {
    const { codeSha256, bundleSha256 } = definition === rule.name && own ? own : other;
    return { codeSha256, bundleSha256 };
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
