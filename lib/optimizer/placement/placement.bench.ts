import { highsBackend, type LpBackend } from "../solver/index.ts";
import { type PlacementProblem, planPlacement } from "./index.ts";
import { simulatedPlacement } from "./simulated.ts";

interface State {
  readonly backend: LpBackend;
  readonly problem: PlacementProblem;
}
const state = (skuCount: number) => (): State => ({
  backend: highsBackend(),
  problem: simulatedPlacement(1, skuCount, 12, 55, 1),
});
const run = ({ backend, problem }: State): unknown => planPlacement(backend, problem);

export const benches = [
  {
    name: "placement of 1,500 SKUs over 12 FCs, 55 regions",
    setup: state(1500),
    run,
    operations: 1500,
  },
];
