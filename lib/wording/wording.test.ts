import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messagesEn } from "./messages-en.ts";
import { quantityText, shownChange, shownSteps, signedQuantityText } from "./quantity.ts";
import { renderMessage } from "./render.ts";

describe("quantityText", () => {
  it("shows traced integers in the reader's unit", () => {
    expect(quantityText("mm3", 28_316_847 * 412)).toBe("412 ft³");
    expect(quantityText("units", 1)).toBe("1 unit");
    expect(quantityText("millionths", 934_000)).toBe("93.4%");
    expect(quantityText("milliWeeks", 11_300)).toBe("11.3 weeks");
    expect(quantityText("micros", 4_250_000, "GBP")).toBe("£4.25");
    expect(signedQuantityText("units", -12)).toBe("−12 units");
  });
});

describe("shownChange", () => {
  it("shows parts that add up to the shown change", () => {
    const volume = fc.integer({ min: -(2 ** 42), max: 2 ** 42 });
    fc.assert(
      fc.property(volume, fc.array(volume, { minLength: 1, maxLength: 8 }), (from, parts) => {
        const to = parts.reduce((sum, part) => sum + part, from);
        const shown = shownChange("mm3", from, to, parts);
        const sum = shown.parts.reduce((total, part) => total + Math.round(part.value * 10), 0);
        expect(sum).toBe(shownSteps("mm3", to) - shownSteps("mm3", from));
      }),
    );
  });
});

describe("messages", () => {
  it("hold no figure of their own", () => {
    for (const message of Object.values(messagesEn)) expect(message).not.toMatch(/\d/);
  });

  it("refuse to leave a hole", () => {
    expect(() => renderMessage("levelHeadline", { subject: "It" })).toThrow("levelHeadline");
  });

  it("choose the verb by the sign, not by the translator", () => {
    const shared = { subject: "Your limit", to: "10 ft³", from: "13 ft³", delta: "3 ft³" };
    expect(renderMessage("changeHeadline", { ...shared, direction: "fell" })).toBe(
      "Your limit is 10 ft³, down 3 ft³ from 13 ft³.",
    );
    expect(renderMessage("changeHeadline", { ...shared, direction: "same", delta: "0" })).toBe(
      "Your limit is 10 ft³, the same as before.",
    );
  });
});
