import { exp, ln } from "../core/elementary.ts";
import { convolve, demandPmf, expectedExcess, type Pmf, pmfMean, pmfQuantile } from "./lattice.ts";
import type { Law } from "./law.ts";
import { lawMean } from "./law.ts";
import type { StageDemand } from "./network.ts";

const MOST_STATES = 1 << 15;

/** Base stock and cost per period of one stage. */
export interface BaseStock {
  readonly baseStockUnits: number;
  readonly cost: number;
}

export interface CapacitatedBaseStock extends BaseStock {
  /** Mean of what the base stock lacks after a period's production. */
  readonly meanShortfallUnits: number;
}

/**
 * Stationary law of the shortfall V' = max(V + D - K, 0) with demand D and random capacity K, both whole (Federgruen and
 * Zipkin 1986, Tayur 1993). Throws RangeError unless mean demand is below mean capacity. Cost O(states * down * up).
 */
export function shortfallPmf(demand: StageDemand, capacity: Law): Pmf {
  if (demand.law === "normal")
    throw new RangeError("shortfall: demand must be counted in whole units");
  if (!(demand.meanUnits < lawMean(capacity))) {
    throw new RangeError(
      `shortfall: mean demand must be below mean capacity ${lawMean(capacity)}, got ${demand.meanUnits}`,
    );
  }
  const jump = jumpPmf(demandPmf(demand, 1, 1), capacity);
  for (let size = 256; size <= MOST_STATES; size *= 4) {
    const law = stationary(jump, size);
    if (law[size - 1]! < 1e-13) return { step: 1, first: 0, probability: law };
  }
  throw new RangeError("shortfall: demand is too close to capacity");
}

/** D - K. */
function jumpPmf(demand: Pmf, { value, probability }: Law): Pmf {
  const most = value[value.length - 1]!;
  const turned = new Float64Array(most + 1);
  value.forEach((units, k) => {
    if (!Number.isInteger(units))
      throw new RangeError(`shortfall: capacity must be whole, got ${units}`);
    turned[most - units]! += probability[k]!;
  });
  return convolve(demand, { step: 1, first: -most, probability: turned });
}

/**
 * Stationary law of the chain on 0..size - 1 by state reduction (Grassmann, Taksar and Heyman 1985): no subtraction, so no
 * digits are lost. Rows are bands of `down` below to `up` above the diagonal. Cost O(size * down * up).
 */
function stationary({ first, probability }: Pmf, size: number): Float64Array {
  const down = Math.max(1, -first);
  const up = Math.max(1, first + probability.length - 1);
  const width = down + up + 1;
  const band = new Float64Array(size * width);
  for (let v = 0; v < size; v++) {
    for (let n = 0; n < probability.length; n++) {
      const to = Math.max(0, Math.min(size - 1, v + first + n));
      band[v * width + to - v + down]! += probability[n]!;
    }
  }
  for (let n = size - 1; n > 0; n--) reduce(band, n, down, up);
  const law = new Float64Array(size);
  law[0] = 1;
  let total = 1;
  for (let n = 1; n < size; n++) {
    let sum = 0;
    for (let i = Math.max(0, n - up); i < n; i++) sum += law[i]! * band[i * width + n - i + down]!;
    law[n] = sum;
    total += sum;
  }
  return law.map((mass) => mass / total);
}

/** Takes state n out: what goes to it goes on to where it goes. */
function reduce(band: Float64Array, n: number, down: number, up: number): void {
  const width = down + up + 1;
  const row = n * width - n + down;
  const lowest = Math.max(0, n - down);
  let leaving = 0;
  for (let j = lowest; j < n; j++) leaving += band[row + j]!;
  for (let i = Math.max(0, n - up); i < n; i++) {
    const into = i * width - i + down;
    const share = band[into + n]! / leaving;
    band[into + n] = share;
    if (share === 0) continue;
    for (let j = lowest; j < n; j++) band[into + j]! += share * band[row + j]!;
  }
}

/**
 * Base stock of one stage with random capacity, one-period review and certain lead time, at least cost: order-up-to level
 * S where end-of-period net stock is S - V - demand over lead time and review. Throws and costs as `shortfallPmf`.
 */
export function capacitatedBaseStock(
  demand: StageDemand,
  capacity: Law,
  leadTimePeriods: number,
  holdingCost: number,
  penaltyCost: number,
): CapacitatedBaseStock {
  const shortfall = shortfallPmf(demand, capacity);
  const lack = convolve(shortfall, demandPmf(demand, leadTimePeriods + 1, 1));
  const baseStockUnits = pmfQuantile(lack, penaltyCost / (penaltyCost + holdingCost));
  const excess = expectedExcess(lack, baseStockUnits);
  const cost = holdingCost * (baseStockUnits - pmfMean(lack) + excess) + penaltyCost * excess;
  return { baseStockUnits, cost, meanShortfallUnits: pmfMean(shortfall) };
}

/**
 * Make-to-stock queue with Poisson demand and one exponential server (Buzacott and Shanthikumar 1993, ch. 4): outstanding
 * orders N are geometric, S* = floor(ln(h / (h + b)) / ln rho), cost h E max(S - N, 0) + b E max(N - S, 0).
 * Throws RangeError unless 0 < demandRate < serviceRate and both costs are above 0. Cost O(1).
 */
export function makeToStockQueue(
  demandRate: number,
  serviceRate: number,
  holdingCost: number,
  penaltyCost: number,
): BaseStock {
  if (!(demandRate > 0 && demandRate < serviceRate)) {
    throw new RangeError(
      `makeToStockQueue: demandRate must be above 0 and below serviceRate ${serviceRate}, got ${demandRate}`,
    );
  }
  if (!(holdingCost > 0 && penaltyCost > 0)) {
    throw new RangeError(
      `makeToStockQueue: costs must be above 0, got ${holdingCost}, ${penaltyCost}`,
    );
  }
  const busy = demandRate / serviceRate;
  const about = Math.floor(ln(holdingCost / (holdingCost + penaltyCost)) / ln(busy));
  const costAt = (units: number) => {
    const late = (exp(units * ln(busy)) * busy) / (1 - busy);
    return holdingCost * (units - busy / (1 - busy)) + (holdingCost + penaltyCost) * late;
  };
  // The logarithms may round across a whole number: the neighbours decide.
  let baseStockUnits = Math.max(0, about - 1);
  for (const units of [about, about + 1]) {
    if (costAt(units) < costAt(baseStockUnits)) baseStockUnits = units;
  }
  return { baseStockUnits, cost: costAt(baseStockUnits) };
}
