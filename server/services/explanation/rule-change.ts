// Why a decision went from one value to another, whichever versions of its rules decided the two.
import type { Tx } from "@/db/client.ts";
import { commonLeaves, type Definition } from "@/lib/optimizer/decision/index.ts";
import {
  type Causes,
  type ChangeExplanation,
  type Computed,
  changeGame,
  explainUnsplit,
  type NetworkSplit,
  ruleGame,
  type Sides,
} from "@/lib/optimizer/explanation/index.ts";
import { liftsBetween } from "@/server/planning/lifts.ts";
import type { CoveringRun } from "@/server/repositories/latest-run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { type DefinitionName, listVersionsSince } from "@/server/repositories/trace.ts";
import type { StoredAnswer } from "./answer.ts";
import { asColumns, type Replayed } from "./decision.ts";

/** Beside a definition's own groups: how the network's part is split, or other causes than the groups. */
interface ToldBy {
  readonly network?: NetworkSplit | undefined;
  readonly causesOf?: ((definition: Definition) => Causes) | undefined;
}

/** The change; with the rules as a cause of their own where another version decided, split from the inputs by the lifts between. */
export async function explainedChange(
  from: Replayed,
  to: Replayed,
  { network, causesOf = (definition) => ({ definition }) }: ToldBy = {},
): Promise<ChangeExplanation> {
  const { rule } = to;
  if (from.rule.codeSha256 === rule.codeSha256) {
    const game = changeGame(causesOf(rule.definition), from.leaves, to.leaves, network);
    return game.explained(await rule.evaluate(game.leaves));
  }
  const sides = await commonGround(from, to);
  if (!sides) {
    const [before, now] = [from, to].map(({ rule: { definition }, values }) => ({
      ...causesOf(definition),
      values: asColumns(definition, values),
    })) as [Computed, Computed];
    return explainUnsplit(before, now);
  }
  const [before, now] = sides.map((side) => ({ ...side, ...causesOf(side.definition) })) as [
    Sides,
    Sides,
  ];
  const game = ruleGame(before, now);
  return game.explained(await from.rule.evaluate(game.before), await rule.evaluate(game.now));
}

/** Both decisions in the terms of both versions; null where no lifts lead from one to the other, or one of them does not tell all. */
async function commonGround(from: Replayed, to: Replayed): Promise<readonly [Sides, Sides] | null> {
  const of = ({ rule: { definition }, leaves }: Replayed) => ({ definition, leaves });
  const forth = liftsBetween(from.rule, to.rule);
  // A run may also go back to a version before.
  const steps = forth ?? liftsBetween(to.rule, from.rule);
  if (!steps) return null;
  const [earlier, later] = forth ? [from, to] : [to, from];
  const common = await commonLeaves(of(earlier), of(later), steps);
  if (!common) return null;
  const [inFrom, inTo] = forth ? [common.lowered, common.raised] : [common.raised, common.lowered];
  return [
    { definition: from.rule.definition, from: from.leaves, to: inFrom },
    { definition: to.rule.definition, from: inTo, to: to.leaves },
  ];
}

/**
 * Which version followed which, since when the account is decided by the later one, and which others decided in between; undefined
 * where one version decided both. In the order of the runs, also where the newer of them is what is compared with.
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
  const decided = await listVersionsSince(tx, scope, definition.name as DefinitionName, after);
  const last = decided.find((one) => one.codeSha256 === codeSha256);
  if (!last) throw new Error(`explanation: no run decided by ${codeSha256}`);
  const passed = decided.filter(
    (one) => one.runId < last.runId && one.codeSha256 !== older.codeSha256,
  );
  return {
    changedOn: last.asOfOn,
    fromVersion: older.definition.version,
    toVersion: definition.version,
    ...(passed.length > 0 && { passedVersions: passed.map(({ version }) => version) }),
  };
}
