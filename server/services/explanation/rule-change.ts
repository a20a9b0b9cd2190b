// Why a decision went from one value to another, whichever versions of its rules decided the two.
import type { Tx } from "@/db/client.ts";
import { carryLeaves, leafValues } from "@/lib/optimizer/decision/index.ts";
import {
  type ChangeExplanation,
  changeGame,
  explainUnsplit,
  type NetworkSplit,
  type RuleSide,
  ruleGame,
} from "@/lib/optimizer/explanation/index.ts";
import type { CoveringRun } from "@/server/repositories/latest-run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { findFirstDecidedOn } from "@/server/repositories/trace.ts";
import type { StoredAnswer } from "./answer.ts";
import { asColumns, type Replayed } from "./decision.ts";

/** The change; with the rules as a cause of their own where another version decided, split from the inputs by its lift. */
export async function explainedChange(
  from: Replayed,
  to: Replayed,
  network?: NetworkSplit,
): Promise<ChangeExplanation> {
  const { rule } = to;
  if (from.rule.codeSha256 === rule.codeSha256) {
    const game = changeGame(rule.definition, from.leaves, to.leaves, network);
    return game.explained(await rule.evaluate(game.leaves));
  }
  const sides = await commonGround(from, to);
  if (!sides) return explainUnsplit(computed(from), computed(to));
  const game = ruleGame(...sides);
  return game.explained(await from.rule.evaluate(game.before), await rule.evaluate(game.now));
}

const computed = ({ rule: { definition }, values }: Replayed) => ({
  definition,
  values: asColumns(definition, values),
});

/** Both decisions in the terms of both versions; null where neither is lifted from the other, or not completely. */
async function commonGround(
  from: Replayed,
  to: Replayed,
): Promise<readonly [RuleSide, RuleSide] | null> {
  const isLater = to.rule.lift?.from === from.rule.codeSha256;
  // A run may also go back to the version before.
  const [older, newer] = isLater ? [from, to] : [to, from];
  const { lift } = newer.rule;
  if (lift?.from !== older.rule.codeSha256) return null;
  const of = ({ rule: { definition }, leaves }: Replayed) => ({ definition, leaves });
  const raised = carryLeaves(newer.rule.definition, of(older), await lift.added(named(older)));
  const told = await lift.removed(named(newer));
  const lowered = carryLeaves(older.rule.definition, of(newer), told, older.leaves);
  if (!raised || !lowered) return null;
  const [inFrom, inTo] = isLater ? [lowered, raised] : [raised, lowered];
  return [
    { definition: from.rule.definition, from: from.leaves, to: inFrom },
    { definition: to.rule.definition, from: inTo, to: to.leaves },
  ];
}

const named = ({ rule: { definition }, leaves }: Replayed) => leafValues(definition, leaves);

/**
 * Which version followed which, and since when the account is decided by the later one; undefined where one version decided both.
 * In the order of the runs, also where the newer of them is what is compared with.
 */
export async function ruleChangeOf(
  tx: Tx,
  scope: SellerScope,
  { from, to, run, base }: { from: Replayed; to: Replayed; run: CoveringRun; base: CoveringRun },
): Promise<StoredAnswer["ruleChange"]> {
  const isForward = base.runId < run.runId;
  const [older, newer] = isForward ? [from.rule, to.rule] : [to.rule, from.rule];
  const { codeSha256, definition } = newer;
  if (older.codeSha256 === codeSha256) return undefined;
  const after = Math.min(run.runId, base.runId);
  const changedOn = await findFirstDecidedOn(tx, scope, codeSha256, after);
  if (changedOn === null) throw new Error(`explanation: no run decided by ${codeSha256}`);
  return { changedOn, fromVersion: older.definition.version, toVersion: definition.version };
}
