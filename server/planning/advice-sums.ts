// Advised quantities under other rules: every product decided again on what a run knew of it, prices of space as the run found them.
import { type Columns, evaluate } from "@/lib/optimizer/decision/index.ts";
import {
  type ReplenishmentPolicy,
  replenishmentDefinition,
} from "@/lib/optimizer/replenishment/index.ts";

const { nodes, leafCount, output } = replenishmentDefinition;

/** Ids of figures that the decision itself reads; it has them as leaves of the same name. */
export const adviceFigures: ReadonlySet<string> = new Set(
  nodes.slice(0, leafCount).map(({ id }) => id),
);

/** Advised units in the order of the rows. `values` holds the leaves. */
export function adviceUnder(values: Columns, policy: ReplenishmentPolicy): Float64Array {
  const column: Record<string, Float64Array> = {};
  for (const id of adviceFigures) {
    const figure = policy[id as keyof ReplenishmentPolicy] as number | undefined;
    column[id] =
      figure === undefined
        ? (values.column[id] as Float64Array)
        : new Float64Array(values.count).fill(figure);
  }
  const { column: decided } = evaluate(replenishmentDefinition, { count: values.count, column });
  return decided[output] as Float64Array;
}

export interface AdviceSumsTask {
  /** Leaves of every product's decision. */
  readonly leaves: Columns;
  readonly policies: readonly ReplenishmentPolicy[];
}

/** Advised units of all products together under each policy. */
export const adviceSums = ({ leaves, policies }: AdviceSumsTask): Float64Array =>
  Float64Array.from(policies, (policy) =>
    adviceUnder(leaves, policy).reduce((sum, units) => sum + units, 0),
  );
