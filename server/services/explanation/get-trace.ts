// The raw trace behind an explanation: every node of both decisions, as stored.

import type { Tx } from "@/db/client.ts";
import { type StorageType, storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import type { Definition } from "@/lib/optimizer/decision/index.ts";
import { HIDDEN_FROM } from "@/lib/optimizer/explanation/index.ts";
import { marketDefinition } from "@/lib/optimizer/market/index.ts";
import { nodeLabel } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { definitions, limitKey, loadDecision, placementKey } from "@/server/planning/traces.ts";
import { findExplanation } from "@/server/repositories/explanation.ts";
import { findCoveringRun } from "@/server/repositories/latest-run.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import type { DefinitionName } from "@/server/repositories/trace.ts";
import type { SellerContext } from "@/server/services/context.ts";
import type { StoredAnswer } from "./answer.ts";
import { monthsAhead } from "./decision-answers.ts";
import { answerOfRow, viewerOf } from "./get-explanation.ts";
import { grantNodes, resultOrThrow } from "./grant-answer.ts";
import type { TraceView } from "./schemas.ts";

/** Both decisions' nodes in definition order; empty for questions that are not about a decision. */
export function getTrace(ctx: SellerContext, explanationId: string): Promise<TraceView> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await findExplanation(tx, ctx.scope, explanationId);
    if (!row) throw new DomainError("not_found", { explanationId });
    const answer = answerOfRow(row);
    const sides = await sidesOf(tx, ctx.scope, answer);
    if (!sides) return { definition: null, nodes: [] };
    const { definition } = sides;
    const hidden = HIDDEN_FROM[viewerOf(ctx.scope)];
    return {
      definition: `${definition.name}@${definition.version}`,
      nodes: definition.nodes.map((node, index) => {
        const isHidden = hidden.has(definition.visibility[index] ?? "networkConfidential");
        const text = (value: number | undefined) =>
          isHidden || value === undefined ? null : String(value);
        return {
          id: node.id,
          label: nodeLabel(definition.name, node.id),
          kind: node.kind,
          unit: node.unit,
          from: text(sides.from?.[node.id]?.[0]),
          to: text(sides.to?.[node.id]?.[0]),
          formula: node.kind === "leaf" ? null : node.text,
        };
      }),
    };
  });
}

type Values = Readonly<Record<string, Float64Array>>;

async function sidesOf(
  tx: Tx,
  scope: SellerScope,
  { question }: StoredAnswer,
): Promise<{
  readonly definition: Definition;
  readonly from: Values | null;
  readonly to: Values | null;
} | null> {
  const load = async (name: DefinitionName, runId: number, key: number): Promise<Values | null> => {
    const found = await loadDecision(tx, scope, runId, name, { accountId: scope.accountId, key });
    return found?.values.column ?? null;
  };
  const limit = async (runId: number, storageType: StorageType, monthOn: string) => {
    const run = await findCoveringRun(tx, scope, runId);
    if (!run) return null;
    return load(
      "capacity",
      runId,
      limitKey(storageTypeIndex(storageType), monthsAhead(run, monthOn)),
    );
  };
  switch (question.kind) {
    case "limitLevel":
    case "limitChange": {
      const to = await limit(question.runId, question.storageType, question.monthOn);
      const hasBase = question.kind === "limitChange";
      const from = hasBase
        ? await limit(question.baseRunId, question.storageType, question.baseMonthOn)
        : null;
      return { definition: definitions.capacity, from, to };
    }
    case "restockLevel":
    case "restockChange": {
      const to = await load("replenishment", question.runId, question.productId);
      const from =
        question.kind === "restockChange"
          ? await load("replenishment", question.baseRunId, question.productId)
          : null;
      return { definition: definitions.replenishment, from, to };
    }
    case "grantLevel": {
      const nodes = grantNodes(await resultOrThrow(tx, scope, question.roundId));
      const to = nodes && Object.fromEntries([...nodes].map(([id, v]) => [id, Float64Array.of(v)]));
      return { definition: marketDefinition, from: null, to };
    }
    case "placementLevel": {
      const key = placementKey(question.productId, question.fcId);
      return {
        definition: definitions.placement,
        from: null,
        to: await load("placement", question.runId, key),
      };
    }
    case "targetLevel": {
      const key = placementKey(question.productId, question.fcId);
      return {
        definition: definitions.positioning,
        from: null,
        to: await load("positioning", question.runId, key),
      };
    }
    case "inStockChange":
      return null;
  }
}
