// Other versions of the rule of limits than this build's: what came before it, as it was, and what might come after it.
import { capacityDefinition } from "@/lib/optimizer/capacity/index.ts";
import {
  type ComputedSpec,
  type Definition,
  defineDecision,
  leaf,
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

/** Before space could be won. */
function ungranted(node: NodeSpec): NodeSpec[] {
  if (["grantedMm3", "useBeyondGranted", "announced"].includes(node.id)) return [];
  if (node.id === "baseLimit") return [{ ...computed("baseLimit"), id: "announced" }];
  if (node.id !== "hardFloor") return [node];
  const inputs = ["policyFloorMm3", "spaceInUse", "confirmedMm3"];
  return [{ ...computed("hardFloor"), inputs, text: `max(${inputs.join(", ")})` }];
}

export const capacity100 = defineDecision({
  name: "capacity",
  version: "1.0.0",
  nodes: capacity110.nodes.flatMap(ungranted),
  output: "announced",
});

/** A tenth of what is announced is held back, and a bonus that the rules before did not know is added. */
function heldBack(node: NodeSpec): NodeSpec[] {
  if (node.id === "rationShareMillionths") return [node, bonusLeaf];
  if (node.id !== "announced") return [node];
  return [
    {
      ...computed("announced"),
      inputs: ["baseLimit", "grantedMm3", "bonusMm3"],
      text: "floor(baseLimit * 9 / 10) + grantedMm3 + bonusMm3",
      formula: (base, granted, bonus) =>
        Math.floor(((base ?? 0) * 9) / 10) + (granted ?? 0) + (bonus ?? 0),
    },
  ];
}

const bonusLeaf = leaf("bonusMm3", "mm3", {
  group: "policy",
  owner: "policy",
  visibility: "policyPublic",
});

const HELD_BACK = {
  name: "capacity",
  nodes: capacityDefinition.nodes.flatMap(heldBack),
  output: "announced",
};

export const capacity130 = defineDecision({
  ...HELD_BACK,
  version: "1.3.0",
  lift: {
    from: "5236d3ecb75e5a9d94197b8239d5cfb3495f149ba3672a119225c2b500d31c5e",
    added: { bonusMm3: () => 0 },
    ...(capacityDefinition.lift && { before: capacityDefinition.lift }),
  },
});

/** The same, without a word on what its new input was before. */
export const capacity131 = defineDecision({ ...HELD_BACK, version: "1.3.1" });

const written = (definition: Definition, name: string): WrittenRule => ({
  name: "capacity",
  definition,
  source: { module: MODULE, name },
});

export const beforeGrants = written(capacity100, "capacity100");
export const beforeDeclarations = written(capacity110, "capacity110");
export const withBonus = written(capacity130, "capacity130");
export const withBonusUnlifted = written(capacity131, "capacity131");
