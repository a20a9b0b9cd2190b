// Writing and reading the traces of decisions: what an explanation and a replay start from.
import type { Tx } from "@/db/client.ts";
import { capacityDefinition } from "@/lib/optimizer/capacity/index.ts";
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import type { Columns, Definition } from "@/lib/optimizer/decision/index.ts";
import { SPLIT_OPTIONS, type SplitOption } from "@/lib/optimizer/fees/index.ts";
import { placementDefinition, splitFeeDefinition } from "@/lib/optimizer/placement/index.ts";
import { positioningDefinition } from "@/lib/optimizer/positioning/index.ts";
import { replenishmentDefinition } from "@/lib/optimizer/replenishment/index.ts";
import type { DataScope } from "@/server/repositories/scope.ts";
import {
  type DefinitionName,
  findTraceChunk,
  listBaseChunks,
  listDecidingCode,
  listTraceChunks,
  type TraceChunkRow,
} from "@/server/repositories/trace.ts";
import { FC_KEYS } from "./rows-alike.ts";
import {
  definitionSha256,
  otherRules,
  presentRule,
  type ReadChunk,
  type Rule,
  rulesOf,
} from "./rules.ts";
import { type BaseChunk, checkContent, decodeStored, MAX_BASE_DEPTH } from "./trace-chunk.ts";

export const definitions: Readonly<Record<DefinitionName, Definition>> = {
  capacity: capacityDefinition,
  replenishment: replenishmentDefinition,
  positioning: positioningDefinition,
  placement: placementDefinition,
  placementFee: splitFeeDefinition,
};

/** Key of the units of a product at an FC among its account's decisions. Throws RangeError beyond 4,095 FCs. */
export function placementKey(productId: number, fcId: number): number {
  if (!(fcId > 0 && fcId < FC_KEYS)) throw new RangeError(`placementKey: FC id ${fcId}`);
  return productId * FC_KEYS + fcId;
}

/** Key of a limit among its account's decisions. Replenishment decisions are keyed by product id. */
export const limitKey = (storageTypeIndex: number, monthAhead: number): number =>
  storageTypeIndex * 16 + monthAhead;

/** Inverse of {@link limitKey}. */
export const limitOfKey = (key: number) => ({
  storageType: storageTypes[Math.floor(key / 16)] ?? "standard",
  monthAhead: key % 16,
});

/** Key of a split's fee among its account's decisions. */
export const splitKey = (split: SplitOption): number => SPLIT_OPTIONS.indexOf(split);

/** Inverse of {@link placementKey}. */
export const productOfPlacementKey = (key: number) => ({
  productId: Math.floor(key / FC_KEYS),
  fcId: key % FC_KEYS,
});

/** Whether the definition of this build decided the chunk. */
export const isOfThisBuild = (name: DefinitionName, { codeSha256 }: TraceChunkRow): boolean =>
  codeSha256 === definitionSha256(definitions[name]);

type Rules = ReadonlyMap<string, Rule>;

function presentRules(name: DefinitionName): Rules {
  const rule = presentRule(definitions[name]);
  return new Map([[rule.codeSha256, rule]]);
}

/**
 * Chunks of one definition, read through their bases; in the rows' order. Throws when the bytes of one are not those that were
 * hashed, or `rules` lack those that decided it.
 */
async function readByRules(
  tx: Tx,
  scope: DataScope,
  name: DefinitionName,
  rows: readonly TraceChunkRow[],
  rules: Rules,
): Promise<ReadChunk[]> {
  const read = await readUnchecked(tx, scope, name, rows, rules);
  rows.forEach((row, i) => {
    const { rule, values } = read[i] as ReadChunk;
    checkContent(rule.definition, row, values);
  });
  return read;
}

/** The values of chunks (all nodes), in the rows' order. Throws also when another build's rules decided one. */
export async function readChunks(
  tx: Tx,
  scope: DataScope,
  name: DefinitionName,
  rows: readonly TraceChunkRow[],
): Promise<Columns[]> {
  const read = await readByRules(tx, scope, name, rows, presentRules(name));
  return read.map(({ values }) => values);
}

/** Chunks as `readChunks`, whichever rules decided them, as long as their bundle is kept and sealed. */
export async function readRuledChunks(
  tx: Tx,
  scope: DataScope,
  name: DefinitionName,
  rows: readonly TraceChunkRow[],
): Promise<ReadChunk[]> {
  const rules = await rulesOf(tx, definitions[name], rows);
  return readByRules(tx, scope, name, rows, rules);
}

// A base is not checked by itself: what is read through it would not have its hash if the base were another.
async function readUnchecked(
  tx: Tx,
  scope: DataScope,
  name: DefinitionName,
  rows: readonly TraceChunkRow[],
  rules: Rules,
): Promise<ReadChunk[]> {
  const ruleOf = (row: TraceChunkRow): Rule => {
    const rule = rules.get(row.codeSha256);
    if (rule) return rule;
    const code = row.codeSha256.slice(0, 12);
    throw new Error(`trace: ${name} ${row.version} (${code}) is not the definition of this build`);
  };
  rows.forEach(ruleOf);
  const bases = rows.some(({ baseRunId }) => baseRunId !== null)
    ? await readBases(tx, scope, name, rows, rules)
    : [];
  const read: ReadChunk[] = [];
  for (const [i, row] of rows.entries()) {
    const base = bases[i] ?? null;
    if (row.baseRunId !== null && !base) throw lacksBase(row);
    const rule = ruleOf(row);
    const { tier, columns } = decodeStored(rule.definition, row, base);
    read.push({ rule, values: tier === "values" ? columns : await rule.evaluate(columns) });
  }
  return read;
}

const lacksBase = ({ chunkNo, accountId }: TraceChunkRow): Error =>
  new Error(`trace: chunk ${chunkNo} of account ${accountId} lacks its base`);

const chunkKey = (row: TraceChunkRow, runId: number): string =>
  [runId, row.sellerId, row.accountId, row.chunkNo].join("/");

/** What each row was written on, in the rows' order; null for one that stands alone. */
export async function readBases(
  tx: Tx,
  scope: DataScope,
  name: DefinitionName,
  rows: readonly TraceChunkRow[],
  rules: Rules = presentRules(name),
): Promise<(BaseChunk | null)[]> {
  const baseRows = await listBaseChunks(
    tx,
    scope,
    rows.filter(({ baseRunId }) => baseRunId !== null),
  );
  const read = await readUnchecked(tx, scope, name, baseRows, rules);
  const bases = new Map(
    baseRows.map((row, i) => [chunkKey(row, row.runId), baseChunk(row, read[i] as ReadChunk)]),
  );
  return rows.map((row) =>
    row.baseRunId === null ? null : (bases.get(chunkKey(row, row.baseRunId)) ?? null),
  );
}

const baseChunk = (row: TraceChunkRow, { values }: ReadChunk): BaseChunk => ({
  runId: row.runId,
  depth: row.baseDepth,
  keys: row.decisionKeys,
  values,
});

/**
 * What a run's chunks may be written on, by account: the chunks of the run before it that stand alone, or those that its own were
 * written on, so that a reader goes through one; of this build's definition only.
 */
export async function loadBases(
  tx: Tx,
  scope: DataScope,
  runId: number,
  name: DefinitionName,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, readonly BaseChunk[]>> {
  const all = await listTraceChunks(tx, scope, runId, name, accountIds);
  const rows = all.filter((row) => isOfThisBuild(name, row) && row.baseDepth < MAX_BASE_DEPTH);
  const alone = rows.filter(({ baseRunId }) => baseRunId === null);
  const read = await readUnchecked(tx, scope, name, alone, presentRules(name));
  const standing = new Map(alone.map((row, i) => [row, baseChunk(row, read[i] as ReadChunk)]));
  const below = await readBases(tx, scope, name, rows);
  const bases = new Map<number, BaseChunk[]>();
  rows.forEach((row, i) => {
    const base = standing.get(row) ?? below[i];
    if (!base) throw lacksBase(row);
    const own = bases.get(row.accountId) ?? [];
    own.push({ ...base, depth: row.baseDepth });
    bases.set(row.accountId, own);
  });
  return bases;
}

/** One decision as it was traced. */
export interface LoadedDecision {
  readonly accountId: number;
  readonly key: number;
  readonly rule: Rule;
  /** Leaves only, one row. */
  readonly leaves: Columns;
  /** All nodes, one row. */
  readonly values: Columns;
}

/**
 * The decision `key` of an account in a run, whichever rules made it; null when the run did not decide it or the scope may not
 * see it. Throws as `readRuledChunks`.
 */
export async function loadRuledDecision(
  tx: Tx,
  scope: DataScope,
  runId: number,
  name: DefinitionName,
  decision: { readonly accountId: number; readonly key: number },
): Promise<LoadedDecision | null> {
  const row = await findTraceChunk(tx, scope, runId, name, decision);
  if (!row) return null;
  const [chunk] = await readRuledChunks(tx, scope, name, [row]);
  const { rule, values: all } = chunk as ReadChunk;
  const values = pickRow(all, row.decisionKeys.indexOf(decision.key));
  const { nodes, leafCount } = rule.definition;
  const column: Record<string, Float64Array> = {};
  for (const { id } of nodes.slice(0, leafCount)) column[id] = values.column[id] as Float64Array;
  return { ...decision, rule, leaves: { count: 1, column }, values };
}

/** As `loadRuledDecision`; refuses one that another build's rules made, so that this build's may compute with its leaves. */
export async function loadDecision(
  ...asked: Parameters<typeof loadRuledDecision>
): Promise<LoadedDecision | null> {
  const found = await loadRuledDecision(...asked);
  if (found && !found.rule.isOfThisBuild) throw otherRules(asked[2]);
  return found;
}

/**
 * The value of a node in the decisions `key` of a run, by account: a seller's own, everybody's for others. Whichever rules made them;
 * accounts whose rules have no such node are left out. Throws as `readRuledChunks`.
 */
export async function loadNodeByAccount(
  tx: Tx,
  scope: DataScope,
  runId: number,
  name: DefinitionName,
  { key, node }: { readonly key: number; readonly node: string },
): Promise<ReadonlyMap<number, number>> {
  const all = await listTraceChunks(tx, scope, runId, name);
  const rows = all.filter(({ decisionKeys }) => decisionKeys.includes(key));
  const chunks = await readRuledChunks(tx, scope, name, rows);
  return new Map(
    rows.flatMap(({ accountId, decisionKeys }, i) => {
      const value = chunks[i]?.values.column[node]?.[decisionKeys.indexOf(key)];
      return value === undefined ? [] : [[accountId, value] as const];
    }),
  );
}

function pickRow(columns: Columns, row: number): Columns {
  const column: Record<string, Float64Array> = {};
  for (const [id, values] of Object.entries(columns.column)) {
    column[id] = values.slice(row, row + 1);
  }
  return { count: 1, column };
}

/** All decisions of a run that the scope may see, joined in (seller, account, chunk) order. */
export interface RunColumns {
  readonly sellerId: Float64Array;
  readonly accountId: Float64Array;
  readonly key: Float64Array;
  /** All nodes. */
  readonly values: Columns;
}

/**
 * Every account's decisions of one definition: for re-pricing, simulation of a policy, and replay. Refuses a run that another
 * definition than this build's decided.
 */
export async function loadRunColumns(
  tx: Tx,
  scope: DataScope,
  runId: number,
  definition: DefinitionName,
): Promise<RunColumns> {
  const columns = await loadComparableColumns(tx, scope, runId, definition);
  if (!columns) throw otherRules(runId);
  return columns;
}

/** As `loadRunColumns`, but null when another definition decided the run. */
export async function loadComparableColumns(
  tx: Tx,
  scope: DataScope,
  runId: number,
  definition: DefinitionName,
): Promise<RunColumns | null> {
  const own = definitionSha256(definitions[definition]);
  const decidedBy = await listDecidingCode(tx, scope, runId, definition);
  if (decidedBy.some((codeSha256) => codeSha256 !== own)) return null;
  const rows = await listTraceChunks(tx, scope, runId, definition);
  return joinChunks(definition, rows, await readChunks(tx, scope, definition, rows));
}

function joinChunks(
  definition: DefinitionName,
  rows: readonly TraceChunkRow[],
  chunks: readonly Columns[],
): RunColumns {
  const count = rows.reduce((sum, row) => sum + row.decisionKeys.length, 0);
  const joined = {
    sellerId: new Float64Array(count),
    accountId: new Float64Array(count),
    key: new Float64Array(count),
  };
  const column: Record<string, Float64Array> = {};
  for (const { id } of definitions[definition].nodes) column[id] = new Float64Array(count);
  let at = 0;
  for (const [i, row] of rows.entries()) {
    const size = row.decisionKeys.length;
    joined.sellerId.fill(row.sellerId, at, at + size);
    joined.accountId.fill(row.accountId, at, at + size);
    joined.key.set(row.decisionKeys, at);
    for (const [id, into] of Object.entries(column)) into.set(chunks[i]?.column[id] ?? [], at);
    at += size;
  }
  return { ...joined, values: { count, column } };
}
