// Gradient-boosted trees on binned features: conditional quantiles and means.
export type { BoostingOptions } from "./boosting.ts";
export { frame, unframe } from "./byte-stream.ts";
export {
  decodeBinning,
  decodeForest,
  encodeBinning,
  encodeForest,
  roundLeafValues,
} from "./codec.ts";
export type { Forest } from "./forest.ts";
export { type BinnedMatrix, type Binning, binRows, fitBinning } from "./matrix.ts";
export { predictForest } from "./predict.ts";
export { continueQuantileForest, trainQuantileForest, trainTweedieForest } from "./train.ts";
