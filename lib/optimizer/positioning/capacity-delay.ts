import { certain, type EchelonNetwork, pathwiseStock } from "../echelon/index.ts";

/** Load at which a queue counts as full: above it delays have no bound. */
const MOST_LOAD = 0.98;
const MOST_DELAY_DAYS = 30;
/** Below this load nothing waits for a day. */
const LOAD_THAT_WAITS = 0.6;

/** What all products together bring to one FC: units a day, and their variance as they come in lots. */
export interface CentreLoad {
  readonly unitsPerDay: number;
  readonly variance: number;
  /** 0 = not known. */
  readonly inboundUnitsPerDay: number;
}

const wholeDays = (days: number): number =>
  Math.max(0, Math.min(MOST_DELAY_DAYS, Math.round(days)));

/** Capacity that is believed: never below what the load needs to be worked off. */
const believed = ({ unitsPerDay, inboundUnitsPerDay }: CentreLoad): number =>
  Math.max(inboundUnitsPerDay, unitsPerDay / MOST_LOAD);

/**
 * Whole days that units wait to be received: the backlog of a queue of daily capacity K, variance / (2 (K - load)), over K
 * (Kingman's bound in heavy traffic, 1961). 0 where the capacity is not known.
 */
export function queueDelayDays(load: CentreLoad): number {
  if (!(load.inboundUnitsPerDay > 0 && load.unitsPerDay > 0)) return 0;
  const capacity = believed(load);
  return wholeDays(load.variance / (2 * (capacity - load.unitsPerDay)) / capacity);
}

/**
 * Whole days of demand by which the base stock that simulation finds with the FC's capacity is above the one without it, at
 * a service level in (0, 1). Cost: two searches, some 50 ms each.
 */
export function simulatedDelayDays(load: CentreLoad, service: number, seed: number): number {
  if (!(load.inboundUnitsPerDay > 0) || load.unitsPerDay < LOAD_THAT_WAITS * believed(load))
    return 0;
  const options = { seed, replications: 8, periods: 400, warmUpPeriods: 100, mostSteps: 60 };
  const stockOf = (capacity: number | null): number => {
    const network: EchelonNetwork = {
      stages: [
        {
          name: "centre",
          holdingCost: 1,
          leadTime: certain(0),
          capacity: capacity === null ? null : certain(capacity),
          demand: {
            law: "normal",
            meanUnits: load.unitsPerDay,
            deviationUnits: Math.sqrt(load.variance),
            classes: [{ share: 1, penaltyCost: service / (1 - service) }],
            safetyFactor: 0,
          },
          promisedPeriods: null,
          inboundPeriods: 0,
        },
      ],
      arcs: [],
      reviewPeriods: 1,
    };
    const start = Float64Array.of(load.unitsPerDay + 2 * Math.sqrt(load.variance));
    return pathwiseStock(network, start, options).baseStockUnits[0]!;
  };
  return wholeDays((stockOf(believed(load)) - stockOf(null)) / load.unitsPerDay);
}
