import { storageTypeCount } from "../core/storage-type.ts";
import type { LpBackend } from "../solver/index.ts";
import {
  type Bottleneck,
  bottlenecks,
  planTransport,
  TRANSPORT_OPTIONS,
  type TransportOptions,
  type TransportPlan,
  type TransportProblem,
} from "../transport/index.ts";
import { NETWORK_COSTS, SPEED_CLASSES } from "./network-costs.ts";
import { type NetworkFeeds, networkFeeds, type PoolPart, poolParts } from "./network-feeds.ts";
import { FLOW_WEEKS, joinFlows, type NetworkFlows } from "./network-flows.ts";

/** Days planned one by one, then weeks: 26 weeks in all. */
const DAYS = 14;
const WEEKS = 24;

/** Days of each period of the network's plan, from the day after the run's. */
export const networkPeriodDays = (): Int32Array =>
  Int32Array.from({ length: DAYS + WEEKS }, (_, t) => (t < DAYS ? 1 : 7));

/** Most capacities of a network that is run with care do not bind. */
const ROOM_TO_SPARE: TransportOptions = { ...TRANSPORT_OPTIONS, method: "dualSimplex" };

/** What the network can do, over the periods of `networkPeriodDays`; matrices row-major. */
export interface NetworkCapacities {
  readonly fcCount: number;
  readonly regionCount: number;
  /** Day after the run's, counted from the first forecast day. */
  readonly firstDay: number;
  /** Period in which each month ahead begins. [3] */
  readonly monthPeriod: Int32Array;
  /** Usable volume on each month's first day. [fcCount, storageTypeCount * 3], pool order within an FC */
  readonly poolMm3: Float64Array;
  /** [fcCount, storageTypeCount, periodCount] */
  readonly storageMm3: Float64Array;
  /** [fcCount, periodCount] */
  readonly receivingUnits: Float64Array;
  readonly pickingUnits: Float64Array;
  readonly shippingMm3: Float64Array;
  /** Infinity = no limit, 0 = nothing leaves. [fcCount, regionCount, periodCount] */
  readonly laneMm3: Float64Array;
  /** [fcCount, regionCount] */
  readonly laneMicrosPerUnit: Float64Array;
  readonly laneMicrosPerKg: Float64Array;
  readonly transitDays: Int32Array;
}

export interface PlannedNetwork {
  readonly problem: TransportProblem;
  readonly plan: TransportPlan;
  readonly bottlenecks: readonly Bottleneck[];
  readonly parts: readonly PoolPart[];
  readonly feeds: NetworkFeeds;
}

/**
 * Plans the expected flows through the network: prices of its limits, and how much of each pool can be used. Flows of
 * the shards join in any order to the same plan, bit for bit. Rejects when no optimum can be proved. Cost as
 * `planTransport`.
 */
export async function planNetwork(
  backend: LpBackend,
  shards: readonly NetworkFlows[],
  capacities: NetworkCapacities,
): Promise<PlannedNetwork> {
  const { fcCount, regionCount } = capacities;
  const problem = networkProblem(joinFlows(shards, fcCount, regionCount), capacities);
  const plan = await planTransport(backend, problem, ROOM_TO_SPARE);
  const parts = poolParts(problem, plan, capacities);
  const feeds = networkFeeds(problem, plan, parts);
  return { problem, plan, bottlenecks: bottlenecks(problem, plan), parts, feeds };
}

const MICRO = 1e6;
/** Volume and price of a type's unit where none is expected to be sold. */
const UNKNOWN_UNIT_MM3 = 3e6;
const UNKNOWN_PRICE_MICROS = 10e6;

function networkProblem(flows: NetworkFlows, c: NetworkCapacities): TransportProblem {
  const periodDays = networkPeriodDays();
  const { fcCount, regionCount } = c;
  const perUnit = (total: Float64Array, k: number, unknown: number) =>
    flows.demandUnits[k]! > 0 ? total[k]! / flows.demandUnits[k]! : unknown;
  const types = Array.from({ length: storageTypeCount }, (_, k) => k);
  const unitMm3 = Float64Array.from(types, (k) => perUnit(flows.demandMm3, k, UNKNOWN_UNIT_MM3));
  const unitKg = types.map((k) => perUnit(flows.demandGrams, k, 0) / 1000);
  const price = types.map((k) => perUnit(flows.revenueMillis, k, 0) * 1000 || UNKNOWN_PRICE_MICROS);
  const speeds = SPEED_CLASSES.length;
  const perFc = () => new Float64Array(fcCount);
  return {
    fcCount,
    regionCount,
    storageTypeCount,
    speedCount: speeds,
    periodDays,
    unitVolumeMm3: unitMm3,
    demandUnits: demandOf(flows, c, periodDays),
    unmetMicros: Float64Array.from({ length: storageTypeCount * speeds }, (_, n) =>
      Math.round(price[Math.floor(n / speeds)]!),
    ),
    promiseDays: Int32Array.from(SPEED_CLASSES, ({ promiseDays }) => promiseDays),
    lateMicrosPerDay: Float64Array.from(SPEED_CLASSES, ({ lateMicrosPerDay }) => lateMicrosPerDay),
    maxDelayPeriods: NETWORK_COSTS.maxDelayPeriods,
    stockUnits: flows.stockMm3.map((mm3, cell) => mm3 / unitMm3[cell % storageTypeCount]!),
    boundArrivalUnits: arrivals(flows.boundMm3, periodDays, unitMm3),
    freeArrivalUnits: arrivals(flows.freeMm3, periodDays, unitMm3),
    waitMicrosPerDay: NETWORK_COSTS.waitMicrosPerDay,
    inboundMicrosPerUnit: perFc(),
    holdingMicrosPerMm3Day: perFc(),
    laneMicrosPerUnit: Float64Array.from(
      { length: fcCount * regionCount * storageTypeCount },
      (_, n) => {
        const lane = Math.floor(n / storageTypeCount);
        return (
          c.laneMicrosPerUnit[lane]! + c.laneMicrosPerKg[lane]! * unitKg[n % storageTypeCount]!
        );
      },
    ),
    laneTransitDays: c.transitDays,
    // What moving stock between FCs costs is not among the facts.
    transfer: {
      from: new Int32Array(0),
      to: new Int32Array(0),
      days: new Int32Array(0),
      microsPerUnit: new Float64Array(0),
    },
    capacity: {
      storageMm3: c.storageMm3,
      receivingUnits: c.receivingUnits,
      pickingUnits: c.pickingUnits,
      shippingMm3: c.shippingMm3,
      laneMm3: c.laneMm3,
    },
    steps: NETWORK_COSTS.steps,
  };
}

const SLOWEST_PROMISE_DAYS = Math.max(...SPEED_CLASSES.map(({ promiseDays }) => promiseDays));

/**
 * Weekly means as even days, added up over each period and dealt to the speed classes; in a period that holds every
 * promise the classes are one, the slowest.
 */
function demandOf(
  flows: NetworkFlows,
  { regionCount, firstDay }: NetworkCapacities,
  periodDays: Int32Array,
): Float64Array {
  const places = storageTypeCount * regionCount;
  const speeds = SPEED_CLASSES.length;
  const periods = periodDays.length;
  const demand = new Float64Array(places * speeds * periods);
  for (let place = 0; place < places; place++) {
    let day = firstDay;
    for (let t = 0; t < periods; t++) {
      let micro = 0;
      for (const end = day + periodDays[t]!; day < end; day++) {
        const week = Math.min(FLOW_WEEKS - 1, Math.floor(day / 7));
        micro += flows.demandMicroUnits[place * FLOW_WEEKS + week]!;
      }
      const isWithin = periodDays[t]! > SLOWEST_PROMISE_DAYS;
      SPEED_CLASSES.forEach(({ orderShare }, s) => {
        const share = isWithin ? Number(s === speeds - 1) : orderShare;
        demand[(place * speeds + s) * periods + t] = (micro * share) / (7 * MICRO);
      });
    }
  }
  return demand;
}

/** Weekly volumes from the first day on as units per period. Rows are cells whose index ends in the storage type. */
function arrivals(
  weeklyMm3: Float64Array,
  periodDays: Int32Array,
  unitMm3: Float64Array,
): Float64Array {
  const periods = periodDays.length;
  const cells = weeklyMm3.length / FLOW_WEEKS;
  const units = new Float64Array(cells * periods);
  for (let cell = 0; cell < cells; cell++) {
    let day = 0;
    for (let t = 0; t < periods; t++) {
      const week = Math.floor(day / 7);
      const mm3 = (weeklyMm3[cell * FLOW_WEEKS + week]! * periodDays[t]!) / 7;
      units[cell * periods + t] = mm3 / unitMm3[cell % storageTypeCount]!;
      day += periodDays[t]!;
    }
  }
  return units;
}
