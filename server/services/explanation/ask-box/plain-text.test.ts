import { describe, expect, it } from "vitest";
import { plainText } from "./plain-text.ts";

describe("a question in the spelling of the rules", () => {
  it.each([
    ["y 480 pcs??", "why 480 units??"],
    ["my storge space", "my storage space"],
    ["the forcast for OGK-KIT-0160", "the forecast for OGK-KIT-0160"],
    ["Warehosue in Reno", "warehouse in Reno"],
    ["3000 cuft of storage", "3000 cubic feet of storage"],
    ["I can’t send more", "I can't send more"],
  ])("%s", (typed, plain) => {
    expect(plainText(typed)).toBe(plain);
  });

  it.each(["changed", "Two shipments since May", "placements", "reason", "deserved"])(
    "leaves other words as they are: %s",
    (text) => {
      expect(plainText(text)).toBe(text);
    },
  );
});
