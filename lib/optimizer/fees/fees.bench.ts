import { stream } from "../core/prng.ts";
import { monthFees, rateCard2024, rateCard2026, splitFeeChange } from "./index.ts";
import { busyFacts } from "./simulated.ts";

const draws = stream(3, "fees-bench");

/** 500 products with three years of days. */
const setup = () => busyFacts(500, 1065, (below) => draws.integer(below));

export const benches = [
  {
    name: "fees of an account's first month, 500 products with 3 years of days",
    setup,
    // Tables of its own each time: sums by day are kept with them.
    run: (facts: ReturnType<typeof setup>) =>
      monthFees(
        {
          ...facts,
          arrivedUnits: facts.arrivedUnits.slice(),
          shippedUnits: facts.shippedUnits.slice(),
          sellableUnits: facts.sellableUnits.slice(),
        },
        rateCard2024,
      ),
  },
  {
    name: "fees of a further month",
    setup,
    run: (facts: ReturnType<typeof setup>) => monthFees(facts, rateCard2024),
  },
  {
    name: "change of fees between two months, 500 products",
    setup: () => ({
      from: monthFees(setup(), rateCard2024),
      to: monthFees(setup(), rateCard2026),
    }),
    run: ({ from, to }: { from: ReturnType<typeof monthFees>; to: ReturnType<typeof monthFees> }) =>
      splitFeeChange(from, to),
  },
];
