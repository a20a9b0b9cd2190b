/** Why a sum over several contributors is withheld. */
export type Withheld = "tooFew" | "dominated" | "estimable";

/** The rule for sums that people outside may see. */
export const DISCLOSURE = {
  leastContributors: 10,
  /** No contributor may make more than this share of the sum. */
  mostShare: 0.25,
  /** The second largest must not be able to tell the largest to within this share of it. */
  leastErrorShare: 0.1,
} as const;

/**
 * Why a sum may not be told: fewer than 10 contributors, a largest one whom the second could tell to within 10 % by taking
 * its own part away (p% rule; Hundepool et al. 2012, "Statistical Disclosure Control"), or one with more than a quarter. null where it may. One amount per contributor, not per row; signs do not matter. Throws RangeError for an amount that is
 * not finite. Cost O(contributors).
 */
export function withheld(contributions: ArrayLike<number>): Withheld | null {
  let [count, total, largest, second] = [0, 0, 0, 0];
  for (let k = 0; k < contributions.length; k++) {
    const amount = Math.abs(contributions[k]!);
    if (!Number.isFinite(amount))
      throw new RangeError(`withheld: contribution ${k} must be finite, got ${contributions[k]}`);
    if (amount === 0) continue;
    count++;
    total += amount;
    if (amount > largest) [largest, second] = [amount, largest];
    else if (amount > second) second = amount;
  }
  if (count < DISCLOSURE.leastContributors) return "tooFew";
  if (total - largest - second < DISCLOSURE.leastErrorShare * largest) return "estimable";
  return largest > DISCLOSURE.mostShare * total ? "dominated" : null;
}
