import { stream } from "../core/prng.ts";
import {
  type ClearRoundInput,
  clearBook,
  clearRound,
  defaultMarketPolicy,
  vickreyPayments,
} from "./index.ts";

const REQUESTS = 10_000;

/** 10,000 requests of three steps for half as much space as they ask for. */
function setup(): ClearRoundInput {
  const draws = stream(5, "market-bench");
  let asked = 0;
  const requests = Array.from({ length: REQUESTS }, () => {
    const feet = 1 + draws.integer(500);
    const first = 60_000_000 + draws.integer(60_000_000);
    asked += 3 * feet;
    return {
      steps: [0, 1, 2].map((k) => ({
        quantityMm3: feet * defaultMarketPolicy.grantStepMm3,
        feeMicrosPerM3: first - k * 12_000_000,
      })),
      expectedCreditMicrosPerM3: draws.integer(30_000_000),
      capMm3: 2 * feet * defaultMarketPolicy.grantStepMm3,
    };
  });
  const supplyMm3 = Math.floor(asked / 3) * defaultMarketPolicy.grantStepMm3;
  return { requests, supplyMm3, policy: defaultMarketPolicy };
}

function setupBook() {
  const { requests, supplyMm3 } = setup();
  const steps = requests.flatMap(({ steps: own }, bidder) =>
    own.map((step) => ({ bidder, ...step })),
  );
  return {
    supply: supplyMm3,
    reserve: 0,
    bidderCount: REQUESTS,
    bidder: Int32Array.from(steps, ({ bidder }) => bidder),
    quantity: Float64Array.from(steps, ({ quantityMm3 }) => quantityMm3),
    fee: Float64Array.from(steps, ({ feeMicrosPerM3 }) => feeMicrosPerM3),
    cap: Float64Array.from(requests, ({ capMm3 }) => capMm3),
  };
}

export const benches = [
  {
    name: "market: clear a round of 10,000 requests (definition, three payment rules, proof)",
    setup,
    run: (input: ClearRoundInput) => clearRound(input).grantedSumMm3,
  },
  {
    name: "market: clear a book of 30,000 steps with Vickrey payments",
    setup: setupBook,
    run: (book: ReturnType<typeof setupBook>) => vickreyPayments(book, clearBook(book))[0],
  },
];
