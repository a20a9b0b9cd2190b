// Both sides of a question as they were traced: every node's value before and now.
import type { Tx } from "@/db/client.ts";
import { type StorageType, storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import type { Definition } from "@/lib/optimizer/decision/index.ts";
import { marketDefinition } from "@/lib/optimizer/market/index.ts";
import { definitions, limitKey, loadDecision, placementKey } from "@/server/planning/traces.ts";
import { findCoveringRun } from "@/server/repositories/latest-run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { DefinitionName } from "@/server/repositories/trace.ts";
import { monthsAhead } from "./decision.ts";
import { grantNodes, resultOrThrow } from "./grant-answer.ts";
import type { Ask } from "./question.ts";

type Values = Readonly<Record<string, Float64Array>>;

export interface TraceSides {
  readonly definition: Definition;
  /** null where the question has no such side or the trace is of another build's rules. */
  readonly from: Values | null;
  readonly to: Values | null;
}

async function valuesOf(
  tx: Tx,
  scope: SellerScope,
  name: DefinitionName,
  runId: number,
  key: number,
): Promise<Values | null> {
  const found = await loadDecision(tx, scope, runId, name, { accountId: scope.accountId, key });
  return found?.values.column ?? null;
}

interface LimitOf {
  readonly runId: number;
  readonly storageType: StorageType;
  readonly monthOn: string;
}

async function limitValues(
  tx: Tx,
  scope: SellerScope,
  { runId, storageType, monthOn }: LimitOf,
): Promise<Values | null> {
  const run = await findCoveringRun(tx, scope, runId);
  if (!run) return null;
  const key = limitKey(storageTypeIndex(storageType), monthsAhead(run, monthOn));
  return valuesOf(tx, scope, "capacity", runId, key);
}

export async function limitSides(
  tx: Tx,
  scope: SellerScope,
  question: LimitOf & Partial<Pick<Ask<"limitChange">, "baseRunId" | "baseMonthOn">>,
): Promise<TraceSides> {
  const { storageType, baseRunId, baseMonthOn } = question;
  const to = await limitValues(tx, scope, question);
  const from =
    baseRunId !== undefined && baseMonthOn !== undefined
      ? await limitValues(tx, scope, { runId: baseRunId, storageType, monthOn: baseMonthOn })
      : null;
  return { definition: definitions.capacity, from, to };
}

export async function restockSides(
  tx: Tx,
  scope: SellerScope,
  question: { readonly productId: number; readonly runId: number; readonly baseRunId?: number },
): Promise<TraceSides> {
  const { productId, runId, baseRunId } = question;
  const side = (run: number) => valuesOf(tx, scope, "replenishment", run, productId);
  const to = await side(runId);
  const from = baseRunId === undefined ? null : await side(baseRunId);
  return { definition: definitions.replenishment, from, to };
}

interface DecisionAt {
  readonly productId: number;
  readonly fcId: number;
  readonly runId: number;
  readonly baseRunId?: number;
}

/** Of a decision about a product at an FC. */
export const buildingSides =
  (name: "placement" | "positioning") =>
  async (tx: Tx, scope: SellerScope, question: DecisionAt): Promise<TraceSides> => {
    const { runId, baseRunId } = question;
    const key = placementKey(question.productId, question.fcId);
    const to = await valuesOf(tx, scope, name, runId, key);
    const from = baseRunId === undefined ? null : await valuesOf(tx, scope, name, baseRunId, key);
    return { definition: definitions[name], from, to };
  };

export async function grantSides(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"grantLevel">,
): Promise<TraceSides> {
  const nodes = grantNodes(await resultOrThrow(tx, scope, question.roundId));
  const to = nodes && Object.fromEntries([...nodes].map(([id, v]) => [id, Float64Array.of(v)]));
  return { definition: marketDefinition, from: null, to };
}
