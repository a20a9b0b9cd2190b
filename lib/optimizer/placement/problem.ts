import type { Certificate } from "../solver/index.ts";

/**
 * Units that shall be sent, and the network they can be sent to. One currency; money in micros, volume in mm3, mass in
 * mg; matrices row-major. Index letters: p SKU, w FC, r region, k storage type.
 */
export interface PlacementProblem {
  readonly skuCount: number;
  readonly fcCount: number;
  readonly regionCount: number;
  readonly storageTypeCount: number;
  /** Units to place. [skuCount] */
  readonly advisedUnits: Int32Array;
  /** Units per carton, 1 = loose. [skuCount] */
  readonly casePackUnits: Int32Array;
  readonly unitVolumeMm3: Float64Array;
  readonly unitMassMg: Float64Array;
  /** [skuCount] */
  readonly storageTypeIndex: Int32Array;
  /** Gain of one unit sold at the slowest promise, before lane cost. [skuCount] */
  readonly marginMicros: Float64Array;
  /** Loss of one unit that finds no place, usually its margin. [skuCount] */
  readonly unplacedCostMicros: Float64Array;
  /** Demand that the stock is meant to cover: usually (advised + on hand) spread by regional shares. [skuCount, regionCount] */
  readonly demandUnits: Float32Array;
  /** Stock already at each FC, sold before new units. [skuCount, fcCount] */
  readonly onHandUnits: Int32Array;
  /** Cost of bringing one unit to the FC. [fcCount] */
  readonly inboundCostMicros: Float64Array;
  /** Cost of holding one mm3 there until it is sold. [fcCount] */
  readonly holdingMicrosPerMm3: Float64Array;
  /** Lane FC to region: cost per unit and per kg, transit. [fcCount, regionCount] */
  readonly laneMicrosPerUnit: Float64Array;
  readonly laneMicrosPerKg: Float64Array;
  readonly transitDays: Int32Array;
  /** Share by which a promise of so many days raises the gain of a unit; the last entry holds for all longer. */
  readonly speedShare: Float64Array;
  /** Room left for new units. [fcCount, storageTypeCount] */
  readonly freeStorageMm3: Float64Array;
  /**
   * New units an FC should have: up to them a unit is worth what it sells for, beyond them it is only held. None given =
   * as far as demand goes. [skuCount, fcCount]
   */
  readonly targetUnits?: Int32Array;
  /** FCs that a SKU may be sent to at most; 0, or none given = any number. [skuCount] */
  readonly maxFcCount?: Int32Array;
  /** 1 = the SKU may be sent to the FC, of which each SKU has one at least; none given = to any. [skuCount, fcCount] */
  readonly allowedFc?: Uint8Array;
  /** Units the FC can receive, and ship, over the time the plan covers. [fcCount] */
  readonly inboundCapacityUnits: Float64Array;
  readonly outboundCapacityUnits: Float64Array;
}

export interface PlacementOptions {
  /** Most demand zones; regions are joined until they fit. */
  readonly maxZones: number;
  /** Choices of SKU, FC and zone up to which the problem is solved as one linear program; more are decomposed. */
  readonly maxProgramCells: number;
  /** The search ends when no plan can be better by more than this share of the objective. */
  readonly gapWanted: number;
}

export const PLACEMENT_OPTIONS: PlacementOptions = {
  maxZones: 12,
  maxProgramCells: 5000,
  gapWanted: 1e-6,
};

/** Prices of the FCs' limits: gain per unit more of the limit, >= 0, 0 where there is slack. */
export interface PlacementPrices {
  /** Micros per mm3 of storage. [fcCount, storageTypeCount] */
  readonly storageMicrosPerMm3: Float64Array;
  /** Micros per unit received. [fcCount] */
  readonly inboundMicrosPerUnit: Float64Array;
  /** Micros per unit shipped. [fcCount] */
  readonly outboundMicrosPerUnit: Float64Array;
}

export interface PlacementPlan {
  /** Whole units, case packs kept together where the advice is whole packs. [skuCount, fcCount] */
  readonly units: Int32Array;
  /** The plan before packs are kept whole. [skuCount, fcCount] */
  readonly plannedUnits: Float32Array;
  /** Advised units for which there is no room. [skuCount] */
  readonly unplacedUnits: Int32Array;
  readonly price: PlacementPrices;
  /** Value of one more advised unit. [skuCount] */
  readonly unitValueMicros: Float64Array;
  /** Loss per unit sent to this FC instead of as planned, at these prices; 0 where the plan sends some. [skuCount, fcCount] */
  readonly regretMicros: Float32Array;
  /** Value of the fractional plan, of what no plan can beat, and their distance / (1 + |objective|). */
  readonly objectiveMicros: number;
  readonly boundMicros: number;
  readonly gapShare: number;
  /** Value of the whole packs when orders are fulfilled best lane first, and its distance to the same bound. */
  readonly wholeMicros: number;
  readonly wholeGapShare: number;
  /** How the fractional plan was found, and its figures measured on the raw data. */
  readonly method: "program" | "decomposition";
  readonly certificate: Certificate;
  /** By how much rounding to whole packs exceeds a limit: packs for which no FC has room. */
  readonly overflow: {
    readonly storageMm3: Float64Array;
    readonly inboundUnits: Float64Array;
    readonly outboundUnits: Float64Array;
  };
  /** Demand zone of each region. [regionCount] */
  readonly zoneOfRegion: Int32Array;
}

/** Throws RangeError where arrays do not have the length their comments say or hold what they may not. */
export function checkPlacement(problem: PlacementProblem): void {
  const { skuCount: p, fcCount: w, regionCount: r, storageTypeCount: k } = problem;
  const lengths: [string, { length: number }, number][] = [
    ["advisedUnits", problem.advisedUnits, p],
    ["casePackUnits", problem.casePackUnits, p],
    ["unitVolumeMm3", problem.unitVolumeMm3, p],
    ["unitMassMg", problem.unitMassMg, p],
    ["storageTypeIndex", problem.storageTypeIndex, p],
    ["marginMicros", problem.marginMicros, p],
    ["unplacedCostMicros", problem.unplacedCostMicros, p],
    ["demandUnits", problem.demandUnits, p * r],
    ["onHandUnits", problem.onHandUnits, p * w],
    ["inboundCostMicros", problem.inboundCostMicros, w],
    ["holdingMicrosPerMm3", problem.holdingMicrosPerMm3, w],
    ["laneMicrosPerUnit", problem.laneMicrosPerUnit, w * r],
    ["laneMicrosPerKg", problem.laneMicrosPerKg, w * r],
    ["transitDays", problem.transitDays, w * r],
    ["freeStorageMm3", problem.freeStorageMm3, w * k],
    ["inboundCapacityUnits", problem.inboundCapacityUnits, w],
    ["outboundCapacityUnits", problem.outboundCapacityUnits, w],
  ];
  if (problem.targetUnits) lengths.push(["targetUnits", problem.targetUnits, p * w]);
  if (problem.maxFcCount) lengths.push(["maxFcCount", problem.maxFcCount, p]);
  if (problem.allowedFc) lengths.push(["allowedFc", problem.allowedFc, p * w]);
  for (const [name, array, want] of lengths) {
    if (array.length !== want) {
      throw new RangeError(`placement: ${name} must have length ${want}, got ${array.length}`);
    }
  }
  for (let i = 0; i < p; i++) {
    const type = problem.storageTypeIndex[i]!;
    if (!(type >= 0 && type < k))
      throw new RangeError(`placement: SKU ${i} has storage type ${type}`);
    if (!(problem.casePackUnits[i]! >= 1)) {
      throw new RangeError(`placement: SKU ${i} has case pack ${problem.casePackUnits[i]}`);
    }
    if (problem.allowedFc && !problem.allowedFc.subarray(i * w, (i + 1) * w).includes(1)) {
      throw new RangeError(`placement: SKU ${i} may be sent to no FC: allow one at least`);
    }
  }
}
