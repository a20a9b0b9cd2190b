import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DriftCell, type DriftMetric, judgeDrift } from "./drift.ts";

const REFERENCE = { coverage80Share: 0.8, coverage90Share: 0.9, intervalLoss: 0.2 };

/** `products` x `weeks` cells of 10 windows, as `share` says how many of the ten lie inside. */
function cellsOf(
  products: number,
  weeks: number,
  insideOf: (product: number, week: number) => number,
  loss = 0.2,
): DriftCell[] {
  return Array.from({ length: products * weeks }, (_, k) => {
    const product = k % products;
    const week = Math.floor(k / products);
    return {
      product,
      week,
      windowCount: 10,
      inside80Count: insideOf(product, week),
      below90Count: 9,
      lossSum: 10 * loss,
    };
  });
}

const findingOf = (cells: readonly DriftCell[], metric: DriftMetric) => {
  const finding = judgeDrift(cells, REFERENCE).find((one) => one.metric === metric);
  if (!finding) throw new Error(`no finding of ${metric}`);
  return finding;
};

describe("drift of a share", () => {
  it("is none while it stays where the backtest said", () => {
    const cells = cellsOf(50, 8, () => 8);
    expect(judgeDrift(cells, REFERENCE).map(({ isOutside }) => isOutside)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it("is found when every product and week lost coverage", () => {
    const finding = findingOf(
      cellsOf(50, 8, () => 6),
      "coverage80Share",
    );
    expect(finding).toMatchObject({ isOutside: true, windowCount: 4_000, weekCount: 8 });
    // Products and weeks agree, so that the binomial error is the largest: sqrt(0.6 * 0.4 / 4000); the tolerance decides.
    expect(finding.standardError).toBeCloseTo(0.007746, 6);
    expect(finding.threshold).toBeCloseTo(0.75, 12);
  });

  it("is found on either side", () => {
    const wide = findingOf(
      cellsOf(50, 8, () => 10),
      "coverage80Share",
    );
    expect(wide).toMatchObject({ isOutside: true });
    expect(wide.threshold).toBeCloseTo(0.85, 12);
  });

  it("is not found where one bad week explains it: its windows count as one", () => {
    // Seven weeks at 0.8 and one at 0: mean 0.7, which 4,000 independent windows would call certain.
    const finding = findingOf(
      cellsOf(50, 8, (_, week) => (week === 3 ? 0 : 8)),
      "coverage80Share",
    );
    expect(finding.value).toBeCloseTo(0.7, 12);
    // 8 / 7 * (350^2 + 7 * 50^2) / 4000^2
    expect(finding.standardError).toBeCloseTo(0.1, 9);
    expect(finding.isOutside).toBe(false);
  });

  it("is not found where a few products explain it", () => {
    const finding = findingOf(
      cellsOf(20, 8, (product) => (product < 3 ? 2 : 8)),
      "coverage80Share",
    );
    expect(finding.value).toBeCloseTo(0.71, 12);
    expect(finding.isOutside).toBe(false);
  });
});

describe("drift of the loss", () => {
  it("is found when it grew by more than a fifth, not when it fell", () => {
    expect(
      findingOf(
        cellsOf(50, 8, () => 8, 0.25),
        "intervalLoss",
      ).isOutside,
    ).toBe(true);
    expect(
      findingOf(
        cellsOf(50, 8, () => 8, 0.235),
        "intervalLoss",
      ).isOutside,
    ).toBe(false);
    expect(
      findingOf(
        cellsOf(50, 8, () => 8, 0.1),
        "intervalLoss",
      ).isOutside,
    ).toBe(false);
  });
});

describe("judging", () => {
  it("says nothing about too few windows, products or weeks, or without a reference", () => {
    expect(
      judgeDrift(
        cellsOf(30, 1, () => 2),
        REFERENCE,
      ),
    ).toEqual([]);
    expect(
      judgeDrift(
        cellsOf(10, 8, () => 2),
        REFERENCE,
      ),
    ).toEqual([]);
    expect(
      judgeDrift(
        cellsOf(21, 3, () => 2),
        REFERENCE,
      ),
    ).toEqual([]);
    expect(judgeDrift([], REFERENCE)).toEqual([]);
    const nothing = { coverage80Share: null, coverage90Share: null, intervalLoss: null };
    expect(
      judgeDrift(
        cellsOf(50, 8, () => 2),
        nothing,
      ),
    ).toEqual([]);
  });

  it("does not depend on the order of cells", () => {
    const cells = cellsOf(25, 6, (product, week) => (product * 7 + week * 3) % 11);
    const found = judgeDrift(cells, REFERENCE);
    fc.assert(
      fc.property(fc.shuffledSubarray(cells, { minLength: cells.length }), (shuffled) => {
        judgeDrift(shuffled, REFERENCE).forEach((finding, k) => {
          expect(finding.value).toBeCloseTo(found[k]?.value ?? -1, 12);
          expect(finding.standardError).toBeCloseTo(found[k]?.standardError ?? -1, 12);
        });
      }),
      { numRuns: 20 },
    );
  });
});
