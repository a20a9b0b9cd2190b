import type { Segment } from "@/lib/optimizer/forecasting/index.ts";

/** A segment of demand as one word, "lumpy/low": how tasks and stored choices name it. */
export const segmentKey = ({ intermittencyClass, volumeClass }: Segment): string =>
  `${intermittencyClass}/${volumeClass}`;
