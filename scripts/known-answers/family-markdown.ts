// Pricing by a deadline, closed form.
import { exponentialMarkdown } from "@/lib/optimizer/health/index.ts";
import { type Family, numberOf, type Solved } from "./instance.ts";

export const markdowns: Family = {
  name: "markdown",
  covers: (type) => /^Markdown \/ dynamic pricing \(exponential/.test(type),
  solve({ inputs }): Solved {
    const found = exponentialMarkdown({
      units: numberOf(inputs, "n"),
      arrivalRate: numberOf(inputs, "a"),
      time: numberOf(inputs, "t"),
      sensitivity: numberOf(inputs, "alpha"),
    });
    return {
      answer: {
        value: found.value,
        price_now: found.priceNow,
        marginal_value_of_last_unit: found.lastUnitValue,
        deterministic_upper_bound: found.deterministicBound,
        fixed_price: found.fixedPrice,
        fixed_price_value: found.fixedPriceValue,
      },
    };
  },
};
