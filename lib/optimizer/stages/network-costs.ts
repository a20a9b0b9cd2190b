import type { TransportProblem } from "../transport/index.ts";

/**
 * What the network's plan assumes where no facts tell: speed classes, and what capacity beyond the planned one costs.
 * Shown beside every figure that rests on them.
 */

/** Orders by the delivery they chose: share, days promised, loss of a day later. */
export const SPEED_CLASSES = [
  { name: "fast", orderShare: 0.4, promiseDays: 2, lateMicrosPerDay: 600_000 },
  { name: "standard", orderShare: 0.6, promiseDays: 5, lateMicrosPerDay: 200_000 },
] as const;

/** Steps per unit received or picked, per mm3 shipped or on a lane, per mm3 and day stored. */
export const NETWORK_COSTS: Pick<
  TransportProblem,
  "maxDelayPeriods" | "waitMicrosPerDay" | "steps"
> = {
  maxDelayPeriods: 3,
  waitMicrosPerDay: 40_000,
  steps: {
    storage: { share: [0.05, Number.POSITIVE_INFINITY], micros: [0.001, 0.003] },
    receiving: { share: [0.2], micros: [250_000] },
    picking: { share: [0.15, 0.15], micros: [350_000, 700_000] },
    shipping: { share: [0.25], micros: [0.25] },
    lane: { share: [0.5], micros: [0.4] },
  },
};
