import { expect, it } from "vitest";
import { defaultCapacityPolicy } from "@/lib/optimizer/capacity/index.ts";
import { LOCALES } from "@/lib/wording/index.ts";
import { policyFields } from "@/server/services/policies/policy-fields.ts";
import { changedFigures, figureLabel } from "./policy-figures.ts";

const IDS = [
  ...new Set(policyFields(defaultCapacityPolicy).map(({ path }) => path.replace(/\[\d\]$/, ""))),
];

it.each(LOCALES)("calls every figure of the rules by a name of its own in %s", (locale) => {
  const labels = IDS.map((id) => figureLabel(id, locale));
  expect(new Set(labels).size).toBe(IDS.length);
  const unknown = figureLabel("nothingOfTheKind", locale);
  for (const [k, label] of labels.entries()) {
    expect(label, IDS[k]).not.toBe(unknown);
    expect(label).not.toMatch(/Millionths|\[|\w\.\w/);
  }
});

it("takes the months of one figure together", () => {
  const now = {
    ...defaultCapacityPolicy,
    keepShareMillionths: [900_000, 800_000, 700_000],
    promisedPoolShareMillionths: [990_000, 940_000, 890_000],
  };
  expect(
    changedFigures(defaultCapacityPolicy, now).map(({ id, changes }) => [id, changes.length]),
  ).toEqual([
    ["keepShareMillionths", 3],
    ["promisedPoolShareMillionths", 3],
  ]);
});
