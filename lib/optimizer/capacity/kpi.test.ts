import { describe, expect, it } from "vitest";
import { capacityFactLeaves, defaultCapacityPolicy, limitKpis, planLimits } from "./index.ts";

const FOOT = 28_316_847;

/** Four accounts with room for everybody: each limit is its floor of use, so the figures can be worked by hand. */
function planned() {
  const used = [100, 200, 300, 400];
  const column = Object.fromEntries(
    capacityFactLeaves.map((id) => [id, new Float64Array(used.length)]),
  );
  used.forEach((feet, row) => {
    column.onHandMm3![row] = feet * FOOT;
    column.shippedWeeklyMm3![row] = (row === 3 ? 0 : 10 * (row + 1)) * FOOT;
  });
  return planLimits({
    facts: { count: used.length, column },
    poolOfRow: new Uint8Array(used.length),
    pools: [{ storageType: "standard", monthAhead: 1, usableMm3: 1e6 * FOOT }],
    policy: defaultCapacityPolicy,
  });
}

describe("measures of a plan", () => {
  it("compare finals with the first estimate of their month, and only those that had one", () => {
    const { finals, confirmedCutCount } = limitKpis(planned(), {
      monthAhead: [1, 1, 2, 1],
      firstEstimateMm3: Float64Array.of(80 * FOOT, 250 * FOOT, 900 * FOOT, 0),
      cohorts: [],
    });
    // 100 against 80: +25 %, kept; 200 against 250: -20 %, not kept; the third is an estimate, the fourth had none.
    expect(confirmedCutCount).toBe(0);
    expect(finals.finalCount).toBe(2);
    expect(finals.keptShare).toBe(0.5);
    expect(finals.revisionShare).toBeCloseTo((0.25 + 0.2) / 2, 12);
    expect(finals.loweredShare).toBeCloseTo(0.2 / 2, 12);
  });

  it("compare groups by the weeks of sales their limits hold", () => {
    const { cohorts } = limitKpis(planned(), {
      monthAhead: [1, 1, 1, 1],
      firstEstimateMm3: new Float64Array(4),
      cohorts: [{ dimension: "age", name: ["young", "old", "old", "old"] }],
    });
    expect(cohorts).toEqual([
      { dimension: "size", name: "1 small", limitCount: 1, limitWeeks: 10 },
      { dimension: "size", name: "2 middle", limitCount: 1, limitWeeks: 10 },
      { dimension: "size", name: "3 large", limitCount: 1, limitWeeks: 10 },
      { dimension: "age", name: "old", limitCount: 2, limitWeeks: 10 },
      { dimension: "age", name: "young", limitCount: 1, limitWeeks: 10 },
    ]);
  });
});
