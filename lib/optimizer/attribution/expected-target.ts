import { columnCount, designRows, type Family } from "./family.ts";
import type { CausalGraph } from "./graph.ts";
import type { Coefficients, MechanismData, PeriodData } from "./regression.ts";
import { mean } from "./samples.ts";

/** Every mechanism with its coefficients in both periods; a node that did not change has the same ones twice. */
export interface FittedGraph {
  readonly graph: CausalGraph;
  readonly data: readonly MechanismData[];
  readonly fit: readonly Coefficients[];
}

/** Lines carry means exactly: the target's mean follows from the causes' means alone. `mask` has the nodes taken from after. */
export function linearTarget({ graph, data, fit }: FittedGraph, mask: number): number {
  const means = new Float64Array(graph.node.length);
  for (let i = 0; i < means.length; i++) {
    const coefficient = mask & (1 << i) ? fit[i]!.after : fit[i]!.before;
    const { terms } = data[i]!.family;
    const parents = graph.parent[i]!;
    let sum = coefficient[0]!;
    for (let k = 0; k < terms.length; k++) {
      const term = terms[k]!;
      if (term.kind !== "cause") throw new Error("linearTarget: a bent mechanism");
      sum += coefficient[k + 1]! * (means[parents[term.index]!]! - term.centre);
    }
    means[i] = sum;
  }
  return means[graph.targetIndex]!;
}

export const isLinear = ({ family }: MechanismData): boolean =>
  family.terms.every(({ kind }) => kind === "cause");

/** Which rows are carried through bent mechanisms. */
export interface RowPick {
  readonly maxRows: number;
  /** How often each group of rows was drawn; null = every row once. */
  readonly times: { readonly before: Float64Array; readonly after: Float64Array } | null;
}

/** Rows of a period and what its mechanism left unexplained, for carrying through bends. */
export interface CarriedRows {
  readonly rowCount: number;
  /** [node][row], of the period before and after. */
  readonly noise: {
    readonly before: readonly Float64Array[];
    readonly after: readonly Float64Array[];
  };
}

/**
 * The noise of every node in each period: outcome minus mechanism, for roots outcome minus mean. Row r of all nodes is
 * the same row of the data, so that noise that comes together stays together. A node that did not change takes its
 * noise from both periods in turn. Centred, since means are the mechanisms' part.
 */
export function carriedRows(
  fitted: FittedGraph,
  isChanged: readonly boolean[],
  { maxRows, times }: RowPick,
): CarriedRows {
  const { before, after } = fitted.data[0]!;
  const rowCount = Math.min(maxRows, Math.max(before.rowCount, after.rowCount));
  const picked = {
    before: pickRows(before, rowCount, times?.before ?? null),
    after: pickRows(after, rowCount, times?.after ?? null),
  };
  const noise = { before: [] as Float64Array[], after: [] as Float64Array[] };
  fitted.data.forEach((data, i) => {
    const own = {
      before: noiseOf(data.family, data.before, fitted.fit[i]!.before, picked.before),
      after: noiseOf(data.family, data.after, fitted.fit[i]!.after, picked.after),
    };
    const common = isChanged[i] ? null : inTurn(own.before, own.after);
    noise.before.push(centred(common ?? own.before));
    noise.after.push(centred(common ?? own.after));
  });
  return { rowCount, noise };
}

/** `count` rows, from the drawn groups in turn; round again where the period has fewer. */
function pickRows({ rowCount, groupCount }: PeriodData, count: number, times: Float64Array | null) {
  const groups: number[] = [];
  for (let g = 0; g < groupCount; g++)
    for (let k = 0; k < (times === null ? 1 : times[g]!); k++) groups.push(g);
  return Int32Array.from({ length: count }, (_, r) => {
    const row = groups[r % groupCount]! + groupCount * Math.floor(r / groupCount);
    return row % rowCount;
  });
}

function noiseOf(
  family: Family,
  { design, outcome }: PeriodData,
  coefficient: Float64Array,
  picked: Int32Array,
): Float64Array {
  const width = columnCount(family);
  const noise = new Float64Array(picked.length);
  for (let r = 0; r < picked.length; r++) {
    const i = picked[r]!;
    noise[r] = outcome[i]! - dot(design, i * width, coefficient);
  }
  return noise;
}

const inTurn = (before: Float64Array, after: Float64Array): Float64Array =>
  before.map((value, r) => (r % 2 === 0 ? value : after[r]!));

function centred(values: Float64Array): Float64Array {
  const centre = mean(values);
  return values.map((value) => value - centre);
}

/**
 * The target's mean with the mechanisms and noise of the nodes in a mask taken from after, row by row. A node's column
 * depends only on which of its own ancestors are in the mask, so it is kept from one mask to the next.
 */
export function carriedTarget(fitted: FittedGraph, rows: CarriedRows): (mask: number) => number {
  const { graph } = fitted;
  const lineage = lineages(graph);
  const kept = graph.node.map(() => new Map<number, Float64Array>());
  const columnOf = (node: number, mask: number): Float64Array => {
    const key = mask & lineage[node]!;
    const known = kept[node]!.get(key);
    if (known !== undefined) return known;
    const causes = graph.parent[node]!.map((parent) => columnOf(parent, mask));
    const column = carriedColumn(
      fitted,
      rows,
      { node, isAfter: (mask & (1 << node)) !== 0 },
      causes,
    );
    kept[node]!.set(key, column);
    return column;
  };
  return (mask) => mean(columnOf(graph.targetIndex, mask));
}

/** Bit mask of each node and all its ancestors. */
function lineages({ parent }: CausalGraph): number[] {
  const lineage: number[] = [];
  parent.forEach((parents, i) => {
    lineage.push(parents.reduce((mask, p) => mask | lineage[p]!, 1 << i));
  });
  return lineage;
}

function carriedColumn(
  { data, fit }: FittedGraph,
  { rowCount, noise }: CarriedRows,
  { node, isAfter }: { readonly node: number; readonly isAfter: boolean },
  causes: readonly Float64Array[],
): Float64Array {
  const family = data[node]!.family;
  const width = columnCount(family);
  const design = designRows(family, causes, rowCount);
  const coefficient = isAfter ? fit[node]!.after : fit[node]!.before;
  const column = Float64Array.from(isAfter ? noise.after[node]! : noise.before[node]!);
  for (let r = 0; r < rowCount; r++) column[r]! += dot(design, r * width, coefficient);
  return column;
}

function dot(rows: Float64Array, start: number, coefficient: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < coefficient.length; j++) sum += rows[start + j]! * coefficient[j]!;
  return sum;
}
