import { replenishmentDefinition as definition } from "../replenishment/index.ts";
import {
  activeSlice,
  type Columns,
  decodeChunk,
  encodeChunk,
  evaluate,
  evaluateOne,
  replay,
} from "./index.ts";

// On the widest definition there is: the advised quantity, 81 leaves and 52 computed nodes.

const ROWS = 1024;

interface State {
  readonly leaves: Columns;
  readonly stored: Columns;
  readonly bytes: Uint8Array;
  /** One array of leaves per row, as a replay of single decisions reads them. */
  readonly rows: readonly Float64Array[];
  readonly values: Float64Array;
}

function setup(): State {
  let state = 5;
  const draw = (max: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % max;
  };
  const most: Readonly<Record<string, number>> = {
    milliUnits: 90_000,
    millionths: 900_000,
    days: 40,
    weeks: 20,
    units: 60,
    micros: 20_000_000,
    mm3: 9_000_000,
    bool: 2,
  };
  const column: Record<string, Float64Array> = {};
  for (const node of definition.nodes.slice(0, definition.leafCount)) {
    column[node.id] = Float64Array.from({ length: ROWS }, () => draw(most[node.unit]!));
  }
  const leaves = { count: ROWS, column };
  const stored = evaluate(definition, leaves);
  const ids = definition.nodes.slice(0, definition.leafCount).map(({ id }) => id);
  const rows = Array.from({ length: ROWS }, (_, row) =>
    Float64Array.from(ids, (id) => column[id]![row]!),
  );
  const bytes = encodeChunk(definition, stored);
  return { leaves, stored, bytes, rows, values: new Float64Array(definition.nodes.length) };
}

export const benches = [
  {
    name: "decision: replay one decision (evaluateOne)",
    setup,
    run: ({ rows, values }: State) => {
      let sum = 0;
      for (const leaves of rows) sum += evaluateOne(definition, leaves, values);
      return sum;
    },
    operations: ROWS,
  },
  {
    name: "decision: evaluate a chunk of 1,024 into columns",
    setup,
    run: ({ leaves }: State) => evaluate(definition, leaves).column.advisedUnits![0],
    operations: ROWS,
  },
  {
    name: "decision: replay a chunk of 1,024 against its stored values",
    setup,
    run: ({ leaves, stored }: State) => replay(definition, leaves, stored),
    operations: ROWS,
  },
  {
    name: "decision: encode a chunk of 1,024, all values",
    setup,
    run: ({ stored }: State) => encodeChunk(definition, stored).length,
    operations: ROWS,
  },
  {
    name: "decision: decode a chunk of 1,024, all values",
    setup,
    run: ({ bytes }: State) => decodeChunk(definition, bytes).columns.count,
    operations: ROWS,
  },
  {
    name: "decision: active slice of one decision",
    setup,
    run: ({ rows, values }: State) => {
      let steps = 0;
      for (const leaves of rows) {
        evaluateOne(definition, leaves, values);
        steps += activeSlice(definition, values).steps.length;
      }
      return steps;
    },
    operations: ROWS,
  },
];
