import {
  type Certificate,
  type LinearProgram,
  type LpBackend,
  type OptimalLp,
  solveLinearProgram,
} from "../solver/index.ts";

/** Requests over several pools at once: a step uses space of one or more rows, such as a storage type and a building. */
export interface PoolsBook {
  /** Space of each row. [rowCount] */
  readonly supply: Float64Array;
  readonly bidderCount: number;
  /** [stepCount] */
  readonly bidder: Int32Array;
  readonly quantity: Float64Array;
  /** Fee per volume of the step, all its rows together. [stepCount] */
  readonly fee: Float64Array;
  /** Least fee per volume of the step. [stepCount] */
  readonly reserve: Float64Array;
  /** Rows of step s are useRow[useStart[s]..useStart[s + 1]], ascending, with the space used per volume granted. */
  readonly useStart: Int32Array;
  readonly useRow: Int32Array;
  readonly use: Float64Array;
  /** [bidderCount]; Infinity for none. */
  readonly cap: Float64Array;
}

export interface PoolsClearing {
  /** [stepCount] */
  readonly granted: Float64Array;
  /** Price of each row above the reserve, per volume: the dual of the programme. [rowCount] */
  readonly rowPrice: Float64Array;
  /** First-rejected fee per volume of each step: its reserve and the prices of its rows. [stepCount] */
  readonly stepPrice: Float64Array;
  /** Vickrey payment of each bidder: reserve of its space and what it displaced. [bidderCount] */
  readonly vickrey: Float64Array;
  readonly welfare: number;
  readonly certificate: Certificate;
}

/**
 * Clears coupled pools by one certified linear programme, max sum (fee - reserve) x, and one more for each winner's
 * Vickrey payment. Granted steps never pay more than they offered, unless a bidder's cap binds: then less.
 * Throws RangeError on a malformed book. Cost: (winners + 1) programmes of stepCount columns.
 */
export async function clearPools(backend: LpBackend, book: PoolsBook): Promise<PoolsClearing> {
  const solved = await solve(backend, book, -1);
  const rowCount = book.supply.length;
  const granted = solved.x;
  const rowPrice = Float64Array.from({ length: rowCount }, (_, i) =>
    Math.max(0, solved.rowDual[i]!),
  );
  const stepPrice = book.reserve.map((reserve, s) => {
    let price = reserve;
    for (let k = book.useStart[s]!; k < book.useStart[s + 1]!; k++)
      price += rowPrice[book.useRow[k]!]! * book.use[k]!;
    return price;
  });
  const vickrey = new Float64Array(book.bidderCount);
  const ownSurplus = new Float64Array(book.bidderCount);
  const atReserve = new Float64Array(book.bidderCount);
  let welfare = 0;
  for (let s = 0; s < granted.length; s++) {
    const x = granted[s]!;
    ownSurplus[book.bidder[s]!]! += (book.fee[s]! - book.reserve[s]!) * x;
    atReserve[book.bidder[s]!]! += book.reserve[s]! * x;
    welfare += book.fee[s]! * x;
  }
  for (let b = 0; b < book.bidderCount; b++) {
    if (ownSurplus[b] === 0 && atReserve[b] === 0) continue;
    const without = await solve(backend, book, b);
    vickrey[b] = atReserve[b]! + without.objective - (solved.objective - ownSurplus[b]!);
  }
  return { granted, rowPrice, stepPrice, vickrey, welfare, certificate: solved.certificate };
}

/** The programme, without the steps of one bidder (-1 for none). Rows: pools, then caps. */
async function solve(backend: LpBackend, book: PoolsBook, without: number): Promise<OptimalLp> {
  const result = await solveLinearProgram(backend, programOf(book, without));
  if (result.status !== "optimal")
    throw new RangeError(
      `clearPools: the programme is ${result.status}; supply and cap must be >= 0`,
    );
  return result;
}

function programOf(book: PoolsBook, without: number): LinearProgram {
  const stepCount = book.fee.length;
  const poolCount = book.supply.length;
  const entries = book.use.length + stepCount;
  const start = new Int32Array(stepCount + 1);
  const rowIndex = new Int32Array(entries);
  const value = new Float64Array(entries);
  let at = 0;
  for (let s = 0; s < stepCount; s++) {
    for (let k = book.useStart[s]!; k < book.useStart[s + 1]!; k++) {
      rowIndex[at] = book.useRow[k]!;
      value[at++] = book.use[k]!;
    }
    rowIndex[at] = poolCount + book.bidder[s]!;
    value[at++] = 1;
    start[s + 1] = at;
  }
  const isIn = (s: number) => book.bidder[s] !== without && book.fee[s]! >= book.reserve[s]!;
  const rowUpper = new Float64Array(poolCount + book.bidderCount);
  rowUpper.set(book.supply);
  rowUpper.set(book.cap, poolCount);
  return {
    sense: "maximise",
    columnCount: stepCount,
    rowCount: rowUpper.length,
    cost: book.fee.map((fee, s) => fee - book.reserve[s]!),
    columnLower: new Float64Array(stepCount),
    columnUpper: book.quantity.map((quantity, s) => (isIn(s) ? quantity : 0)),
    rowLower: new Float64Array(rowUpper.length).fill(-Infinity),
    rowUpper,
    start,
    rowIndex,
    value,
  };
}
