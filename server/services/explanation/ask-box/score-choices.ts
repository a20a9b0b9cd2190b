// Questions about the efficiency score that a plain question can mean.
import type { Tx } from "@/db/client.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { Understood } from "./classify.ts";
import { type Choice, says } from "./label.ts";
import { askedLimit } from "./limit-choices.ts";

const MILLIONTHS_PER_PERCENT = 10_000;
/** Asked about where no figure is named. */
const WHOLE_PERCENT = 100;
const MOST_PERCENT = 1000;

/** The best fit first, then why it is what it is and why it changed. */
export async function scoreChoices(
  tx: Tx,
  scope: SellerScope,
  { type, percent: named, figures, text }: Understood,
): Promise<Choice[]> {
  const asked = await askedLimit(tx, scope, text);
  if (!asked) return [];
  const { storageType } = asked.type;
  const { monthOn, current, before } = asked.month;
  const of = { storageType, monthOn, runId: current.runId };
  const values = { storageType: { storageType }, month: { month: monthOn } };
  const subject = says("askBoxScore", values);
  const level: Choice = {
    label: says("askBoxLevel", { subject }),
    question: { kind: "scoreLevel", ...of },
  };
  const change: Choice[] =
    !before || before.runId === current.runId
      ? []
      : [
          {
            label: says("askBoxChange", { subject }),
            question: {
              kind: "scoreChange",
              ...of,
              baseMonthOn: before.monthOn,
              baseRunId: before.runId,
            },
          },
        ];
  switch (type) {
    case "change":
      return [...change, level];
    case "contrast":
    case "counterfactual": {
      const percent = Math.min(MOST_PERCENT, named ?? figures.at(-1) ?? WHOLE_PERCENT);
      const targetMillionths = Math.max(1, Math.round(percent * MILLIONTHS_PER_PERCENT));
      const target = { unit: "millionths", value: targetMillionths };
      return [
        {
          label: says("askBoxTarget", { subject, target }),
          question: { kind: "scoreTarget", ...of, targetMillionths },
        },
        level,
      ];
    }
    case "forward":
      return [
        {
          label: says("askBoxForward", { subject }),
          question: { kind: "scoreForward", ...of, leaf: "none", move: 1, steps: 0 },
        },
        level,
      ];
    case "provenance":
      return [
        {
          label: says("askBoxSources", { subject }),
          question: { kind: "scoreSources", ...of },
        },
        level,
      ];
    case "fairness":
      return [
        {
          label: says("askBoxFairness", { subject }),
          question: { kind: "scoreFairness", ...of },
        },
        level,
      ];
    default:
      return [level, ...change];
  }
}
