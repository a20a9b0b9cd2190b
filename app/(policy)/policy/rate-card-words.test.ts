import { expect, it } from "vitest";
import { LOCALES } from "@/lib/wording/index.ts";
import { policyTexts } from "./policy-texts.ts";
import { cardFieldLabel } from "./rate-card-words.ts";

it("names a figure of a rate card by its part, size and row", () => {
  expect(cardFieldLabel("aged.microsPerFt3[2]")).toBe("Aged inventory surcharge: per ft³, row 3");
  expect(cardFieldLabel("placement.largeTo3Lb.minimalMicrosPerUnit[0]")).toBe(
    "Placement: large standard to 3 lb, minimal split, per unit (below 0 = not offered), row 1",
  );
  expect(cardFieldLabel("lowInventory.newSellerDays", "de")).toBe(
    "Gebühr für niedrigen Bestand: Tage, die ein Händler als neu gilt",
  );
});

it("has a name for every figure of a card, in every language and unlike any other", () => {
  const tierRates = Object.keys(policyTexts("en").card.tiers).flatMap((tier) =>
    ["minimalMicrosPerUnit", "partialMicrosPerUnit"].map((rate) => `placement.${tier}.${rate}[0]`),
  );
  const paths = [
    ...["fromWeeks[0]", "standardMicrosPerFt3Month[0]", "bulkyMicrosPerFt3Month[0]"].map(
      (name) => `utilisation.${name}`,
    ),
    ...["leastVolumeMm3", "newSellerDays", "youngDays"].map((name) => `utilisation.${name}`),
    ...["dayOfMonth", "fromDays[0]", "microsPerFt3[0]", "microsPerUnit[0]"].map(
      (name) => `aged.${name}`,
    ),
    ...["belowDays[0]", "smallStandardMicrosPerUnit[0]", "largeTo3LbMicrosPerUnit[0]"].map(
      (name) => `lowInventory.${name}`,
    ),
    ...["largeTo20LbMicrosPerUnit[0]", "newSellerDays", "newProductDays", "leastShippedUnits"].map(
      (name) => `lowInventory.${name}`,
    ),
    "overage.microsPerFt3Month",
    ...tierRates,
    ...["westOfMilliDegrees", "eastOfMilliDegrees", "partialFromCount", "optimisedFromCount"].map(
      (name) => `placement.${name}`,
    ),
    ...["small", "large"].flatMap((size) =>
      ["LongestUm", "MedianUm", "ShortestUm", "HeaviestMg"].map((name) => `size.${size}${name}`),
    ),
  ];
  for (const locale of LOCALES) {
    const labels = paths.map((path) => cardFieldLabel(path, locale));
    expect(new Set(labels).size).toBe(paths.length);
    for (const label of labels) expect(label).not.toMatch(/[a-z][A-Z]/);
  }
});
