// What the efficiency score does to a limit: whether any score would make it another, by the rules run with the lowest and the highest.
import type { Tx } from "@/db/client.ts";
import { efficiencyParts, shareLeaf } from "@/lib/optimizer/capacity/index.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { type Definition, evaluateOne } from "@/lib/optimizer/decision/index.ts";
import { definitions, limitKey } from "@/server/planning/traces.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { StoredAnswer } from "./answer.ts";
import { decisionAnswer, monthsAhead, replayed, runOrThrow } from "./decision.ts";
import { space } from "./limit-use-answer.ts";
import type { Ask } from "./question.ts";
import type { ToldFacts } from "./told.ts";

export async function answerLimitScore(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"limitScoreLevel">,
): Promise<StoredAnswer> {
  const { storageType, monthOn, runId } = question;
  const run = await runOrThrow(tx, scope, runId);
  const key = limitKey(storageTypeIndex(storageType), monthsAhead(run, monthOn));
  const { leaves } = await replayed(tx, scope, runId, "capacity", key);
  const facts = limitScoreFacts(definitions.capacity, leaves);
  return decisionAnswer(question, run, { storageType, monthOn }, definitions.capacity, facts);
}

type Knot = "Worst" | "Best";

/** The same leaves with every measured share at one end of what counts. */
function withShares(definition: Definition, leaves: Float64Array, knot: Knot): Float64Array {
  const at = (id: string) => definition.indexOf.get(id) ?? -1;
  const moved = leaves.slice();
  for (const name of efficiencyParts)
    moved[at(shareLeaf[name])] = leaves[at(`${name}${knot}Millionths`)] ?? Number.NaN;
  return moved;
}

/** `leaves` of a limit, in leaf order. */
export function limitScoreFacts(definition: Definition, leaves: Float64Array): ToldFacts {
  const valuesOf = (from: Float64Array) => {
    const values = new Float64Array(definition.nodes.length);
    evaluateOne(definition, from, values);
    return (id: string) => values[definition.indexOf.get(id) ?? -1] ?? Number.NaN;
  };
  const { output } = definition;
  const now = valuesOf(leaves);
  const [low, high] = (["Worst", "Best"] as const).map((knot) =>
    valuesOf(withShares(definition, leaves, knot))(output),
  );
  const limitMm3 = now(output);
  const state = high !== limitMm3 ? "rises" : low !== limitMm3 ? "falls" : "none";
  const score = { unit: "millionths", value: now("efficiency") };
  return {
    type: "told",
    definition: definition.name,
    version: definition.version,
    unit: "mm3",
    value: limitMm3,
    headline: { id: "limitScoreHeadline", values: { state, score, limit: space(limitMm3) } },
    sentences: [
      { id: "limitScoreRule", values: {} },
      {
        id: "limitScoreNeed",
        values: { cover: space(now("coverVolume")), need: space(now("forecastNeed")) },
      },
      { id: "limitScoreShare", values: {} },
    ],
    replayCount: 3,
  };
}
