// The door of lead times: their law from shipments, and demand over a protection interval of random length. Days are
// whole; probabilities are floats that sum to 1. Formulation, sources and figures: README.md.
export {
  type AccountLeadTime,
  estimateLeadTime,
  type LaneLeadTime,
  type LeadTimeSummary,
  leadTimeSummary,
  PRIOR_SHIPMENTS,
  plannedLaw,
} from "./estimate.ts";
export { type ReceiptYield, SHIPMENT_OUTCOME, type ShipmentEvidence } from "./evidence.ts";
export { type LeadTimeLaw, lawMean } from "./law.ts";
export {
  type DemandGrid,
  type DemandQuantiles,
  fixedLength,
  type ProtectionLengths,
  protectionLengths,
  protectionQuantile,
} from "./protection.ts";
