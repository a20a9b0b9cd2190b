// What every answer about a decision starts from: the run, and the leaves replayed equal to their trace.
import type { Tx } from "@/db/client.ts";
import { addMonths } from "@/lib/calendar/index.ts";
import type { Columns, Definition } from "@/lib/optimizer/decision/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import {
  definitionSha256,
  otherRules,
  type Rule,
  ruleDifference,
} from "@/server/planning/rules.ts";
import { loadRuledDecision } from "@/server/planning/traces.ts";
import { type CoveringRun, findCoveringRun } from "@/server/repositories/latest-run.ts";
import { findFc } from "@/server/repositories/network.ts";
import { findRestock } from "@/server/repositories/restock.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { DefinitionName } from "@/server/repositories/trace.ts";
import { ANSWER_VERSION, NOBODY, type RunRef, type StoredAnswer } from "./answer.ts";

export const runRef = (run: CoveringRun): RunRef => ({
  runId: run.runId,
  asOfOn: run.asOfOn,
  capacityPolicyVersion: run.capacityPolicyVersion,
  replenishmentPolicyVersion: run.replenishmentPolicyVersion,
  runRootSha256: run.runRootSha256,
});

export async function runOrThrow(tx: Tx, scope: SellerScope, runId: number): Promise<CoveringRun> {
  const run = await findCoveringRun(tx, scope, runId);
  if (!run) throw new DomainError("not_found", { runId });
  return run;
}

/** Months between the run's month and another: 1 is next month; null for a month that it does not decide. */
export function monthsAheadOrNull(run: CoveringRun, monthOn: string): number | null {
  for (let ahead = 1; ahead <= 3; ahead++) {
    if (`${addMonths(run.asOfOn.slice(0, 7), ahead)}-01` === monthOn) return ahead;
  }
  return null;
}

/** As {@link monthsAheadOrNull}, of a month that was asked about. */
export function monthsAhead(run: CoveringRun, monthOn: string): number {
  const ahead = monthsAheadOrNull(run, monthOn);
  if (ahead === null) throw new DomainError("not_found", { runId: run.runId, monthOn });
  return ahead;
}

export interface Replayed {
  /** The rules that decided. */
  readonly rule: Rule;
  /** All nodes; the first are the leaves. */
  readonly values: Float64Array;
  readonly leaves: Float64Array;
  /** What was decided. */
  readonly output: number;
  readonly isReplayEqual: boolean;
}

/**
 * The decision's values, and whether the rules that decided it give them again, this build's or another's. A difference is never
 * explained away.
 */
export async function replayedByItsRules(
  tx: Tx,
  scope: SellerScope,
  runId: number,
  name: DefinitionName,
  key: number,
): Promise<Replayed> {
  const decision = await loadRuledDecision(tx, scope, runId, name, {
    accountId: scope.accountId,
    key,
  });
  if (!decision) throw new DomainError("not_found", { runId });
  const { rule } = decision;
  const { nodes, leafCount, outputIndex } = rule.definition;
  if (await ruleDifference(decision))
    throw new Error(`explanation: replay of ${name} ${key} in run ${runId} differs from its trace`);
  const { column } = decision.values;
  const values = Float64Array.from(nodes, ({ id }) => column[id]?.[0] ?? Number.NaN);
  const leaves = values.subarray(0, leafCount);
  return { rule, values, leaves, output: values[outputIndex] ?? Number.NaN, isReplayEqual: true };
}

/** Values of all nodes in node order, as columns of one row. */
export const asColumns = ({ nodes }: Definition, values: Float64Array): Columns => ({
  count: 1,
  column: Object.fromEntries(nodes.map(({ id }, k) => [id, values.slice(k, k + 1)])),
});

/** As `replayedByItsRules`, for what this build's rules compute further with. Throws precondition_failed for decisions of other rules. */
export async function replayed(...asked: Parameters<typeof replayedByItsRules>): Promise<Replayed> {
  const decision = await replayedByItsRules(...asked);
  if (!decision.rule.isOfThisBuild) throw otherRules(asked[2]);
  return decision;
}

export async function skuOrThrow(
  tx: Tx,
  scope: SellerScope,
  runId: number,
  productId: number,
): Promise<string> {
  const row = await findRestock(tx, scope, runId, { productId });
  if (!row) throw new DomainError("not_found", { runId, productId });
  return row.sku;
}

/** The product and the FC that a decision is about. */
export async function placedOrThrow(
  tx: Tx,
  scope: SellerScope,
  asked: { readonly runId: number; readonly productId: number; readonly fcId: number },
): Promise<{ readonly run: CoveringRun; readonly sku: string; readonly fc: string }> {
  const { runId, productId, fcId } = asked;
  const run = await runOrThrow(tx, scope, runId);
  const sku = await skuOrThrow(tx, scope, runId, productId);
  const fc = await findFc(tx, run.marketplaceId, fcId);
  if (!fc) throw new DomainError("not_found", { fcId });
  return { run, sku, fc: fc.code };
}

/** What is common to answers about one number of one run. */
export const runAnswer = (
  question: StoredAnswer["question"],
  run: CoveringRun,
  subject: Partial<StoredAnswer["subject"]>,
  facts: StoredAnswer["facts"],
): StoredAnswer => ({
  version: ANSWER_VERSION,
  question,
  subject: { ...NOBODY, ...subject },
  facts,
  run: runRef(run),
  baseRun: null,
  policyChange: null,
  isReplayEqual: true,
  codeSha256: null,
  currency: run.currency,
});

/** What is common to answers about one decision of one run; its leaves were replayed equal. */
export const decisionAnswer = (
  question: StoredAnswer["question"],
  run: CoveringRun,
  subject: Partial<StoredAnswer["subject"]>,
  definition: Definition,
  facts: StoredAnswer["facts"],
): StoredAnswer => ({
  ...runAnswer(question, run, subject, facts),
  codeSha256: definitionSha256(definition),
});
