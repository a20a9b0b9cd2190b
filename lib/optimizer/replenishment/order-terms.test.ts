import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  completePolicy,
  defaultReplenishmentPolicy,
  methodOf,
  validateReplenishmentPolicy,
} from "./index.ts";
import { at, plan, sku, skus, unlimited } from "./testing/sku-plan.ts";

describe("the terms of an order", () => {
  it("adds up in units from what is missing to the advice, whatever the rules", () => {
    const terms = [
      "orderUnits",
      "lotSizing",
      "lostSalesCap",
      "packRounding",
      "minimumOrder",
      "notSent",
      "override",
    ];
    const rules = fc.record({
      orderCostMicros: fc.constantFrom(0, 5e6, 4e8),
      isOrderCapped: fc.constantFrom(0, 1),
      carryCostMicrosPerWeek: fc.constantFrom(0, 3e6, 9e7),
      stopsUnprofitable: fc.constantFrom(0, 1),
    });
    const decided = fc.record({
      hasOverride: fc.constantFrom(0, 1),
      overrideUnits: fc.nat({ max: 90 }),
    });
    fc.assert(
      fc.property(skus, decided, rules, (each, by, rule) => {
        const result = plan([{ ...each, ...by }], unlimited, 1e15, rule);
        const sum = terms.reduce((total, id) => total + at(result, id), 0);
        expect(sum).toBe(at(result, "advisedUnits"));
        expect(at(result, "orderUnits")).toBe(Math.max(0, at(result, "gapUnits")));
        const isMoved = at(result, "override") !== 0;
        if (by.hasOverride === 0) expect(isMoved).toBe(false);
      }),
    );
  });

  it("grows an order to the lot that pays for ordering, and orders nothing while nothing is missing", () => {
    const rule = { orderCostMicros: 50_000_000 };
    const one = { ...sku, casePackUnits: 1 };
    const result = plan([one, { ...one, onHandUnits: 5000 }], unlimited, 1e15, rule);
    // 2 * 50 * 40 / (overage 0.62402 / 13 weeks) = 83,330; its root is 288 units; a review sells 40.
    expect(at(result, "economicLotUnits")).toBe(288);
    expect(at(result, "lotSizing")).toBe(248);
    expect(at(result, "advisedUnits", 1)).toBe(0);
    expect(methodOf({ ...defaultReplenishmentPolicy, ...rule })).toBe("minMax");
  });

  it("caps an order at one review's demand where missed sales are lost", () => {
    const result = plan([{ ...sku, onHandUnits: 0, casePackUnits: 1 }], unlimited, 1e15, {
      isOrderCapped: 1,
    });
    expect(at(result, "advisedUnits")).toBe(at(result, "capUnits"));
    expect(at(result, "lostSalesCap")).toBeLessThan(0);
    expect(at(result, "capUnits")).toBeGreaterThan(40);
    expect(at(result, "capUnits")).toBeLessThan(75);
  });

  it("raises an order to the minimum and says by how much", () => {
    const result = plan([{ ...sku, minimumUnits: 400 }]);
    expect(at(result, "advisedUnits")).toBe(408);
    expect(at(result, "minimumOrder")).toBe(408 - at(result, "packedUnits"));
  });

  it("are those of a policy published before the rules existed, once it is completed", () => {
    const {
      orderCostMicros: _cost,
      isOrderCapped: _capped,
      carryCostMicrosPerWeek: _carry,
      stopsUnprofitable: _stops,
      placementScenarioCount: _cases,
      ...before
    } = defaultReplenishmentPolicy;
    const completed = completePolicy({ ...before, reviewDays: 14 });
    expect(validateReplenishmentPolicy(completed)).toEqual([]);
    expect(methodOf(completed)).toBe("baseStock");
    expect(completed.placementScenarioCount).toBe(0);
    const result = plan([sku], unlimited, 1e15, completed);
    expect(at(result, "protectionDays")).toBe(28);
    expect([at(result, "lotSizing"), at(result, "lostSalesCap"), at(result, "notSent")]).toEqual([
      0, 0, 0,
    ]);
  });
});
