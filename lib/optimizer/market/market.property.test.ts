import fc from "fast-check";
import { expect, test } from "vitest";
import { replay } from "../decision/index.ts";
import {
  type Book,
  clearBook,
  clearRound,
  defaultMarketPolicy,
  marketDefinition,
  type SpaceRequest,
  vickreyPayments,
} from "./index.ts";

const bookArbitrary = fc
  .record({
    supply: fc.integer({ min: 0, max: 200 }),
    reserve: fc.integer({ min: 0, max: 6 }),
    steps: fc.array(
      fc.record({
        bidder: fc.integer({ min: 0, max: 4 }),
        q: fc.integer({ min: 0, max: 40 }),
        p: fc.integer({ min: 0, max: 20 }),
      }),
      { maxLength: 14 },
    ),
    cap: fc.array(fc.constantFrom(10, 30, Infinity), { minLength: 5, maxLength: 5 }),
  })
  .map(
    ({ supply, reserve, steps, cap }): Book => ({
      supply,
      reserve,
      bidderCount: 5,
      bidder: Int32Array.from(steps, ({ bidder }) => bidder),
      quantity: Float64Array.from(steps, ({ q }) => q),
      fee: Float64Array.from(steps, ({ p }) => p),
      cap: Float64Array.from(cap),
    }),
  );

const frozen = (book: Book): string =>
  JSON.stringify([[...book.quantity], [...book.fee], [...book.cap]]);

test("a book is divided optimally: proved by duality, within supply, quantities and caps, and left as it was", () => {
  fc.assert(
    fc.property(bookArbitrary, (book) => {
      const before = frozen(book);
      const cleared = clearBook(book);
      expect(frozen(book)).toBe(before);
      expect(Math.abs(cleared.gapShare)).toBeLessThan(1e-9);
      expect(cleared.grantedSum).toBeLessThanOrEqual(book.supply + 1e-9);
      for (let b = 0; b < 5; b++)
        expect(cleared.grantedToBidder[b]!).toBeLessThanOrEqual(book.cap[b]! + 1e-9);
      cleared.granted.forEach((x, s) => {
        expect(x).toBeLessThanOrEqual(book.quantity[s]! + 1e-9);
        if (x > 0) expect(cleared.firstRejected).toBeLessThanOrEqual(book.fee[s]!);
        if (x > 0) expect(cleared.lowestAccepted).toBeLessThanOrEqual(book.fee[s]!);
      });
      expect(cleared.firstRejected).toBeLessThanOrEqual(cleared.lowestAccepted);
    }),
    { numRuns: 500 },
  );
});

test("Vickrey payments are differences of welfare, found by clearing again without each bidder", () => {
  fc.assert(
    fc.property(bookArbitrary, (book) => {
      const cleared = clearBook(book);
      const payments = vickreyPayments(book, cleared);
      // Space that nobody takes is worth the reserve to whoever gives it away.
      const surplus = (without: number) => {
        const quantity = book.quantity.map((q, s) => (book.bidder[s] === without ? 0 : q));
        const other = clearBook({ ...book, quantity });
        return other.welfare - book.reserve * other.grantedSum;
      };
      for (let b = 0; b < 5; b++) {
        let own = 0;
        cleared.granted.forEach((x, s) => {
          if (book.bidder[s] === b) own += (book.fee[s]! - book.reserve) * x;
        });
        const identity =
          surplus(b) - (surplus(-1) - own) + book.reserve * cleared.grantedToBidder[b]!;
        expect(payments[b]).toBeCloseTo(identity, 7);
        expect(payments[b]!).toBeLessThanOrEqual(
          own + book.reserve * cleared.grantedToBidder[b]! + 1e-7,
        );
        expect(payments[b]!).toBeLessThanOrEqual(
          cleared.firstRejected * cleared.grantedToBidder[b]! + 1e-7,
        );
      }
    }),
    { numRuns: 300 },
  );
});

test("offering more never gives less, more supply lowers no price, and money scales", () => {
  fc.assert(
    fc.property(bookArbitrary, fc.nat(13), fc.integer({ min: 1, max: 5 }), (book, at, more) => {
      if (book.bidder.length === 0) return;
      const s = at % book.bidder.length;
      const cleared = clearBook(book);
      const raised = clearBook({
        ...book,
        fee: book.fee.map((fee, k) => (k === s ? fee + more : fee)),
      });
      const bidder = book.bidder[s]!;
      expect(raised.grantedToBidder[bidder]!).toBeGreaterThanOrEqual(
        cleared.grantedToBidder[bidder]! - 1e-9,
      );
      const larger = clearBook({ ...book, supply: book.supply + 7 });
      expect(larger.firstRejected).toBeLessThanOrEqual(cleared.firstRejected);
      expect(larger.welfare).toBeGreaterThanOrEqual(cleared.welfare - 1e-9);
      const scaled = clearBook({
        ...book,
        fee: book.fee.map((fee) => fee * 8),
        reserve: book.reserve * 8,
      });
      expect([...scaled.granted]).toEqual([...cleared.granted]);
      expect(scaled.firstRejected).toBe(cleared.firstRejected * 8);
    }),
    { numRuns: 300 },
  );
});

test("with first-rejected prices nobody who wants one unit gains by any other offer", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 8 }),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 40 }),
      (values, supply, offer) => {
        const gain = (first: number) => {
          const fees = [first, ...values.slice(1)];
          const cleared = clearBook(
            {
              supply,
              reserve: 2,
              bidderCount: fees.length,
              bidder: Int32Array.from(fees, (_, b) => b),
              quantity: new Float64Array(fees.length).fill(1),
              fee: Float64Array.from(fees),
              cap: new Float64Array(fees.length).fill(1),
            },
            "lowestIndex",
          );
          return cleared.granted[0]! * (values[0]! - cleared.firstRejected);
        };
        expect(gain(offer)).toBeLessThanOrEqual(gain(values[0]!));
      },
    ),
    { numRuns: 1000 },
  );
});

test("asking from two accounts with the cap shared changes neither space nor price", () => {
  fc.assert(
    fc.property(bookArbitrary, (book) => {
      const whole = clearBook(book);
      const isOwn = (s: number) => book.bidder[s] === 0;
      const own = [...book.bidder.keys()].filter(isOwn);
      const halves = clearBook({
        ...book,
        bidderCount: 6,
        bidder: Int32Array.from([...book.bidder, ...own.map(() => 5)]),
        quantity: Float64Array.from([
          ...book.quantity.map((q, s) => (isOwn(s) ? q / 2 : q)),
          ...own.map((s) => book.quantity[s]! / 2),
        ]),
        fee: Float64Array.from([...book.fee, ...own.map((s) => book.fee[s]!)]),
        cap: Float64Array.from([book.cap[0]! / 2, ...book.cap.slice(1), book.cap[0]! / 2]),
      });
      expect(halves.grantedToBidder[0]! + halves.grantedToBidder[5]!).toBeCloseTo(
        whole.grantedToBidder[0]!,
        9,
      );
      expect(halves.firstRejected).toBe(whole.firstRejected);
    }),
    { numRuns: 300 },
  );
});

const requestArbitrary = fc
  .record({
    quantity: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 3 }),
    first: fc.integer({ min: 3, max: 90 }),
    credit: fc.integer({ min: 0, max: 60 }),
    cap: fc.integer({ min: 0, max: 120 }),
  })
  .map(
    ({ quantity, first, credit, cap }): SpaceRequest => ({
      steps: quantity.map((feet, k) => ({
        quantityMm3: feet * defaultMarketPolicy.grantStepMm3,
        feeMicrosPerM3: (first - k) * 1_000_003,
      })),
      expectedCreditMicrosPerM3: credit * 777_777,
      capMm3: cap * defaultMarketPolicy.grantStepMm3,
    }),
  );

test("a round never grants more than there is, charges nobody more than it offered, and replays from its leaves", () => {
  fc.assert(
    fc.property(
      fc.array(requestArbitrary, { maxLength: 12 }),
      fc.integer({ min: 0, max: 400 }),
      fc.constantFrom(0, 1),
      (requests, feet, chargesLowestAccepted) => {
        const supplyMm3 = feet * 28_316_847;
        const round = clearRound({
          requests,
          supplyMm3,
          policy: { ...defaultMarketPolicy, chargesLowestAccepted },
        });
        expect(round.slackMm3).toBeGreaterThanOrEqual(0);
        if (round.nextSumMm3 !== null) expect(round.nextSumMm3).toBeGreaterThan(supplyMm3);
        const column = round.values.column;
        requests.forEach((request, row) => {
          const granted = column.granted![row]!;
          expect(granted).toBeLessThanOrEqual(request.capMm3);
          if (granted === 0) return;
          expect(granted).toBeGreaterThanOrEqual(defaultMarketPolicy.minimumLotMm3);
          request.steps.forEach((step, k) => {
            if (column[`granted${k + 1}`]![row]! > 0)
              expect(column.feePerM3![row]!).toBeLessThanOrEqual(step.feeMicrosPerM3);
          });
        });
        const leaves: Record<string, Float64Array> = {};
        for (const { id } of marketDefinition.nodes.slice(0, marketDefinition.leafCount))
          leaves[id] = column[id]!;
        expect(
          replay(marketDefinition, { count: requests.length, column: leaves }, round.values),
        ).toBeNull();
        expect(Math.abs(round.rules.gapShare)).toBeLessThan(1e-9);
      },
    ),
    { numRuns: 200 },
  );
});
