import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  groupOf,
  LEAST_SELLERS,
  limitStandings,
  measuredGroups,
  sizeBandOf,
  standingOf,
  tenthsBelow,
  wholePoints,
} from "./standing.ts";

interface Account {
  readonly sellerId: number;
  readonly shippedWeeklyMm3: number;
  readonly limitMm3: number;
}

const rowsOf = (accounts: readonly Account[]) => ({
  sellerId: accounts.map(({ sellerId }) => sellerId),
  pool: accounts.map(() => 2),
  limitMm3: accounts.map(({ limitMm3 }) => limitMm3),
  shippedWeeklyMm3: accounts.map(({ shippedWeeklyMm3 }) => shippedWeeklyMm3),
});

const exact = (edge: number) => edge;
/** So many sellers of a size, with limits of 1, 2, 3 ... weeks of sales. */
const sellers = (count: number, shippedWeeklyMm3: number, from = 0): Account[] =>
  Array.from({ length: count }, (_, k) => ({
    sellerId: from + k,
    shippedWeeklyMm3,
    limitMm3: (k + 1) * shippedWeeklyMm3,
  }));

describe("where a limit stands", () => {
  it("is told by size where every size has 50 sellers, else for all together, else not", () => {
    const told = (small: number, large: number) =>
      limitStandings(rowsOf([...sellers(small, 5e8), ...sellers(large, 5e9, 1000)]), exact).map(
        ({ sizeBand }) => sizeBand,
      );
    expect(told(50, 50)).toEqual([1, 2]);
    expect(told(120, 49)).toEqual([null]);
    expect(told(30, 19)).toEqual([]);
    expect(told(50, 0)).toEqual([null]);
  });

  it("counts sellers, not accounts, and no seller may hold more than a quarter", () => {
    const many = sellers(60, 5e8).map((one) => ({ ...one, sellerId: one.sellerId % 49 }));
    expect(limitStandings(rowsOf(many), exact)).toEqual([]);
    const flooded = [...sellers(50, 5e8), ...sellers(20, 5e8).map((o) => ({ ...o, sellerId: 0 }))];
    expect(limitStandings(rowsOf(flooded), exact)).toEqual([]);
  });

  it("is the tenth of the accounts that have less for their sales", () => {
    const groups = limitStandings(rowsOf(sellers(100, 5e8)), exact);
    const at = (weeks: number) =>
      standingOf(groups, { pool: 2, limitMm3: weeks * 5e8, shippedWeeklyMm3: 5e8 })?.tenthsBelow;
    expect([1, 10, 11, 51, 100].map(at)).toEqual([0, 0, 1, 5, 9]);
    expect(standingOf(groups, { pool: 1, limitMm3: 5e8, shippedWeeklyMm3: 5e8 })).toBeNull();
    expect(standingOf(groups, { pool: 2, limitMm3: 5e8, shippedWeeklyMm3: 0 })).toBeNull();
  });

  it("A9: no difference of groups that are told is about fewer than 50 sellers", () => {
    const account = fc.record({
      sellerId: fc.nat(400),
      shippedWeeklyMm3: fc.constantFrom(0, 5e7, 5e8, 5e9, 5e10),
      limitMm3: fc.integer({ min: 0, max: 1e12 }),
    });
    const sizes = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 0, max: 90 })), { maxLength: 4 });
    const crowd = sizes.map((some) =>
      some.flatMap(([band, count], k) => sellers(count, 5 * 10 ** (7 + band), 1000 * (k + 1))),
    );
    fc.assert(
      fc.property(fc.array(account, { maxLength: 60 }), crowd, (few, many) => {
        const accounts = [...few, ...many];
        const groups = limitStandings(rowsOf(accounts), exact);
        const shipping = accounts.filter(({ shippedWeeklyMm3 }) => shippedWeeklyMm3 > 0);
        const sellersIn = (isIn: (account: Account) => boolean) =>
          new Set(shipping.filter(isIn).map(({ sellerId }) => sellerId)).size;
        for (const { sizeBand } of groups) {
          const isIn = ({ shippedWeeklyMm3 }: Account) =>
            sizeBand === null || sizeBandOf(shippedWeeklyMm3) === sizeBand;
          expect(sellersIn(isIn)).toBeGreaterThanOrEqual(LEAST_SELLERS);
          const outside = sellersIn((one) => !isIn(one));
          if (sizeBand !== null) expect(outside).toBeGreaterThanOrEqual(LEAST_SELLERS);
        }
        // Sizes that are told cover all accounts: nothing is left over to be worked out.
        const told = new Set(groups.map(({ sizeBand }) => sizeBand));
        if (groups.length > 0 && !told.has(null))
          expect(sellersIn((one) => !told.has(sizeBandOf(one.shippedWeeklyMm3)))).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});

describe("where any measure of accounts stands", () => {
  const rates = (count: number) => ({
    sellerId: Array.from({ length: count }, (_, k) => k),
    pool: new Array<number>(count).fill(0),
    value: Array.from({ length: count }, (_, k) => Math.min(1e6, 505_000 + 10_000 * k)),
    shippedWeeklyMm3: new Array<number>(count).fill(5e8),
  });

  it("is told of 50 sellers and more, its edges made coarser, and of no fewer", () => {
    const [group] = measuredGroups(rates(60), wholePoints);
    expect(group?.edge).toHaveLength(9);
    expect(group?.edge.every((edge) => edge % 10_000 === 0)).toBe(true);
    expect(measuredGroups(rates(49), wholePoints)).toEqual([]);
  });

  it("says no more than its edges do: as many have less as it tells", () => {
    const rate = fc.integer({ min: 900_000, max: 1_000_000 });
    fc.assert(
      fc.property(fc.array(rate, { minLength: 50, maxLength: 90 }), (value) => {
        const [group] = measuredGroups({ ...rates(value.length), value }, wholePoints);
        if (!group) throw new Error("no group");
        for (const own of value) {
          const { low, high } = tenthsBelow(group, own, wholePoints);
          const tenths = (10 * value.filter((other) => other < own).length) / value.length;
          expect(tenths).toBeGreaterThanOrEqual(low);
          expect(tenths).toBeLessThanOrEqual(high);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("is found by an account's size, or among all", () => {
    const groups = measuredGroups(rates(60), (rate) => rate);
    expect(groupOf(groups, 0, 7)).toBe(groups[0]);
    expect(groupOf(groups, 1, 5e8)).toBeUndefined();
    const sized = [{ pool: 0, sizeBand: 1 }];
    expect(groupOf(sized, 0, 5e8)).toBe(sized[0]);
    expect(groupOf(sized, 0, 5e9)).toBeUndefined();
  });
});
