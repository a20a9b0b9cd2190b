// One-dimensional search used by several methods.

/** Root of a non-decreasing `f` in [low, high], to the last bits: the largest point known to have f <= 0. Cost O(100 f). */
export function bisect(f: (x: number) => number, low: number, high: number): number {
  let below = low;
  let above = high;
  for (let k = 0; k < 200; k++) {
    const middle = below + (above - below) / 2;
    if (middle <= below || middle >= above) break;
    if (f(middle) <= 0) below = middle;
    else above = middle;
  }
  return below;
}

/** Doubles `step` away from `from` until `isBeyond`; throws RangeError when nothing is found within 2^200 steps. */
export function expandUntil(from: number, step: number, isBeyond: (x: number) => boolean): number {
  let width = step;
  for (let k = 0; k < 200; k++) {
    if (isBeyond(from + width)) return from + width;
    width *= 2;
  }
  throw new RangeError(`search: nothing found from ${from} in steps of ${step}`);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Point of the least value of a unimodal `f` on [low, high] by golden section (Kiefer 1953); x is good to about 1e-8. */
export function goldenSection(f: (x: number) => number, low: number, high: number): number {
  let a = low;
  let b = high;
  let x1 = b - GOLDEN * (b - a);
  let x2 = a + GOLDEN * (b - a);
  let f1 = f(x1);
  let f2 = f(x2);
  for (let k = 0; k < 120 && b - a > 1e-12 * (Math.abs(a) + Math.abs(b)); k++) {
    if (f1 <= f2) {
      b = x2;
      x2 = x1;
      f2 = f1;
      x1 = b - GOLDEN * (b - a);
      f1 = f(x1);
    } else {
      a = x1;
      x1 = x2;
      f1 = f2;
      x2 = a + GOLDEN * (b - a);
      f2 = f(x2);
    }
  }
  return f1 <= f2 ? x1 : x2;
}
