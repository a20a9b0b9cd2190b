import {
  type BoostingOptions,
  decodeForest,
  encodeForest,
  type Forest,
  predictForest,
  trainQuantileForest,
  trainTweedieForest,
} from "./index.ts";
import { type SimulatedRows, simulatedRows } from "./simulated.ts";

const rowCount = 287_000;
const featureCount = 23;
/** Of the 200 of a whole model: all cost about the same. */
const benchTrees = 10;
const LEVELS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.99];

const options: BoostingOptions = {
  treeCount: benchTrees,
  leafCountMax: 63,
  leafRowsMin: 40,
  learningRate: 0.1,
  rowShare: 1,
  featureShare: 1,
  seed: 1,
};

let shared: SimulatedRows | null = null;
const rows = (): SimulatedRows => {
  shared ??= simulatedRows(1, rowCount, featureCount);
  return shared;
};

interface Predicted {
  readonly forest: Forest;
  readonly matrix: SimulatedRows["matrix"];
}

/** A forest of 200 trees grown on a tenth of the rows: what it predicts costs what the whole one would. */
function grown(): Predicted {
  const data = simulatedRows(2, rowCount / 10, featureCount);
  const forest = trainQuantileForest(data, [0.9], { ...options, treeCount: 200 });
  return { forest, matrix: data.matrix };
}

/** The size of one stored forest: 150 trees of 31 leaves and 12 levels. */
function stored(): Forest {
  return trainQuantileForest(simulatedRows(3, 20_000, featureCount), LEVELS, {
    ...options,
    treeCount: 150,
    leafCountMax: 31,
    leafRowsMin: 80,
    rowShare: 0.6,
    featureShare: 0.5,
  });
}

export const benches = [
  {
    name: "pinball, one level: a tree of 63 leaves on 287,000 rows x 23 features",
    setup: rows,
    run: (data: SimulatedRows): unknown => trainQuantileForest(data, [0.9], options),
    operations: benchTrees,
  },
  {
    name: "pinball, 12 levels at once: a tree of 63 leaves on 287,000 rows x 23 features",
    setup: rows,
    run: (data: SimulatedRows): unknown => trainQuantileForest(data, LEVELS, options),
    operations: benchTrees,
  },
  {
    name: "Tweedie: a tree of 63 leaves on 287,000 rows x 23 features",
    setup: rows,
    run: (data: SimulatedRows): unknown => trainTweedieForest(data, 1.3, options),
    operations: benchTrees,
  },
  {
    name: "prediction of a row by 200 trees of 63 leaves",
    setup: grown,
    run: ({ forest, matrix }: Predicted): unknown => predictForest(forest, matrix),
    operations: rowCount / 10,
  },
  {
    name: "encoding and decoding 150 trees of 31 leaves x 12 levels",
    setup: stored,
    run: (forest: Forest): unknown => decodeForest(encodeForest(forest)),
  },
];
