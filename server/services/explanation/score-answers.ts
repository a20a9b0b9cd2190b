// Answers about the efficiency score: the part of a limit's trace that makes it, replayed as a decision of its own.
import type { Tx } from "@/db/client.ts";
import {
  efficiencyParts,
  scoreDefinition,
  scoreLeaves,
  scoreLevers,
  shareLeaf,
} from "@/lib/optimizer/capacity/index.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { evaluateOne } from "@/lib/optimizer/decision/index.ts";
import {
  type Counterfactual,
  counterfactual,
  explainChange,
  forward,
  type OutputGrid,
} from "@/lib/optimizer/explanation/index.ts";
import { limitKey } from "@/server/planning/traces.ts";
import type { CoveringRun } from "@/server/repositories/latest-run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { StoredAnswer } from "./answer.ts";
import { decisionAnswer, monthsAhead, replayed, runOrThrow, runRef } from "./decision.ts";
import { deedOf } from "./deed.ts";
import type { Measured } from "./measured.ts";
import { measuredAnswer } from "./measured-answer.ts";
import { policyChangeOf } from "./policy-change.ts";
import type { Ask } from "./question.ts";

type ScoreOf = Pick<Ask<"scoreLevel">, "runId" | "storageType" | "monthOn">;

export interface KnownScore {
  readonly run: CoveringRun;
  readonly leaves: Float64Array;
  readonly output: number;
}

/** The score within the limit of a month, which was replayed equal. */
export async function knownScore(
  tx: Tx,
  scope: SellerScope,
  { runId, storageType, monthOn }: ScoreOf,
): Promise<KnownScore> {
  const run = await runOrThrow(tx, scope, runId);
  const key = limitKey(storageTypeIndex(storageType), monthsAhead(run, monthOn));
  const limit = await replayed(tx, scope, runId, "capacity", key);
  const leaves = scoreLeaves(limit.leaves);
  return { run, leaves, output: valuesOf(leaves)(scoreDefinition.output) };
}

function valuesOf(leaves: Float64Array): (id: string) => number {
  const values = new Float64Array(scoreDefinition.nodes.length);
  evaluateOne(scoreDefinition, leaves, values);
  return (id) => values[scoreDefinition.indexOf.get(id) ?? -1] ?? 0;
}

export const scoreSubject = ({ storageType, monthOn }: ScoreOf) => ({ storageType, monthOn });

/** No other seller reaches a score: its what-ifs need no coarse grid. */
const gridOf = (output: number): OutputGrid => ({ origin: output, step: 1 });

const WAY_MILLIONTHS = 20_000;

export async function answerScoreLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"scoreLevel">,
): Promise<StoredAnswer> {
  const { run, leaves, output } = await knownScore(tx, scope, question);
  return {
    ...measuredAnswer(question, scoreFacts(leaves), scoreSubject(question)),
    run: runRef(run),
    ways: scoreWays(leaves, output + WAY_MILLIONTHS),
  };
}

/** From the lowest score, what each measured share adds. */
export function scoreFacts(leaves: Float64Array): Measured {
  const at = valuesOf(leaves);
  const share = (id: string) => ({ unit: "millionths", value: at(id) });
  return {
    type: "measured",
    metric: "score",
    unit: "millionths",
    from: null,
    to: at(scoreDefinition.output),
    parts: [
      {
        id: "policy",
        owner: "policy",
        amount: at("efficiencyMinMillionths"),
        label: null,
        rows: [],
      },
      ...efficiencyParts.map((name) => ({
        id: name,
        owner: "seller",
        amount: at(`${name}Efficiency`),
        label: null,
        rows: [],
      })),
    ],
    notes: efficiencyParts.map((name) => ({
      id: "scoreShare",
      values: { part: name, share: share(shareLeaf[name]), best: share(`${name}BestMillionths`) },
    })),
  };
}

export const scoreWays = (leaves: Float64Array, value: number): Counterfactual => {
  const grid = gridOf(valuesOf(leaves)(scoreDefinition.output));
  return counterfactual(scoreDefinition, leaves, scoreLevers, { sense: "atLeast", value }, grid);
};

export async function answerScoreChange(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"scoreChange">,
): Promise<StoredAnswer> {
  const { baseRunId, baseMonthOn, storageType } = question;
  const to = await knownScore(tx, scope, question);
  const from = await knownScore(tx, scope, {
    runId: baseRunId,
    monthOn: baseMonthOn,
    storageType,
  });
  const facts = explainChange(scoreDefinition, from.leaves, to.leaves);
  const subject = { ...scoreSubject(question), baseMonthOn };
  return {
    ...decisionAnswer(question, to.run, subject, scoreDefinition, facts),
    baseRun: runRef(from.run),
    policyChange: policyChangeOf("capacity", to.run, from.run),
  };
}

export async function answerScoreTarget(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"scoreTarget">,
): Promise<StoredAnswer> {
  const { run, leaves } = await knownScore(tx, scope, question);
  const facts = scoreWays(leaves, question.targetMillionths);
  return decisionAnswer(question, run, scoreSubject(question), scoreDefinition, facts);
}

/** The score with one share moved, as the rules give it; what others do does not reach it. */
export async function answerScoreForward(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"scoreForward">,
): Promise<StoredAnswer> {
  const { run, leaves, output } = await knownScore(tx, scope, question);
  const deed = deedOf(scoreDefinition, { leaves, output }, scoreLevers, question);
  const facts = forward(
    scoreDefinition,
    leaves,
    deed,
    [{ id: "same", leaves: {} }],
    gridOf(output),
  );
  return decisionAnswer(question, run, scoreSubject(question), scoreDefinition, facts);
}
