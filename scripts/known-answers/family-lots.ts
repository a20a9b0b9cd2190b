// Lots for steady or known demand, and joint orders of one supplier.
import {
  type DisruptedSupply,
  economicOrder,
  economicOrderAdditiveYield,
  economicOrderAllUnits,
  economicOrderIncremental,
  economicOrderMultiplicativeYield,
  economicOrderWithBackorders,
  economicOrderWithDisruptions,
  economicProductionLot,
  jointReplenishment,
  type SteadyDemand,
  silverJointReplenishment,
  wagnerWhitin,
} from "@/lib/optimizer/replenishment/index.ts";
import { type Family, type Instance, numberOf, numbersOf, type Solved } from "./instance.ts";

type Inputs = Instance["inputs"];

const steady = (inputs: Inputs): SteadyDemand => ({
  fixedCost: numberOf(inputs, "fixed_cost"),
  holdingCost: numberOf(inputs, "holding_cost"),
  demandRate: numberOf(inputs, "demand_rate"),
});

const discounts = (inputs: Inputs) => ({
  fixedCost: numberOf(inputs, "fixed_cost"),
  demandRate: numberOf(inputs, "demand_rate"),
  holdingCostRate: numberOf(inputs, "holding_cost_rate"),
  breakpoints: numbersOf(inputs, "breakpoints"),
  unitCosts: numbersOf(inputs, "unit_costs"),
});

const disrupted = (inputs: Inputs): DisruptedSupply => ({
  ...steady(inputs),
  stockoutCost: numberOf(inputs, "stockout_cost"),
  disruptionRate: numberOf(inputs, "disruption_rate"),
  recoveryRate: numberOf(inputs, "recovery_rate"),
});

const withYield = (inputs: Inputs) => ({
  ...steady(inputs),
  yieldMean: numberOf(inputs, "yield_mean"),
  yieldDeviation: numberOf(inputs, "yield_sd"),
});

const lot = (found: { readonly orderUnits: number; readonly costRate: number }) => ({
  Q: found.orderUnits,
  cost: found.costRate,
});

const solvers: readonly (readonly [RegExp, (inputs: Inputs) => Record<string, unknown>])[] = [
  [/^EOQ$/, (inputs) => lot(economicOrder(steady(inputs)))],
  [
    /^EOQ with backorders/,
    (inputs) => {
      const stockoutCost = numberOf(inputs, "stockout_cost");
      const found = economicOrderWithBackorders({ ...steady(inputs), stockoutCost });
      return { ...lot(found), stockout_fraction: found.backorderShare };
    },
  ],
  [
    /^EPQ/,
    (inputs) =>
      lot(
        economicProductionLot({
          ...steady(inputs),
          productionRate: numberOf(inputs, "production_rate"),
        }),
      ),
  ],
  [
    /^EOQ incremental discount/,
    (inputs) => {
      const found = economicOrderIncremental(discounts(inputs));
      return { ...lot(found), region: found.region };
    },
  ],
  [
    /^EOQ all[- ]units discount/,
    (inputs) => {
      const found = economicOrderAllUnits(discounts(inputs));
      return { ...lot(found), region: found.region };
    },
  ],
  [/^EOQ with disruptions/, (inputs) => lot(economicOrderWithDisruptions(disrupted(inputs)))],
  [/^EOQ additive yield/, (inputs) => lot(economicOrderAdditiveYield(withYield(inputs)))],
  [
    /^EOQ multiplicative yield/,
    (inputs) => lot(economicOrderMultiplicativeYield(withYield(inputs))),
  ],
];

export const economicOrders: Family = {
  name: "economic order quantity",
  covers: (type) => solvers.some(([pattern]) => pattern.test(type)),
  solve({ problemType, inputs }): Solved {
    const [, solve] = solvers.find(([pattern]) => pattern.test(problemType)) ?? [];
    return { answer: solve?.(inputs) ?? {} };
  },
};

const figures = (inputs: Inputs, name: string): number | number[] =>
  typeof inputs[name] === "number" ? numberOf(inputs, name) : numbersOf(inputs, name);

export const lotSizes: Family = {
  name: "lot sizing",
  covers: (type) => /^Wagner-Whitin/.test(type),
  solve({ inputs, optimal }): Solved {
    const plan = wagnerWhitin({
      demand: numbersOf(inputs, "demand"),
      fixedCost: figures(inputs, "fixed_cost"),
      holdingCost: figures(inputs, "holding_cost"),
      purchaseCost: "purchase_cost" in inputs ? figures(inputs, "purchase_cost") : 0,
    });
    // Several plans may cost the same: then only the cost is to be compared.
    const isSame =
      JSON.stringify([...plan.orderUnits]) === JSON.stringify(optimal.order_quantities);
    return {
      answer: { cost: plan.cost, ...(isSame ? { order_quantities: plan.orderUnits } : {}) },
    };
  },
};

export const jointOrders: Family = {
  name: "joint replenishment",
  covers: (type) => /^Joint replenishment/.test(type),
  solve({ inputs }): Solved {
    const problem = {
      sharedFixedCost: numberOf(inputs, "shared_fixed_cost"),
      fixedCost: numbersOf(inputs, "individual_fixed_costs"),
      holdingCost: numbersOf(inputs, "holding_costs"),
      demandRate: numbersOf(inputs, "demand_rates"),
    };
    const { baseTime, multiple, orderUnits } = silverJointReplenishment(problem);
    const best = jointReplenishment(problem);
    return {
      answer: {
        order_quantities: orderUnits,
        base_cycle_time: baseTime,
        multiples: multiple,
        cost: best.costRate,
      },
      noWorseThan: ["cost"],
    };
  },
};
