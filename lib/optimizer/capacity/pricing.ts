import { mulDivFloor } from "../core/integer.ts";
import type { StorageType } from "../core/storage-type.ts";
import { activeSlice, type Columns, evaluate, recomputer } from "../decision/index.ts";
import { capacityDefinition } from "./definition.ts";
import { fillingLevel } from "./water-filling.ts";

/** The highest water level: at it the pool is not scarce and every limit is at its upper bound or has no weight. */
export const MAX_WATER_LEVEL_MILLI_WEEKS = 1_000_000;

const FULL_SHARE = 1_000_000;
const MAX_NAMED_FLOORS = 100;

/** Space shared by all limits of one storage type and month. */
export interface CapacityPool {
  readonly storageType: StorageType;
  /** Months ahead of the run: 1 is confirmed, 2 and 3 are estimates. */
  readonly monthAhead: 1 | 2 | 3;
  /** Space of the network that sellers may plan with. */
  readonly usableMm3: number;
  /** Limits may add up to this share of it. */
  readonly overbookingShareMillionths: number;
}

/** Proof that a pool is filled as far as integers allow; all sums are of limits as the definition announces them. */
export interface CapacityCertificate {
  /** floor(usableMm3 * overbookingShare). */
  readonly poolMm3: number;
  readonly limitSumMm3: number;
  /** Pool left over: poolMm3 - limitSumMm3, negative only when hard floors do not fit. */
  readonly slackMm3: number;
  /** Sum one water level (or, when rationed, one ration share) higher: above the pool; null at the highest. */
  readonly nextSumMm3: number | null;
  readonly status: "filled" | "notScarce" | "rationed" | "infeasible";
  /** By how much hard floors alone exceed the pool; 0 when they fit. They are announced all the same. */
  readonly shortfallMm3: number;
  /** The largest hard floors of an infeasible pool, at most 100, largest first; else empty. */
  readonly hardFloors: readonly HardFloor[];
}

/** A guarantee that is not cut, and the node of the definition that makes it so large. */
export interface HardFloor {
  readonly row: number;
  readonly hardFloorMm3: number;
  readonly because: string;
}

export interface CapacityPrice {
  readonly waterLevelMilliWeeks: number;
  readonly rationShareMillionths: number;
  readonly certificate: CapacityCertificate;
}

export interface PriceCapacityInput {
  /** Leaf columns of the capacity decision; the two network leaves may be absent and are not read. */
  readonly columns: Columns;
  /** Per row the index of its pool. */
  readonly poolOfRow: ArrayLike<number>;
  readonly pools: readonly CapacityPool[];
}

export interface PricedCapacity {
  /** One price per pool, in pool order. */
  readonly prices: readonly CapacityPrice[];
  /** All nodes of every row at those prices; `announced` is the limit. */
  readonly values: Columns;
}

interface Cell {
  readonly values: Columns;
  readonly rows: Uint32Array;
  readonly poolMm3: number;
  readonly setLevel: (level: number) => number;
  readonly setRation: (share: number) => number;
}

/**
 * Finds for each pool the water level and ration share, and evaluates every limit at them. The level is the largest
 * integer at which the limits, as the definition announces them, stay within the pool. Only when the guarantees do not
 * fit at level 0 are the soft floors rationed, by the largest share that fits; hard floors are never cut.
 * Works on any leaves, also on a mix of two runs. Throws RangeError naming node and row on an unsafe value.
 * Cost O(rows * (nodes + log rows)).
 */
export function priceCapacity(input: PriceCapacityInput): PricedCapacity {
  const { columns, pools } = input;
  const { count } = columns;
  const values = evaluate(capacityDefinition, {
    count,
    column: {
      ...columns.column,
      waterLevelMilliWeeks: new Float64Array(count),
      rationShareMillionths: new Float64Array(count).fill(FULL_SHARE),
    },
  });
  const level = recomputer(capacityDefinition, values, ["waterLevelMilliWeeks"]);
  const ration = recomputer(capacityDefinition, values, ["rationShareMillionths"]);
  const prices = pools.map((pool, k) => {
    const rows = rowsOfPool(input.poolOfRow, count, k);
    const set = (leaf: string, recompute: (rows: Uint32Array) => void) => (value: number) => {
      const column = values.column[leaf]!;
      for (const row of rows) column[row] = value;
      recompute(rows);
      return sumAnnounced(values, rows);
    };
    return priceCell({
      values,
      rows,
      poolMm3: mulDivFloor(pool.usableMm3, pool.overbookingShareMillionths, FULL_SHARE),
      setLevel: set("waterLevelMilliWeeks", level),
      setRation: set("rationShareMillionths", ration),
    });
  });
  return { prices, values };
}

function priceCell(cell: Cell): CapacityPrice {
  const guaranteed = sumAnnounced(cell.values, cell.rows);
  return guaranteed <= cell.poolMm3 ? fill(cell) : rationFloors(cell);
}

function fill(cell: Cell): CapacityPrice {
  const { poolMm3 } = cell;
  const guess = Math.floor(Math.min(1000 * guessLevelWeeks(cell), MAX_WATER_LEVEL_MILLI_WEEKS));
  const found = largestFitting(cell.setLevel, poolMm3, guess, MAX_WATER_LEVEL_MILLI_WEEKS);
  return {
    waterLevelMilliWeeks: found.value,
    rationShareMillionths: FULL_SHARE,
    certificate: {
      poolMm3,
      limitSumMm3: found.sum,
      slackMm3: poolMm3 - found.sum,
      nextSumMm3: found.nextSum,
      status: found.nextSum === null ? "notScarce" : "filled",
      shortfallMm3: 0,
      hardFloors: [],
    },
  };
}

/** The level without rounding; a limit loses half an announcement step on average when it is rounded down. */
function guessLevelWeeks({ rows, values, poolMm3 }: Cell): number {
  const pick = (id: string) => Float64Array.from(rows, (row) => values.column[id]![row]!);
  const lower = pick("lower");
  const upper = pick("upper");
  let lostMm3 = 0;
  rows.forEach((row, k) => {
    if (values.column.isIndividual![row] !== 0) {
      lower[k] = values.column.announced![row]!;
      upper[k] = lower[k]!;
    }
    if (upper[k]! > lower[k]!) lostMm3 += values.column.announceStepMm3![row]! / 2;
  });
  return fillingLevel({ lower, upper, weight: pick("shareWeight") }, poolMm3 + lostMm3);
}

function rationFloors(cell: Cell): CapacityPrice {
  const { poolMm3 } = cell;
  const hardSum = cell.setRation(0);
  if (hardSum > poolMm3) return infeasible(cell, hardSum);
  const softSum = cell.setRation(FULL_SHARE);
  const guess = mulDivFloor(FULL_SHARE, poolMm3 - hardSum, softSum - hardSum);
  const found = largestFitting(cell.setRation, poolMm3, guess, FULL_SHARE);
  return {
    waterLevelMilliWeeks: 0,
    rationShareMillionths: found.value,
    certificate: {
      poolMm3,
      limitSumMm3: found.sum,
      slackMm3: poolMm3 - found.sum,
      nextSumMm3: found.nextSum,
      status: "rationed",
      shortfallMm3: 0,
      hardFloors: [],
    },
  };
}

function infeasible(cell: Cell, hardSum: number): CapacityPrice {
  const { poolMm3 } = cell;
  const certificate: CapacityCertificate = {
    poolMm3,
    limitSumMm3: hardSum,
    slackMm3: poolMm3 - hardSum,
    nextSumMm3: null,
    status: "infeasible",
    shortfallMm3: hardSum - poolMm3,
    hardFloors: largestHardFloors(cell),
  };
  return { waterLevelMilliWeeks: 0, rationShareMillionths: 0, certificate };
}

function largestHardFloors({ values, rows }: Cell): readonly HardFloor[] {
  const announced = values.column.announced!;
  const largest = rows.slice().sort((a, b) => announced[b]! - announced[a]! || a - b);
  const node = new Float64Array(capacityDefinition.nodes.length);
  return Array.from(largest.subarray(0, MAX_NAMED_FLOORS), (row) => {
    capacityDefinition.nodes.forEach((spec, k) => {
      node[k] = values.column[spec.id]![row]!;
    });
    const { binding } = activeSlice(capacityDefinition, node);
    return { row, hardFloorMm3: announced[row]!, because: binding?.id ?? "announced" };
  });
}

export interface Fitting {
  readonly value: number;
  readonly sum: number;
  readonly nextSum: number | null;
}

/**
 * Largest value in 0..max whose sum stays within the pool, given that the one of 0 does; `sumAt` is non-decreasing.
 * Gallops from the guess until the answer is bracketed, then interpolates, halving every third time. Leaves it set.
 */
export function largestFitting(
  sumAt: (value: number) => number,
  poolMm3: number,
  guess: number,
  max: number,
): Fitting {
  let fits = 0;
  let fitsSum: number | null = null;
  let exceeds = max + 1;
  let nextSum: number | null = null;
  let probe = Math.min(Math.max(guess, 0), max);
  for (let turn = 1; exceeds - fits > 1; turn++) {
    const sum = sumAt(probe);
    if (sum <= poolMm3) {
      fits = probe;
      fitsSum = sum;
    } else {
      exceeds = probe;
      nextSum = sum;
    }
    const step = 4 ** turn;
    if (nextSum === null) probe = Math.min(max, fits + step);
    else if (fitsSum === null) probe = Math.max(fits + 1, exceeds - step);
    else {
      const width = exceeds - fits;
      const share = turn % 3 === 0 ? 0.5 : (poolMm3 - fitsSum) / (nextSum - fitsSum);
      probe = fits + Math.min(width - 1, Math.max(1, Math.floor(width * share)));
    }
  }
  return { value: fits, sum: sumAt(fits), nextSum };
}

function rowsOfPool(poolOfRow: ArrayLike<number>, count: number, pool: number): Uint32Array {
  let size = 0;
  for (let row = 0; row < count; row++) if (poolOfRow[row] === pool) size++;
  const rows = new Uint32Array(size);
  let at = 0;
  for (let row = 0; row < count; row++) if (poolOfRow[row] === pool) rows[at++] = row;
  return rows;
}

function sumAnnounced(values: Columns, rows: Uint32Array): number {
  const announced = values.column.announced!;
  let sum = 0;
  for (const row of rows) sum += announced[row]!;
  if (!Number.isSafeInteger(sum)) {
    throw new RangeError(`capacity: the limits of one pool add up to ${sum}, beyond safe integers`);
  }
  return sum;
}
