// Answers about the efficiency score: the part of a limit's trace that makes it, replayed as a decision of its own.
import type { Tx } from "@/db/client.ts";
import {
  efficiencyParts,
  scoreDefinition,
  scoreLeaves,
  scoreLevers,
  scorePart,
  shareLeaf,
} from "@/lib/optimizer/capacity/index.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { type Definition, evaluateOne } from "@/lib/optimizer/decision/index.ts";
import {
  type Counterfactual,
  counterfactual,
  forward,
  type OutputGrid,
} from "@/lib/optimizer/explanation/index.ts";
import { definitionSha256, otherRules } from "@/server/planning/rules.ts";
import { limitKey } from "@/server/planning/traces.ts";
import type { CoveringRun } from "@/server/repositories/latest-run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { StoredAnswer } from "./answer.ts";
import {
  decisionAnswer,
  monthsAhead,
  type Replayed,
  replayedByItsRules,
  runAnswer,
  runOrThrow,
  runRef,
} from "./decision.ts";
import { deedOf } from "./deed.ts";
import type { Measured } from "./measured.ts";
import { measuredAnswer } from "./measured-answer.ts";
import { policyChangeOf } from "./policy-change.ts";
import type { Ask } from "./question.ts";
import { explainedChange, ruleChangeOf } from "./rule-change.ts";
import { leversOf } from "./what-if-answers.ts";

type ScoreOf = Pick<Ask<"scoreLevel">, "runId" | "storageType" | "monthOn">;

export interface KnownScore {
  readonly run: CoveringRun;
  readonly leaves: Float64Array;
  readonly output: number;
}

/** The score within the limit of a month, which was replayed equal, for what this build's rules compute further with. */
export async function knownScore(tx: Tx, scope: SellerScope, asked: ScoreOf): Promise<KnownScore> {
  const { run, limit } = await decidedScore(tx, scope, asked);
  if (!limit.rule.isOfThisBuild) throw otherRules(asked.runId);
  const leaves = scoreLeaves(limit.leaves);
  return { run, leaves, output: scoreValues(leaves)(scoreDefinition.output) };
}

/** The limit of a month that has the score, by the rules that decided it. */
export async function decidedScore(
  tx: Tx,
  scope: SellerScope,
  { runId, storageType, monthOn }: ScoreOf,
): Promise<{ readonly run: CoveringRun; readonly limit: Replayed }> {
  const run = await runOrThrow(tx, scope, runId);
  const key = limitKey(storageTypeIndex(storageType), monthsAhead(run, monthOn));
  const limit = await replayedByItsRules(tx, scope, runId, "capacity", key);
  return { run, limit };
}

type ValueOf = (id: string) => number;

const valuesOf =
  ({ indexOf }: Definition, values: Float64Array): ValueOf =>
  (id) =>
    values[indexOf.get(id) ?? -1] ?? 0;

export function scoreValues(leaves: Float64Array): ValueOf {
  const values = new Float64Array(scoreDefinition.nodes.length);
  evaluateOne(scoreDefinition, leaves, values);
  return valuesOf(scoreDefinition, values);
}

/** Of this build's rules the score is a definition of its own; of others it is part of the limit's. */
export const scoreSha256 = ({ rule }: Replayed): string =>
  rule.isOfThisBuild ? definitionSha256(scoreDefinition) : rule.codeSha256;

export const scoreSubject = ({ storageType, monthOn }: ScoreOf) => ({ storageType, monthOn });

/** No other seller reaches a score: its what-ifs need no coarse grid. */
const gridOf = (output: number): OutputGrid => ({ origin: output, step: 1 });

const WAY_MILLIONTHS = 20_000;

export async function answerScoreLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"scoreLevel">,
): Promise<StoredAnswer> {
  const { run, limit } = await decidedScore(tx, scope, question);
  const at = valuesOf(limit.rule.definition, limit.values);
  return {
    ...measuredAnswer(question, scoreFacts(at), scoreSubject(question)),
    run: runRef(run),
    ...(limit.rule.isOfThisBuild && {
      ways: scoreWays(scoreLeaves(limit.leaves), at(scoreDefinition.output) + WAY_MILLIONTHS),
    }),
  };
}

/** From the lowest score, what each measured share adds. */
export function scoreFacts(at: ValueOf): Measured {
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
  const grid = gridOf(scoreValues(leaves)(scoreDefinition.output));
  return counterfactual(scoreDefinition, leaves, scoreLevers, { sense: "atLeast", value }, grid);
};

export async function answerScoreChange(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"scoreChange">,
): Promise<StoredAnswer> {
  const { baseRunId, baseMonthOn, storageType } = question;
  const { run, limit: to } = await decidedScore(tx, scope, question);
  const { run: base, limit: from } = await decidedScore(tx, scope, {
    runId: baseRunId,
    monthOn: baseMonthOn,
    storageType,
  });
  const facts = await explainedChange(from, to, {
    causesOf: (definition) => ({ definition: scorePart(definition) }),
  });
  return {
    ...runAnswer(question, run, { ...scoreSubject(question), baseMonthOn }, facts),
    baseRun: runRef(base),
    policyChange: policyChangeOf("capacity", run, base),
    ruleChange: await ruleChangeOf(tx, scope, { from, to, run, base }),
    isReplayEqual: from.isReplayEqual && to.isReplayEqual,
    codeSha256: scoreSha256(to),
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

/** What can be asked to be done about a score; nothing where other rules decided it. */
export async function leversOfScore(
  tx: Tx,
  scope: SellerScope,
  asked: ScoreOf,
): Promise<ReturnType<typeof leversOf>> {
  const { limit } = await decidedScore(tx, scope, asked);
  if (!limit.rule.isOfThisBuild) return [];
  const leaves = scoreLeaves(limit.leaves);
  const output = scoreValues(leaves)(scoreDefinition.output);
  return leversOf(scoreDefinition, { leaves, output }, scoreLevers);
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
