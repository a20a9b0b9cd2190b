/**
 * Classes of demand that are forecast in different ways. By intermittency (Syntetos, Boylan and Croston 2005, J. Oper. Res. Soc.
 * 56, p. 495): mean inter-demand interval p below or from 1.32 periods, squared variation of non-zero sizes below or from 0.49.
 *
 * | class        | p      | CV2    |
 * | ------------ | ------ | ------ |
 * | smooth       | < 1.32 | < 0.49 |
 * | erratic      | < 1.32 | >=0.49 |
 * | intermittent | >=1.32 | < 0.49 |
 * | lumpy        | >=1.32 | >=0.49 |
 *
 * By volume: mean units per period over the last 26 known periods: low < 1, medium < 10, high.
 */
export const INTERMITTENCY_CLASSES = ["smooth", "erratic", "intermittent", "lumpy"] as const;
export const VOLUME_CLASSES = ["low", "medium", "high"] as const;

/** Stands for every class. */
export const ALL_CLASSES = "all";

export interface Segment {
  readonly intermittencyClass: (typeof INTERMITTENCY_CLASSES)[number];
  readonly volumeClass: (typeof VOLUME_CLASSES)[number];
}

const INTERVAL_CUT = 1.32;
const SIZE_CV2_CUT = 0.49;
const RECENT_PERIODS = 26;
const MEDIUM_UNITS = 1;
const HIGH_UNITS = 10;

/** Segment of a series by what is known of it; NaN = not observed, passed over. null without a sale. Cost O(known). */
export function segmentOf(known: ArrayLike<number>): Segment | null {
  let periods = 0;
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let t = 0; t < known.length; t++) {
    const units = known[t]!;
    if (Number.isNaN(units)) continue;
    periods += 1;
    if (units <= 0) continue;
    count += 1;
    sum += units;
    squares += units * units;
  }
  if (count === 0) return null;
  const mean = sum / count;
  const sizeCv2 = Math.max(0, squares / count - mean * mean) / (mean * mean);
  return {
    intermittencyClass: INTERMITTENCY_CLASSES[intermittencyOf(periods / count, sizeCv2)]!,
    volumeClass: volumeClass(recentMean(known)),
  };
}

/** Index into INTERMITTENCY_CLASSES by the mean periods between sales and the squared variation of their sizes. */
export function intermittencyOf(interval: number, sizeCv2: number): number {
  const isUneven = sizeCv2 >= SIZE_CV2_CUT;
  if (interval < INTERVAL_CUT) return isUneven ? 1 : 0;
  return isUneven ? 3 : 2;
}

function volumeClass(meanUnits: number): Segment["volumeClass"] {
  if (meanUnits < MEDIUM_UNITS) return "low";
  return meanUnits < HIGH_UNITS ? "medium" : "high";
}

function recentMean(known: ArrayLike<number>): number {
  let sum = 0;
  let periods = 0;
  for (let t = Math.max(0, known.length - RECENT_PERIODS); t < known.length; t++) {
    const units = known[t]!;
    if (Number.isNaN(units)) continue;
    sum += units;
    periods += 1;
  }
  return periods > 0 ? sum / periods : 0;
}
