// The door of fulfilment: from which FCs to ship the lines of an order. Formulation: README.md.
export {
  lineRegret,
  type SourcingPlan,
  type SourcingProblem,
  type SourcingRegret,
  type SourcingResult,
  sourceMyopically,
  sourceOrder,
  togetherRegret,
} from "./sourcing.ts";
