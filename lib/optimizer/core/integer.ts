// Exact arithmetic on safe integers. A result outside the safe range is returned as it is: the evaluation of a
// definition refuses it by name, so no helper here hides an overflow.

/**
 * floor(a * b / c), exact for safe integers a, b and c > 0 even when a * b exceeds 2^53.
 * Splits a = q c + r and b likewise; BigInt only when the product of the two remainders is still too large.
 * Throws RangeError when c <= 0. Cost: one division on the common path.
 */
export function mulDivFloor(a: number, b: number, c: number): number {
  if (!(c > 0)) throw new RangeError(`mulDivFloor: divisor must be > 0, got ${c}`);
  const product = a * b;
  // For |p| < 2^53 the rounded quotient p / c never crosses an integer, so its floor is the true floor.
  if (product <= Number.MAX_SAFE_INTEGER && product >= -Number.MAX_SAFE_INTEGER) {
    return Math.floor(product / c);
  }
  return splitMulDivFloor(a, b, c);
}

function splitMulDivFloor(a: number, b: number, c: number): number {
  const aQuotient = Math.floor(a / c);
  const aRest = a - aQuotient * c;
  const bQuotient = Math.floor(b / c);
  const bRest = b - bQuotient * c;
  const whole = aQuotient * b;
  const cross = aRest * bQuotient;
  const rest = aRest * bRest;
  const isExact =
    Number.isSafeInteger(aQuotient * c) &&
    Number.isSafeInteger(bQuotient * c) &&
    Number.isSafeInteger(whole) &&
    Number.isSafeInteger(cross) &&
    Number.isSafeInteger(rest);
  return isExact ? whole + cross + Math.floor(rest / c) : bigMulDivFloor(a, b, c);
}

function bigMulDivFloor(a: number, b: number, c: number): number {
  const product = BigInt(a) * BigInt(b);
  const divisor = BigInt(c);
  const quotient = product / divisor;
  const isBelow = product < 0n && quotient * divisor !== product;
  return Number(isBelow ? quotient - 1n : quotient);
}

/** Largest s with s * s <= n. Throws RangeError unless n is a safe integer >= 0. Cost O(1). */
export function isqrt(n: number): number {
  if (!Number.isSafeInteger(n) || n < 0) {
    throw new RangeError(`isqrt: expected a safe integer >= 0, got ${n}`);
  }
  let root = Math.floor(Math.sqrt(n));
  while (root * root > n) root--;
  while ((root + 1) * (root + 1) <= n) root++;
  return root;
}

/** Largest multiple of `step` that is <= value; `value` itself when step <= 1. Exact for safe integers. */
export const floorToMultiple = (value: number, step: number): number =>
  step <= 1 ? value : Math.floor(value / step) * step;

/** Smallest multiple of `step` that is >= value; `value` itself when step <= 1. Exact for safe integers. */
export const ceilToMultiple = (value: number, step: number): number =>
  step <= 1 ? value : Math.ceil(value / step) * step;
