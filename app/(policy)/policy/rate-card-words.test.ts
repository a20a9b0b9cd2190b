import { expect, it } from "vitest";
import { cardFieldLabel } from "./rate-card-words.ts";

it("names a figure of a rate card by its part, unit and row", () => {
  expect(cardFieldLabel("aged.microsPerFt3[2]")).toBe("Aged inventory surcharge: per ft³, row 3");
  expect(cardFieldLabel("placement.largeTo3Lb.minimalMicrosPerUnit[0]")).toBe(
    "Placement: large to3 lb, minimal per unit (below 0 = not offered), row 1",
  );
  expect(cardFieldLabel("lowInventory.newSellerDays")).toBe(
    "Low inventory level fee: new seller days",
  );
});
