// Auctions of equal units and the market for divisible space: allocation, uniform prices, Vickrey payments.
import { type Book, clearBook, vickreyPayments } from "@/lib/optimizer/market/index.ts";
import { type Family, matrixOf, numberOf, recordsOf, type Solved } from "./instance.ts";

interface Step {
  readonly bidder: number;
  readonly quantity: number;
  readonly fee: number;
}

const bookOf = (
  steps: readonly Step[],
  bidderCount: number,
  supply: number,
  reserve: number,
): Book => ({
  supply,
  reserve,
  bidderCount,
  bidder: Int32Array.from(steps, ({ bidder }) => bidder),
  quantity: Float64Array.from(steps, ({ quantity }) => quantity),
  fee: Float64Array.from(steps, ({ fee }) => fee),
  cap: new Float64Array(bidderCount).fill(Number.POSITIVE_INFINITY),
});

/** Marginal values of equal units per bidder: each unit is a step of one. */
export const unitAuctions: Family = {
  name: "auctions of units",
  covers: (type) => /^Multi-unit auction/.test(type),
  solve({ inputs }): Solved {
    const values = (inputs.marginal_values ?? {}) as Readonly<Record<string, unknown>>;
    const names = Object.keys(values);
    const perBidder = matrixOf({ values: names.map((name) => values[name]) }, "values");
    const steps = perBidder.flatMap((own, bidder) =>
      own.map((fee) => ({ bidder, quantity: 1, fee })),
    );
    const reserve = numberOf(inputs, "reserve", 0);
    const book = bookOf(steps, names.length, numberOf(inputs, "supply"), reserve);
    const cleared = clearBook(book, "lowestIndex");
    const payments = vickreyPayments(book, cleared);
    const byName = (of: Float64Array) =>
      Object.fromEntries(names.map((name, bidder) => [name, of[bidder] ?? 0]));
    return {
      answer: {
        welfare: cleared.welfare,
        allocation: byName(cleared.grantedToBidder),
        vcg_payments: byName(payments),
        uniform_first_rejected: cleared.firstRejected,
      },
    };
  },
};

/** Requests (quantity, highest fee) for divisible space with a reserve, one per bidder. */
export const spaceMarkets: Family = {
  name: "markets for space",
  covers: (type) => /^Capacity market/.test(type),
  solve({ inputs }): Solved {
    const bids = recordsOf(inputs, "bids");
    const steps = bids.map((bid, bidder) => ({
      bidder,
      quantity: numberOf(bid, "q"),
      fee: numberOf(bid, "p"),
    }));
    const reserve = numberOf(inputs, "reserve", 0);
    const book = bookOf(steps, bids.length, numberOf(inputs, "supply"), reserve);
    const cleared = clearBook(book, "lowestIndex");
    return {
      answer: {
        allocation: [...cleared.granted],
        welfare: cleared.welfare,
        lowest_accepted_price: cleared.lowestAccepted,
        first_rejected_price: cleared.firstRejected,
        vcg_payments: [...vickreyPayments(book, cleared)],
      },
    };
  },
};
