/** Claims on one pool: claimant i takes clamp(level * weight_i, lower_i, upper_i), lower_i <= upper_i. */
export interface Claims {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly weight: Float64Array;
}

interface Breakpoints {
  readonly level: Float64Array;
  /** Claims with a positive weight, by rising level. */
  readonly order: Uint32Array;
}

/**
 * Level at which the claims fill `capacity` exactly (weighted max-min fairness with guarantees). What is filled is
 * piecewise linear and non-decreasing in the level, with breakpoints lower/weight and upper/weight: they are sorted and
 * walked once. Returns Infinity when every upper bound fits, 0 when the lower bounds alone fill the capacity.
 * A claim without weight stays at its lower bound. Cost O(n log n).
 */
export function fillingLevel(claims: Claims, capacity: number): number {
  const { lower, upper, weight } = claims;
  const rise = breakpoints(lower, weight);
  const fall = breakpoints(upper, weight);
  let filled = 0;
  for (let i = 0; i < lower.length; i++) filled += lower[i]!;
  if (filled >= capacity) return 0;
  let slope = 0;
  let level = 0;
  let r = 0;
  for (let f = 0; f < fall.order.length; ) {
    const falling = fall.order[f]!;
    const rising = rise.order[r];
    const isRise = rising !== undefined && rise.level[rising]! <= fall.level[falling]!;
    const nextLevel = isRise ? rise.level[rising]! : fall.level[falling]!;
    const filledAtNext = filled + slope * (nextLevel - level);
    if (filledAtNext > capacity) return level + (capacity - filled) / slope;
    filled = filledAtNext;
    level = nextLevel;
    slope += isRise ? weight[rising]! : -weight[falling]!;
    if (isRise) r++;
    else f++;
  }
  return Number.POSITIVE_INFINITY;
}

function breakpoints(bound: Float64Array, weight: Float64Array): Breakpoints {
  const level = new Float64Array(bound.length);
  const order = new Uint32Array(bound.length);
  let count = 0;
  for (let i = 0; i < bound.length; i++) {
    if (!(weight[i]! > 0)) continue;
    level[i] = bound[i]! / weight[i]!;
    order[count++] = i;
  }
  return { level, order: order.subarray(0, count).sort((a, b) => level[a]! - level[b]!) };
}
