import fc from "fast-check";
import { expect, it } from "vitest";
import { flowOf, STOCK_FLOWS, stockIdentity } from "./index.ts";

const flow = (name: (typeof STOCK_FLOWS)[number]) => STOCK_FLOWS.indexOf(name);

it("tells 40 -> 75 as 60 received, 30 sold, 3 returned and 2 that no row covers", () => {
  const identity = stockIdentity(Int32Array.of(40), Int32Array.of(75), {
    skuIndex: Int32Array.of(0, 0, 0, 0),
    flow: Int32Array.of(flow("received"), flow("sold"), flow("returned"), flow("received")),
    units: Int32Array.of(50, -30, 3, 10),
  });
  expect(STOCK_FLOWS.map((_, k) => flowOf(identity, 0, k))).toEqual([60, -30, 0, 3, 0, 0]);
  expect([...identity.unexplainedUnits]).toEqual([2]);
});

it("adds up for any movements, and moves only the SKU and flow that a row names", () => {
  const units = fc.integer({ min: -10_000, max: 10_000 });
  const move = fc.tuple(fc.nat(2), fc.nat(STOCK_FLOWS.length - 1), units);
  const three = fc.tuple(units, units, units);
  fc.assert(
    fc.property(three, three, fc.array(move, { maxLength: 30 }), (opening, closing, moves) => {
      const identity = stockIdentity(Int32Array.from(opening), Int32Array.from(closing), {
        skuIndex: Int32Array.from(moves, ([i]) => i),
        flow: Int32Array.from(moves, ([, k]) => k),
        units: Int32Array.from(moves, ([, , moved]) => moved),
      });
      for (const [i, before] of opening.entries()) {
        let sum = before + identity.unexplainedUnits[i]!;
        for (const [k] of STOCK_FLOWS.entries()) {
          const own = moves.filter(([sku, named]) => sku === i && named === k);
          expect(flowOf(identity, i, k)).toBe(own.reduce((total, row) => total + row[2], 0));
          sum += flowOf(identity, i, k);
        }
        expect(sum).toBe(closing[i]);
      }
    }),
  );
});

it("refuses a move of no SKU and days that list other SKUs", () => {
  const none = { skuIndex: Int32Array.of(1), flow: Int32Array.of(0), units: Int32Array.of(1) };
  expect(() => stockIdentity(Int32Array.of(0), Int32Array.of(0), none)).toThrow(
    /move 0 is of SKU 1/,
  );
  expect(() => stockIdentity(Int32Array.of(0), Int32Array.of(0, 0), none)).toThrow(/same SKUs/);
});
