/** Units held at one time by the column they arrived on, the newest first; column -1 = before the first. */
export type AgeLayers = readonly (readonly [column: number, units: number])[];

/**
 * Which arrivals units held at the end of column `d` are from: stock leaves oldest first, so what is held is what arrived last.
 * `arrivedUnits` is one product's row, by column; together the layers are `heldUnits`. Cost O(columns since the oldest unit).
 */
export function ageLayers(heldUnits: number, arrivedUnits: Int32Array, d: number): AgeLayers {
  const layers: [number, number][] = [];
  let left = heldUnits;
  for (let k = d; left > 0; k--) {
    const units = k < 0 ? left : Math.min(left, Math.max(0, arrivedUnits[k]!));
    if (units > 0) layers.push([Math.max(-1, k), units]);
    left -= units;
  }
  return layers;
}
