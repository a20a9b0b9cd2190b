// Stocks of several products within one capacity, and the price of that capacity.
import { capacitatedNewsvendor, normalLaw } from "@/lib/optimizer/replenishment/index.ts";
import { type Family, numberOf, numbersOf, type Solved, stringOf } from "./instance.ts";

export const capacitatedNewsvendors: Family = {
  name: "capacitated newsvendor",
  covers: (type) => /^Multi-product newsvendor, one capacity/.test(type),
  solve({ inputs }): Solved {
    const demand = inputs.demand === undefined ? "Normal" : stringOf(inputs, "demand");
    if (!/^normal/i.test(demand))
      throw new TypeError(`input demand: expected a normal law, got ${demand}`);
    const lists = ["mu", "sd", "underage", "overage", "volume"].map((name) =>
      numbersOf(inputs, name),
    );
    const products = (lists[0] ?? []).map((_, k) => {
      const [mu = NaN, sd = NaN, underage = NaN, overage = NaN, volume = NaN] = lists.map(
        (list) => list[k],
      );
      return { law: normalLaw(mu, sd), underage, overage, volume };
    });
    const plan = capacitatedNewsvendor(products, numberOf(inputs, "capacity"));
    return {
      answer: {
        q: plan.stockUnits,
        shadow_price: plan.shadowPrice,
        expected_cost: plan.expectedCost,
      },
    };
  },
};
