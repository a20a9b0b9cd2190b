// The door of network design: which facilities to open, and which trucks to run in which periods. Whole decisions by a
// published search, feasibility and bounds checked by ourselves. Formulations and figures: README.md.
export {
  type FacilityPlan,
  type FacilityProblem,
  type FacilityResult,
  locateFacilities,
} from "./facility-location.ts";
export {
  type Consignment,
  type Departure,
  type Lane,
  scheduleTrucks,
  type TruckPlan,
  type TruckProblem,
  type TruckResult,
} from "./truck-schedule.ts";
