import { expect, it } from "vitest";
import { namesBuilding } from "./buildings.ts";

const place = { id: 1, code: "ABE8", name: "Allentown, PA", latitude: 0, longitude: 0 };

it("is named by its code or its town, as a word of its own", () => {
  expect(namesBuilding(place, "why so few at abe8?")).toBe(true);
  expect(namesBuilding(place, "fewer to allentown than to reno")).toBe(true);
  expect(namesBuilding(place, "xallentown, abe80 and pa")).toBe(false);
});
