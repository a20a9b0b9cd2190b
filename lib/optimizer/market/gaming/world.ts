import { stream } from "../../core/prng.ts";

/** One bidder's truth: what space is worth to it net of its credit, per volume, falling from step to step. */
export interface Bidder {
  readonly quantity: readonly number[];
  /** Highest net fee it would pay. */
  readonly value: readonly number[];
  readonly expectedCredit: number;
  readonly cap: number;
}

/** A month of one pool: who needs space, how much there is, and the rules. Volumes and fees are in arbitrary units. */
export interface World {
  readonly bidders: readonly Bidder[];
  readonly supply: number;
  readonly reserve: number;
  readonly creditCapShare: number;
  /** Whether grants of the first round cost the lower of both clears. */
  readonly lowersLater: boolean;
}

/** A seeded month: log-normal sizes and values, three falling steps each, space for 45 to 80 % of what is asked for. */
export function drawWorld(seed: number, bidderCount: number): World {
  const draws = stream(seed, "market-world");
  const bidders = Array.from({ length: bidderCount }, (_, b): Bidder => {
    const own = draws.split("bidder", b);
    const size = own.lognormal(100, 0.8);
    const first = own.lognormal(3, 0.5);
    const second = first * (0.6 + 0.3 * own.uniform());
    const third = second * (0.6 + 0.3 * own.uniform());
    return {
      quantity: [0.5 * size, 0.3 * size, 0.2 * size],
      value: [first, second, third],
      expectedCredit: 1.5 * own.uniform(),
      cap: size * (1 + 1.5 * own.uniform()),
    };
  });
  let asked = 0;
  for (const { quantity } of bidders) for (const q of quantity) asked += q;
  const share = 0.45 + 0.35 * draws.uniform();
  return { bidders, supply: share * asked, reserve: 0.8, creditCapShare: 0.8, lowersLater: true };
}
