import { DEMO_SEED, hashWorld, simulateWorld, summariseWorld, type World } from "./index.ts";

export const benches = [
  {
    name: "whole demo world, 40 sellers, 4,025 SKUs, 554 days",
    setup: (): number => DEMO_SEED,
    run: (seed: number): unknown => simulateWorld({ seed }),
    operations: 1,
  },
  {
    name: "hash of the demo world",
    setup: (): World => simulateWorld({ seed: DEMO_SEED }),
    run: (world: World): unknown => hashWorld(world),
    operations: 1,
  },
  {
    name: "summary of the demo world",
    setup: (): World => simulateWorld({ seed: DEMO_SEED }),
    run: (world: World): unknown => summariseWorld(world),
    operations: 1,
  },
];
