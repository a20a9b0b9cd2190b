// Rules are recorded when they first decide: what they say, and a bundle that computes them for ever.
import { brotliCompressSync } from "node:zlib";
import type { Tx } from "@/db/client.ts";
import type { Definition } from "@/lib/optimizer/decision/index.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import {
  type DefinitionName,
  type FormulaSetRow,
  insertFormulaSets,
  listFormulaSets,
  type NewFormulaSet,
} from "@/server/repositories/trace.ts";
import { bundleRule, type RuleSource, ruleSources } from "./rule-bundle.ts";
import { definitionSha256 } from "./rules.ts";
import { definitions } from "./traces.ts";

/** A definition and where it is written. */
export interface WrittenRule {
  readonly name: DefinitionName;
  readonly definition: Definition;
  readonly source: RuleSource;
}

/** This build's. */
export const OWN_RULES: readonly WrittenRule[] = Object.entries(definitions).map(
  ([name, definition]) => ({
    name: name as DefinitionName,
    definition,
    source: ruleSources[name as DefinitionName],
  }),
);

/** The rules (this build's) as they are recorded, in their order. New ones are added with their bundles; the first bundle of a rule stays. */
export async function recordRules(
  tx: Tx,
  rules: readonly WrittenRule[] = OWN_RULES,
): Promise<readonly FormulaSetRow[]> {
  const hashes = rules.map(({ definition }) => definitionSha256(definition));
  const known = new Set((await listFormulaSets(tx, hashes)).map(({ codeSha256 }) => codeSha256));
  const missing = rules.filter((_, i) => !known.has(hashes[i] ?? ""));
  if (missing.length > 0) await insertFormulaSets(tx, missing.map(formulaSetOf));
  const rows = new Map((await listFormulaSets(tx, hashes)).map((row) => [row.codeSha256, row]));
  return hashes.map((hash) => {
    const row = rows.get(hash);
    if (!row) throw new Error(`record: no formula set ${hash}`);
    return row;
  });
}

function formulaSetOf({ name, definition, source }: WrittenRule): NewFormulaSet {
  const bundle = bundleRule(source);
  return {
    definition: name,
    version: definition.version,
    codeSha256: definitionSha256(definition),
    spec: JSON.parse(definition.canonicalText) as unknown,
    bundle: new Uint8Array(brotliCompressSync(bundle)),
    bundleSha256: sha256Hex(bundle),
  };
}
