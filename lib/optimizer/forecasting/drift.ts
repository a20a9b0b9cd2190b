/**
 * Whether forecasts have become worse than their backtest said, told from scored weeks.
 *
 * The mean x of a figure over n windows is compared with the backtest's r. Windows are not independent: those of one product share its
 * level, those of one week share what happened in it. The standard error s is the largest of three: the binomial one (shares only), and
 * the cluster-robust ones by product and by week, s^2 = G / (G - 1) sum_g (X_g - n_g x)^2 / n^2 over G clusters (Cochran, Sampling
 * Techniques, 1977, ch. 9A: ratio of cluster totals).
 *
 * | figure                   | out of bounds when                                         |
 * | ------------------------ | ---------------------------------------------------------- |
 * | share in the 80 % interval | |x - r| > max(0.05, 2.58 s)                              |
 * | share below the 0.9 quantile | |x - r| > max(0.05, 2.58 s)                            |
 * | interval loss            | x - r > max(0.2 r, 2.58 s): only worse is a reason to look |
 *
 * Nothing is said with fewer than 400 windows, 20 products or 4 weeks.
 */

/** Scored windows of one product in one week. */
export interface DriftCell {
  readonly product: number;
  readonly week: number;
  readonly windowCount: number;
  readonly inside80Count: number;
  readonly below90Count: number;
  /** Sum over windows of the interval loss in units of the product's naive scale. */
  readonly lossSum: number;
}

/** The backtest's figures; null = not defined there. */
export interface DriftReference {
  readonly coverage80Share: number | null;
  readonly coverage90Share: number | null;
  readonly intervalLoss: number | null;
}

export type DriftMetric = keyof DriftReference;

export const DRIFT_LIMITS = {
  coverageTolerance: 0.05,
  lossToleranceShare: 0.2,
  standardErrors: 2.58,
  windowCount: 400,
  productCount: 20,
  weekCount: 4,
} as const;

export interface DriftFinding {
  readonly metric: DriftMetric;
  readonly value: number;
  readonly reference: number;
  /** The bound that the value must pass to be out of bounds, on its side of the reference. */
  readonly threshold: number;
  readonly standardError: number;
  readonly windowCount: number;
  readonly productCount: number;
  readonly weekCount: number;
  readonly isOutside: boolean;
}

/** Judges a segment's cells; nothing where too little was scored. Cost O(cells). */
export function judgeDrift(cells: readonly DriftCell[], reference: DriftReference): DriftFinding[] {
  const counts = {
    windowCount: cells.reduce((sum, { windowCount }) => sum + windowCount, 0),
    productCount: new Set(cells.map(({ product }) => product)).size,
    weekCount: new Set(cells.map(({ week }) => week)).size,
  };
  const isEnough =
    counts.windowCount >= DRIFT_LIMITS.windowCount &&
    counts.productCount >= DRIFT_LIMITS.productCount &&
    counts.weekCount >= DRIFT_LIMITS.weekCount;
  if (!isEnough) return [];
  return METRICS.flatMap((metric): DriftFinding[] => {
    const expected = reference[metric];
    if (expected === null) return [];
    const { mean, standardError } = clusteredMean(cells, sumOf[metric], isShare(metric));
    const margin = marginOf(metric, expected, standardError);
    const isAbove = mean >= expected;
    const isOutside = Math.abs(mean - expected) > margin && (isShare(metric) || isAbove);
    const threshold = expected + (isAbove || !isShare(metric) ? margin : -margin);
    return [
      { metric, value: mean, reference: expected, threshold, standardError, ...counts, isOutside },
    ];
  });
}

const METRICS = ["coverage80Share", "coverage90Share", "intervalLoss"] as const;

const isShare = (metric: DriftMetric): boolean => metric !== "intervalLoss";

const sumOf: Readonly<Record<DriftMetric, (cell: DriftCell) => number>> = {
  coverage80Share: ({ inside80Count }) => inside80Count,
  coverage90Share: ({ below90Count }) => below90Count,
  intervalLoss: ({ lossSum }) => lossSum,
};

function marginOf(metric: DriftMetric, expected: number, standardError: number): number {
  const { coverageTolerance, lossToleranceShare, standardErrors } = DRIFT_LIMITS;
  const tolerance = isShare(metric) ? coverageTolerance : lossToleranceShare * expected;
  return Math.max(tolerance, standardErrors * standardError);
}

function clusteredMean(
  cells: readonly DriftCell[],
  sum: (cell: DriftCell) => number,
  isBinomial: boolean,
): { readonly mean: number; readonly standardError: number } {
  let count = 0;
  let total = 0;
  for (const cell of cells) {
    count += cell.windowCount;
    total += sum(cell);
  }
  const mean = total / count;
  const byProduct = clusterVariance(cells, ({ product }) => product, sum, mean, count);
  const byWeek = clusterVariance(cells, ({ week }) => week, sum, mean, count);
  const binomial = isBinomial ? (mean * (1 - mean)) / count : 0;
  return { mean, standardError: Math.sqrt(Math.max(byProduct, byWeek, binomial)) };
}

function clusterVariance(
  cells: readonly DriftCell[],
  clusterOf: (cell: DriftCell) => number,
  sum: (cell: DriftCell) => number,
  mean: number,
  count: number,
): number {
  const residual = new Map<number, number>();
  for (const cell of cells) {
    const cluster = clusterOf(cell);
    const own = sum(cell) - cell.windowCount * mean;
    residual.set(cluster, (residual.get(cluster) ?? 0) + own);
  }
  let squares = 0;
  for (const value of residual.values()) squares += value * value;
  const clusters = residual.size;
  return ((clusters / (clusters - 1)) * squares) / (count * count);
}
