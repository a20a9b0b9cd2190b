import type { Panel } from "../panel.ts";

/** The panel as it stood before a period: later units are not in it. What is known ahead stays. Cost O(cells). */
export function panelBefore(panel: Panel, periodCount: number): Panel {
  if (periodCount === panel.periodCount) return panel;
  const units = new Float32Array(panel.seriesCount * periodCount);
  for (let i = 0; i < panel.seriesCount; i++) {
    const start = i * panel.periodCount;
    units.set(panel.units.subarray(start, start + periodCount), i * periodCount);
  }
  return { ...panel, periodCount, units };
}
