// The door of substitution: which of several items that stand in for each other to offer. Formulation: README.md.
export {
  type Assortment,
  type AssortmentProblem,
  bestAssortment,
  bestRevenueOrdered,
  type ItemRegret,
  itemRegret,
  slotValue,
} from "./assortment.ts";
