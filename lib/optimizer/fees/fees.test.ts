import { describe, expect, it } from "vitest";
import {
  FEE_KINDS,
  type FeeFacts,
  type FeeKind,
  feeTotalMicros,
  monthFees,
  placementBand,
  rateCard2024,
  rateCard2026,
  UNKNOWN_PLACEMENT_BAND,
  unitPriceMicros,
} from "./index.ts";
import { emptyFacts, STANDARD_SIZE } from "./simulated.ts";

const dollars = (micros: number) => Math.round(micros / 10_000) / 100;
const feeOf = (facts: FeeFacts, kind: FeeKind, card = rateCard2024) =>
  dollars(feeTotalMicros(monthFees(facts, card), FEE_KINDS.indexOf(kind)));

/** The same number of units every day from column `from` on, arrived there. */
function hold(facts: FeeFacts, i: number, units: number, from = 0) {
  const { dayCount } = facts;
  facts.arrivedUnits[i * dayCount + from] = units;
  for (let d = from; d < dayCount; d++) {
    facts.heldUnits[i * dayCount + d] = units;
    facts.sellableUnits[i * dayCount + d] = units;
  }
}

describe("storage", () => {
  it("charges the official example: 100 units of 0.05 ft3 at 0.78 are $3.90", () => {
    const facts = emptyFacts(1, 0);
    hold(facts, 0, 100);
    expect(feeOf(facts, "storage")).toBe(3.9);
  });

  it("charges the peak's rate from October on, and bulky goods theirs", () => {
    const facts = { ...emptyFacts(1, 0), monthNumber: 10 };
    hold(facts, 0, 100);
    expect(feeOf(facts, "storage")).toBe(12);
    expect(feeOf({ ...facts, size: [{ ...STANDARD_SIZE, isBulky: true }] }, "storage")).toBe(7);
  });

  it("charges units for the days they were there", () => {
    const facts = emptyFacts(1, 0);
    hold(facts, 0, 100, 15);
    expect(feeOf(facts, "storage")).toBe(1.95);
  });

  it("has run up only the known days of a month that is not over", () => {
    const whole = emptyFacts(1, 0);
    hold(whole, 0, 100);
    const half: FeeFacts = {
      ...whole,
      dayCount: 15,
      heldUnits: whole.heldUnits.slice(0, 15),
      sellableUnits: whole.sellableUnits.slice(0, 15),
      arrivedUnits: whole.arrivedUnits.slice(0, 15),
      shippedUnits: whole.shippedUnits.slice(0, 15),
    };
    expect(feeOf(half, "storage")).toBe(1.95);
    expect(monthFees(half, rateCard2024).isComplete).toBe(false);
  });

  it("marks a product whose volume nobody has told, and charges nothing for it", () => {
    const facts = { ...emptyFacts(1, 0), size: [{ ...STANDARD_SIZE, unitVolumeMm3: NaN }] };
    hold(facts, 0, 100);
    const { table } = monthFees(facts, rateCard2024);
    expect(table[0]?.feeMicros[0]).toBe(0);
    expect(table[0]?.isUnpriced[0]).toBe(1);
  });
});

describe("aged inventory", () => {
  // The official field examples: 10 units of 0.03 ft3.
  it.each([
    [181, 0.15],
    [211, 0.3],
    [241, 0.45],
    [271, 1.14],
    [301, 1.2],
    [331, 1.26],
    [366, 2.07],
  ])("charges 10 units of 0.03 ft3 that are %i days old $%f", (ageDays, expected) => {
    const facts = {
      ...emptyFacts(1, 500),
      size: [{ ...STANDARD_SIZE, unitVolumeMm3: 0.03 * 28_316_846.592 }],
    };
    // Column 514 is the 15th of June; stock that arrived L columns before is L days old.
    hold(facts, 0, 10, 514 - ageDays);
    expect(feeOf(facts, "aged")).toBe(expected);
  });

  it("lets the oldest units leave first, wherever they lie", () => {
    const facts = emptyFacts(1, 500);
    hold(facts, 0, 30, 0);
    const { dayCount } = facts;
    facts.arrivedUnits[500] = 20;
    for (let d = 500; d < dayCount; d++) facts.heldUnits[d] = 25;
    const { table } = monthFees(facts, rateCard2024);
    const aged = table[FEE_KINDS.indexOf("aged")];
    expect([...(aged?.units ?? [])]).toEqual([20, 0, 0, 0, 0, 0, 0, 0, 5]);
  });

  it("takes the greater of the amount by volume and the amount by unit", () => {
    const tiny = { ...STANDARD_SIZE, unitVolumeMm3: 100_000 };
    expect(unitPriceMicros("aged", 7, tiny, rateCard2024)).toBe(150_000);
    expect(unitPriceMicros("aged", 8, tiny, rateCard2026)).toBe(350_000);
  });
});

describe("overage", () => {
  const facts = (limitFt3: number) => {
    const base = emptyFacts(1, 0);
    base.limitMm3[0] = limitFt3 * 28_316_846.592;
    return { ...base, size: [{ ...STANDARD_SIZE, unitVolumeMm3: 28_316_846.592 }] };
  };

  it("charges the official example: 1,100 ft3 held at a limit of 1,000 cost $1,000", () => {
    const over = facts(1000);
    hold(over, 0, 1100);
    expect(feeOf(over, "overage")).toBe(1000);
  });

  it("charges less when 80 ft3 are removed on the 5th", () => {
    const over = facts(1000);
    hold(over, 0, 1100);
    for (let d = 4; d < 30; d++) over.heldUnits[d] = 1020;
    // 4 days of 100 and 26 of 20, over 30 days.
    expect(feeOf(over, "overage")).toBe(306.67);
  });

  it("charges nothing without a limit or below it", () => {
    const none = facts(NaN);
    hold(none, 0, 1100);
    const below = facts(1100);
    hold(below, 0, 1100);
    expect([feeOf(none, "overage"), feeOf(below, "overage")]).toEqual([0, 0]);
  });
});

describe("storage utilisation", () => {
  const slow = (shippedPerDay: number, heldUnits: number) => {
    const facts = emptyFacts(1, 200);
    hold(facts, 0, heldUnits, 0);
    facts.shippedUnits.fill(shippedPerDay);
    return facts;
  };

  it("counts weeks as days over seven: 2,100 units at 10 a day last 30 weeks, in the second band", () => {
    // 2,100 units x 0.05 ft3 x 0.76.
    expect(feeOf(slow(10, 2100), "utilisation")).toBe(79.8);
  });

  it("charges nothing at 22 weeks exactly, below 25 ft3 a day, or in the first year", () => {
    // Volumes are whole mm3 at rest.
    const size = [{ ...STANDARD_SIZE, unitVolumeMm3: 1_415_842 }];
    expect(feeOf({ ...slow(10, 1540), size }, "utilisation")).toBe(0);
    expect(feeOf({ ...slow(10, 1541), size }, "utilisation")).toBe(33.9);
    expect(feeOf(slow(2, 499), "utilisation")).toBe(0);
    const facts = slow(10, 2100);
    expect(feeOf({ ...facts, openedDay: facts.monthDay - 300 }, "utilisation")).toBe(0);
    expect(feeOf({ ...facts, isProfessional: false }, "utilisation")).toBe(0);
  });

  it("leaves out units of 30 days and less", () => {
    const facts = slow(10, 2100);
    facts.arrivedUnits[215] = 600;
    // From the 16th column of the month on, 600 of them are young for the 15 days that are left.
    expect(feeOf(facts, "utilisation")).toBe(68.4);
  });
});

describe("low inventory level", () => {
  /** 20 days of supply for the whole time: 10 shipped a day, 200 on hand. */
  const short = () => {
    const facts = emptyFacts(1, 300);
    hold(facts, 0, 200, 0);
    facts.shippedUnits.fill(10);
    return facts;
  };

  it("charges every unit of the month by the greater average: 300 units at $0.70 in 14-21 days", () => {
    expect(feeOf(short(), "lowInventory")).toBe(210);
  });

  it("charges nothing when one of the two averages is 28 days or more", () => {
    const facts = short();
    // Plenty until 30 days before the month: the long average is high in the first weeks.
    for (let d = 0; d < 270; d++) facts.sellableUnits[d] = 2000;
    expect(feeOf(facts, "lowInventory")).toBe(0);
  });

  it("exempts new sellers, new products, slow products and bulky ones", () => {
    const facts = short();
    expect(feeOf({ ...facts, openedDay: facts.monthDay - 200 }, "lowInventory")).toBe(0);
    expect(feeOf({ ...facts, firstMoveDay: Int32Array.of(200) }, "lowInventory")).toBe(0);
    expect(feeOf({ ...facts, shippedUnits: facts.shippedUnits.map(() => 2) }, "lowInventory")).toBe(
      0,
    );
    expect(feeOf({ ...facts, size: [{ ...STANDARD_SIZE, isBulky: true }] }, "lowInventory")).toBe(
      0,
    );
  });

  it("judges each week anew: units shipped once the averages have recovered are free", () => {
    const facts = short();
    for (let d = 280; d < facts.dayCount; d++) facts.sellableUnits[d] = 600;
    // Short average from the 1st of the month: 20 x 60 and 10 x 20 -> 46 days.
    expect(feeOf(facts, "lowInventory")).toBe(0);
  });
});

describe("placement", () => {
  it("charges what was received by split, zone and size: 50 units in the east at $0.27, 10 in the west at $0.49", () => {
    const facts: FeeFacts = {
      ...emptyFacts(1, 0),
      placed: [
        { skuIndex: 0, units: 50, band: placementBand("minimal", 0) },
        { skuIndex: 0, units: 10, band: placementBand("minimal", 2) },
        { skuIndex: 0, units: 900, band: placementBand("optimised", 1) },
      ],
    };
    expect(feeOf(facts, "placement")).toBe(18.4);
    expect(feeOf(facts, "placement", rateCard2026)).toBe(21.4);
  });

  it("cannot price a split that the card does not offer for the size, or a building that nobody has named", () => {
    const facts: FeeFacts = {
      ...emptyFacts(1, 0),
      placed: [{ skuIndex: 0, units: 50, band: placementBand("partial", 0) }],
    };
    const unknown = { ...facts, placed: [{ skuIndex: 0, units: 5, band: UNKNOWN_PLACEMENT_BAND }] };
    for (const { table } of [monthFees(facts, rateCard2024), monthFees(unknown, rateCard2024)])
      expect(table[FEE_KINDS.indexOf("placement")]?.isUnpriced[0]).toBe(1);
  });
});

it("refuses tables that do not fit together, naming the table", () => {
  const facts = { ...emptyFacts(2, 3), heldUnits: new Int32Array(3) };
  expect(() => monthFees(facts, rateCard2024)).toThrow(/heldUnits needs 66 cells, got 3/);
});
