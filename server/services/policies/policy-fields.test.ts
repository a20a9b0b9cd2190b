import { describe, expect, it } from "vitest";
import { rateCard2026 } from "@/lib/optimizer/fees/index.ts";
import { policyFields } from "./policy-fields.ts";

describe("the figures of a rate card", () => {
  const fields = policyFields(rateCard2026);

  it("are money wherever they are micros, in the unit that people read and type", () => {
    const rates = fields.filter(({ path }) => /micros/i.test(path));
    expect(rates.length).toBeGreaterThan(70);
    expect(new Set(rates.map(({ unit }) => unit))).toEqual(new Set(["micros"]));
    const textOf = (path: string) => fields.find((field) => field.path === path)?.text;
    expect(textOf("aged.microsPerFt3[0]")).toBe("0.5");
    expect(textOf("aged.microsPerUnit[7]")).toBe("0.35");
    expect(textOf("overage.microsPerFt3Month")).toBe("10");
    expect(textOf("placement.smallStandard.partialMicrosPerUnit[0]")).toBe("not offered");
  });

  it("are written as readers of a language do", () => {
    const german = new Map(policyFields(rateCard2026, "de").map(({ path, text }) => [path, text]));
    expect(german.get("aged.microsPerFt3[0]")).toBe("0,5");
    expect(german.get("placement.smallStandard.partialMicrosPerUnit[0]")).toBe("nicht angeboten");
  });
});
