// What is stored beside a version of the forecast model: what it was trained on, and the scores it came with.
import { z } from "zod";
import { decidingScore } from "@/lib/optimizer/forecasting/index.ts";

/** How a version was trained; stored as JSON in forecast_model.options. */
export const ModelTraining = z.object({
  /** Examples that it learnt from, and series they came from. */
  rowCount: z.int().nonnegative(),
  seriesCount: z.int().nonnegative(),
  /** Size of its encoded body. */
  byteCount: z.int().nonnegative(),
  /** Last week that it saw, as its last day; null where the data are not a network's. */
  dataToOn: z.string().nullable(),
  /** Where the data came from, in words. */
  source: z.string(),
});
export type ModelTraining = z.infer<typeof ModelTraining>;

/** Scores of one method over all segments of a backtest; null = not defined there. */
const MethodScore = z.object({
  method: z.string(),
  isClassical: z.boolean(),
  spl: z.number().nullable(),
  /** Of sums over lead times. */
  sumSpl: z.number().nullable(),
  biasShare: z.number().nullable(),
  coverage80Share: z.number().nullable(),
  cumulative90Share: z.number().nullable(),
});
export type MethodScore = z.infer<typeof MethodScore>;

/** The scores that a version was stored with, beside other methods on the same weeks; JSON in forecast_model.quality. */
export const ModelQuality = z.object({
  windowCount: z.int().nonnegative(),
  /** The version's own. */
  model: MethodScore,
  /** The others'. */
  others: z.array(MethodScore),
  /** Segments ("lumpy/low") on which another method scored better: the version is not used there until a backtest says more. */
  unusedSegments: z.array(z.string()).optional(),
});
export type ModelQuality = z.infer<typeof ModelQuality>;

/** Best of the classical methods by the score that decides; null without one. */
export const bestClassical = (methods: readonly MethodScore[]): MethodScore | null =>
  methods
    .filter(({ isClassical }) => isClassical)
    .reduce<MethodScore | null>((best, one) => (isBetter(one, best) ? one : best), null);

/** The score that decides between methods; lower is better. */
export const scoreOf = ({ spl, sumSpl }: Pick<MethodScore, "spl" | "sumSpl">): number | null =>
  decidingScore(spl, sumSpl);

function isBetter(one: MethodScore, than: MethodScore | null): boolean {
  const score = scoreOf(one);
  const other = than && scoreOf(than);
  return score !== null && (other === null || score < other);
}
