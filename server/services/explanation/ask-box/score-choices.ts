// Questions about the efficiency score that a plain question can mean.
import type { Tx } from "@/db/client.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { leversOfScore } from "../score-answers.ts";
import type { Understood } from "./classify.ts";
import { deedChoice, deedMeant } from "./deeds.ts";
import { type Choice, type Found, says } from "./label.ts";
import { heldUnits } from "./limit-ahead.ts";
import { askedLimit } from "./limit-asked.ts";

const MILLIONTHS_PER_PERCENT = 10_000;
/** Asked about where no figure is named. */
const WHOLE_PERCENT = 100;
const MOST_PERCENT = 1000;

/** The best fit first, then why it is what it is and why it changed. */
export async function scoreChoices(
  tx: Tx,
  scope: SellerScope,
  understood: Understood,
): Promise<Found> {
  const { type, percent: named, figures, text } = understood;
  const asked = await askedLimit(tx, scope, text);
  if (!asked) return only([]);
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
      return only([...change, level]);
    case "contrast":
    case "counterfactual": {
      const percent = Math.min(MOST_PERCENT, named ?? figures.at(-1) ?? WHOLE_PERCENT);
      const targetMillionths = Math.max(1, Math.round(percent * MILLIONTHS_PER_PERCENT));
      const target = { unit: "millionths", value: targetMillionths };
      return only([
        {
          label: says("askBoxTarget", { subject, target }),
          question: { kind: "scoreTarget", ...of, targetMillionths },
        },
        level,
      ]);
    }
    case "forward": {
      const kind = "scoreForward" as const;
      const plain: Choice = {
        label: says("askBoxForward", { subject }),
        question: { kind, ...of, leaf: "none", move: 1, steps: 0 },
      };
      const held = { units: await heldUnits(tx, scope, current, storageType) };
      const deed = deedMeant(await leversOfScore(tx, scope, of), "score", understood, held);
      if (deed === null) return only([plain, level]);
      const done = deedChoice(deed, subject, (move) => ({ kind, ...of, ...move }));
      return { choices: [done, plain, level], note: deed.note };
    }
    case "provenance":
      return only([
        {
          label: says("askBoxSources", { subject }),
          question: { kind: "scoreSources", ...of },
        },
        level,
      ]);
    case "fairness":
      return only([
        {
          label: says("askBoxFairness", { subject }),
          question: { kind: "scoreFairness", ...of },
        },
        level,
      ]);
    default:
      return only([level, ...change]);
  }
}

const only = (choices: readonly Choice[]): Found => ({ choices, note: null });
