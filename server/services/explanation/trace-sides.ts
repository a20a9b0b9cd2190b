// Both sides of a question as they were traced: every node's value before and now.
import type { Tx } from "@/db/client.ts";
import { type StorageType, storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import type { Definition } from "@/lib/optimizer/decision/index.ts";
import { marketDefinition } from "@/lib/optimizer/market/index.ts";
import {
  definitions,
  limitKey,
  loadRuledDecision,
  placementKey,
  splitKey,
} from "@/server/planning/traces.ts";
import { findCoveringRun } from "@/server/repositories/latest-run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { DefinitionName } from "@/server/repositories/trace.ts";
import { monthsAhead } from "./decision.ts";
import { grantNodes, resultOrThrow } from "./grant-answer.ts";
import type { Ask } from "./question.ts";

type Values = Readonly<Record<string, Float64Array>>;

export interface TraceSides {
  /** Of the present side. */
  readonly definition: Definition;
  /** null where the question has no such side. */
  readonly from: Values | null;
  readonly to: Values | null;
  /** The decisions of runs that the sides were read from, the present one first; absent where no run decided. */
  readonly decisions?: readonly TracedDecision[];
}

/** A decision of the scope's account. */
export interface TracedDecision {
  readonly definition: DefinitionName;
  readonly runId: number;
  readonly key: number;
}

function traced(tx: Tx, scope: SellerScope, { definition, runId, key }: TracedDecision) {
  const { accountId } = scope;
  return loadRuledDecision(tx, scope, runId, definition, { accountId, key });
}

/** Sides of one definition from the decisions behind them. */
async function sidesOf(
  tx: Tx,
  scope: SellerScope,
  definition: DefinitionName,
  now: TracedDecision | null,
  before: TracedDecision | null,
): Promise<TraceSides> {
  const to = now && (await traced(tx, scope, now));
  const from = before && (await traced(tx, scope, before));
  return {
    definition: to?.rule.definition ?? definitions[definition],
    from: from?.values.column ?? null,
    to: to?.values.column ?? null,
    decisions: [...(now && to ? [now] : []), ...(before && from ? [before] : [])],
  };
}

interface LimitOf {
  readonly runId: number;
  readonly storageType: StorageType;
  readonly monthOn: string;
}

async function limitDecision(
  tx: Tx,
  scope: SellerScope,
  { runId, storageType, monthOn }: LimitOf,
): Promise<TracedDecision | null> {
  const run = await findCoveringRun(tx, scope, runId);
  if (!run) return null;
  const key = limitKey(storageTypeIndex(storageType), monthsAhead(run, monthOn));
  return { definition: "capacity", runId, key };
}

export async function limitSides(
  tx: Tx,
  scope: SellerScope,
  question: LimitOf & Partial<Pick<Ask<"limitChange">, "baseRunId" | "baseMonthOn">>,
): Promise<TraceSides> {
  const { storageType, baseRunId, baseMonthOn } = question;
  const now = await limitDecision(tx, scope, question);
  const before =
    baseRunId !== undefined && baseMonthOn !== undefined
      ? await limitDecision(tx, scope, { runId: baseRunId, storageType, monthOn: baseMonthOn })
      : null;
  return sidesOf(tx, scope, "capacity", now, before);
}

export function restockSides(
  tx: Tx,
  scope: SellerScope,
  question: { readonly productId: number; readonly runId: number; readonly baseRunId?: number },
): Promise<TraceSides> {
  const { productId: key, runId, baseRunId } = question;
  const side = (run: number) => ({ definition: "replenishment" as const, runId: run, key });
  const before = baseRunId === undefined ? null : side(baseRunId);
  return sidesOf(tx, scope, "replenishment", side(runId), before);
}

interface DecisionAt {
  readonly productId: number;
  readonly fcId: number;
  readonly runId: number;
  readonly baseRunId?: number;
}

/** Of a decision about a product at an FC. */
export const buildingSides =
  (definition: "placement" | "positioning") =>
  (tx: Tx, scope: SellerScope, question: DecisionAt): Promise<TraceSides> => {
    const { productId, fcId, runId, baseRunId } = question;
    const key = placementKey(productId, fcId);
    const side = (run: number) => ({ definition, runId: run, key });
    const before = baseRunId === undefined ? null : side(baseRunId);
    return sidesOf(tx, scope, definition, side(runId), before);
  };

export async function grantSides(
  tx: Tx,
  scope: SellerScope,
  { roundId, baseRoundId }: { readonly roundId: number; readonly baseRoundId?: number },
): Promise<TraceSides> {
  const side = async (id: number): Promise<Values | null> => {
    const nodes = grantNodes(await resultOrThrow(tx, scope, id));
    return nodes && Object.fromEntries([...nodes].map(([node, v]) => [node, Float64Array.of(v)]));
  };
  const from = baseRoundId === undefined ? null : await side(baseRoundId);
  return { definition: marketDefinition, from, to: await side(roundId) };
}

export function splitFeeSides(
  tx: Tx,
  scope: SellerScope,
  { split, runId }: Pick<Ask<"splitFeeLevel">, "split" | "runId">,
): Promise<TraceSides> {
  const now = { definition: "placementFee", runId, key: splitKey(split) } as const;
  return sidesOf(tx, scope, "placementFee", now, null);
}
