import { describe, expect, it } from "vitest";
import {
  fieldLabel,
  figureValue,
  groupFields,
  problemText,
  storedValue,
  typedText,
} from "./policy-words.ts";

const parts = ["sellThrough", "excess", "stranded", "inStock"].flatMap((part) =>
  ["weight", "worst", "best", "assumed"].map((figure) => `efficiency.${part}.${figure}Millionths`),
);
const capacity = [
  "coverWeeks",
  "efficiencyMinMillionths",
  "efficiencyMaxMillionths",
  ...parts,
  "floorMm3",
  "individualLimitMm3",
  "keepShareMillionths[0]",
  "keepShareMillionths[1]",
  "keepShareMillionths[2]",
  "promisedPoolShareMillionths[0]",
  "promisedPoolShareMillionths[1]",
  "promisedPoolShareMillionths[2]",
  "smoothingShareMillionths",
  "announceStepMm3",
  "overbookingShareMillionths",
  "overbooking.chanceMillionths",
  "overbooking.commonSpreadMillionths",
  "overbooking.persistenceMillionths",
  "overbooking.mostShareMillionths",
  "declared.capShareMillionths",
  "declared.firstWeightMillionths",
  "declared.leastWeightMillionths",
  "declared.learningRateMillionths",
  "declared.unusedWeightMillionths",
  "declared.noiseShareMillionths",
];
const replenishment = [
  "reviewDays",
  "minimumServiceMillionths",
  "maximumServiceMillionths",
  "overageWeeks",
  "saleWeeks",
  "holdingRateMillionths",
  "storageFeeMicrosPerDm3Week",
  "packRoundUpMillionths",
  "assumedCostShareMillionths",
  "assumedFeeShareMillionths",
];
const market = [
  "chargesLowestAccepted",
  "reserveMicrosPerM3Month",
  "capShareMillionths",
  "capFloorMm3",
  "minimumLotMm3",
  "grantStepMm3",
  "creditShareMillionths",
  "creditCapShareMillionths",
  "creditPriorMillionths",
  "openDays",
  "publishSellerCount",
];

describe("figures of a policy", () => {
  it.each([
    ["capacity", capacity],
    ["replenishment", replenishment],
    ["market", market],
  ] as const)("of %s all have a name and a group", (policy, paths) => {
    const fields = paths.map((path) => ({ path }));
    expect(groupFields(fields).map((group) => group.title)).not.toContain("Others");
    for (const path of paths) expect(fieldLabel(policy, path)).not.toContain("Millionths");
    const labels = groupFields(fields).map((group) =>
      group.fields.map(({ path }) => fieldLabel(policy, path)),
    );
    for (const group of labels) expect(new Set(group).size).toBe(group.length);
  });

  it("keep a figure that no group knows", () => {
    expect(groupFields([{ path: "somethingNew" }])).toEqual([
      { title: "Others", note: "", fields: [{ path: "somethingNew" }] },
    ]);
  });
});

describe("typed figures", () => {
  it("go there and back in the unit people use", () => {
    expect(typedText("millionths", 952_500)).toBe("95.25");
    expect(storedValue("millionths", "95.25")).toBe(952_500);
    expect(typedText("mm3", 28_316_847 * 25)).toBe("25");
    expect(storedValue("mm3", "25")).toBe(707_921_165);
    expect(storedValue("weeks", "26")).toBe(26);
  });

  it("are refused when they are no whole figure of their unit", () => {
    expect(storedValue("weeks", "2.5")).toBeNull();
    expect(storedValue("weeks", "")).toBeNull();
    expect(storedValue("millionths", "a lot")).toBeNull();
  });

  it("are told their bounds in their own unit", () => {
    const problem = { field: "x", expected: "an integer in 0..1000000", got: -1 };
    expect(problemText("millionths", problem)).toBe("Must be between 0 and 100 %");
    expect(problemText("weeks", { ...problem, expected: "an integer in 1..104" })).toBe(
      "Must be between 1 and 104 weeks",
    );
  });
});

describe("a figure in a field", () => {
  // 15 times a rounded cubic foot is 7 mm3 more than 15 cubic feet: nobody typed that difference.
  const field = { unit: "mm3", value: 15 * 28_316_847 };

  it("is the stored one until something else is typed", () => {
    expect(figureValue(field, undefined)).toBe(field.value);
    expect(figureValue(field, "15")).toBe(field.value);
    expect(figureValue(field, "16")).toBe(453_069_545);
    expect(figureValue(field, "a few")).toBeNull();
  });
});
