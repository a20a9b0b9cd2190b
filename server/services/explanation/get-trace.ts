// The raw trace behind an explanation: every node of both decisions, as stored.

import { bandFor, HIDDEN_FROM } from "@/lib/optimizer/explanation/index.ts";
import { type Locale, nodeLabel, renderMessage } from "@/lib/wording/index.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { answerOfRow } from "./get-explanation.ts";
import { questionKind } from "./question-kinds.ts";
import type { TraceView } from "./schemas.ts";
import { readableExplanation, viewerOf } from "./staff-only.ts";

/** Both decisions' nodes in definition order; empty for questions that are not about a decision. */
export function getTrace(
  ctx: SellerContext,
  explanationId: string,
  locale: Locale = "en",
): Promise<TraceView> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await readableExplanation(tx, ctx.scope, explanationId);
    const answer = answerOfRow(row);
    const sides = await questionKind(answer.question).sides(tx, ctx.scope, answer.question);
    if (!sides) return { definition: null, nodes: [] };
    const { definition } = sides;
    const viewer = viewerOf(ctx.scope);
    return {
      definition: `${definition.name}@${definition.version}`,
      nodes: definition.nodes.map((node, index) => {
        const visibility = definition.visibility[index] ?? "networkConfidential";
        const text = (value: number | undefined) => {
          if (value === undefined) return null;
          if (!HIDDEN_FROM[viewer].has(visibility)) return String(value);
          const band = bandFor(viewer, { kind: node.kind, visibility }, value);
          return band && bandText(band, locale);
        };
        return {
          id: node.id,
          label: nodeLabel(definition.name, node.id, locale),
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

const bandText = (
  { low, high }: { readonly low: number; readonly high: number },
  locale: Locale,
): string => renderMessage("withinBand", { low: String(low), high: String(high) }, locale);
