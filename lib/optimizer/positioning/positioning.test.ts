import fc from "fast-check";
import { expect, test } from "vitest";
import { normalCdf } from "../core/distributions.ts";
import { normalQuantile } from "../core/elementary.ts";
import { evaluate } from "../decision/index.ts";
import { queueDelayDays, simulatedDelayDays } from "./capacity-delay.ts";
import { type CentreNetwork, nearestCentres, shareCentres } from "./centres.ts";
import {
  defaultPositioningPolicy,
  type PositioningFacts,
  type PositioningPolicy,
  planPositioning,
  positioningDefinition,
} from "./index.ts";
import { partDeviation } from "./plan.ts";
import { scoreMillionths } from "./score-table.ts";
import { SimulatedScores } from "./simulated-score.ts";

// Two centres, three regions: the first region is near centre 0, the others near centre 1.
const network: CentreNetwork = {
  fcCount: 2,
  regionCount: 3,
  transitDays: Int32Array.of(1, 4, 3, 4, 1, 2),
  laneMicrosPerUnit: Float64Array.of(1, 5, 4, 5, 1, 2),
  inboundUnitsPerDay: Float64Array.of(0, 0),
};

const one = (value: number) => Float64Array.of(value);
const facts = (more: Partial<PositioningFacts> = {}): PositioningFacts => ({
  skuCount: 1,
  mean_w4: one(56_000),
  deviation_w4: one(14_000),
  regionShare: Float64Array.of(0.25, 0.5, 0.25),
  leadTimeDays: one(21),
  leadTimeSafetyDays: one(7),
  sendingDays: one(7),
  criticalRatioMillionths: one(900_000),
  isDiscontinued: one(0),
  fcStart: Int32Array.of(0, 1),
  fcIndex: Int32Array.of(0),
  fcOnHandUnits: Int32Array.of(9),
  fcOpenUnits: Int32Array.of(3),
  ...more,
});
const plan = (
  more?: Partial<PositioningFacts>,
  policy?: Partial<PositioningPolicy>,
  net = network,
) => planPositioning(facts(more), net, { ...defaultPositioningPolicy, ...policy }, 1);
const node = (planned: ReturnType<typeof plan>, id: string) => [...planned.columns.column[id]!];

test("each region is served from the nearest centre, and its share of 28 days over 28 days is the mean", () => {
  const planned = plan();
  expect([...planned.fcIndex]).toEqual([0, 1]);
  expect(node(planned, "meanDemand")).toEqual([14_000, 42_000]);
  expect(node(planned, "fastShareMillionths")).toEqual([1_000_000, 1_000_000]);
  expect([...planned.onHandUnits]).toEqual([9, 0]);
  expect([...planned.inboundUnits]).toEqual([3, 0]);
});

test("safety for demand over 28 days is score times deviation: 1.2816 x 14.0 units at 90 % in one centre", () => {
  const planned = plan({ regionShare: Float64Array.of(1, 0, 0) }, { leastCentreUnits: 0 });
  expect(node(planned, "demandSafety")[0]).toBeCloseTo(1.281552 * 14_000, -1);
});

test("the terms add up to the target, whatever the facts", () => {
  const count = positioningDefinition.leafCount;
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 3, maxLength: 3 }),
      fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 4, maxLength: 4 }),
      fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 4, maxLength: 4 }),
      fc.boolean(),
      (
        [mean, deviation, score],
        [lead, safety, sending, delay],
        [ratio, fast, guaranteed, share],
        is,
      ) => {
        const column = {
          regionMean_w4: one(mean!),
          regionDeviation_w4: one(deviation!),
          simulatedScoreMillionths: one(score!),
          fastShareMillionths: one(share!),
          leadTimeDays: one(lead!),
          leadTimeSafetyDays: one(safety!),
          sendingDays: one(sending!),
          isDiscontinued: one(0),
          criticalRatioMillionths: one(ratio!),
          isGuaranteedService: one(is ? 1 : 0),
          isSimulated: one(is ? 0 : 1),
          guaranteedServiceMillionths: one(guaranteed!),
          fastServiceMillionths: one(fast!),
          capacityDelayDays: one(delay!),
        };
        expect(Object.keys(column)).toHaveLength(count);
        const { column: v } = evaluate(positioningDefinition, { count: 1, column });
        const terms = [
          "meanDemand",
          "demandSafety",
          "leadTimeSafety",
          "capacitySafety",
          "rationingReserve",
          "rounding",
        ];
        const sum = terms.reduce((total, id) => total + v[id]![0]!, 0);
        expect(sum).toBe(v.targetUnits![0]! * 1000);
        for (const id of terms) expect(v[id]![0]).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

test("a longer lead time, a wider spread or a higher service never lowers a target", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1_000, max: 60_000 }),
      fc.integer({ min: 500_000, max: 970_000 }),
      (days, deviation, ratio) => {
        const base = {
          leadTimeDays: one(days),
          deviation_w4: one(deviation),
          criticalRatioMillionths: one(ratio),
        };
        const targets = (more: Partial<PositioningFacts>) =>
          node(
            plan({ ...base, ...more }, { leastCentreUnits: 0, fastServiceMillionths: 999_000 }),
            "targetUnits",
          );
        const now = targets({});
        for (const more of [
          { leadTimeDays: one(days + 7) },
          { deviation_w4: one(deviation * 2) },
          { leadTimeSafetyDays: one(20) },
        ]) {
          targets(more).forEach((units, k) => {
            expect(units).toBeGreaterThanOrEqual(now[k]!);
          });
        }
      },
    ),
    { numRuns: 50 },
  );
});

test("a discontinued product has no target, and its stock is still told", () => {
  const planned = plan({ isDiscontinued: one(1) });
  expect(node(planned, "targetUnits")).toEqual([0, 0]);
  expect(planned.onHandUnits[0]).toBe(9);
});

test("a slow product is pooled in one centre, a fast one lies in both", () => {
  const slow = plan({ mean_w4: one(4_000), fcStart: Int32Array.of(0, 0) });
  expect([...slow.fcIndex]).toEqual([1]);
  expect(node(slow, "regionMean_w4")).toEqual([4_000]);
  // Region 0 is four days away from the centre that is left.
  expect(node(slow, "fastShareMillionths")).toEqual([750_000]);
  expect(plan({ mean_w4: one(400_000) }).fcIndex).toHaveLength(2);
});

test("regions keep their whole demand, whichever centres are left", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 }),
      fc.integer({ min: 0, max: 90 }),
      (parts, least) => {
        const total = Math.max(
          1,
          parts.reduce((sum, part) => sum + part, 0),
        );
        const shares = { share: new Float64Array(2), fastShare: new Float64Array(2) };
        const given = Float64Array.from(parts, (part) => part / total);
        shareCentres(
          network,
          nearestCentres(network),
          given,
          0,
          100,
          { leastUnits: least, fastDays: 2 },
          shares,
        );
        const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
        expect(sum(shares.share)).toBeCloseTo(sum(given), 12);
        expect(sum(shares.fastShare)).toBeLessThanOrEqual(sum(shares.share) + 1e-12);
      },
    ),
  );
});

test("parts of independent orders have independent deviations; what moves together stays together", () => {
  expect(partDeviation(50_000, Math.sqrt(50_000_000), 0.25)).toBeCloseTo(Math.sqrt(12_500_000), 6);
  const [a, b] = [partDeviation(50_000, 50_000, 0.5), partDeviation(50_000, 50_000, 0.5)];
  expect(a + b).toBeGreaterThan(50_000);
  expect(partDeviation(50_000, 50_000, 1)).toBe(50_000);
});

test("the models differ in the safety they take, and the trace says which it was", () => {
  const [guaranteed, stochastic, simulated] = [0, 1, 2].map((stockModel) =>
    plan({}, { stockModel, guaranteedServiceMillionths: 980_000, fastServiceMillionths: 500_000 }),
  );
  expect(node(guaranteed!, "isGuaranteedService")).toEqual([1, 1]);
  expect(node(guaranteed!, "safetyScore")[0]).toBe(2_053_749);
  expect(node(stochastic!, "safetyScore")[0]).toBe(1_281_552);
  expect(node(simulated!, "isSimulated")).toEqual([1, 1]);
  expect(node(simulated!, "safetyScore")).toEqual(node(simulated!, "simulatedScoreMillionths"));
});

test("the reserve is kept for fast orders only where they are served better than the rest", () => {
  expect(node(plan({}, { fastServiceMillionths: 900_000 }), "rationingReserve")).toEqual([0, 0]);
  const [reserve] = node(plan({}, { fastServiceMillionths: 980_000 }), "rationingReserve");
  expect(reserve).toBeGreaterThan(0);
  const far = plan({}, { fastServiceMillionths: 980_000, fastDays: 0 });
  expect(node(far, "rationingReserve")).toEqual([0, 0]);
});

test("scores agree with the normal law within 0.01 up to 99.5 %, 0.03 above", () => {
  for (let level = 505_000; level <= 999_000; level += 1_000) {
    expect(Math.abs(scoreMillionths(level) / 1e6 - normalQuantile(level / 1e6))).toBeLessThan(
      level > 995_000 ? 0.03 : 0.01,
    );
  }
  expect(scoreMillionths(400_000)).toBe(0);
});

test("simulation finds the normal score where demand is normal, and more where its tail is long", () => {
  const scores = new SimulatedScores(1);
  const plain =
    scores.scoreMillionths({ meanUnits: 1024, deviationUnits: 128, service: 0.9 }) / 1e6;
  expect(Math.abs(normalCdf(plain) - 0.9)).toBeLessThan(0.02);
  const tail = scores.scoreMillionths({ meanUnits: 4, deviationUnits: 8, service: 0.96 }) / 1e6;
  expect(tail).toBeGreaterThan(1.9);
  expect(scores.scoreMillionths({ meanUnits: 0, deviationUnits: 0, service: 0.9 })).toBe(0);
});

test("units wait longer the fuller a centre is, not at all where its rate is not known", () => {
  const load = (inboundUnitsPerDay: number) => ({
    unitsPerDay: 900,
    variance: 900 * 600,
    inboundUnitsPerDay,
  });
  expect(queueDelayDays(load(0))).toBe(0);
  expect(queueDelayDays(load(5_000))).toBe(0);
  let before = 0;
  for (const rate of [1_500, 1_100, 1_000, 930, 800]) {
    const days = queueDelayDays(load(rate));
    expect(days).toBeGreaterThanOrEqual(before);
    before = days;
  }
  expect(before).toBeGreaterThan(5);
  expect(simulatedDelayDays(load(5_000), 0.95, 1)).toBe(0);
  expect(simulatedDelayDays(load(950), 0.95, 1)).toBeGreaterThan(0);
});

test("what a centre's doors can take is nobody's to see but the operator's; what it does to a target is the seller's", () => {
  const visibilityOf = (id: string) =>
    positioningDefinition.visibility[positioningDefinition.indexOf.get(id)!];
  expect(visibilityOf("capacityDelayDays")).toBe("networkConfidential");
  expect(visibilityOf("capacitySafety")).toBe("own");
  expect(visibilityOf("targetUnits")).toBe("own");
});

test("inputs are not changed", () => {
  const given = facts();
  const copy = structuredClone(given);
  planPositioning(given, network, defaultPositioningPolicy, 1);
  expect(given).toEqual(copy);
});
