// Other versions of the rule of limits than this build's: what came before it, as it was.
import { capacityDefinition } from "@/lib/optimizer/capacity/index.ts";
import {
  type ComputedSpec,
  defineDecision,
  type NodeSpec,
} from "@/lib/optimizer/decision/index.ts";
import type { WrittenRule } from "../record-rules.ts";

const MODULE = "server/planning/testing/capacity-rules.ts";

const computed = (id: string): ComputedSpec =>
  capacityDefinition.nodes.find((node) => node.id === id) as ComputedSpec;

/** Before sellers could declare volume ahead. */
function undeclared(node: NodeSpec): NodeSpec[] {
  if (node.id.startsWith("declared")) return [];
  if (node.id === "forecastNeed") return [{ ...computed("forecastNeed"), id: "need" }];
  if (node.id === "need") return [];
  if (node.id !== "growthCap") return [node];
  const { formula, ...growthCap } = computed("growthCap");
  return [
    {
      ...growthCap,
      inputs: ["previousLimitMm3", "smoothingShareMillionths"],
      text: "floor(previousLimitMm3 * (1 + smoothingShareMillionths))",
      formula: (previous, share) => formula?.(previous ?? 0, share ?? 0, 0) ?? 0,
    },
  ];
}

export const capacity110 = defineDecision({
  name: "capacity",
  version: "1.1.0",
  nodes: capacityDefinition.nodes.flatMap(undeclared),
  output: "announced",
});

export const beforeDeclarations: WrittenRule = {
  name: "capacity",
  definition: capacity110,
  source: { module: MODULE, name: "capacity110" },
};
