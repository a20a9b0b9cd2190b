/**
 * Integers that add up to the integer `total` and differ from `exact` by less than 1 where the total allows it: cut towards
 * 0, then one each to the largest leftovers in the direction of what is missing, ties to the lowest index. A part that is
 * exactly 0 stays 0 unless all are. Cutting towards 0 keeps the rule odd: negated inputs give negated parts. Throws
 * RangeError when the total is no safe integer or a part is not finite. Cost O(n log n).
 */
export function roundParts(exact: Float64Array | readonly number[], total: number): number[] {
  if (!Number.isSafeInteger(total))
    throw new RangeError(`roundParts: total must be a safe integer, got ${total}`);
  const part: number[] = [];
  let missing = total;
  for (let k = 0; k < exact.length; k++) {
    const value = exact[k]!;
    if (!Number.isFinite(value))
      throw new RangeError(`roundParts: part ${k} must be finite, got ${value}`);
    part.push(Math.trunc(value) + 0);
    missing -= part[k]!;
  }
  if (missing === 0) return part;
  const order = takers(exact, Math.sign(missing));
  for (let k = 0; missing !== 0 && order.length > 0; k = (k + 1) % order.length) {
    const step = Math.sign(missing);
    part[order[k]!]! += step;
    missing -= step;
  }
  return part;
}

function takers(exact: Float64Array | readonly number[], direction: number): number[] {
  const all = Array.from(exact, (value, k) => ({
    k,
    isZero: value === 0,
    leftover: (value - Math.trunc(value)) * direction,
  }));
  const moved = all.filter(({ isZero }) => !isZero);
  return (moved.length > 0 ? moved : all)
    .sort((x, y) => y.leftover - x.leftover || x.k - y.k)
    .map(({ k }) => k);
}
