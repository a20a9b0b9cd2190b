/** Shapley values of a game given by all 2^k coalition values, index = bit mask (Shapley 1953). Cost O(k 2^k). */
export function shapleyShares(values: Float64Array, playerCount: number): Float64Array {
  const weight = sizeWeights(playerCount);
  const share = new Float64Array(playerCount);
  for (let player = 0; player < playerCount; player++) {
    const bit = 1 << player;
    let sum = 0;
    for (let mask = 0; mask < values.length; mask++) {
      if ((mask & bit) === 0)
        sum += weight[bitCount(mask)]! * (values[mask | bit]! - values[mask]!);
    }
    share[player] = sum;
  }
  return share;
}

/** s! (k - s - 1)! / k! for a coalition of s others. */
function sizeWeights(playerCount: number): Float64Array {
  const weight = new Float64Array(playerCount);
  let value = 1 / playerCount;
  for (let size = 0; size < playerCount; size++) {
    weight[size] = value;
    value *= (size + 1) / (playerCount - size - 1);
  }
  return weight;
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest > 0; rest &= rest - 1) count++;
  return count;
}
