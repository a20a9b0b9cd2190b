import { activeSlice, type Definition, evaluateOne } from "../decision/index.ts";
import type { LevelExplanation, PathStep, RunnerUp } from "./types.ts";

/**
 * Why a decision is what it is: the path through the branches that were active, what binds, and how far the next
 * constraint is. `leaves` in leaf order. Cost O(nodes).
 */
export function explainLevel(definition: Definition, leaves: Float64Array): LevelExplanation {
  const values = new Float64Array(definition.nodes.length);
  evaluateOne(definition, leaves, values);
  return explainComputed(definition, values);
}

/** As `explainLevel`, of values (all nodes) that were computed already: by the bundle of a recorded definition. */
export function explainComputed(definition: Definition, values: Float64Array): LevelExplanation {
  const slice = activeSlice(definition, values);
  const visibilityOf = (id: string) => definition.visibility[definition.indexOf.get(id)!]!;
  const runnerUp = ({ id, slack }: { id: string; slack: number }): RunnerUp => ({
    id,
    visibility: visibilityOf(id),
    slack,
  });
  const steps = slice.steps.map((step): PathStep => {
    const node = definition.nodes[step.node]!;
    return {
      id: step.id,
      kind: step.kind,
      unit: step.unit,
      visibility: definition.visibility[step.node]!,
      value: step.value,
      text: node.kind === "leaf" ? null : node.text,
      from: step.from,
      active: step.active,
      next: step.next && runnerUp(step.next),
    };
  });
  const { next } = slice;
  return {
    type: "level",
    definition: definition.name,
    version: definition.version,
    output: definition.output,
    unit: definition.nodes[definition.outputIndex]!.unit,
    value: values[definition.outputIndex]!,
    steps,
    spine: slice.spine,
    binding: slice.binding,
    next: next && { ...runnerUp(next), at: next.at, value: next.value },
  };
}
