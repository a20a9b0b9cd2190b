// Order sourcing with shipment costs and inventory prices.
import {
  type SourcingPlan,
  type SourcingProblem,
  type SourcingResult,
  sourceMyopically,
  sourceOrder,
} from "@/lib/optimizer/fulfilment/index.ts";
import {
  type Family,
  type Instance,
  matrixOf,
  numberOf,
  numbersOf,
  type Solved,
} from "./instance.ts";

function problemOf({ inputs }: Instance): SourcingProblem {
  return {
    lineCount: numberOf(inputs, "items"),
    fcCount: numberOf(inputs, "fcs"),
    isAvailable: Uint8Array.from(matrixOf(inputs, "available").flat()),
    lineCost: Float64Array.from(matrixOf(inputs, "unit_cost").flat()),
    inventoryPrice: Float64Array.from(matrixOf(inputs, "inventory_shadow_price").flat()),
    shipmentCost: Float64Array.from(numbersOf(inputs, "shipment_cost")),
  };
}

function sourced(result: SourcingResult): SourcingPlan {
  if (result.status === "infeasible") throw new Error(`no FC has line ${result.line}`);
  return result;
}

export const orderSourcing: Family = {
  name: "order sourcing",
  covers: (type) => /^Order sourcing/.test(type),
  solve(instance): Solved {
    const problem = problemOf(instance);
    const plan = sourced(sourceOrder(problem));
    const myopic = sourced(sourceMyopically(problem));
    return {
      answer: {
        cost_with_shadow: plan.cost,
        assignment: plan.fc,
        shipments: plan.shipmentCount,
        myopic_cost: myopic.paidCost,
        myopic_assignment: myopic.fc,
      },
    };
  },
};
