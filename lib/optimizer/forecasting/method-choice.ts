/** Which method a segment of demand is forecast by, from the scores of a backtest. */
import { decidingScore } from "./quality.ts";
import { ALL_CLASSES } from "./segment.ts";

/** A method's losses on a segment; null = not defined there. */
export interface SegmentScore {
  readonly method: string;
  readonly isClassical: boolean;
  readonly intermittencyClass: string;
  readonly volumeClass: string;
  readonly windowCount: number;
  readonly spl: number | null;
  /** Of sums over lead times. */
  readonly sumSpl: number | null;
}

export interface SegmentChoice {
  readonly intermittencyClass: string;
  readonly volumeClass: string;
  readonly method: string;
}

/** Windows that a segment must have scored before it chooses for itself. */
export const MINIMUM_WINDOWS = 400;

/**
 * The method of each segment that occurs: the best model, unless the best classical method loses less there by the deciding score. A
 * segment with fewer than MINIMUM_WINDOWS windows follows its intermittency class, and that the whole. Equal scores go to the model, then to
 * the method named first. Segments of which nothing is known at all are left out. Cost O(scores).
 */
export function chooseMethods(scores: readonly SegmentScore[]): SegmentChoice[] {
  const segments = new Map<string, SegmentScore[]>();
  for (const score of scores) {
    const key = keyOf(score.intermittencyClass, score.volumeClass);
    segments.set(key, [...(segments.get(key) ?? []), score]);
  }
  return [...segments.values()].flatMap((rows): SegmentChoice[] => {
    const { intermittencyClass, volumeClass } = rows[0]!;
    const own = ownChoice(rows);
    const method =
      own ??
      ownChoice(segments.get(keyOf(intermittencyClass, ALL_CLASSES)) ?? []) ??
      ownChoice(segments.get(keyOf(ALL_CLASSES, ALL_CLASSES)) ?? [], 1);
    return method === null ? [] : [{ intermittencyClass, volumeClass, method }];
  });
}

const keyOf = (intermittencyClass: string, volumeClass: string): string =>
  `${intermittencyClass}/${volumeClass}`;

function ownChoice(
  rows: readonly SegmentScore[],
  minimumWindows: number = MINIMUM_WINDOWS,
): string | null {
  const counted = rows.filter(({ windowCount }) => windowCount >= minimumWindows);
  const model = best(counted.filter(({ isClassical }) => !isClassical));
  const classical = best(counted.filter(({ isClassical }) => isClassical));
  if (model === null || classical === null) return (model ?? classical)?.method ?? null;
  return (classical.score < model.score ? classical : model).method;
}

function best(rows: readonly SegmentScore[]): { method: string; score: number } | null {
  let found: { method: string; score: number } | null = null;
  for (const { method, spl, sumSpl } of rows) {
    const score = decidingScore(spl, sumSpl);
    if (score !== null && (found === null || score < found.score)) found = { method, score };
  }
  return found;
}
