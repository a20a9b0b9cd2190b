import type { LpMethod } from "../solver/index.ts";

/** Functions of the network whose capacity is limited, in the order of their resources. */
export const capacityFunctions = ["storage", "receiving", "picking", "shipping", "lane"] as const;
export type CapacityFunction = (typeof capacityFunctions)[number];

/** Limits of storage, shipping and lanes are volumes; those of receiving and picking count units. */
export const isByVolume = (name: CapacityFunction): boolean =>
  name !== "receiving" && name !== "picking";

/**
 * Capacity beyond the planned one at a cost, cheapest first: step j adds up to `share[j]` of the planned capacity at
 * `micros[j]` per unit of it (storage: per mm3 and day). A share of Infinity has no end.
 */
export interface CapacitySteps {
  readonly share: readonly number[];
  readonly micros: readonly number[];
}

/**
 * Expected flows through the network and what limits them. One currency; money in micros, volume in mm3; matrices
 * row-major. Index letters: w FC, r region, k storage type, s speed class, t period. Flows of one storage type are one
 * good: a unit is a unit of that type's mean volume.
 */
export interface TransportProblem {
  readonly fcCount: number;
  readonly regionCount: number;
  readonly storageTypeCount: number;
  readonly speedCount: number;
  /** Days of each period, e.g. 14 of 1, then 24 of 7. [periodCount] */
  readonly periodDays: Int32Array;
  /** [storageTypeCount] */
  readonly unitVolumeMm3: Float64Array;
  /** Units that customers will order. [storageTypeCount, regionCount, speedCount, periodCount] */
  readonly demandUnits: Float64Array;
  /** Loss of a unit that is not served. [storageTypeCount, speedCount] */
  readonly unmetMicros: Float64Array;
  /** Days from order to customer that the speed class promises, and the loss of each day later. [speedCount] */
  readonly promiseDays: Int32Array;
  readonly lateMicrosPerDay: Float64Array;
  /** Periods after that of the order in which it may still leave. */
  readonly maxDelayPeriods: number;
  /** Units at each FC at the start. [fcCount, storageTypeCount] */
  readonly stockUnits: Float64Array;
  /** Units that arrive at this FC whatever the plan says. [fcCount, storageTypeCount, periodCount] */
  readonly boundArrivalUnits: Float64Array;
  /** Units that arrive wherever the plan says. [storageTypeCount, periodCount] */
  readonly freeArrivalUnits: Float64Array;
  /** Loss of a unit that waits a day to be received. */
  readonly waitMicrosPerDay: number;
  /** Cost of bringing a freely placed unit there. [fcCount] */
  readonly inboundMicrosPerUnit: Float64Array;
  /** [fcCount] */
  readonly holdingMicrosPerMm3Day: Float64Array;
  /** Cost of a unit on the lane. [fcCount, regionCount, storageTypeCount] */
  readonly laneMicrosPerUnit: Float64Array;
  /** [fcCount, regionCount] */
  readonly laneTransitDays: Int32Array;
  /** Pairs of FCs between which stock may be moved. All [transferCount] */
  readonly transfer: {
    readonly from: Int32Array;
    readonly to: Int32Array;
    readonly days: Int32Array;
    readonly microsPerUnit: Float64Array;
  };
  readonly capacity: {
    /** Volume that can lie there. [fcCount, storageTypeCount, periodCount] */
    readonly storageMm3: Float64Array;
    /** Units of the whole period. [fcCount, periodCount] */
    readonly receivingUnits: Float64Array;
    readonly pickingUnits: Float64Array;
    /** Volume of the whole period. [fcCount, periodCount] */
    readonly shippingMm3: Float64Array;
    /** Volume of the period's departures, 0 = none leaves, Infinity = no limit. [fcCount, regionCount, periodCount] */
    readonly laneMm3: Float64Array;
  };
  /** The last step of storage must have no end: stock that is there lies somewhere. */
  readonly steps: Readonly<Record<CapacityFunction, CapacitySteps>>;
}

export interface TransportOptions {
  /** Paths are brought in until no plan can be better by more than this share of the cost. */
  readonly gapWanted: number;
  /** Solves of the master at most. */
  readonly maxRounds: number;
  /** For the first master: the interior point where many limits bind, the dual simplex where most have room to spare. */
  readonly method: LpMethod;
}

export const TRANSPORT_OPTIONS: TransportOptions = {
  gapWanted: 1e-6,
  maxRounds: 30,
  method: "interiorPoint",
};

const nonNegative = (value: number): boolean => value >= 0;
const finite = (value: number): boolean => value >= 0 && value < Infinity;

function expectArray(
  name: string,
  array: ArrayLike<number>,
  length: number,
  isAllowed: (value: number) => boolean,
): void {
  if (array.length !== length) {
    throw new RangeError(`transport: ${name} must have length ${length}, got ${array.length}`);
  }
  for (let i = 0; i < length; i++) {
    if (!isAllowed(array[i]!)) {
      throw new RangeError(`transport: ${name}[${i}] must be a number >= 0, got ${array[i]}`);
    }
  }
}

/** Throws RangeError naming the array and entry that has not the length or the range its comment says. */
export function checkTransport(problem: TransportProblem): void {
  const { fcCount: w, regionCount: r, storageTypeCount: k, speedCount: s, capacity } = problem;
  const t = problem.periodDays.length;
  expectArray("periodDays", problem.periodDays, t, (days) => days >= 1);
  expectArray("unitVolumeMm3", problem.unitVolumeMm3, k, (v) => v > 0 && v < Infinity);
  expectArray("demandUnits", problem.demandUnits, k * r * s * t, finite);
  expectArray("unmetMicros", problem.unmetMicros, k * s, finite);
  expectArray("promiseDays", problem.promiseDays, s, finite);
  expectArray("lateMicrosPerDay", problem.lateMicrosPerDay, s, finite);
  expectArray("stockUnits", problem.stockUnits, w * k, finite);
  expectArray("boundArrivalUnits", problem.boundArrivalUnits, w * k * t, finite);
  expectArray("freeArrivalUnits", problem.freeArrivalUnits, k * t, finite);
  expectArray("inboundMicrosPerUnit", problem.inboundMicrosPerUnit, w, finite);
  expectArray("holdingMicrosPerMm3Day", problem.holdingMicrosPerMm3Day, w, finite);
  expectArray("laneMicrosPerUnit", problem.laneMicrosPerUnit, w * r * k, finite);
  expectArray("laneTransitDays", problem.laneTransitDays, w * r, finite);
  expectArray("capacity.storageMm3", capacity.storageMm3, w * k * t, nonNegative);
  expectArray("capacity.receivingUnits", capacity.receivingUnits, w * t, nonNegative);
  expectArray("capacity.pickingUnits", capacity.pickingUnits, w * t, nonNegative);
  expectArray("capacity.shippingMm3", capacity.shippingMm3, w * t, nonNegative);
  expectArray("capacity.laneMm3", capacity.laneMm3, w * r * t, nonNegative);
  checkTransfers(problem);
  checkSteps(problem);
}

function checkTransfers({ transfer, fcCount }: TransportProblem): void {
  const count = transfer.from.length;
  const isFc = (fc: number) => fc >= 0 && fc < fcCount;
  expectArray("transfer.from", transfer.from, count, isFc);
  expectArray("transfer.to", transfer.to, count, isFc);
  expectArray("transfer.days", transfer.days, count, (days) => days >= 1);
  expectArray("transfer.microsPerUnit", transfer.microsPerUnit, count, finite);
}

function checkSteps({ steps, waitMicrosPerDay, maxDelayPeriods }: TransportProblem): void {
  for (const name of capacityFunctions) {
    const { share, micros } = steps[name];
    expectArray(`steps.${name}.share`, share, share.length, nonNegative);
    expectArray(`steps.${name}.micros`, micros, share.length, finite);
    for (let j = 1; j < share.length; j++) {
      if (micros[j]! < micros[j - 1]! || share[j - 1] === Infinity) {
        throw new RangeError(
          `transport: steps.${name} must cost more from step to step, and only the last may have no end`,
        );
      }
    }
  }
  if (steps.storage.share.at(-1) !== Infinity) {
    throw new RangeError("transport: the last share of steps.storage must be Infinity");
  }
  if (!finite(waitMicrosPerDay) || !Number.isSafeInteger(maxDelayPeriods) || maxDelayPeriods < 0) {
    throw new RangeError(
      `transport: waitMicrosPerDay and maxDelayPeriods must be >= 0, got ${waitMicrosPerDay}, ${maxDelayPeriods}`,
    );
  }
}
