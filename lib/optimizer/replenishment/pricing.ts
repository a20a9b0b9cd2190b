import type { StorageType } from "../core/storage-type.ts";
import { type Columns, evaluate, recomputer } from "../decision/index.ts";
import { replenishmentDefinition } from "./definition.ts";

/** Space of the network for one storage type. */
export interface SpacePool {
  readonly storageType: StorageType;
  readonly usableMm3: number;
  /** On hand and open shipments of all sellers. */
  readonly usedMm3: number;
}

/** Space of one account for one storage type. */
export interface AccountSpace {
  /** The capacity limit; null when the account has none. */
  readonly limitMm3: number | null;
  /** The account's on hand and open shipments. */
  readonly usedMm3: number;
}

/** The price at which advice fits a space, and the proof: all volumes are of advised units as the definition gives them. */
export interface SpacePrice {
  /** For an account: what it pays on top of the network's price. */
  readonly priceMicrosPerDm3Week: number;
  /** max(0, limit or pool - used); null without a limit. */
  readonly availableMm3: number | null;
  readonly advisedMm3: number;
  /** Volume advised one step of the price ladder lower, above what is available; null when the price is 0. */
  readonly nextAdvisedMm3: number | null;
  /** infeasible: overrides and orders for committed units alone do not fit. */
  readonly status: "slack" | "binding" | "infeasible";
}

/** Money of one account for what is ordered now; unit costs are what it pays with. */
export interface AccountBudget {
  readonly availableMicros: number;
}

/** The price of money: worth of one more unit of it, and the proof as for space. */
export interface BudgetPrice {
  readonly priceMillionths: number;
  readonly availableMicros: number;
  readonly spentMicros: number;
  /** infeasible: overrides and orders for committed units alone cost more. */
  readonly status: "slack" | "binding" | "infeasible";
}

export interface PriceSpaceInput {
  /** Leaf columns of the replenishment decision; the two price leaves may be absent and are not read. */
  readonly columns: Columns;
  /** Per row the index of its pool and of its account space. */
  readonly poolOfRow: ArrayLike<number>;
  readonly spaceOfRow: ArrayLike<number>;
  readonly pools: readonly SpacePool[];
  readonly spaces: readonly AccountSpace[];
  /** Per row the index of its account's budget; -1 = none. Left out: nobody has one. */
  readonly budgetOfRow?: ArrayLike<number>;
  readonly budgets?: readonly AccountBudget[];
}

export interface PricedSpace {
  /** In the order of the budgets. */
  readonly budgetPrices: readonly BudgetPrice[];
  readonly poolPrices: readonly SpacePrice[];
  readonly spacePrices: readonly SpacePrice[];
  /** All nodes of every row at those prices; `advisedUnits` is the advice. */
  readonly values: Columns;
}

// Prices are searched on a ladder of 13-bit mantissas: every integer to 8191, then steps of at most 1/4096 of the price.
const MANTISSA = 4096;
const LADDER_LENGTH = 25 * MANTISSA;

/** Price on rung `k`, strictly increasing; the last rung is above 6e10 micros per dm3 and week. */
export const ladderPrice = (k: number): number =>
  k < MANTISSA ? k : (MANTISSA + (k % MANTISSA)) * 2 ** (Math.floor(k / MANTISSA) - 1);

/**
 * Finds the price of the network's space per storage type and of each account's own space. An account needs the lowest
 * total price pi at which its advice, packs and minimum lots included, fits its limit; the network needs the lowest
 * price lambda at which all advice fits its pool when each row pays max(lambda, pi). The account's own price is what is
 * left: max(0, pi - lambda). So no order is cut twice for the same space. Works on any leaves, also mixed from two runs.
 * Then each account's budget gets the lowest price of money at which its orders fit it, at those prices of space: one
 * account's budget moves no other's advice, and the space it leaves is not handed on in this run.
 * Cost O(rows * 17 * nodes that depend on the price).
 */
export function priceSpace(input: PriceSpaceInput): PricedSpace {
  const { columns, poolOfRow, spaceOfRow, pools, spaces } = input;
  const { count } = columns;
  const network = new Float64Array(count);
  const account = new Float64Array(count);
  const values = evaluate(replenishmentDefinition, {
    count,
    column: {
      ...columns.column,
      budgetPriceMillionths: new Float64Array(count),
      networkPriceMicrosPerDm3Week: network,
      accountPriceMicrosPerDm3Week: account,
    },
  });
  const recompute = recomputer(replenishmentDefinition, values, [
    "budgetPriceMillionths",
    "networkPriceMicrosPerDm3Week",
    "accountPriceMicrosPerDm3Week",
  ]);
  // While searching, the whole price of a row stands in the account's leaf.
  const total = values.column.accountPriceMicrosPerDm3Week!;
  const volumeAt = (rows: Uint32Array, price: (row: number) => number) => {
    for (const row of rows) total[row] = price(row);
    recompute(rows);
    return advisedVolume(values, rows);
  };
  const rowsOfSpace = rowsByIndex(spaceOfRow, count, spaces.length);
  const alone = spaces.map((space, k) =>
    lowestFitting(availableOf(space.limitMm3, space.usedMm3), (price) =>
      volumeAt(rowsOfSpace[k]!, () => price),
    ),
  );
  const rowsOfPool = rowsByIndex(poolOfRow, count, pools.length);
  const poolPrices = pools.map((pool, k) =>
    lowestFitting(availableOf(pool.usableMm3, pool.usedMm3), (price) =>
      volumeAt(rowsOfPool[k]!, (row) =>
        Math.max(price, alone[spaceOfRow[row]!]!.priceMicrosPerDm3Week),
      ),
    ),
  );
  const lambda = values.column.networkPriceMicrosPerDm3Week!;
  for (let row = 0; row < count; row++) {
    lambda[row] = poolPrices[poolOfRow[row]!]!.priceMicrosPerDm3Week;
    total[row] = Math.max(0, alone[spaceOfRow[row]!]!.priceMicrosPerDm3Week - lambda[row]!);
  }
  const all = Uint32Array.from({ length: count }, (_, row) => row);
  recompute(all);
  const budgetPrices = priceBudgets(input, values, recompute);
  const spacePrices = alone.map((price, k) => {
    const rows = rowsOfSpace[k]!;
    const own = rows.length > 0 ? total[rows[0]!]! : 0;
    const advisedMm3 = advisedVolume(values, rows);
    const isReleased = price.status === "binding" && own === 0;
    return isReleased
      ? {
          ...price,
          priceMicrosPerDm3Week: 0,
          advisedMm3,
          nextAdvisedMm3: null,
          status: "slack" as const,
        }
      : { ...price, priceMicrosPerDm3Week: own, advisedMm3 };
  });
  const pricedPools = poolPrices.map((price, k) => ({
    ...price,
    advisedMm3: advisedVolume(values, rowsOfPool[k]!),
  }));
  return { poolPrices: pricedPools, spacePrices, budgetPrices, values };
}

/** Leaves the rows of each budget at the lowest rung of the ladder at which what they cost fits it. */
function priceBudgets(
  { budgetOfRow, budgets = [] }: PriceSpaceInput,
  values: Columns,
  recompute: (rows: Uint32Array) => void,
): BudgetPrice[] {
  if (budgetOfRow === undefined) return [];
  const price = values.column.budgetPriceMillionths!;
  const withBudget = Int32Array.from({ length: values.count }, (_, row) => budgetOfRow[row]! + 1);
  const rowsOf = rowsByIndex(withBudget, values.count, budgets.length + 1).slice(1);
  return budgets.map(({ availableMicros }, k) => {
    const rows = rowsOf[k]!;
    const spentAt = (priceMillionths: number) => {
      for (const row of rows) price[row] = priceMillionths;
      recompute(rows);
      return advisedSum(values, rows, "unitCostMicros");
    };
    const found = lowestFitting(availableMicros, spentAt);
    return {
      priceMillionths: found.priceMicrosPerDm3Week,
      availableMicros,
      spentMicros: found.advisedMm3,
      status: found.status,
    };
  });
}

const availableOf = (limitMm3: number | null, usedMm3: number): number | null =>
  limitMm3 === null ? null : Math.max(0, limitMm3 - usedMm3);

/** The lowest rung at which the advised volume fits; `volumeAt` is non-increasing in the price and is left at it. */
function lowestFitting(
  availableMm3: number | null,
  volumeAt: (price: number) => number,
): SpacePrice {
  const free = volumeAt(0);
  if (availableMm3 === null || free <= availableMm3) {
    const status = "slack";
    return {
      priceMicrosPerDm3Week: 0,
      availableMm3,
      advisedMm3: free,
      nextAdvisedMm3: null,
      status,
    };
  }
  const top = volumeAt(ladderPrice(LADDER_LENGTH));
  let exceeds = 0;
  let fits = LADDER_LENGTH;
  let nextAdvisedMm3 = free;
  let advisedMm3 = top;
  while (top <= availableMm3 && fits - exceeds > 1) {
    const middle = Math.floor((exceeds + fits) / 2);
    const volume = volumeAt(ladderPrice(middle));
    if (volume <= availableMm3) {
      fits = middle;
      advisedMm3 = volume;
    } else {
      exceeds = middle;
      nextAdvisedMm3 = volume;
    }
  }
  const priceMicrosPerDm3Week = ladderPrice(fits);
  const status = top <= availableMm3 ? "binding" : "infeasible";
  volumeAt(priceMicrosPerDm3Week);
  return { priceMicrosPerDm3Week, availableMm3, advisedMm3, nextAdvisedMm3, status };
}

const advisedVolume = (values: Columns, rows: Uint32Array): number =>
  advisedSum(values, rows, "unitVolumeMm3");

/** Sum over rows of advised units times a column per unit. */
function advisedSum(
  values: Columns,
  rows: Uint32Array,
  perUnit: "unitVolumeMm3" | "unitCostMicros",
): number {
  const units = values.column.advisedUnits!;
  const each = values.column[perUnit]!;
  let sum = 0;
  for (const row of rows) sum += units[row]! * each[row]!;
  if (!Number.isSafeInteger(sum)) {
    throw new RangeError(`replenishment: sum of advised ${perUnit} ${sum} is beyond safe integers`);
  }
  return sum;
}

function rowsByIndex(
  indexOfRow: ArrayLike<number>,
  count: number,
  indexCount: number,
): Uint32Array[] {
  const size = new Uint32Array(indexCount);
  for (let row = 0; row < count; row++) {
    const index = indexOfRow[row]!;
    if (!(index >= 0 && index < indexCount)) {
      throw new RangeError(`replenishment: row ${row} names space ${index} of ${indexCount}`);
    }
    size[index]!++;
  }
  const rows = Array.from(size, (length) => new Uint32Array(length));
  size.fill(0);
  for (let row = 0; row < count; row++) {
    const index = indexOfRow[row]!;
    rows[index]![size[index]!++] = row;
  }
  return rows;
}
