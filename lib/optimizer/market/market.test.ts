// biome-ignore lint/style/noRestrictedImports: reads published instances from beside the checkout.
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { type Book, clearBook, vickreyPayments } from "./index.ts";

interface Step {
  readonly bidder: number;
  readonly q: number;
  readonly p: number;
}

const bookOf = (steps: readonly Step[], supply: number, reserve = 0, cap?: number[]): Book => {
  const bidderCount = 1 + Math.max(-1, ...steps.map(({ bidder }) => bidder));
  return {
    supply,
    reserve,
    bidderCount,
    bidder: Int32Array.from(steps, ({ bidder }) => bidder),
    quantity: Float64Array.from(steps, ({ q }) => q),
    fee: Float64Array.from(steps, ({ p }) => p),
    cap: Float64Array.from({ length: bidderCount }, (_, b) => cap?.[b] ?? Infinity),
  };
};

describe("a book of requests", () => {
  it("gives Ausubel's licences: A pays 225 for three, C 160 for two, the first rejected value is 85 (Ausubel 2004)", () => {
    const values = [
      [123, 113, 103],
      [75, 5, 3],
      [125, 125, 49],
      [85, 65, 7],
      [45, 25, 5],
    ];
    const steps = values.flatMap((own, bidder) => own.map((p) => ({ bidder, q: 1, p })));
    const book = bookOf(steps, 5);
    const cleared = clearBook(book);
    expect([...cleared.grantedToBidder]).toEqual([3, 0, 2, 0, 0]);
    expect(cleared.welfare).toBe(589);
    expect(cleared.firstRejected).toBe(85);
    expect(cleared.lowestAccepted).toBe(103);
    expect([...vickreyPayments(book, cleared)]).toEqual([225, 0, 160, 0, 0]);
  });

  it("grants the last step in part, and then both uniform prices are its fee", () => {
    const cleared = clearBook(
      bookOf(
        [
          { bidder: 0, q: 6, p: 3 },
          { bidder: 1, q: 8, p: 2 },
        ],
        10,
      ),
    );
    expect([...cleared.granted]).toEqual([6, 4]);
    expect([cleared.firstRejected, cleared.lowestAccepted, cleared.marginalShare]).toEqual([
      2, 2, 0.5,
    ]);
  });

  it("asks for the reserve where everything fits, and grants nothing below it", () => {
    const book = bookOf(
      [
        { bidder: 0, q: 6, p: 3 },
        { bidder: 1, q: 2, p: 0.5 },
      ],
      10,
      0.8,
    );
    const cleared = clearBook(book);
    expect([...cleared.granted]).toEqual([6, 0]);
    expect([cleared.firstRejected, cleared.lowestAccepted]).toEqual([0.8, 3]);
    expect(vickreyPayments(book, cleared)[0]).toBeCloseTo(4.8, 12);
  });

  it("shares equal fees in proportion, or takes the lowest index first", () => {
    const steps = [
      { bidder: 0, q: 6, p: 2 },
      { bidder: 1, q: 2, p: 2 },
    ];
    expect([...clearBook(bookOf(steps, 4)).granted]).toEqual([3, 1]);
    expect([...clearBook(bookOf(steps, 4), "lowestIndex").granted]).toEqual([4, 0]);
  });

  it("counts a bidder's cap from its best step down", () => {
    const steps = [
      { bidder: 0, q: 6, p: 5 },
      { bidder: 0, q: 6, p: 4 },
      { bidder: 1, q: 6, p: 1 },
    ];
    const cleared = clearBook(bookOf(steps, 12, 0, [8, 20]));
    expect([...cleared.granted]).toEqual([6, 2, 4]);
    expect(cleared.firstRejected).toBe(1);
    expect(cleared.gapShare).toBeCloseTo(0, 12);
  });

  it("is refused with the array, the index and the rule", () => {
    const book = bookOf([{ bidder: 0, q: 6, p: 5 }], 1);
    const spoilt = (more: Partial<Book>) => () => clearBook({ ...book, ...more });
    expect(spoilt({ quantity: Float64Array.of(-1) })).toThrow(
      "quantity[0] must be a finite number >= 0, got -1",
    );
    expect(spoilt({ fee: Float64Array.of(Number.NaN) })).toThrow("fee[0] must be a finite number");
    expect(spoilt({ bidder: Int32Array.of(1) })).toThrow("bidder[0] must be in 0..0, got 1");
    expect(spoilt({ cap: Float64Array.of(-1) })).toThrow("cap[0] must be >= 0");
    expect(spoilt({ supply: -1 })).toThrow("supply[0] must be");
    expect(spoilt({ cap: new Float64Array(2) })).toThrow("cap must have length 1, got 2");
  });
});

const published = new URL(
  "../../../../shared/testbeds/markets_pricing_assortment_fulfilment.json",
  import.meta.url,
);

interface Instance {
  readonly id: string;
  readonly problem_type: string;
  readonly inputs: {
    readonly supply: number;
    readonly reserve: number;
    readonly bids: readonly { readonly q: number; readonly p: number }[];
  };
  readonly optimal: {
    readonly allocation: readonly number[];
    readonly welfare: number;
    readonly lowest_accepted_price: number;
    readonly first_rejected_price: number;
    readonly vcg_payments: readonly number[];
  };
}

describe.skipIf(!existsSync(published))(
  "published answers (../shared/testbeds; skipped where absent)",
  () => {
    const all: readonly Instance[] = existsSync(published)
      ? (JSON.parse(readFileSync(published, "utf8")).instances as Instance[])
      : [];
    const divisible = all.filter(({ problem_type }) =>
      problem_type.startsWith("Capacity market (divisible"),
    );
    test.each(divisible)("$id", ({ inputs, optimal }) => {
      const book = bookOf(
        inputs.bids.map(({ q, p }, bidder) => ({ bidder, q, p })),
        inputs.supply,
        inputs.reserve,
      );
      const cleared = clearBook(book, "lowestIndex");
      expect([...cleared.granted]).toEqual(optimal.allocation);
      expect(cleared.welfare).toBeCloseTo(optimal.welfare, 9);
      expect(cleared.lowestAccepted).toBe(optimal.lowest_accepted_price);
      expect(cleared.firstRejected).toBe(optimal.first_rejected_price);
      const payments = vickreyPayments(book, cleared);
      optimal.vcg_payments.forEach((payment, b) => {
        expect(payments[b]).toBeCloseTo(payment, 9);
      });
    });
  },
);
