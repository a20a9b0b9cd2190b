import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateLeadTime, leadTimeSummary } from "./estimate.ts";
import { SHIPMENT_OUTCOME, type ShipmentEvidence } from "./evidence.ts";
import { lawCdf, lawMean, lawQuantile, mixLaws, shiftLaw, toldLaw } from "./law.ts";
import { fixedLength, protectionCdf, protectionLengths, protectionQuantile } from "./protection.ts";
import { evidenceFrom, forecastGrid, normalDemand, type ShipmentLine } from "./simulated.ts";
import { noDaysTaken, posteriorLaw } from "./survival.ts";

const { received, open } = SHIPMENT_OUTCOME;

const lines = (outcomes: readonly number[]): fc.Arbitrary<ShipmentLine[]> =>
  fc.array(
    fc.record({
      key: fc.integer({ min: 0, max: 15 }),
      origin: fc.integer({ min: -1, max: 1 }),
      fc: fc.integer({ min: -1, max: 3 }),
      outcome: fc.constantFrom(...outcomes),
      days: fc.integer({ min: 0, max: 120 }),
      units: fc.integer({ min: 0, max: 200 }),
    }),
    { maxLength: 40 },
  );
const anyLines = lines(Object.values(SHIPMENT_OUTCOME));
const told = fc.integer({ min: 0, max: 120 });
const sumOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
const copyOf = (evidence: ShipmentEvidence) => structuredClone(evidence);

describe("an estimated law", () => {
  it("has probabilities that are not negative and sum to 1, in every group", () => {
    fc.assert(
      fc.property(anyLines, told, (entries, toldDays) => {
        const { law, lanes, planned } = estimateLeadTime(evidenceFrom(entries), toldDays);
        for (const { probability } of [law, planned, ...lanes.map((lane) => lane.law)]) {
          expect(sumOf(probability)).toBeCloseTo(1, 9);
          expect(Math.min(...probability)).toBeGreaterThanOrEqual(0);
        }
        const shares = lanes.reduce((sum, { unitShare }) => sum + unitShare, 0);
        if (lanes.length > 0) expect(shares).toBeCloseTo(1, 9);
      }),
    );
  });

  it("has quantiles that never fall with the level, and that its distribution function reaches", () => {
    fc.assert(
      fc.property(anyLines, told, (entries, toldDays) => {
        const { planned } = estimateLeadTime(evidenceFrom(entries), toldDays);
        let before = 0;
        for (const level of [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]) {
          const days = lawQuantile(planned, level);
          expect(days).toBeGreaterThanOrEqual(before);
          expect(lawCdf(planned, days)).toBeGreaterThanOrEqual(level - 1e-9);
          expect(lawCdf(planned, days - 1)).toBeLessThan(level);
          before = days;
        }
      }),
    );
  });

  it("does not change its evidence, nor with the order of the entries", () => {
    fc.assert(
      fc.property(anyLines, told, (entries, toldDays) => {
        const evidence = evidenceFrom(entries);
        const before = copyOf(evidence);
        const forward = leadTimeSummary(estimateLeadTime(evidence, toldDays));
        expect(evidence).toEqual(before);
        const backward = leadTimeSummary(
          estimateLeadTime(evidenceFrom(entries.toReversed()), toldDays),
        );
        expect(backward.meanDays).toBeCloseTo(forward.meanDays, 6);
        expect(backward.evidenceCount).toBe(forward.evidenceCount);
      }),
    );
  });

  it("does not depend on the unit of quantity", () => {
    fc.assert(
      fc.property(anyLines, told, (entries, toldDays) => {
        const scaled = entries.map((entry) => ({ ...entry, units: 8 * entry.units }));
        const one = estimateLeadTime(evidenceFrom(entries), toldDays);
        const other = estimateLeadTime(evidenceFrom(scaled), toldDays);
        expect(other.planned).toEqual(one.planned);
        expect(other.yield).toEqual(one.yield);
      }),
    );
  });
});

describe("one more late shipment", () => {
  const days = fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 30 });

  it("never lowers the P90 of a law, also where shipments are under way", () => {
    fc.assert(
      fc.property(
        days,
        days,
        fc.integer({ min: 0, max: 60 }),
        fc.nat(20),
        (arrived, waiting, late, weight) => {
          const taken = noDaysTaken();
          for (const day of arrived) taken.arrived[day]! += 1;
          for (const day of waiting) taken.open[day]! += 1;
          const prior = toldLaw(25);
          const before = lawQuantile(posteriorLaw(taken, prior, 1 + weight), 0.9);
          taken.arrived[Math.min(400, before + late)]! += 1;
          expect(lawQuantile(posteriorLaw(taken, prior, 1 + weight), 0.9)).toBeGreaterThanOrEqual(
            before,
          );
        },
      ),
    );
  });

  it("never lowers the P90 of an account, nor of its lanes", () => {
    fc.assert(
      fc.property(lines([received]), told, fc.nat(60), (entries, toldDays, late) => {
        const alone = entries.map((entry, key) => ({ ...entry, key, units: 1 + entry.units }));
        const calm = estimateLeadTime(evidenceFrom(alone), toldDays);
        const worst = Math.max(
          lawQuantile(calm.law, 0.9),
          ...calm.lanes.map(({ law }) => lawQuantile(law, 0.9)),
        );
        const more = { key: 99, origin: 0, fc: 0, outcome: received, days: worst + late, units: 5 };
        const later = estimateLeadTime(evidenceFrom([...alone, more]), toldDays);
        expect(lawQuantile(later.law, 0.9)).toBeGreaterThanOrEqual(lawQuantile(calm.law, 0.9));
        for (const { originIndex, fcIndex, law } of calm.lanes) {
          const same = later.lanes.find(
            (lane) => lane.originIndex === originIndex && lane.fcIndex === fcIndex,
          );
          expect(lawQuantile(same!.law, 0.9)).toBeGreaterThanOrEqual(lawQuantile(law, 0.9));
        }
      }),
    );
  });

  it("that is still under way makes the law no shorter than leaving it out", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 200 }), (arrived, age) => {
        const entries = arrived.map((taken, key) => ({
          key,
          origin: 0,
          fc: 0,
          outcome: received,
          days: taken,
          units: 1,
        }));
        const waiting = { key: 99, origin: 0, fc: 0, outcome: open, days: age, units: 1 };
        const without = estimateLeadTime(evidenceFrom(entries), 30);
        const withIt = estimateLeadTime(evidenceFrom([...entries, waiting]), 30);
        expect(lawMean(withIt.law)).toBeGreaterThanOrEqual(lawMean(without.law) - 1e-9);
      }),
    );
  });
});

it("shrinkage keeps a law between its prior and its evidence, nearer the evidence the more of it there is", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 90 }),
      (arrived, toldDays) => {
        const prior = toldLaw(toldDays);
        const seen = arrived.reduce((sum, day) => sum + day, 0) / arrived.length;
        const meanOf = (times: number) => {
          const taken = noDaysTaken();
          for (const day of arrived) taken.arrived[day]! += times;
          return lawMean(posteriorLaw(taken, prior, 5));
        };
        const [low, high] = [lawMean(prior), seen].toSorted((a, b) => a - b) as [number, number];
        expect(meanOf(1)).toBeGreaterThanOrEqual(low - 1e-6);
        expect(meanOf(1)).toBeLessThanOrEqual(high + 1e-6);
        expect(Math.abs(meanOf(10) - seen)).toBeLessThanOrEqual(Math.abs(meanOf(1) - seen) + 1e-6);
      },
    ),
  );
});

describe("demand over a random protection interval", () => {
  const demandOf = fc
    .record({ mean: fc.integer({ min: 5, max: 80 }), spread: fc.integer({ min: 0, max: 6 }) })
    .map(({ mean, spread }) => normalDemand(forecastGrid, mean, (mean * spread) / 20));
  const law = fc
    .record({ days: fc.integer({ min: 3, max: 90 }), late: fc.nat(60) })
    .map(({ days, late }) => mixLaws([toldLaw(days), shiftLaw(toldLaw(days), late)], [0.7, 0.3]));
  const review = fc.integer({ min: 1, max: 28 });
  const level = fc.integer({ min: 50, max: 98 }).map((percent) => percent / 100);

  it("has quantiles that grow with the level and are reached by its distribution function", () => {
    fc.assert(
      fc.property(demandOf, law, review, level, level, (demand, lead, reviewDays, one, other) => {
        const lengths = protectionLengths(forecastGrid, lead, reviewDays);
        const [low, high] = [one, other].toSorted((a, b) => a - b) as [number, number];
        const atLow = protectionQuantile(demand, lengths, low);
        const atHigh = protectionQuantile(demand, lengths, high);
        expect(atHigh).toBeGreaterThanOrEqual(atLow * (1 - 1e-5));
        expect(protectionCdf(demand, lengths, atHigh * (1 + 1e-6))).toBeGreaterThanOrEqual(
          high - 1e-5,
        );
      }),
    );
  });

  it("lies between the quantiles of its shortest and its longest length", () => {
    fc.assert(
      fc.property(demandOf, law, review, level, (demand, lead, reviewDays, at) => {
        const lengths = protectionLengths(forecastGrid, lead, reviewDays);
        const quantile = protectionQuantile(demand, lengths, at);
        const days = (d: number) => protectionQuantile(demand, fixedLength(forecastGrid, d), at);
        expect(quantile).toBeGreaterThanOrEqual(days(reviewDays) * (1 - 1e-9));
        expect(quantile).toBeLessThanOrEqual(days(reviewDays + 800) * (1 + 1e-9));
      }),
    );
  });

  it("grows when lead time does, and in proportion with demand", () => {
    fc.assert(
      fc.property(
        demandOf,
        law,
        review,
        level,
        fc.nat(30),
        (demand, lead, reviewDays, at, more) => {
          const quantileOf = (l: typeof lead, d: typeof demand) =>
            protectionQuantile(d, protectionLengths(forecastGrid, l, reviewDays), at);
          const now = quantileOf(lead, demand);
          expect(quantileOf(shiftLaw(lead, more), demand)).toBeGreaterThanOrEqual(now * (1 - 1e-5));
          const double = { ...demand, quantile: Array.from(demand.quantile, (q) => 2 * q) };
          expect(quantileOf(lead, double)).toBeCloseTo(2 * now, 1);
        },
      ),
    );
  });
});
