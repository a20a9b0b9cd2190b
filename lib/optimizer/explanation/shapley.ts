/** Exact attribution of v(all) - v(none) over k players; see README.md for the formula and its source. */
export interface Attribution {
  /** k! times each player's Shapley value. */
  readonly numerator: readonly bigint[];
  readonly denominator: bigint;
  /** Whole units by largest remainder; they add up to the change exactly. */
  readonly amount: readonly number[];
}

const MAX_PLAYERS = 12;

const factorial = (n: number): bigint => {
  let product = 1n;
  for (let i = 2; i <= n; i++) product *= BigInt(i);
  return product;
};

/** All coalition values, index = bit mask of the players taken from the second state. Calls `value` 2^k times. */
export function coalitionValues(
  playerCount: number,
  value: (mask: number) => number,
): Float64Array {
  if (playerCount < 1 || playerCount > MAX_PLAYERS) {
    throw new RangeError(`coalitionValues: 1 to ${MAX_PLAYERS} players, got ${playerCount}`);
  }
  const values = new Float64Array(2 ** playerCount);
  for (let mask = 0; mask < values.length; mask++) {
    const v = value(mask);
    if (!Number.isSafeInteger(v))
      throw new RangeError(`coalitionValues: value of ${mask} is not a safe integer: ${v}`);
    values[mask] = v;
  }
  return values;
}

/**
 * Shapley values from all 2^k coalition values (integers). Exact: the differences of one coalition size are summed in
 * doubles (below 2^53), weights and totals in BigInt. Throws Error when the numerators do not add up to k! times the
 * change, which no input can cause. Cost O(k 2^k).
 */
export function shapley(values: Float64Array): Attribution {
  const k = Math.round(Math.log2(values.length));
  const numerator: bigint[] = [];
  for (let player = 0; player < k; player++) numerator.push(playerNumerator(values, k, player));
  const denominator = factorial(k);
  const change = BigInt(values[values.length - 1]!) - BigInt(values[0]!);
  assertAddsUp(numerator, denominator * change);
  return { numerator, denominator, amount: wholeUnits(numerator, denominator) };
}

function playerNumerator(values: Float64Array, k: number, player: number): bigint {
  const bit = 1 << player;
  const bySize = new Float64Array(k);
  for (let mask = 0; mask < values.length; mask++) {
    if (mask & bit) continue;
    bySize[bitCount(mask)]! += values[mask | bit]! - values[mask]!;
  }
  let sum = 0n;
  for (let size = 0; size < k; size++) {
    if (!Number.isSafeInteger(bySize[size]!))
      throw new RangeError("shapley: differences pass 2^53");
    sum += factorial(size) * factorial(k - size - 1) * BigInt(bySize[size]!);
  }
  return sum;
}

/**
 * Owen values of the players inside one union: `values[outer * 2^g + inner]`, outer = mask over the m - 1 players
 * outside the union, inner = mask over its g players. Numerators are over m! g!. Cost O(g 2^(m-1+g)).
 */
export function owenInside(
  values: Float64Array,
  outerCount: number,
  innerCount: number,
): Attribution {
  const innerSize = 2 ** innerCount;
  const m = outerCount + 1;
  const numerator: bigint[] = [];
  for (let player = 0; player < innerCount; player++) {
    const bit = 1 << player;
    let sum = 0n;
    for (let index = 0; index < values.length; index++) {
      const inner = index % innerSize;
      if (inner & bit) continue;
      const outerBits = bitCount((index - inner) / innerSize);
      const innerBits = bitCount(inner);
      const weight =
        factorial(outerBits) *
        factorial(m - outerBits - 1) *
        factorial(innerBits) *
        factorial(innerCount - innerBits - 1);
      sum += weight * BigInt(values[index + bit]! - values[index]!);
    }
    numerator.push(sum);
  }
  const denominator = factorial(m) * factorial(innerCount);
  return { numerator, denominator, amount: wholeUnits(numerator, denominator) };
}

/**
 * Numerators over one denominator to integers that add up to `target` (largest remainder, ties to the lowest index).
 * `target` must be the exact total rounded down or up; by default the total rounded half up.
 */
export function wholeUnits(
  numerator: readonly bigint[],
  denominator: bigint,
  target: bigint = halfUp(numerator, denominator),
): number[] {
  const floors = numerator.map((n) => floorDiv(n, denominator));
  const rests = numerator.map((n, i) => n - floors[i]! * denominator);
  let missing = Number(target - floors.reduce((a, f) => a + f, 0n));
  const order = rests
    .map((rest, i) => ({ rest, i }))
    .sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1));
  const amount = floors.map(Number);
  for (const { i } of order) {
    if (missing <= 0) break;
    amount[i]!++;
    missing--;
  }
  return amount;
}

function halfUp(numerator: readonly bigint[], denominator: bigint): bigint {
  const total = numerator.reduce((a, n) => a + n, 0n);
  return floorDiv(2n * total + denominator, 2n * denominator);
}

function assertAddsUp(numerator: readonly bigint[], expected: bigint): void {
  const sum = numerator.reduce((a, n) => a + n, 0n);
  if (sum !== expected)
    throw new Error(`shapley: numerators add up to ${sum}, expected ${expected}`);
}

function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest > 0; rest &= rest - 1) count++;
  return count;
}
