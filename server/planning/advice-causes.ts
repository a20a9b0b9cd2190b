// What moved advised quantities from one run to another, cause by cause: the heavy part of comparing all of a run's advice.
import { groupAmounts } from "@/lib/optimizer/explanation/index.ts";
import { replenishmentDefinition } from "@/lib/optimizer/replenishment/index.ts";

/** Advice that both runs gave. */
export interface AdviceCausesTask {
  /** Leaves of the replenishment definition in leaf order, product by product. [count, leafCount] */
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** The amounts that each product's own explanation has, in the order of the definition's groups. [count, groups] */
export function adviceCauses({ from, to }: AdviceCausesTask): Float64Array {
  const { leafCount, groups } = replenishmentDefinition;
  const attribute = groupAmounts(replenishmentDefinition);
  const count = to.length / leafCount;
  const amounts = new Float64Array(count * groups.length);
  for (let row = 0; row < count; row++) {
    const leaves = (all: Float64Array) => all.subarray(row * leafCount, (row + 1) * leafCount);
    amounts.set(attribute(leaves(from), leaves(to)).amounts, row * groups.length);
  }
  return amounts;
}
