import type { Definition } from "../decision/index.ts";
import type { Target } from "./counterfactual.ts";
import { WhatIf } from "./lever.ts";

/** A rule that can hold a decision back, and the leaves under which it holds nothing back. */
export interface Constraint {
  readonly id: string;
  readonly lifted: Readonly<Record<string, number>>;
}

export interface Conflict {
  /** Whether the decision meets the target as it is. */
  readonly isMet: boolean;
  /** Rules that together keep the decision from the target and of which none can be left out; null: even all lifted it is not met. */
  readonly conflict: readonly string[] | null;
  /** Rules whose lifting alone meets it, in their order. */
  readonly alone: readonly string[];
  readonly replayCount: number;
}

/**
 * Why not the target: a minimal conflict by a deletion filter (Chinneck and Dravnieks 1991, "Locating minimal infeasible
 * constraint sets in linear programs"): rules are lifted one after the other for as long as the target stays out of reach; what
 * must stay for that is the conflict. `leaves` in leaf order. Cost: 2 replays a constraint and 2.
 */
export function minimalConflict(
  definition: Definition,
  leaves: Float64Array,
  constraints: readonly Constraint[],
  { sense, value: wanted }: Target,
): Conflict {
  const replays = new WhatIf(definition, leaves);
  const way = sense === "atLeast" ? 1 : -1;
  const meets = (lifted: readonly Constraint[]): boolean =>
    (replays.value(...lifted.map((constraint) => constraint.lifted)) - wanted) * way >= 0;
  if (meets([])) return { isMet: true, conflict: [], alone: [], replayCount: replays.count };
  const alone = constraints.filter((one) => meets([one])).map(({ id }) => id);
  if (!meets(constraints))
    return { isMet: false, conflict: null, alone, replayCount: replays.count };
  const lifted: Constraint[] = [];
  const kept: string[] = [];
  for (const one of constraints) {
    if (meets([...lifted, one])) kept.push(one.id);
    else lifted.push(one);
  }
  return { isMet: false, conflict: kept, alone, replayCount: replays.count };
}
