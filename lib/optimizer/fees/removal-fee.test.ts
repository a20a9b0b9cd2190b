import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stream } from "../core/prng.ts";
import {
  aheadFacts,
  FEE_KINDS,
  type FeeFacts,
  feeMicrosOf,
  monthFees,
  REMOVABLE_FEES,
  rateCard2026,
  removalFee,
} from "./index.ts";
import { busyFacts } from "./simulated.ts";

const PRODUCTS = 12;
const KNOWN_DAYS = 400;

/** A busy account known up to the day before the month. */
function knownFacts(seed: number): FeeFacts {
  const draws = stream(seed, "removal-fee");
  const whole = busyFacts(PRODUCTS, KNOWN_DAYS, (below) => draws.integer(below));
  const known = (table: Int32Array) => {
    const out = new Int32Array(PRODUCTS * KNOWN_DAYS);
    for (let i = 0; i < PRODUCTS; i++)
      out.set(table.subarray(i * whole.dayCount, i * whole.dayCount + KNOWN_DAYS), i * KNOWN_DAYS);
    return out;
  };
  return {
    ...whole,
    dayCount: KNOWN_DAYS,
    heldUnits: known(whole.heldUnits),
    sellableUnits: known(whole.sellableUnits),
    arrivedUnits: known(whole.arrivedUnits),
    shippedUnits: known(whole.shippedUnits),
  };
}

const DAYS = {
  dayCount: 30,
  demandUnits: Float64Array.from({ length: PRODUCTS * 30 }, (_, cell) => (cell % 7) / 3),
  arrivedUnits: Float64Array.from({ length: PRODUCTS * 30 }, (_, cell) => (cell % 41 ? 0 : 9)),
};

const ALL = Array.from({ length: PRODUCTS }, (_, i) => i);
const MOVED = [7, 2, 9, 4];

function counted(
  facts: FeeFacts,
  kind: number,
  asked: readonly number[],
  removed: readonly number[],
) {
  const removedUnits = new Int32Array(PRODUCTS);
  for (const [k, i] of MOVED.entries()) removedUnits[i] = removed[k] ?? 0;
  const fees = monthFees(aheadFacts(facts, { ...DAYS, removedUnits }), rateCard2026);
  return asked.reduce((sum, i) => sum + feeMicrosOf(fees, kind, i), 0);
}

describe.each(REMOVABLE_FEES)("the %s fee with units taken out", (fee) => {
  const kind = FEE_KINDS.indexOf(fee);
  // One rounding for each product against one for each storage type.
  const tolerance = fee === "overage" ? PRODUCTS : 0;

  it.each([
    ["all products", ALL],
    ["some", MOVED],
  ])("is what counting %s anew gives, in any order of trials", (_, asked) => {
    let most = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.tuple(fc.nat(900), fc.nat(900), fc.nat(900), fc.nat(900)), { maxLength: 6 }),
        (seed, trials) => {
          const facts = knownFacts(seed);
          const feeOf = removalFee(facts, DAYS, rateCard2026, { fee, asked, moved: MOVED });
          for (const removed of [[0, 0, 0, 0], ...trials]) {
            const exact = counted(facts, kind, asked, removed);
            expect(Math.abs(feeOf(Int32Array.from(removed)) - exact)).toBeLessThanOrEqual(
              tolerance,
            );
            most = Math.max(most, exact);
          }
        },
      ),
      { numRuns: 12 },
    );
    expect(most).toBeGreaterThan(0);
  });
});
