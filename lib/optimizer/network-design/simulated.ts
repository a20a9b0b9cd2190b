import { stream } from "../core/prng.ts";
import type { FacilityProblem } from "./facility-location.ts";
import type { TruckProblem } from "./truck-schedule.ts";

/** Facilities and customers at random points of a square; total capacity about three times the demand. */
export function simulatedFacilities(
  facilityCount: number,
  customerCount: number,
  seed: number,
): FacilityProblem {
  const draws = stream(seed, "facilities");
  const points = (count: number) =>
    Array.from({ length: count }, () => [draws.integer(100), draws.integer(100)] as const);
  const [facilities, customers] = [points(facilityCount), points(customerCount)];
  const demandUnits = Float64Array.from(customers, () => 1 + draws.integer(9));
  const total = demandUnits.reduce((sum, units) => sum + units, 0);
  const capacity = Math.ceil((3 * total) / facilityCount);
  return {
    facilityCount,
    customerCount,
    capacityUnits: new Float64Array(facilityCount).fill(capacity),
    openingCost: Float64Array.from(facilities, () => 100 + draws.integer(200)),
    demandUnits,
    serviceCost: Float64Array.from(
      customers.flatMap(([x, y], c) =>
        facilities.map(([a, b]) => demandUnits[c]! * (Math.abs(x - a) + Math.abs(y - b))),
      ),
    ),
  };
}

/** Lanes both ways between all places, consignments with windows long enough for the direct lane. */
export function simulatedTrucks(
  placeCount: number,
  consignmentCount: number,
  seed: number,
): TruckProblem {
  const draws = stream(seed, "trucks");
  const lanes = [];
  for (let from = 0; from < placeCount; from++) {
    for (let to = 0; to < placeCount; to++) {
      if (from === to) continue;
      lanes.push({
        from,
        to,
        transitPeriods: 1 + draws.integer(2),
        costPerTruck: 50 + draws.integer(100),
        costPerUnit: draws.integer(100) / 100,
      });
    }
  }
  const consignments = Array.from({ length: consignmentCount }, () => {
    const from = draws.integer(placeCount);
    const readyPeriod = draws.integer(3);
    return {
      from,
      to: (from + 1 + draws.integer(placeCount - 1)) % placeCount,
      units: 1 + draws.integer(15),
      readyPeriod,
      duePeriod: readyPeriod + 2 + draws.integer(3),
    };
  });
  return { placeCount, truckUnits: 20, lanes, consignments };
}
