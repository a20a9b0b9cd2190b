import { requirePositive } from "./checks.ts";
import type { DemandLaw } from "./demand-law.ts";
import { bisect, expandUntil } from "./minimize.ts";
import { newsvendorCost, type UnitCosts } from "./newsvendor.ts";

// Base stock against supply that is uncertain while demand per period is certain (Snyder and Shen, ch. 9).

export interface SupplyStock {
  readonly baseStockUnits: number;
  readonly expectedCost: number;
}

/**
 * An order of S arrives as S + Y with Y of the given law, independent of S: S = demand - the quantile of Y at
 * overage / (overage + underage), and the cost is the newsvendor's.
 */
export function newsvendorAdditiveYield(
  demand: number,
  yieldLaw: DemandLaw,
  { underage, overage }: UnitCosts,
): SupplyStock {
  requirePositive("additive yield", { underage, overage });
  const baseStockUnits = demand - yieldLaw.quantile(overage / (overage + underage));
  // What arrives falls short of demand when Y is below demand - S: the roles of the two costs change places.
  const expectedCost = newsvendorCost(
    yieldLaw,
    { underage: overage, overage: underage },
    demand - baseStockUnits,
  );
  return { baseStockUnits, expectedCost };
}

/** P(the supply has been down for at most n periods), with the chances per period of going down and of coming back. */
function downForAtMost(periods: number, failing: number, recovering: number): number {
  return 1 - (failing / (failing + recovering)) * (1 - recovering) ** periods;
}

/**
 * Supply fails with chance `failing` a period and comes back with `recovering`; demand per period is certain and waits.
 * S = demand * (1 + n) with the least n such that P(down at most n) >= underage / (underage + overage). Throws RangeError
 * unless both chances are in (0,1) and costs above 0. Cost O(n).
 */
export function newsvendorWithDisruptions(
  demand: number,
  failing: number,
  recovering: number,
  { underage, overage }: UnitCosts,
): SupplyStock & { readonly coveredPeriods: number } {
  requirePositive("disrupted base stock", { demand, underage, overage });
  requirePositive("disrupted base stock", { "1 - failing": 1 - failing, failing, recovering });
  if (recovering > 1) {
    throw new RangeError(`disrupted base stock: recovering must be at most 1, got ${recovering}`);
  }
  const ratio = underage / (underage + overage);
  let n = 0;
  while (downForAtMost(n, failing, recovering) < ratio) n++;
  // Beyond n the excess of the chain is geometric: sum of k (1 - r)^k has a closed form.
  const up = recovering / (failing + recovering);
  let expectedCost = up * overage * n * demand;
  for (let k = 1; k <= n; k++) {
    expectedCost += up * failing * (1 - recovering) ** (k - 1) * overage * (n - k) * demand;
  }
  const beyond = (up * failing * (1 - recovering) ** n) / recovering ** 2;
  expectedCost += underage * demand * beyond;
  return { baseStockUnits: demand * (1 + n), expectedCost, coveredPeriods: n };
}

/**
 * A random share Z of an order arrives, demand is random too: the order at which E[Z (underage - (underage + overage) *
 * P(demand <= q Z))] = 0. `shares` are equally likely values of Z. Cost O(200 * shares * cdf).
 */
export function newsvendorShareYield(
  demand: DemandLaw,
  shares: readonly number[],
  { underage, overage }: UnitCosts,
): SupplyStock {
  requirePositive("share yield", { underage, overage, "number of shares": shares.length });
  shares.forEach((z, k) => {
    if (!(z >= 0 && z < Infinity)) throw new RangeError(`share yield: share ${k} is ${z}`);
  });
  requirePositive("share yield", { "sum of shares": shares.reduce((sum, z) => sum + z, 0) });
  const gain = (q: number) =>
    shares.reduce((sum, z) => sum + z * ((underage + overage) * demand.cdf(q * z) - underage), 0);
  const start = Math.max(demand.mean, 1e-9);
  const baseStockUnits = bisect(
    gain,
    0,
    expandUntil(0, start, (q) => gain(q) > 0),
  );
  const expectedCost =
    shares.reduce(
      (sum, z) => sum + newsvendorCost(demand, { underage, overage }, baseStockUnits * z),
      0,
    ) / shares.length;
  return { baseStockUnits, expectedCost };
}
