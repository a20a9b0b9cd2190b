// Twenty ways to game the market for extra space, played against the truth in seeded months. Formulation: ../README.md.
export type { PaymentRule } from "./game.ts";
export { type MeasureInput, measureStrategies, type StrategyGain } from "./measure.ts";
export { type Strategy, strategies } from "./strategies.ts";
