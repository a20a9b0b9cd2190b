import { highsBackend, type LpBackend, solveLinearProgram } from "../solver/index.ts";
import { fullModel } from "./full-model.ts";
import { planTransport, type TransportPlan, type TransportProblem, whatIf } from "./index.ts";
import { simulatedTransport, type TransportSize } from "./simulated.ts";

interface State {
  readonly backend: LpBackend;
  readonly problem: TransportProblem;
}

/** Orders leave at most one period late, so that the program with every arc is one the solver takes. */
const state = (size: TransportSize, tightness: number) => (): State => ({
  backend: highsBackend(),
  problem: { ...simulatedTransport(1, size, tightness), maxDelayPeriods: 1 },
});

const byPaths = ({ backend, problem }: State): unknown => planTransport(backend, problem);
const withAllArcs = ({ backend, problem }: State): unknown =>
  solveLinearProgram(backend, fullModel(problem), "interiorPoint");

const network = (fcCount: number, regionCount: number, weekCount: number): TransportSize => ({
  fcCount,
  regionCount,
  storageTypeCount: 3,
  speedCount: 1,
  dayCount: 14,
  weekCount,
});

interface Planned extends State {
  readonly plan: TransportPlan;
}

async function planned(): Promise<Planned> {
  const { backend, problem } = state(network(14, 60, 24), 1.5)();
  return { backend, problem, plan: await planTransport(backend, problem) };
}

export const benches = [
  {
    name: "transport over 8 FCs, 20 regions, 3 types, 24 periods; baseline: every arc at once",
    setup: state(network(8, 20, 10), 1),
    run: byPaths,
    baseline: withAllArcs,
  },
  {
    name: "transport over 14 FCs, 60 regions, 3 types, 38 periods, room to spare",
    setup: state(network(14, 60, 24), 1.5),
    run: byPaths,
  },
  {
    name: "transport over 20 FCs, 55 regions, 3 types, 40 periods, tight; baseline: every arc at once",
    setup: state(network(20, 55, 26), 1),
    run: byPaths,
    baseline: withAllArcs,
  },
  {
    name: "what-if of a closed FC, 14 FCs, 60 regions, 3 types, 38 periods",
    setup: planned,
    run: ({ backend, problem, plan }: Planned) =>
      whatIf(backend, problem, plan, [{ kind: "close", fc: 0, fromPeriod: 0, toPeriod: 37 }]),
  },
];
