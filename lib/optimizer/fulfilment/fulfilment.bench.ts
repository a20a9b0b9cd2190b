import { type SourcingProblem, sourceOrder } from "./index.ts";
import { simulatedOrder } from "./simulated.ts";

const ORDERS = 1_000;

export const benches = [
  [4, 10],
  [6, 20],
].map(([lineCount, fcCount]) => ({
  name: `orders of ${lineCount} lines, ${fcCount} FCs`,
  setup: () =>
    Array.from({ length: ORDERS }, (_, seed) => simulatedOrder(lineCount!, fcCount!, seed)),
  run: (orders: SourcingProblem[]): unknown => orders.map(sourceOrder).length,
  operations: ORDERS,
}));
