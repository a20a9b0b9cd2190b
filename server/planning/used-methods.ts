// Which method each segment of demand is forecast by, as the newest backtest chose.
import {
  ALL_CLASSES,
  INTERMITTENCY_CLASSES,
  VOLUME_CLASSES,
} from "@/lib/optimizer/forecasting/index.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { listUsedMethods, type UsedMethodRow } from "@/server/repositories/forecast-quality.ts";
import { segmentKey } from "./segment-key.ts";
import { WORKER } from "./stage.ts";

export type UsedMethods = readonly UsedMethodRow[];

/** Methods by segment of a marketplace; none before its first backtest. */
export const loadUsedMethods = (tx: Tx, marketplaceId: string): Promise<UsedMethods> =>
  listUsedMethods(tx, WORKER, marketplaceId);

/** The method of a segment: its own, else its intermittency class's, else that of the whole; null where there is none. */
export function usedMethodOf(
  used: UsedMethods,
  segment: { readonly intermittencyClass: string; readonly volumeClass: string },
): UsedMethodRow | null {
  const { intermittencyClass, volumeClass } = segment;
  for (const [intermittency, volume] of [
    [intermittencyClass, volumeClass],
    [intermittencyClass, ALL_CLASSES],
    [ALL_CLASSES, ALL_CLASSES],
  ]) {
    const row = used.find(
      (one) => one.intermittencyClass === intermittency && one.volumeClass === volume,
    );
    if (row) return row;
  }
  return null;
}

/** Segments on which another method than the model was chosen, as words in a fixed order; where nothing was chosen the model is used. */
export function segmentsWithout(
  used: UsedMethods,
  isModel: (row: UsedMethodRow) => boolean,
): readonly string[] {
  return INTERMITTENCY_CLASSES.flatMap((intermittencyClass) =>
    VOLUME_CLASSES.flatMap((volumeClass) => {
      const segment = { intermittencyClass, volumeClass };
      const row = usedMethodOf(used, segment);
      return row === null || isModel(row) ? [] : [segmentKey(segment)];
    }),
  );
}
