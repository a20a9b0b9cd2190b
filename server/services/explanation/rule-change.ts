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

/** Which version followed which, and since when the account is decided by it; null where one version decided both. */
export async function ruleChangeOf(
  tx: Tx,
  scope: SellerScope,
  { from, to, baseRunId }: { from: Replayed; to: Replayed; baseRunId: number },
): Promise<StoredAnswer["ruleChange"]> {
  const { codeSha256, definition } = to.rule;
  if (from.rule.codeSha256 === codeSha256) return undefined;
  const changedOn = await findFirstDecidedOn(tx, scope, codeSha256, baseRunId);
  if (changedOn === null) throw new Error(`explanation: no run decided by ${codeSha256}`);
  return { changedOn, fromVersion: from.rule.definition.version, toVersion: definition.version };
}
