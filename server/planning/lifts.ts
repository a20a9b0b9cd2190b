// Other versions of a rule on the ground of a later one.
import { evaluateOne, type LiftStep, raisedLeaves } from "@/lib/optimizer/decision/index.ts";
import { presentRule, type Rule } from "./rules.ts";
import { definitions } from "./traces.ts";

/**
 * The lifts from a version of a rule to a later one, newest first, as the later one tells them, else as this build's rule does, if both
 * are versions before it; null where no lifts lead from one to the other.
 */
export function liftsBetween(earlier: Rule, later: Rule): readonly LiftStep[] | null {
  const known = presentOf(later)?.lifts ?? [];
  const at = known.findIndex(({ from }) => from === later.codeSha256);
  for (const lifts of [later.lifts, at < 0 ? [] : known.slice(at + 1)]) {
    const last = lifts.findIndex(({ from }) => from === earlier.codeSha256);
    if (last >= 0) return lifts.slice(0, last + 1);
  }
  return null;
}

function presentOf({ definition }: Rule): Rule | null {
  const present = Object.values(definitions).find(({ name }) => name === definition.name);
  return present ? presentRule(present) : null;
}

/**
 * A decision's leaves as this build's rules may compute further with them: its own, or those of another version in this build's terms where
 * this build's rules give every number that both versions have as it was decided; null where they do not. `values` are all nodes.
 */
export async function presentLeaves(
  rule: Rule,
  values: Float64Array,
): Promise<Float64Array | null> {
  const { definition } = rule;
  const leaves = values.slice(0, definition.leafCount);
  const present = presentOf(rule);
  if (rule.isOfThisBuild || !present) return rule.isOfThisBuild ? leaves : null;
  const steps = liftsBetween(rule, present);
  const raised = steps && (await raisedLeaves({ definition, leaves }, present.definition, steps));
  if (!raised) return null;
  const own = new Float64Array(present.definition.nodes.length);
  evaluateOne(present.definition, raised, own);
  const isAsDecided = definition.nodes.every(({ id }, k) => {
    const at = present.definition.indexOf.get(id);
    return at === undefined || own[at] === values[k];
  });
  return isAsDecided ? raised : null;
}
