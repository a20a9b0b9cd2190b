import { expect, it } from "vitest";
import { defaultCapacityPolicy } from "@/lib/optimizer/capacity/index.ts";
import { defaultReplenishmentPolicy } from "@/lib/optimizer/replenishment/index.ts";
import { LOCALES } from "@/lib/wording/index.ts";
import { policyFields } from "@/server/services/policies/policy-fields.ts";
import { changedFigures, figureLabel } from "./policy-figures.ts";

const POLICIES = [
  ["capacity", defaultCapacityPolicy],
  ["replenishment", defaultReplenishmentPolicy],
] as const;
const KINDS = LOCALES.flatMap((locale) =>
  POLICIES.map(([policy, body]) => ({ policy, body, locale })),
);

it.each(KINDS)(
  "calls every figure of the $policy rules by a name of its own in $locale",
  ({ policy, body, locale }) => {
    const ids = [...new Set(policyFields(body).map(({ path }) => path.replace(/\[\d\]$/, "")))];
    const labels = ids.map((id) => figureLabel(policy, id, locale));
    expect(new Set(labels).size).toBe(ids.length);
    const unknown = figureLabel(policy, "nothingOfTheKind", locale);
    for (const [k, label] of labels.entries()) {
      expect(label, ids[k]).not.toBe(unknown);
      expect(label).not.toMatch(/Millionths|\[|\w\.\w/);
    }
  },
);

it("takes a figure that a version was published before as what its runs take, not as missing", () => {
  const { placementScenarioCount: _, ...before } = defaultReplenishmentPolicy;
  const now = { ...before, placementScenarioCount: 256, reviewDays: 14 };
  const changes = (...bodies: [unknown, unknown]) =>
    changedFigures("replenishment", ...bodies).flatMap((one) => one.changes);
  expect(changes(before, now)).toEqual([
    { path: "reviewDays", value: 14 },
    { path: "placementScenarioCount", value: 256 },
  ]);
  expect(changes(now, before)).toEqual([
    { path: "reviewDays", value: 7 },
    { path: "placementScenarioCount", value: 0 },
  ]);
  expect(changes(before, { ...before, placementScenarioCount: 0 })).toEqual([]);
  const {
    overbooking,
    declared: __,
    promisedPoolShareMillionths: ___,
    ...limits
  } = defaultCapacityPolicy;
  expect(
    changedFigures("capacity", limits, { ...limits, overbooking }).map(({ id }) => id),
  ).toEqual(["overbooking.chanceMillionths"]);
});

it("compares no bodies that differ in more than what came later", () => {
  const { reviewDays: _, ...other } = { ...defaultReplenishmentPolicy, unheardOf: 1 };
  expect(() => changedFigures("replenishment", defaultReplenishmentPolicy, other)).toThrow();
});

it("takes the months of one figure together", () => {
  const now = {
    ...defaultCapacityPolicy,
    keepShareMillionths: [900_000, 800_000, 700_000],
    promisedPoolShareMillionths: [990_000, 940_000, 890_000],
  };
  expect(
    changedFigures("capacity", defaultCapacityPolicy, now).map(({ id, changes }) => [
      id,
      changes.length,
    ]),
  ).toEqual([
    ["keepShareMillionths", 3],
    ["promisedPoolShareMillionths", 3],
  ]);
});
