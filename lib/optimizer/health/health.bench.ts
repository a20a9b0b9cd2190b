import { type LadderProblem, planLadder } from "./index.ts";

const periodCount = 13;
const price = Float64Array.from({ length: 8 }, (_, a) => 30 - 2 * a);

export const benches = [
  {
    name: "price ladder, 200 units, 13 periods, 8 prices",
    setup: (): LadderProblem => ({
      units: 200,
      periodCount,
      price,
      demandMean: Float64Array.from({ length: periodCount * 8 }, (_, k) => 4 + 2 * (k % 8)),
      holdingCost: new Float64Array(periodCount).fill(0.2),
      removalValue: new Float64Array(periodCount).fill(1),
      leftoverValue: 0,
    }),
    run: (problem: LadderProblem): unknown => planLadder(problem),
    operations: 1,
  },
];
