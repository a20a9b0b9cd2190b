import type { Weights } from "../global/combination.ts";
import type { QuantileFamily } from "../global/family.ts";
import type { Window } from "../global/features.ts";

/** What a model learnt about one kind of window, single weeks or sums. */
export interface DemandSide {
  readonly family: QuantileFamily;
  /** Weights of trees and structural method per demand class. [classCount, 2] */
  readonly weights: Weights;
  /** Factors on the distance from the median per group of leads. [LEAD_GROUPS, levelCount] */
  readonly stretch: Float64Array;
  /** Factors on the mean of single weeks; a mean of a sum is the sum of its weeks', so that those of sums are not read. [LEAD_GROUPS] */
  readonly meanFactor: Float64Array;
}

/** A global model of weekly demand, trained on many SKUs and used for any. */
export interface DemandModel {
  readonly steps: DemandSide;
  readonly sums: DemandSide;
  /**
   * How unsteady a SKU must be for the model to speak of it: the standard deviation of a year's weeks over the SKU's level that
   * all but a twentieth of the learnt series reached. What is steadier was not learnt from, and trees only guess there.
   */
  readonly spreadFrom: number;
  /** It was trained with prices and promotions, and reads them. */
  readonly isOfferTold: boolean;
  /** Examples and series that it learnt from. */
  readonly rowCount: number;
  readonly seriesCount: number;
}

/** Levels of the trees' quantiles; others are read between them. */
export const MODEL_LEVELS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99];

export const STEP_WINDOWS: readonly Window[] = [1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 16, 20, 26].map(
  (lead) => ({ from: lead, to: lead }),
);
export const SUM_WINDOWS: readonly Window[] = [1, 2, 4, 6, 8, 10, 13, 20, 26].map((length) => ({
  from: 1,
  to: length,
}));

const GROUP_END = [4, 8];
export const LEAD_GROUPS = GROUP_END.length + 1;

/** Group of leads whose errors are alike: up to 4 weeks, up to 8, beyond. */
export const leadGroup = ({ to }: Window): number => {
  const found = GROUP_END.findIndex((end) => to <= end);
  return found < 0 ? GROUP_END.length : found;
};
