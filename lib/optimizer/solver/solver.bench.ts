import { stream } from "../core/prng.ts";
import {
  certify,
  highsBackend,
  infeasibleSubset,
  type LinearProgram,
  type LpBackend,
  type OptimalLp,
  openSession,
  rowPrices,
  type SolverSession,
  solveLinearProgram,
} from "./index.ts";

/** Balanced transportation with random costs: side x side columns; 9 wanted everywhere of 10 at each origin. */
function transport(side: number): LinearProgram {
  const draws = stream(1, "transport");
  const columnCount = side * side;
  const cost = Float64Array.from({ length: columnCount }, () => 1 + draws.integer(1000));
  const rowIndex = new Int32Array(2 * columnCount);
  for (let j = 0; j < columnCount; j++) {
    rowIndex[2 * j] = Math.floor(j / side);
    rowIndex[2 * j + 1] = side + (j % side);
  }
  const rowLower = new Float64Array(2 * side).fill(-Infinity, 0, side).fill(9, side);
  return {
    sense: "minimise",
    columnCount,
    rowCount: 2 * side,
    cost,
    columnLower: new Float64Array(columnCount),
    columnUpper: new Float64Array(columnCount).fill(Infinity),
    rowLower,
    rowUpper: new Float64Array(2 * side).fill(10, 0, side).fill(9, side),
    start: Int32Array.from({ length: columnCount + 1 }, (_, j) => 2 * j),
    rowIndex,
    value: new Float64Array(2 * columnCount).fill(1),
  };
}

interface State {
  readonly backend: LpBackend;
  readonly program: LinearProgram;
}
const stateOf = (side: number) => (): State => ({
  backend: highsBackend(),
  program: transport(side),
});

interface Warm extends State {
  readonly session: SolverSession;
  readonly answer: OptimalLp;
  turn: number;
}
const warmOf = (side: number) => async (): Promise<Warm> => {
  const state = stateOf(side)();
  const session = openSession(state.backend, state.program);
  const answer = await session.solve();
  if (answer.status !== "optimal") throw new Error(answer.status);
  return { ...state, session, answer, turn: 0 };
};

/** Another limit at another origin each time. */
function resolve(warm: Warm): unknown {
  warm.turn += 1;
  const row = warm.turn % (warm.program.rowCount / 2);
  const upper = 9.5 + (warm.turn % 7) / 10;
  warm.session.setRowBounds(Int32Array.of(row), Float64Array.of(-Infinity), Float64Array.of(upper));
  return warm.session.solve();
}

export const benches = [
  ...[32, 100, 200].map((side) => ({
    name: `from scratch, certified, ${side * side} columns`,
    setup: stateOf(side),
    run: ({ backend, program }: State): unknown => solveLinearProgram(backend, program),
    operations: 1,
  })),
  ...[32, 100, 200].map((side) => ({
    name: `warm after one other limit, certified, ${side * side} columns`,
    setup: warmOf(side),
    run: resolve,
    operations: 1,
  })),
  {
    name: "prices both ways and ranges of 10 rows, 1024 columns",
    setup: warmOf(32),
    run: ({ backend, session, answer }: Warm): unknown =>
      rowPrices(backend, session, answer, [0, 1, 2, 3, 4, 32, 33, 34, 35, 36]),
    operations: 10,
  },
  {
    name: "irreducible contradiction, 1024 columns",
    setup: (): State => {
      const { backend, program } = stateOf(32)();
      return { backend, program: { ...program, rowUpper: program.rowUpper.with(0, -1) } };
    },
    run: ({ backend, program }: State): unknown => infeasibleSubset(backend, program),
    operations: 1,
  },
  {
    name: "certificate alone, 40000 columns",
    setup: stateOf(200),
    run: ({ program }: State): unknown =>
      certify(program, new Float64Array(program.columnCount), new Float64Array(program.rowCount)),
    operations: 1,
  },
];
