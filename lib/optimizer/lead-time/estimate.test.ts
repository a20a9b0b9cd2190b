import { describe, expect, it } from "vitest";
import { estimateLeadTime, leadTimeSummary, PRIOR_SHIPMENTS, plannedLaw } from "./estimate.ts";
import { receiptYield, SHIPMENT_OUTCOME } from "./evidence.ts";
import { lawCdf, lawMean, lawQuantile, toldLaw } from "./law.ts";
import { evidenceFrom, type ShipmentLine } from "./simulated.ts";

const { received, open, short, closed } = SHIPMENT_OUTCOME;
const line = (key: number, outcome: number, days: number, units: number, fc = 0): ShipmentLine => ({
  key,
  outcome,
  days,
  units,
  fc,
  origin: 0,
});

const arrivals = (count: number, days: number, fc = 0, firstKey = 0) =>
  Array.from({ length: count }, (_, k) => line(firstKey + k, received, days, 10, fc));

describe("an account's lead time", () => {
  it("without shipments is what was told", () => {
    const estimate = estimateLeadTime(evidenceFrom([]), 30);
    expect(estimate.planned).toEqual(toldLaw(30));
    expect(estimate.lanes).toEqual([]);
    expect(leadTimeSummary(estimate)).toMatchObject({
      p50Days: 30,
      p90Days: 36,
      yieldMean: null,
      evidenceCount: 0,
    });
  });

  it("counts a shipment once, its receipts by their units", () => {
    // 75 of 100 units after 10 days, 25 after 20; the prior's weight is 3.
    const { law } = estimateLeadTime(
      evidenceFrom([line(0, received, 10, 75), line(0, received, 20, 25)]),
      200,
    );
    expect(lawCdf(law, 10)).toBeCloseTo(0.75 / (1 + PRIOR_SHIPMENTS.told), 9);
    expect(lawCdf(law, 20)).toBeCloseTo(1 / (1 + PRIOR_SHIPMENTS.told), 9);
  });

  it("takes the closing of a shipment without receipts for its arrival, and short units for no time at all", () => {
    const known = estimateLeadTime(evidenceFrom(arrivals(5, 21)), 30);
    const asClosed = estimateLeadTime(
      evidenceFrom(arrivals(5, 21).map((entry) => ({ ...entry, outcome: closed }))),
      30,
    );
    const withShort = estimateLeadTime(
      evidenceFrom([...arrivals(5, 21), line(2, short, 50, 4)]),
      30,
    );
    expect(asClosed.law).toEqual(known.law);
    expect(withShort.law).toEqual(known.law);
    expect(asClosed.yield.mean).toBeNull();
    expect(withShort.yield.mean).toBeCloseTo(50 / 54, 12);
  });

  it("is longer when shipments are overdue, though none of them has arrived", () => {
    const calm = estimateLeadTime(evidenceFrom(arrivals(10, 20)), 20);
    const waiting = Array.from({ length: 4 }, (_, k) => line(20 + k, open, 45, 10));
    const overdue = estimateLeadTime(evidenceFrom([...arrivals(10, 20), ...waiting]), 20);
    expect(lawMean(overdue.planned)).toBeGreaterThan(lawMean(calm.planned) + 5);
    expect(lawQuantile(overdue.planned, 0.9)).toBeGreaterThan(45);
  });

  it("draws an FC with few shipments towards the account, one with many towards its own", () => {
    const few = estimateLeadTime(
      evidenceFrom([...arrivals(100, 20), ...arrivals(2, 40, 1, 100)]),
      20,
    );
    const many = estimateLeadTime(
      evidenceFrom([...arrivals(100, 20), ...arrivals(80, 40, 1, 100)]),
      20,
    );
    const meanOf = (estimate: typeof few, fc: number) =>
      lawMean(estimate.lanes.find(({ fcIndex }) => fcIndex === fc)!.law);
    expect(meanOf(few, 1)).toBeGreaterThan(22);
    expect(meanOf(few, 1)).toBeLessThan(30);
    expect(meanOf(many, 1)).toBeGreaterThan(38);
    expect(meanOf(many, 0)).toBeLessThan(22);
    // What is planned with weighs the lanes by the units they carry.
    const shares = many.lanes.map(({ unitShare }) => unitShare);
    expect(shares).toEqual([100 / 180, 80 / 180]);
    const mixed = many.lanes.reduce((sum, { law, unitShare }) => sum + unitShare * lawMean(law), 0);
    expect(lawMean(many.planned)).toBeCloseTo(mixed, 9);
  });

  it("moves with what was told of a product beside what was told of the account", () => {
    const estimate = estimateLeadTime(evidenceFrom(arrivals(30, 25)), 20);
    const usual = lawMean(plannedLaw(estimate, 20));
    expect(lawMean(plannedLaw(estimate, 27))).toBeCloseTo(usual + 7, 6);
    expect(plannedLaw(estimateLeadTime(evidenceFrom([]), 20), 90)).toEqual(toldLaw(90));
  });

  it("is summed up by mean, P50, P90, share on time, yield and evidence", () => {
    const lines = [...arrivals(60, 20), ...arrivals(40, 30, 0, 60), line(0, short, 40, 10)];
    const summary = leadTimeSummary(estimateLeadTime(evidenceFrom(lines), 25));
    expect(summary).toMatchObject({ toldDays: 25, p50Days: 20, p90Days: 30, evidenceCount: 100 });
    expect(summary.meanDays).toBeCloseTo(24, 0);
    expect(summary.onTimeShare).toBeCloseTo(0.6, 1);
    expect(summary.yieldMean).toBeCloseTo(1000 / 1010, 12);
  });
});

it("the yield weighs shipments by the units sent, and leaves out what is not over", () => {
  const lines = [
    line(0, received, 10, 80),
    line(0, short, 20, 20),
    line(1, received, 10, 300),
    line(2, received, 10, 1),
    line(2, open, 30, 99),
  ];
  const { mean, variance } = receiptYield(evidenceFrom(lines));
  expect(mean).toBeCloseTo(380 / 400, 12);
  // (100 (0.8 - 0.95)^2 + 300 (1 - 0.95)^2) / 400
  expect(variance).toBeCloseTo(0.0075, 12);
});
