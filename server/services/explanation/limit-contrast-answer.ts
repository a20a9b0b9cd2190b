// Why a limit is not higher: which rule, and what would hold it next.
import type { Tx } from "@/db/client.ts";
import { contrastLimit, tightnessStep } from "@/lib/optimizer/capacity/index.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { explainLevel } from "@/lib/optimizer/explanation/index.ts";
import { definitionSha256 } from "@/server/planning/rules.ts";
import { definitions, limitKey } from "@/server/planning/traces.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { ANSWER_VERSION, NOBODY, type StoredAnswer } from "./answer.ts";
import { monthsAhead, replayed, runOrThrow, runRef } from "./decision.ts";
import type { Ask } from "./question.ts";

export async function answerLimitContrast(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"limitContrast">,
): Promise<StoredAnswer> {
  const { storageType, monthOn } = question;
  const run = await runOrThrow(tx, scope, question.runId);
  const key = limitKey(storageTypeIndex(storageType), monthsAhead(run, monthOn));
  const { leaves, isReplayEqual } = await replayed(tx, scope, run.runId, "capacity", key);
  const { nodes, leafCount, indexOf } = definitions.capacity;
  const column = Object.fromEntries(
    nodes.slice(0, leafCount).map(({ id }, k) => [id, leaves.subarray(k, k + 1)]),
  );
  const leaf = (id: string) => leaves[indexOf.get(id) ?? -1] ?? Number.NaN;
  const { limitMm3, lifted, ladder, points } = contrastLimit({ count: 1, column }, 0);
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, storageType, monthOn },
    facts: {
      type: "limitContrast",
      level: explainLevel(definitions.capacity, leaves),
      limitMm3,
      lifted: [...lifted],
      ladder: ladder.map((rung) => ({ ...rung, constraints: [...rung.constraints] })),
      points: points.map(({ leaf: id, gainMm3 }) => ({ leaf: id, gainMm3 })),
      price: {
        waterLevelMilliWeeks: leaf("waterLevelMilliWeeks"),
        rationShareMillionths: leaf("rationShareMillionths"),
        tightnessStep: tightnessStep(leaf("waterLevelMilliWeeks"), leaf("coverWeeks")),
      },
    },
    run: runRef(run),
    baseRun: null,
    policyChange: null,
    isReplayEqual,
    codeSha256: definitionSha256(definitions.capacity),
  };
}
