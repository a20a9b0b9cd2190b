/** One column of a mechanism's design: what it makes of the values of the node's causes. */
export type Term =
  | { readonly kind: "cause"; readonly index: number; readonly centre: number }
  /** max(0, weight . causes - knot): a bend in one cause, or in a mix of several. */
  | { readonly kind: "bend"; readonly weight: readonly number[]; readonly knot: number }
  /** The smaller of two causes: what a bottleneck lets through. */
  | { readonly kind: "smaller"; readonly first: number; readonly second: number };

/**
 * The shape of a mechanism: an intercept and its terms. The causes themselves come first; only the intercept and they
 * may differ between the periods, the bends are common to both.
 */
export interface Family {
  readonly name: "constant" | "linear" | "bent" | "bentMix" | "bottleneck";
  readonly causeCount: number;
  readonly terms: readonly Term[];
}

export const columnCount = ({ terms }: Family): number => terms.length + 1;

/** Design rows [row, column]; column 0 is the intercept. Cost O(rows x columns x causes). */
export function designRows(
  family: Family,
  causes: readonly Float64Array[],
  rowCount: number,
): Float64Array {
  const width = columnCount(family);
  const rows = new Float64Array(rowCount * width);
  for (let i = 0; i < rowCount; i++) rows[i * width] = 1;
  family.terms.forEach((term, k) => {
    fillTerm(term, causes, { rows, width, column: k + 1, rowCount });
  });
  return rows;
}

interface Slot {
  readonly rows: Float64Array;
  readonly width: number;
  readonly column: number;
  readonly rowCount: number;
}

function fillTerm(
  term: Term,
  causes: readonly Float64Array[],
  { rows, width, column, rowCount }: Slot,
): void {
  const value = termValue(term, causes);
  for (let i = 0; i < rowCount; i++) rows[i * width + column] = value(i);
}

function termValue(term: Term, causes: readonly Float64Array[]): (row: number) => number {
  if (term.kind === "cause") {
    const cause = causes[term.index]!;
    return (i) => cause[i]! - term.centre;
  }
  if (term.kind === "smaller") {
    const first = causes[term.first]!;
    const second = causes[term.second]!;
    return (i) => Math.min(first[i]!, second[i]!);
  }
  return (i) => {
    let mix = -term.knot;
    for (let j = 0; j < causes.length; j++) mix += term.weight[j]! * causes[j]![i]!;
    return Math.max(mix, 0);
  };
}

/** The plain family: a mean for a node without causes, else a line. `centre` are pooled means, for accuracy only. */
export function linearFamily(centre: readonly number[]): Family {
  return {
    name: centre.length === 0 ? "constant" : "linear",
    causeCount: centre.length,
    terms: centre.map((value, index) => ({ kind: "cause", index, centre: value })),
  };
}

/** Interior knots of a bend: enough for a saturation or a floor, few enough for 100 rows. */
const KNOT_LEVELS = [0.1, 0.3, 0.5, 0.7, 0.9];

/**
 * The bent families of a node with causes: a bend per cause, bends in the mix of causes that the line found, and the
 * smaller of each pair of causes. `pooled` are both periods' values of each cause, `slope` the pooled line.
 */
export function bentFamilies(
  linear: Family,
  pooled: readonly Float64Array[],
  slope: readonly number[],
): Family[] {
  const { causeCount, terms } = linear;
  const single = pooled.flatMap((values, j) => bends(unit(causeCount, j), knotsOf(values)));
  const families: Family[] = [{ name: "bent", causeCount, terms: [...terms, ...single] }];
  if (causeCount > 1) {
    const mix = bends([...slope], knotsOf(mixOf(pooled, slope)));
    families.push({ name: "bentMix", causeCount, terms: [...terms, ...mix] });
    families.push({ name: "bottleneck", causeCount, terms: [...terms, ...pairs(causeCount)] });
  }
  return families;
}

const unit = (count: number, j: number): number[] =>
  Array.from({ length: count }, (_, i) => (i === j ? 1 : 0));

const bends = (weight: readonly number[], knots: readonly number[]): Term[] =>
  knots.map((knot) => ({ kind: "bend", weight, knot }));

function pairs(count: number): Term[] {
  const terms: Term[] = [];
  for (let first = 0; first < count; first++)
    for (let second = first + 1; second < count; second++)
      terms.push({ kind: "smaller", first, second });
  return terms;
}

function mixOf(pooled: readonly Float64Array[], slope: readonly number[]): Float64Array {
  return pooled[0]!.map((_, i) => {
    let mix = 0;
    for (let j = 0; j < pooled.length; j++) mix += slope[j]! * pooled[j]![i]!;
    return mix;
  });
}

function knotsOf(values: Float64Array): number[] {
  const sorted = Float64Array.from(values).sort();
  const knots = KNOT_LEVELS.map((level) => sorted[Math.floor(level * (sorted.length - 1))]!);
  return knots.filter((knot, i) => i === 0 || knot > knots[i - 1]!);
}
