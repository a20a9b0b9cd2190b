// Stored answers about the efficiency score, from the leaves of two limits.
import { scoreDefinition, scoreLeaves } from "@/lib/optimizer/capacity/index.ts";
import { explainChange, forward } from "@/lib/optimizer/explanation/index.ts";
import type { StoredAnswer } from "../answer.ts";
import { scoreFacts, scoreValues, scoreWays } from "../score-answers.ts";

/** `base` holds what is common to all answers; `before` and `now` are leaves of limits. */
export function scoreAnswers(
  base: Omit<StoredAnswer, "question" | "facts">,
  before: Float64Array,
  now: Float64Array,
): StoredAnswer[] {
  const answer = (kind: string, facts: StoredAnswer["facts"], more = {}) =>
    ({
      ...base,
      question: { kind, storageType: "standard", monthOn: "2026-12-01", runId: 2 },
      subject: { ...base.subject, storageType: "standard", monthOn: "2026-12-01" },
      facts,
      ...more,
    }) as StoredAnswer;
  const [from, to] = [scoreLeaves(before), scoreLeaves(now)];
  to[scoreDefinition.indexOf.get("inStockShareMillionths") ?? -1] = 940_000;
  const level = scoreFacts(scoreValues(to));
  const grid = { origin: level.to, step: 1 };
  const ways = scoreWays(to, level.to + 20_000);
  const outlook = [{ id: "same", leaves: {} }] as const;
  return [
    answer("scoreLevel", level, { ways }),
    answer("scoreChange", explainChange(scoreDefinition, from, to)),
    answer("scoreTarget", ways),
    answer(
      "scoreForward",
      forward(scoreDefinition, to, { excessShareMillionths: 130_000 }, outlook, grid),
    ),
  ];
}
