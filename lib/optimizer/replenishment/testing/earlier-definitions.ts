// The version of the replenishment definition before this one, as it was: what its traces name is the hash of this.
import {
  type ComputedSpec,
  defineDecision,
  formula,
  type NodeSpec,
  selection,
} from "../../decision/index.ts";
import { replenishmentDefinition } from "../definition.ts";

const { nodes } = replenishmentDefinition;
const computed = (id: string) => nodes.find((node) => node.id === id) as ComputedSpec;
const { formula: served = Math.min } = computed("pricedServedRatio");
const packed = computed("packedUnits");

const withoutBudget = (id: string): readonly string[] =>
  computed(id).inputs.filter((input) => input !== "budgetMicros");

/** What was written otherwise. */
const OTHERWISE: readonly ComputedSpec[] = [
  formula(
    "pricedMarginMicros",
    "micros",
    withoutBudget("pricedMarginMicros"),
    "marginMicros - spaceMicrosPerWeek * saleWeeks",
    (margin, weekly, weeks) => margin! - weekly! * weeks!,
  ),
  formula(
    "pricedOverageMicros",
    "micros",
    withoutBudget("pricedOverageMicros"),
    "overageMicros + spaceMicrosPerWeek * overageWeeks",
    (overage, weekly, weeks) => overage! + weekly! * weeks!,
  ),
  formula(
    "pricedServedRatio",
    "millionths",
    withoutBudget("pricedServedRatio"),
    "floor(pricedEconomicRatio * servedRatio / economicRatio); without margin: 0 where space has a price",
    (priced, ratio, economic, weekly) => served(priced!, ratio!, economic!, weekly!, 0),
  ),
  {
    ...packed,
    inputs: packed.inputs.map((id) => (id === "requestedUnits" ? "orderUnits" : id)),
    text: packed.text.replace("requestedUnits", "orderUnits"),
    carries: "orderUnits",
  },
  selection(
    "plannedUnits",
    "choice",
    "units",
    ["isDiscontinued", "zero", "lotUnits"],
    "isDiscontinued ? 0 : lotUnits",
  ),
];
const otherwise = new Map(OTHERWISE.map((node) => [node.id, node]));

const packRounding = formula(
  "packRounding",
  "units",
  ["lotUnits", "orderUnits"],
  "lotUnits - orderUnits",
  (lot, order) => lot! - order!,
);

const ORDER = /^(positionUnits|gapUnits|orderUnits|packedUnits|minimumPackedUnits|atLeastMinimum)$/;
const LAST = /^(lotUnits|plannedUnits|advisedUnits)$/;
const NEW_LEAVES =
  /^(orderCostMicros|isOrderCapped|carryCostMicrosPerWeek|stopsUnprofitable|budgetPriceMillionths)$/;
const baseStockEnds = nodes.findIndex(({ id }) => id === "baseStockUnits");

function before(node: NodeSpec, index: number): NodeSpec[] {
  if (node.kind === "leaf") {
    if (NEW_LEAVES.test(node.id)) return [];
    return [node.group === "override" ? { ...node, group: "pack" } : node];
  }
  if (node.id === "budgetMicros") return [];
  if (index > baseStockEnds && !ORDER.test(node.id) && !LAST.test(node.id)) return [];
  const written = otherwise.get(node.id) ?? node;
  return node.id === "lotUnits" ? [written, packRounding] : [written];
}

/** Without least cost of an order, cap, budget, or a stop of what is not worth carrying. */
export const replenishment110 = defineDecision({
  name: "replenishment",
  version: "1.1.0",
  nodes: nodes.flatMap(before),
  output: "advisedUnits",
});
