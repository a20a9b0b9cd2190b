// The door of fees: what a month's stock and movements cost at a dated rate card, and why it changed. README.md has the formulas.
export { type AheadDays, aheadFacts } from "./ahead.ts";
export { SUPPLY_SPANS, type SupplyWeek, supplyWeeks } from "./bands.ts";
export {
  driverTotalMicros,
  FEE_DRIVERS,
  type FeeChange,
  type FeeDriver,
  partMicrosOf,
  splitFeeChange,
} from "./change.ts";
export { type FeeFacts, monthColumns, type PlacedUnits } from "./facts.ts";
export { type HeldLot, heldLots } from "./lots.ts";
export {
  type FeeCell,
  type FeeTable,
  feeCells,
  feeMicrosOf,
  feeTotalMicros,
  isUnpriced,
  type MonthFees,
  monthFees,
} from "./month-fees.ts";
export {
  FEE_KINDS,
  type FeeKind,
  type ProductSize,
  placementBand,
  placementOfBand,
  placementRateMicros,
  placementZone,
  SPLIT_OPTIONS,
  type SplitOption,
  sizeTier,
  splitOptionOf,
  UNKNOWN_PLACEMENT_BAND,
  unitPriceMicros,
} from "./price.ts";
export {
  PLACEMENT_ZONES,
  type PlacementRates,
  publishedRateCards,
  type RateCard,
  rateCard2024,
  rateCard2026,
  SIZE_TIERS,
  type SizeTier,
  validateRateCard,
} from "./rate-card.ts";
export { leastRemoval, type Removal, type RemovalCandidate } from "./removal.ts";
export { REMOVABLE_FEES, type RemovableFee, type RemovalOf, removalFee } from "./removal-fee.ts";
