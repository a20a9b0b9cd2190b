import { describe, expect, it } from "vitest";
import { replay } from "../decision/index.ts";
import type { LeadTimeLaw } from "../lead-time/index.ts";
import { protectionLengths, protectionQuantile, SHIPMENT_OUTCOME } from "../lead-time/index.ts";
import { replenishmentDefinition } from "../replenishment/index.ts";
import type { PlanFacts } from "./facts.ts";
import { forecastShard } from "./forecast-stage.ts";
import { lawsOf, leadTimesOf, meanDaysOf } from "./lead-time-stage.ts";
import { planAllReplenishment, replenishmentFacts } from "./replenishment-stage.ts";
import {
  joinFacts,
  syntheticAccount,
  syntheticCalendar,
  syntheticPolicies,
} from "./testing/synthetic-plan.ts";

const policy = syntheticPolicies.replenishment;
const SKUS = 24;
const facts = syntheticAccount(3, SKUS);
const forecast = forecastShard(facts, syntheticCalendar, null);

const noShipments = {
  shipmentStart: Int32Array.of(0, 0),
  shipmentKey: new Int32Array(0),
  shipmentOriginIndex: new Int32Array(0),
  shipmentFcIndex: new Int32Array(0),
  shipmentOutcome: new Uint8Array(0),
  shipmentDays: new Int32Array(0),
  shipmentUnits: new Float64Array(0),
};

const advisedFrom = (shard: PlanFacts) =>
  planAllReplenishment([replenishmentFacts(shard, forecast, policy)], [], null, policy).plan;

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

describe("the lead time of a planned product", () => {
  it("is the mean of what its account's shipments took, in whole days", () => {
    const mean = meanDaysOf(lawsOf(facts));
    expect(new Set(mean).size).toBe(1);
    // Twelve shipments took 18 to 29 days, one has been under way for 40; 21 were told.
    expect(mean[0]).toBeGreaterThan(21);
    expect(mean[0]).toBeLessThan(30);
  });

  it("is what was told where no shipment says otherwise", () => {
    const told = {
      ...facts,
      ...noShipments,
      leadTimeDays: facts.leadTimeDays.map((_, i) => i + 10),
    };
    expect([...meanDaysOf(lawsOf(told))]).toEqual([...told.leadTimeDays]);
  });

  it("comes from its own account alone", () => {
    const [alone] = leadTimesOf(facts);
    const joined = leadTimesOf(joinFacts([syntheticAccount(1, 5), facts, syntheticAccount(2, 4)]));
    expect(joined[1]).toEqual(alone);
    expect(joined[0]).not.toEqual(joined[1]);
  });
});

describe("lead-time safety", () => {
  /** Base stock of every row and the mixture's quantile at its critical ratio, both in units. */
  function coveredAndAsked() {
    const { columns } = advisedFrom(facts);
    const grid = { weeks: forecast.cumulativeWeeks, level: forecast.cumulativeLevel };
    const cells = grid.weeks.length * grid.level.length;
    const laws = lawsOf(facts);
    return laws.map((law: LeadTimeLaw, i) => {
      const lengths = protectionLengths(grid, law, 7);
      const demand = { grid, quantile: forecast.cumulativeQuantile, at: i * cells };
      const level = columns.column.criticalRatio![i]! / 1e6;
      return {
        asked: protectionQuantile(demand, lengths, level),
        covered: columns.column.securedDemand![i]! / 1000,
        day: columns.column.meanDemand![i]! / 1000 / columns.column.protectionDays![i]!,
        parts: ["meanDemand", "demandSafety", "leadTimeSafety", "capacityCorrection"].map(
          (id) => columns.column[id]![i]!,
        ),
        base: columns.column.baseStock![i]!,
      };
    });
  }

  it("makes stock meet the decision's level over the random interval, and by no more than 1.5 days' demand", () => {
    for (const { asked, covered, day } of coveredAndAsked()) {
      // The two surfaces interpolate in different ways between weeks and levels: 1 %.
      expect(covered).toBeGreaterThan(0.99 * asked);
      expect(covered).toBeLessThan(1.01 * asked + 1.5 * day);
    }
  });

  it("is a term of its own in a sum that adds up", () => {
    const rows = coveredAndAsked();
    for (const { parts, base } of rows) expect(sum(parts)).toBe(base);
    expect(rows.every(({ parts }) => parts[2]! > 0)).toBe(true);
  });

  it("grows when shipments become less regular, though their mean stays, and with every late one", () => {
    const spread = (by: number) => ({
      ...facts,
      shipmentOutcome: new Uint8Array(13).fill(SHIPMENT_OUTCOME.received),
      shipmentDays: Int32Array.from(
        { length: 13 },
        (_, k) => 25 + (k === 0 ? 0 : k % 2 ? by : -by),
      ),
    });
    const safety = (shard: PlanFacts) =>
      sum(replenishmentFacts(shard, forecast, policy).leadTimeSafetyDays);
    expect(safety(spread(6))).toBeGreaterThan(safety(spread(1)));
    expect(safety(spread(12))).toBeGreaterThan(safety(spread(6)));
    const calm = advisedFrom(spread(3));
    const late = spread(3);
    late.shipmentDays[12] = 70;
    expect(sum(advisedFrom(late).columns.column.baseStock!)).toBeGreaterThan(
      sum(calm.columns.column.baseStock!),
    );
  });

  it("is 0 for a product that nobody buys", () => {
    const unsold = { ...facts, soldUnits: new Float32Array(facts.soldUnits.length) };
    const quiet = forecastShard(unsold, syntheticCalendar, null);
    const nothing = {
      ...quiet,
      cumulativeQuantile: new Float32Array(quiet.cumulativeQuantile.length),
    };
    expect(sum(replenishmentFacts(unsold, nothing, policy).leadTimeSafetyDays)).toBe(0);
  });

  it("leaves facts and forecasts as they were", () => {
    const before = structuredClone({ facts, forecast });
    replenishmentFacts(facts, forecast, policy);
    expect({ facts, forecast }).toEqual(before);
  });
});

it("planning with the law replays exactly: safety days are a leaf like any other", () => {
  const rows = replenishmentFacts(facts, forecast, policy);
  const { columns } = advisedFrom(facts);
  expect([...columns.column.leadTimeSafetyDays!]).toEqual([...rows.leadTimeSafetyDays]);
  expect(rows.leadTimeSafetyDays.every((days) => Number.isSafeInteger(days) && days >= 0)).toBe(
    true,
  );
  expect(replay(replenishmentDefinition, columns, columns)).toBeNull();
});
