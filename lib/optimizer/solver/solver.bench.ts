import { stream } from "../core/prng.ts";
import {
  certify,
  highsBackend,
  type LinearProgram,
  type LpBackend,
  solveLinearProgram,
} from "./index.ts";

const side = 200;

/** Balanced transportation with random costs. */
function transport(): LinearProgram {
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

export const benches = [
  {
    name: "certified transportation program, 40,000 columns",
    setup: (): State => ({ backend: highsBackend(), program: transport() }),
    run: ({ backend, program }: State): unknown => solveLinearProgram(backend, program),
    operations: 1,
  },
  {
    name: "certificate alone, 40,000 columns",
    setup: (): State => ({ backend: highsBackend(), program: transport() }),
    run: ({ program }: State): unknown =>
      certify(program, new Float64Array(side * side), new Float64Array(2 * side)),
    operations: 1,
  },
];
