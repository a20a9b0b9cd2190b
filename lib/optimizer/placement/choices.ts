/** A SKU's best plan at some prices: `count` choices, and what it gains after paying the prices. */
export interface SkuPlan {
  count: number;
  /** [fcCount + zoneCount + 1] or more */
  readonly fc: Int32Array;
  readonly zone: Int32Array;
  readonly units: Float64Array;
  /** Gain after prices, what no plan of the SKU can beat, and the gain of one more unit. */
  gain: number;
  bound: number;
  unitValue: number;
}

export const emptyPlan = (size: number): SkuPlan => ({
  count: 0,
  fc: new Int32Array(size),
  zone: new Int32Array(size),
  units: new Float64Array(size),
  gain: 0,
  bound: 0,
  unitValue: 0,
});

export function addChoice(plan: SkuPlan, w: number, z: number, units: number): void {
  plan.fc[plan.count] = w;
  plan.zone[plan.count] = z;
  plan.units[plan.count] = units;
  plan.count += 1;
}

export function copyPlan(from: SkuPlan, to: SkuPlan): void {
  to.fc.set(from.fc);
  to.zone.set(from.zone);
  to.units.set(from.units);
  to.count = from.count;
  to.gain = from.gain;
  to.bound = from.bound;
  to.unitValue = from.unitValue;
}
