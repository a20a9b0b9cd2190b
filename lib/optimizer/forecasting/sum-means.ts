/**
 * Expected demand of the first periods: a mean of a sum is the sum of the means, however the periods depend on each other, so that what is
 * told of a span and of its weeks is one figure. Only quantiles of sums are forecast on their own. [rowCount, lengths]
 * `mean` is [rowCount, horizon]. Throws RangeError for a length beyond the horizon.
 */
export function sumMeans(
  mean: ArrayLike<number>,
  horizon: number,
  lengths: ArrayLike<number>,
): Float32Array {
  const rowCount = mean.length / horizon;
  const sums = new Float32Array(rowCount * lengths.length);
  for (let c = 0; c < lengths.length; c++) {
    if (!(lengths[c]! <= horizon))
      throw new RangeError(`sumMeans: a sum of ${lengths[c]} periods is beyond ${horizon}`);
    for (let i = 0; i < rowCount; i++) {
      let sum = 0;
      for (let h = 0; h < lengths[c]!; h++) sum += mean[i * horizon + h]!;
      sums[i * lengths.length + c] = sum;
    }
  }
  return sums;
}
