import { describe, expect, it } from "vitest";
import { capacityDefinition } from "./capacity/index.ts";
import { replay } from "./decision/index.ts";
import { type PipelineInput, type PipelinePlan, planMarketplace } from "./index.ts";
import { positioningDefinition } from "./positioning/index.ts";
import { replenishmentDefinition } from "./replenishment/index.ts";
import { highsBackend } from "./solver/index.ts";
import type { PlanFacts } from "./stages/index.ts";
import {
  joinFacts,
  syntheticAccount,
  syntheticCalendar,
  syntheticNetwork,
  syntheticPolicies,
} from "./stages/testing/synthetic-plan.ts";

const accounts = [syntheticAccount(1, 9), syntheticAccount(2, 14), syntheticAccount(5, 6)];
const CUBIC_METRE = 1e9;

const inputOf = (
  shards: readonly PlanFacts[],
  network: PipelineInput["network"] = syntheticNetwork(4 * CUBIC_METRE),
): PipelineInput => ({
  shards: shards.map((facts) => ({ facts, calendar: syntheticCalendar })),
  policies: syntheticPolicies,
  seed: 1,
  network,
});

const plan = (input: PipelineInput): Promise<PipelinePlan> =>
  planMarketplace(input, highsBackend());

const advisedOf = ({ replenishment }: PipelinePlan) =>
  Array.from(replenishment.productId, (id, row) => [id, replenishment.plan.advised[row]]);

describe("a plan", () => {
  it("does not depend on how accounts are dealt to shards, nor in which order", async () => {
    const [a, b, c] = accounts as [PlanFacts, PlanFacts, PlanFacts];
    const apart = await plan(inputOf([a, b, c]));
    const together = await plan(inputOf([joinFacts(accounts)]));
    const shuffled = await plan(inputOf([joinFacts([c, a]), b]));
    for (const other of [together, shuffled]) {
      expect(other.limits?.plan.columns).toEqual(apart.limits?.plan.columns);
      expect(other.replenishment.plan.columns).toEqual(apart.replenishment.plan.columns);
      expect(other.positioning).toEqual(apart.positioning);
      expect(other.placement).toEqual(apart.placement);
    }
  });

  it("leaves its input as it was", async () => {
    const input = inputOf(accounts);
    const before = structuredClone(input);
    await plan(input);
    expect(input).toEqual(before);
  });

  it("keeps limits within the pools, advice within the limits, and places what it advises", async () => {
    const planned = await plan(inputOf(accounts));
    const { limits, replenishment, placement } = planned;
    for (const { certificate } of limits?.plan.sigma ?? []) {
      expect(certificate.status).not.toBe("infeasible");
      expect(certificate.limitSumMm3).toBeLessThanOrEqual(certificate.poolMm3);
    }
    for (const space of replenishment.plan.sigma.spaces) {
      expect(space.advisedMm3).toBeLessThanOrEqual(space.availableMm3 ?? Number.POSITIVE_INFINITY);
    }
    const advised = replenishment.plan.advised.reduce((sum, units) => sum + units, 0);
    expect(advised).toBeGreaterThan(0);
    const { placedUnits, unplacedUnits, worstResidual } = placement?.summary ?? {};
    expect((placedUnits ?? 0) + (unplacedUnits ?? 0)).toBe(advised);
    expect(worstResidual).toBeLessThan(1e-6);
  });

  it("decides by the definitions alone: every row replays to the same bits", async () => {
    const { limits, replenishment, positioning } = await plan(inputOf(accounts));
    const capacity = limits?.plan.columns;
    expect(capacity && replay(capacityDefinition, capacity, capacity)).toBeNull();
    const quantities = replenishment.plan.columns;
    expect(replay(replenishmentDefinition, quantities, quantities)).toBeNull();
    const targets = positioning?.values;
    expect(targets && replay(positioningDefinition, targets, targets)).toBeNull();
  });

  it("places units for the expected demand alone where the policy draws no scenarios", async () => {
    const planned = (placementScenarioCount: number, seed: number) => {
      const { capacity, replenishment } = syntheticPolicies;
      const policies = {
        capacity,
        replenishment: { ...replenishment, placementScenarioCount },
      };
      return plan({ ...inputOf(accounts), policies, seed });
    };
    const furtherSteps = ({ placement }: PipelinePlan) =>
      Object.entries(placement?.decided.columns.column ?? {}).flatMap(([id, values]) =>
        /^demand_z\d+_s/.test(id) ? Array.from(values) : [],
      );
    const [expected, drawn] = [await planned(0, 1), await planned(64, 1)];
    expect(new Set(furtherSteps(expected))).toEqual(new Set([0]));
    expect((await planned(0, 2)).placement).toEqual(expected.placement);
    expect(Math.max(...furtherSteps(drawn))).toBeGreaterThan(0);
    expect((await planned(64, 1)).placement).toEqual(drawn.placement);
    expect((await planned(64, 2)).placement).not.toEqual(drawn.placement);
  });

  it("sets targets by building that lie in the demand of every product that is sold, whatever the space", async () => {
    const wide = await plan(inputOf(accounts, syntheticNetwork(4 * CUBIC_METRE)));
    const tight = await plan(inputOf(accounts, syntheticNetwork(0.6 * CUBIC_METRE)));
    expect(wide.positioning).not.toBeNull();
    const { productId, values } = wide.positioning as NonNullable<PipelinePlan["positioning"]>;
    const mean = new Map<number, number>();
    productId.forEach((id, k) => {
      mean.set(id, (mean.get(id) ?? 0) + (values.column.regionMean_w4?.[k] ?? 0));
    });
    const advice = wide.replenishment;
    advice.productId.forEach((id, row) => {
      const whole = advice.plan.columns.column.mean_w4?.[row] ?? 0;
      expect(Math.abs((mean.get(id) ?? 0) - whole)).toBeLessThanOrEqual(2);
    });
    expect(values.column.targetUnits?.some((units) => units > 0)).toBe(true);
    expect(tight.positioning?.values.column.regionMean_w4).toEqual(values.column.regionMean_w4);
  });

  it("gives less room to everyone when the pools shrink, and advises no more", async () => {
    const wide = await plan(inputOf(accounts, syntheticNetwork(4 * CUBIC_METRE)));
    const tight = await plan(inputOf(accounts, syntheticNetwork(0.6 * CUBIC_METRE)));
    const sum = (values: Float64Array | undefined) => values?.reduce((a, v) => a + v, 0) ?? 0;
    expect(sum(tight.limits?.plan.limits)).toBeLessThan(sum(wide.limits?.plan.limits));
    expect(sum(tight.replenishment.plan.advised)).toBeLessThan(
      sum(wide.replenishment.plan.advised),
    );
  });

  it("without a network forecasts and advises, and limits and places nothing", async () => {
    const planned = await plan(inputOf(accounts, null));
    expect(planned.limits).toBeNull();
    expect(planned.positioning).toBeNull();
    expect(planned.placement).toBeNull();
    expect(advisedOf(planned).some(([, units]) => (units ?? 0) > 0)).toBe(true);
    const unlimited = planned.replenishment.plan.sigma.spaces;
    expect(unlimited.every(({ priceMicrosPerDm3Week }) => priceMicrosPerDm3Week === 0)).toBe(true);
  });

  it("never lets one account's sales reach another's forecast", async () => {
    const [a, b, c] = accounts as [PlanFacts, PlanFacts, PlanFacts];
    const calm = await plan(inputOf([a, b, c]));
    const surged = { ...c, soldUnits: c.soldUnits.map((units) => units * 5) };
    const moved = await plan(inputOf([a, b, surged]));
    expect(moved.forecasts.slice(0, 2)).toEqual(calm.forecasts.slice(0, 2));
    expect(moved.forecasts[2]).not.toEqual(calm.forecasts[2]);
  });
});
