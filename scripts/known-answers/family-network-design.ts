// Which facilities to open (OR-Library files) and which trucks to run (time-expanded networks).
import {
  type FacilityProblem,
  locateFacilities,
  scheduleTrucks,
} from "@/lib/optimizer/network-design/index.ts";
import { highsBackend } from "@/lib/optimizer/solver/index.ts";
import { type Family, inputFile, numberOf, recordsOf } from "./instance.ts";

const backend = highsBackend();

/** Counts, then capacity and opening cost by facility, then demand and cost by facility of each customer. */
function readOrLibrary(text: string): FacilityProblem {
  const numbers = text.trim().split(/\s+/).map(Number);
  const bad = numbers.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new TypeError(`facility file: word ${bad + 1} is not a number`);
  const [facilityCount = 0, customerCount = 0] = numbers;
  const facilities = numbers.slice(2, 2 + 2 * facilityCount);
  const customers = numbers.slice(2 + 2 * facilityCount);
  const width = 1 + facilityCount;
  if (customers.length !== customerCount * width) {
    throw new TypeError(
      `facility file: ${customers.length} numbers for ${customerCount} customers, expected ${customerCount * width}`,
    );
  }
  return {
    facilityCount,
    customerCount,
    capacityUnits: Float64Array.from(facilities.filter((_, k) => k % 2 === 0)),
    openingCost: Float64Array.from(facilities.filter((_, k) => k % 2 === 1)),
    demandUnits: Float64Array.from(customers.filter((_, k) => k % width === 0)),
    serviceCost: Float64Array.from(customers.filter((_, k) => k % width !== 0)),
  };
}

export const facilityLocation: Family = {
  name: "facility location",
  covers: (type) => /^Capacitated facility location/.test(type),
  async solve(instance) {
    const plan = await locateFacilities(backend, readOrLibrary(inputFile(instance)));
    if (plan.status !== "optimal") throw new Error(`the plan is ${plan.status}`);
    return { answer: { objective: plan.cost, lp_relaxation_strong: plan.provedBound } };
  },
};

export const truckSchedules: Family = {
  name: "truck schedules",
  covers: (type) => /^Service network design on a time-expanded network/.test(type),
  async solve({ inputs }) {
    const plan = await scheduleTrucks(backend, {
      placeCount: numberOf(inputs, "nodes"),
      truckUnits: numberOf(inputs, "truck_capacity"),
      lanes: recordsOf(inputs, "lanes").map((lane) => ({
        from: numberOf(lane, "frm"),
        to: numberOf(lane, "to"),
        transitPeriods: numberOf(lane, "transit"),
        costPerTruck: numberOf(lane, "truck_cost"),
        costPerUnit: numberOf(lane, "unit_cost", 0),
      })),
      consignments: recordsOf(inputs, "commodities").map((commodity) => ({
        from: numberOf(commodity, "o"),
        to: numberOf(commodity, "d"),
        units: numberOf(commodity, "vol"),
        readyPeriod: numberOf(commodity, "ready"),
        duePeriod: numberOf(commodity, "due"),
      })),
    });
    if (plan.status !== "optimal") throw new Error(`the plan is ${plan.status}`);
    return { answer: { objective: plan.cost, bound: plan.claimedBound } };
  },
};
