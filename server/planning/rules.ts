// The rules that decided a chunk: this build's, or those of another build from the bundle that was kept when they first decided.
import { brotliDecompressSync } from "node:zlib";
import type { Tx } from "@/db/client.ts";
import {
  type Columns,
  columnsOfText,
  columnsText,
  type Definition,
  evaluate,
  type LeafValues,
  type LiftStep,
  liftSteps,
  liftsOfText,
  type ReplayDifference,
  recordedDefinition,
} from "@/lib/optimizer/decision/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { jsonSha256Hex, sha256Hex } from "@/server/core/hash.ts";
import { findSealedRules, type SealedRule } from "@/server/repositories/seal.ts";
import { findBundle, type TraceChunkRow } from "@/server/repositories/trace.ts";
import { type RuleCall, ruleThread } from "./rule-thread.ts";

export interface Rule {
  /** Of another build: its nodes, groups and labels; only `evaluate` computes. */
  readonly definition: Definition;
  readonly codeSha256: string;
  readonly isOfThisBuild: boolean;
  /** Columns of leaves to columns of all nodes. Throws as `evaluate` of the decision core. */
  readonly evaluate: (leaves: Columns) => Promise<Columns>;
  /** The way back to versions before, newest first; empty where the rules name none. */
  readonly lifts: readonly LiftStep[];
}

const codeHashes = new WeakMap<Definition, string>();

/** Hash of a definition's canonical text: the code a run used. Taken once: the texts are long. */
export function definitionSha256(definition: Definition): string {
  const hash = codeHashes.get(definition) ?? sha256Hex(definition.canonicalText);
  codeHashes.set(definition, hash);
  return hash;
}

export const presentRule = (definition: Definition): Rule => ({
  definition,
  codeSha256: definitionSha256(definition),
  isOfThisBuild: true,
  evaluate: async (leaves) => evaluate(definition, leaves),
  lifts: liftSteps(definition),
});

/** What only this build's rules compute was asked of a run that another build's decided. */
export const otherRules = (runId: number): DomainError =>
  new DomainError("precondition_failed", { rule: "other_rules", runId });

/** Whose rules decided a chunk, and in which run. */
export type DecidedBy = Pick<TraceChunkRow, "runId" | "version" | "codeSha256">;

/**
 * The rules of chunks of one definition by code hash. Throws for rules of another build whose bundle is absent, was changed,
 * is not the one that the run's seal names, or says other rules than the chunk's.
 */
export async function rulesOf(
  tx: Tx,
  present: Definition,
  rows: readonly DecidedBy[],
): Promise<ReadonlyMap<string, Rule>> {
  const own = presentRule(present);
  const rules = new Map([[own.codeSha256, own]]);
  const sealed = new Set<string>();
  for (const { runId, version, codeSha256 } of rows) {
    const place = `${runId} ${codeSha256}`;
    if (codeSha256 === own.codeSha256 || sealed.has(place)) continue;
    sealed.add(place);
    const name = `${present.name} ${version} (${codeSha256.slice(0, 12)})`;
    const kept = await keptBundle(tx, codeSha256, name);
    await requireSealed(tx, runId, { codeSha256, bundleSha256: kept.bundleSha256 }, name);
    if (!rules.has(codeSha256)) rules.set(codeSha256, await bundledRule(kept, codeSha256, name));
  }
  return rules;
}

/** A bundle whose hash was checked. */
interface KeptBundle {
  readonly bundle: string;
  readonly bundleSha256: string;
}

async function keptBundle(tx: Tx, codeSha256: string, name: string): Promise<KeptBundle> {
  const kept = await findBundle(tx, codeSha256);
  if (!kept?.bundle)
    throw new Error(`trace: ${name} is not the definition of this build, and no bundle is kept`);
  const bundle = unpackBundle(kept.bundle);
  if (bundle === null || sha256Hex(bundle) !== kept.bundleSha256)
    throw new Error(`trace: the bundle of ${name} was changed`);
  return { bundle, bundleSha256: kept.bundleSha256 };
}

function unpackBundle(packed: Uint8Array): string | null {
  try {
    return brotliDecompressSync(packed).toString("utf8");
  } catch {
    return null;
  }
}

/** A chunk's values (all nodes) and the rules that decided them. */
export interface ReadChunk {
  readonly rule: Rule;
  readonly values: Columns;
}

/** The first value (lowest row, then lowest node) that the rules give differently; null when all are equal bit for bit. */
export async function ruleDifference({
  rule,
  values,
}: ReadChunk): Promise<ReplayDifference | null> {
  const computed = await rule.evaluate(values);
  for (let row = 0; row < values.count; row++)
    for (const { id } of rule.definition.nodes) {
      const [was, is] = [values.column[id]?.[row], computed.column[id]?.[row]];
      if (was !== is)
        return { row, node: id, stored: was ?? Number.NaN, computed: is ?? Number.NaN };
    }
  return null;
}

/** What a run's root commits to as its code. */
export const codeRoot = (rules: readonly SealedRule[]): string =>
  jsonSha256Hex(rules.map(({ codeSha256, bundleSha256 }) => [codeSha256, bundleSha256]));

async function requireSealed(tx: Tx, runId: number, rule: SealedRule, name: string) {
  const seal = await findSealedRules(tx, runId);
  const isSealed =
    seal?.rules?.some(
      ({ codeSha256, bundleSha256 }) =>
        codeSha256 === rule.codeSha256 && bundleSha256 === rule.bundleSha256,
    ) && codeRoot(seal.rules) === seal.codeSha256;
  if (!isSealed)
    throw new Error(`trace: the seal of run ${runId} does not name this bundle of ${name}`);
}

async function bundledRule(
  { bundle, bundleSha256 }: KeptBundle,
  codeSha256: string,
  name: string,
): Promise<Rule> {
  const answer = async (call: RuleCall | null) => {
    const said = await ruleThread(bundle, bundleSha256).ask(call);
    if (sha256Hex(said.canonicalText) !== codeSha256)
      throw new Error(`trace: the bundle of ${name} holds other rules`);
    return said;
  };
  const { canonicalText, ...told } = await answer(null);
  const definition = recordedDefinition(canonicalText);
  const ids = definition.nodes.slice(0, definition.leafCount).map(({ id }) => id);
  const mapped = (name: "added" | "removed", lift: number) => async (leaves: LeafValues) => {
    const { result } = await answer({ name, lift, leaves: JSON.stringify(leaves) });
    return JSON.parse(result ?? "") as LeafValues;
  };
  return {
    definition,
    codeSha256,
    isOfThisBuild: false,
    evaluate: async ({ count, column }) => {
      const own = Object.fromEntries(ids.map((id) => [id, column[id] ?? new Float64Array()]));
      const leaves = columnsText({ count, column: own });
      const { result } = await answer({ name: "evaluate", leaves });
      return columnsOfText(result ?? "");
    },
    lifts: liftsOfText(told).map((shape, at) => ({
      ...shape,
      tellAdded: mapped("added", at),
      tellRemoved: mapped("removed", at),
    })),
  };
}
