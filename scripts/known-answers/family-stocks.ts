// Stocks and reorder rules for random demand.
import {
  backorderLotPolicy,
  type ContinuousReview,
  type DemandLaw,
  expectedShortagePolicy,
  exponentialLaw,
  finiteHorizonPlan,
  geometricLaw,
  leadTimeDemandLaw,
  lognormalLawOf,
  lossFunctionPolicy,
  negativeBinomialLaw,
  newsvendor,
  newsvendorAdditiveYield,
  newsvendorProfit,
  newsvendorWithDisruptions,
  normalLaw,
  observedLaw,
  optimalLostSales,
  optimalMinMax,
  optimalReorderPolicy,
  optimalWholeReorderPolicy,
  poissonLaw,
  powerApproximation,
  type ReorderPolicy,
  safetyStockPolicy,
  uniformLaw,
} from "@/lib/optimizer/replenishment/index.ts";
import {
  type Family,
  type Instance,
  numberOf,
  numbersOf,
  type Solved,
  stringOf,
} from "./instance.ts";

type Inputs = Instance["inputs"];

const costsOf = (inputs: Inputs) => ({
  underage: numberOf(inputs, "stockout_cost"),
  overage: numberOf(inputs, "holding_cost"),
});

/** Demand of the protection interval: the lead time and one period. */
function lawOf(problemType: string, inputs: Inputs): DemandLaw {
  const spans = numberOf(inputs, "lead_time", 0) + 1;
  if (/empirical|observed/i.test(problemType)) return observedLaw(numbersOf(inputs, "demand"));
  const mean = numberOf(inputs, "demand_mean") * spans;
  if (/Poisson/i.test(problemType)) return poissonLaw(mean);
  if (/exponential/i.test(problemType)) return exponentialLaw(mean);
  const deviation = numberOf(inputs, "demand_sd") * Math.sqrt(spans);
  if (/lognormal/i.test(problemType)) return lognormalLawOf(mean, deviation);
  if (/negative binomial/i.test(problemType)) return negativeBinomialLaw(mean, deviation ** 2);
  return normalLaw(mean, deviation);
}

export const newsvendors: Family = {
  name: "newsvendor",
  covers: (type) => /^Newsvendor/.test(type),
  solve({ problemType, inputs }): Solved {
    if (/additive yield/.test(problemType)) {
      const extra = uniformLaw(numberOf(inputs, "yield_lo"), numberOf(inputs, "yield_hi"));
      const found = newsvendorAdditiveYield(numberOf(inputs, "demand"), extra, costsOf(inputs));
      return { answer: { S: found.baseStockUnits, cost: found.expectedCost } };
    }
    if (/disruptions/.test(problemType)) {
      const found = newsvendorWithDisruptions(
        numberOf(inputs, "demand"),
        numberOf(inputs, "disruption_prob"),
        numberOf(inputs, "recovery_prob"),
        costsOf(inputs),
      );
      return { answer: { S: found.baseStockUnits, cost: found.expectedCost } };
    }
    const law = lawOf(problemType, inputs);
    if ("revenue" in inputs) {
      const found = newsvendorProfit(law, {
        revenue: numberOf(inputs, "revenue"),
        purchaseCost: numberOf(inputs, "purchase_cost"),
        salvageValue: numberOf(inputs, "salvage_value", 0),
        holdingCost: numberOf(inputs, "holding_cost", 0),
        stockoutCost: numberOf(inputs, "stockout_cost", 0),
      });
      return { answer: { S: found.baseStockUnits, profit: found.expectedProfit } };
    }
    const found = newsvendor(law, costsOf(inputs));
    const { baseStockUnits, expectedCost, criticalRatio } = found;
    return { answer: { S: baseStockUnits, cost: expectedCost, critical_ratio: criticalRatio } };
  },
};

export const minMaxPolicies: Family = {
  name: "(s, S)",
  covers: (type) => /^\(s,S\)/.test(type),
  solve({ problemType, inputs }): Solved {
    const mean = numberOf(inputs, "demand_mean");
    const problem = {
      holdingCost: numberOf(inputs, "holding_cost"),
      stockoutCost: numberOf(inputs, "stockout_cost"),
      fixedCost: numberOf(inputs, "fixed_cost"),
      leadTimePeriods: numberOf(inputs, "lead_time", 0),
    };
    if (/power approximation/.test(problemType)) {
      const found = powerApproximation(mean, numberOf(inputs, "demand_sd"), problem);
      return { answer: { s: found.reorderPointUnits, S: found.orderUpToUnits } };
    }
    const found = optimalMinMax(poissonLaw(mean), problem);
    return {
      answer: { s: found.reorderPointUnits, S: found.orderUpToUnits, cost: found.costRate },
    };
  },
};

const reorderMethods: readonly (readonly [RegExp, (p: ContinuousReview) => ReorderPolicy])[] = [
  [/EIL/, expectedShortagePolicy],
  [/EOQB/, backorderLotPolicy],
  [/EOQ\+?SS/i, safetyStockPolicy],
  [/loss[- ]function/i, lossFunctionPolicy],
  [/exact/, optimalReorderPolicy],
];

export const reorderPolicies: Family = {
  name: "(r, Q)",
  covers: (type) => /^\(r,Q\)/.test(type),
  solve({ problemType, inputs }): Solved {
    const demandRate = numberOf(inputs, "demand_mean");
    const leadTime = numberOf(inputs, "lead_time");
    const costs = {
      fixedCost: numberOf(inputs, "fixed_cost"),
      holdingCost: numberOf(inputs, "holding_cost"),
      stockoutCost: numberOf(inputs, "stockout_cost"),
      demandRate,
    };
    const answerOf = ({ reorderPointUnits, orderUnits, costRate }: ReorderPolicy): Solved => ({
      answer: { r: reorderPointUnits, Q: orderUnits, cost: costRate, exact_cost: costRate },
    });
    if (/Poisson/.test(problemType)) {
      const leadTimeDemand = poissonLaw(demandRate * leadTime);
      return answerOf(optimalWholeReorderPolicy({ ...costs, leadTimeDemand }));
    }
    const leadTimeDemand = leadTimeDemandLaw({
      demandMean: demandRate,
      demandDeviation: numberOf(inputs, "demand_sd"),
      leadTimeMean: leadTime,
    });
    const [, solve] = reorderMethods.find(([pattern]) => pattern.test(problemType)) ?? [];
    if (!solve) throw new TypeError(`no method for ${problemType}`);
    return answerOf(solve({ ...costs, leadTimeDemand }));
  },
};

const perPeriod = (inputs: Inputs, name: string): number | number[] =>
  typeof inputs[name] === "number" ? numberOf(inputs, name) : numbersOf(inputs, name);

export const finiteHorizons: Family = {
  name: "finite horizon",
  covers: (type) => /^Finite-horizon/.test(type),
  solve({ inputs }): Solved {
    const periods = numberOf(inputs, "num_periods");
    const each = (name: string, t: number) => {
      const value = perPeriod(inputs, name);
      return typeof value === "number" ? value : (value[t] ?? Number.NaN);
    };
    const plan = finiteHorizonPlan({
      demand: Array.from({ length: periods }, (_, t) =>
        "demand_sd" in inputs
          ? normalLaw(each("demand_mean", t), each("demand_sd", t))
          : poissonLaw(each("demand_mean", t)),
      ),
      holdingCost: perPeriod(inputs, "holding_cost"),
      stockoutCost: perPeriod(inputs, "stockout_cost"),
      purchaseCost: perPeriod(inputs, "purchase_cost"),
      fixedCost: perPeriod(inputs, "fixed_cost"),
      terminalHoldingCost: numberOf(inputs, "terminal_holding_cost"),
      terminalStockoutCost: numberOf(inputs, "terminal_stockout_cost"),
      discount: numberOf(inputs, "discount_factor", 1),
      initialUnits: numberOf(inputs, "initial_inventory_level", 0),
    });
    return {
      answer: {
        reorder_points: plan.reorderPoint,
        order_up_to: plan.orderUpTo,
        cost: plan.cost,
      },
    };
  },
};

export const lostSales: Family = {
  name: "lost sales",
  covers: (type) => /^Lost-sales periodic review/.test(type),
  solve({ inputs }): Solved {
    const told = stringOf(inputs, "demand");
    const mean = Number(/\d+(\.\d+)?/.exec(told)?.[0]);
    const found = optimalLostSales({
      demand: /^geometric/i.test(told) ? geometricLaw(mean) : poissonLaw(mean),
      holdingCost: numberOf(inputs, "h"),
      lostSaleCost: numberOf(inputs, "p"),
      leadTimePeriods: numberOf(inputs, "L"),
    });
    return { answer: { average_cost: found.averageCost } };
  },
};
