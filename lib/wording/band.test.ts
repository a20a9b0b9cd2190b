import { expect, it } from "vitest";
import { bandText, signedBandText } from "./band.ts";
import { LOCALES } from "./locale.ts";

it("tells both ends where they differ as they are shown", () => {
  expect(bandText("units", { low: 1000, high: 1099 })).toBe("1,000 units to 1,099 units");
  expect(signedBandText("units", { low: -21, high: -20 })).toBe("−20 units to −21 units");
});

it("never tells a band from a number to itself", () => {
  const nothing = { low: 0, high: 19 };
  expect(LOCALES.map((locale) => bandText("milliWeeks", nothing, locale))).toEqual([
    "less than 0.1 weeks",
    "weniger als 0,1 Wochen",
    "0.1週間未満",
  ]);
  expect(bandText("millionths", nothing)).toBe("less than 0.1%");
  expect(signedBandText("mm3", { low: -19, high: 0 })).toBe("less than 0.1 ft³");
  expect(bandText("milliWeeks", { low: 1010, high: 1019 })).toBe("about 1 week");
});
