import { stream } from "../core/prng.ts";
import type { Forest } from "./forest.ts";
import { TreeGrower } from "./grow.ts";
import { joinTrees, type ValuedTree } from "./join-trees.ts";
import type { BinnedMatrix, Binning } from "./matrix.ts";
import { sampleFeatures, sampleRows } from "./sampling.ts";
import type { GrownTree, RowStatistics } from "./tree.ts";

/** How trees are grown. */
export interface BoostingOptions {
  readonly treeCount: number;
  readonly leafCountMax: number;
  readonly leafRowsMin: number;
  readonly learningRate: number;
  /** Share of rows each tree is grown on, in (0, 1]. */
  readonly rowShare: number;
  /** Share of features each tree may split on, in (0, 1]. */
  readonly featureShare: number;
  readonly seed: number;
}

/** Rows to learn from. */
export interface BoostingData {
  readonly matrix: BinnedMatrix;
  readonly binning: Binning;
  /** [rowCount] */
  readonly target: Float64Array;
}

/** Called after every tree with a way to see the forest so far; false ends the growing. */
export type OnTree = (forest: () => Forest, treeCount: number) => boolean;

/** What is boosted: holds the fitted value of every row. */
export interface Objective {
  /** Value before the first tree. [outputCount] */
  readonly base: Float64Array;
  /** What the rows want now. */
  statistics(): RowStatistics;
  /** Writes the values of a leaf of rows[from .. to - 1], before the learning rate, to out[at ...]. */
  leafValues(rows: Int32Array, from: number, to: number, out: Float32Array, at: number): void;
  /** Adds to what is fitted for each row the values of its leaf: value is [leafCount, outputCount], leafOfRow [rowCount]. */
  move(leafOfRow: Int32Array, value: Float32Array): void;
}

/** Grows trees one after the other, each on what the ones before it left (Friedman 2001). */
export function boost(
  { matrix, binning }: BoostingData,
  objective: Objective,
  options: BoostingOptions,
  onTree?: OnTree,
): Forest {
  const random = stream(options.seed, "boosting");
  const grower = new TreeGrower(matrix, binning.isCategory, options);
  const leafOfRow = new Int32Array(matrix.rowCount);
  const trees: ValuedTree[] = [];
  const current = () => joinTrees(trees, objective.base);
  for (let k = 0; k < options.treeCount; k++) {
    const stats = objective.statistics();
    const rows = sampleRows(matrix.rowCount, options.rowShare, random);
    const features = sampleFeatures(matrix.featureCount, options.featureShare, random);
    const tree = grower.grow(stats, rows, features);
    const value = valuesOf(tree, objective, options.learningRate);
    trees.push({ nodes: tree.nodes, value });
    writeLeaves(tree, leafOfRow);
    objective.move(leafOfRow, value);
    if (onTree && !onTree(current, k + 1)) break;
  }
  return current();
}

function valuesOf({ rows, leaves }: GrownTree, objective: Objective, rate: number): Float32Array {
  const outputCount = objective.base.length;
  const value = new Float32Array(leaves.length * outputCount);
  leaves.forEach(({ start, end }, l) => {
    objective.leafValues(rows, start, end, value, l * outputCount);
  });
  for (let v = 0; v < value.length; v++) value[v]! *= rate;
  return value;
}

/** Row by row, so that what is fitted can then be read and written in the order in which it lies in memory. */
function writeLeaves({ rows, leaves }: GrownTree, leafOfRow: Int32Array): void {
  leaves.forEach(({ start, end, spareStart, spareEnd }, l) => {
    for (let k = start; k < end; k++) leafOfRow[rows[k]!] = l;
    for (let k = spareStart; k < spareEnd; k++) leafOfRow[rows[k]!] = l;
  });
}
