// Assortments under the multinomial logit model, with and without a limit on their size.
import {
  type AssortmentProblem,
  bestAssortment,
  bestRevenueOrdered,
} from "@/lib/optimizer/substitution/index.ts";
import { type Family, type Instance, numberOf, numbersOf, type Solved } from "./instance.ts";

function problemOf({ inputs }: Instance): AssortmentProblem {
  return {
    revenue: Float64Array.from(numbersOf(inputs, "revenue")),
    attraction: Float64Array.from(numbersOf(inputs, "attraction")),
    noPurchase: numberOf(inputs, "v0", 1),
    maxCount: inputs.cardinality === undefined ? Infinity : numberOf(inputs, "cardinality"),
  };
}

export const assortments: Family = {
  name: "assortment",
  covers: (type) => /^MNL assortment/.test(type),
  solve(instance): Solved {
    const problem = problemOf(instance);
    const best = bestAssortment(problem);
    const ordered = bestRevenueOrdered(problem).revenue;
    return { answer: { value: best.revenue, set: best.items, revenue_ordered_value: ordered } };
  },
};
