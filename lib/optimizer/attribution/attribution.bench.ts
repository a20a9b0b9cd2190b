// `npm run bench -- attribution`: one question over five columns and two weeks of 1,000 rows.
import { attributeChange, type TwoPeriods } from "./index.ts";
import { BASE_WORLD, simulateWorld, WORLD_GRAPH } from "./simulated.ts";

const after = { ...BASE_WORLD, demandMean: 3, confirmedPerSubmitted: 0.7 };

export const benches = (["linear", "bent"] as const).map((kind) => ({
  name: `attribution: a ${kind} world with intervals`,
  setup: () => simulateWorld(kind, after, 1_000, 1),
  run: (periods: TwoPeriods) => attributeChange(WORLD_GRAPH, periods),
}));
