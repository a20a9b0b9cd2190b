// A limit decided again with another declaration: the rules and the prices of the run, one leaf exchanged.
import { capacityDefinition } from "@/lib/optimizer/capacity/index.ts";
import { activeSlice, type Columns, evaluateOne } from "@/lib/optimizer/decision/index.ts";

export interface DeclaredLeaves {
  readonly declaredMm3: number;
  readonly weightMillionths: number;
}

export interface ReplayedLimit {
  readonly limitMm3: number;
  /** What of the declaration counts after weight and cap. */
  readonly countedMm3: number;
  readonly capMm3: number;
  /** Node that sets the limit. */
  readonly bindingId: string;
  readonly isIndividual: boolean;
}

/** `leaves` hold one row or more; `row` says which. Other sellers reach it only through the prices, which stay. */
export function replayDeclared(
  leaves: Columns,
  row: number,
  { declaredMm3, weightMillionths }: DeclaredLeaves,
): ReplayedLimit {
  const { nodes, leafCount, indexOf } = capacityDefinition;
  const values = new Float64Array(nodes.length);
  for (let leaf = 0; leaf < leafCount; leaf++)
    values[leaf] = leaves.column[nodes[leaf]?.id ?? ""]?.[row] ?? Number.NaN;
  const at = (id: string) => indexOf.get(id) ?? -1;
  values[at("declaredMm3")] = declaredMm3;
  values[at("declaredWeightMillionths")] = declaredMm3 === 0 ? 0 : weightMillionths;
  const limitMm3 = evaluateOne(capacityDefinition, values, values);
  const { binding } = activeSlice(capacityDefinition, values);
  return {
    limitMm3,
    countedMm3: values[at("declaredExtra")] ?? 0,
    capMm3: values[at("declaredCap")] ?? 0,
    bindingId: binding?.id ?? capacityDefinition.output,
    isIndividual: values[at("isIndividual")] !== 0,
  };
}
