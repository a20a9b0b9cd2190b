import { describe, expect, it } from "vitest";
import { highsBackend, isCertified } from "../solver/index.ts";
import { type Book, clearBook, clearPools, vickreyPayments } from "./index.ts";

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

describe("coupled pools", () => {
  const backend = highsBackend();
  const coupled = (quantity: number[], supply: number[]) => ({
    supply: Float64Array.from(supply),
    bidderCount: 3,
    bidder: Int32Array.of(0, 1, 2, 2),
    quantity: Float64Array.from(quantity),
    fee: Float64Array.of(10, 7, 6, 4),
    reserve: new Float64Array(4).fill(1),
    // Rows: pool A, pool B, one building under both. Steps 0 and 2 are of A, 1 and 3 of B.
    useStart: Int32Array.of(0, 2, 4, 6, 8),
    useRow: Int32Array.of(0, 2, 1, 2, 0, 2, 1, 2),
    use: new Float64Array(8).fill(1),
    cap: new Float64Array(3).fill(Infinity),
  });

  it("are priced by what each row's space would bring", async () => {
    const cleared = await clearPools(backend, coupled([4, 4, 4, 4], [10, 10, 10]));
    expect([...cleared.granted].map((x) => Math.round(x * 1e6) / 1e6)).toEqual([4, 4, 2, 0]);
    expect(cleared.rowPrice[2]).toBeCloseTo(5, 9);
    expect(cleared.stepPrice[0]).toBeCloseTo(6, 9);
    expect(isCertified(cleared.certificate)).toBe(true);
    // Without bidder 0 the others would get 2 more at 6 and 2 at 4.
    expect(cleared.vickrey[0]).toBeCloseTo(2 * 6 + 2 * 4, 6);
  });

  it("agree with the walk down the fees where there is one pool only", async () => {
    const steps = [
      { bidder: 0, q: 5, p: 9 },
      { bidder: 1, q: 5, p: 7 },
      { bidder: 0, q: 5, p: 5 },
      { bidder: 2, q: 5, p: 3 },
    ];
    const book = bookOf(steps, 12, 1, [7, 9, 9]);
    const walked = clearBook(book);
    const cleared = await clearPools(backend, {
      supply: Float64Array.of(12),
      bidderCount: 3,
      bidder: book.bidder,
      quantity: book.quantity,
      fee: book.fee,
      reserve: new Float64Array(4).fill(1),
      useStart: Int32Array.of(0, 1, 2, 3, 4),
      useRow: new Int32Array(4),
      use: new Float64Array(4).fill(1),
      cap: book.cap,
    });
    expect(cleared.welfare).toBeCloseTo(walked.welfare, 9);
    const payments = vickreyPayments(book, walked);
    for (let b = 0; b < 3; b++) expect(cleared.vickrey[b]).toBeCloseTo(payments[b]!, 6);
  });
});
