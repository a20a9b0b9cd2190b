import { perPeriod, requireWhole } from "./checks.ts";

export interface LotSizingInput {
  /** Units needed per period; known for certain. */
  readonly demand: readonly number[];
  /** One value for all periods or one each: per order, per unit held at a period's end, per unit bought (0 when left out). */
  readonly fixedCost: number | readonly number[];
  readonly holdingCost: number | readonly number[];
  readonly purchaseCost?: number | readonly number[];
}

export interface LotSizes {
  /** Units ordered per period. */
  readonly orderUnits: Float64Array;
  readonly cost: number;
  /** Least cost of periods t.. to the end, from an empty shelf; one entry more than periods. */
  readonly costToGo: Float64Array;
  /** Period up to which (exclusive) an order in t would reach. */
  readonly reach: Int32Array;
}

/**
 * Least-cost orders for known demand (Wagner and Whitin 1958): some optimal plan orders only when the shelf is empty,
 * for whole periods; a recursion backward over the period that an order reaches finds it. Among equal costs the shortest
 * reach. Periods without demand at the start of a reach need no order. Throws RangeError on a negative or missing value.
 * Cost O(periods^2).
 */
export function wagnerWhitin(input: LotSizingInput): LotSizes {
  const periods = input.demand.length;
  requireWhole("lot sizing", { periods }, 1, 20_000);
  const demand = perPeriod("lot sizing", "demand", input.demand, periods);
  const fixed = perPeriod("lot sizing", "fixedCost", input.fixedCost, periods);
  const holding = perPeriod("lot sizing", "holdingCost", input.holdingCost, periods);
  const purchase = perPeriod("lot sizing", "purchaseCost", input.purchaseCost ?? 0, periods);
  const costToGo = new Float64Array(periods + 1);
  const reach = new Int32Array(periods);
  const isSkipped = new Uint8Array(periods);
  for (let t = periods - 1; t >= 0; t--) {
    let best = Infinity;
    if (demand[t] === 0) {
      best = costToGo[t + 1]!;
      reach[t] = t + 1;
      isSkipped[t] = 1;
    }
    let lot = 0;
    let held = 0;
    let heldPerUnit = 0;
    for (let end = t + 1; end <= periods; end++) {
      // Units of period end - 1 wait through every period from t on.
      lot += demand[end - 1]!;
      held += heldPerUnit * demand[end - 1]!;
      heldPerUnit += holding[end - 1]!;
      const cost = fixed[t]! + purchase[t]! * lot + held + costToGo[end]!;
      if (cost < best) {
        best = cost;
        reach[t] = end;
        isSkipped[t] = 0;
      }
    }
    costToGo[t] = best;
  }
  const orderUnits = new Float64Array(periods);
  for (let t = 0; t < periods; t = reach[t]!) {
    if (isSkipped[t]) continue;
    for (let k = t; k < reach[t]!; k++) orderUnits[t]! += demand[k]!;
  }
  return { orderUnits, cost: costToGo[0]!, costToGo, reach };
}
