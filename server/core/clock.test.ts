import { describe, expect, it } from "vitest";
import { addMs, manualClock, parseInstant } from "./clock.ts";

describe("clock", () => {
  it("parses an instant in any zone to the same moment", () => {
    expect(parseInstant("2026-03-01T01:30:00+02:00").toISOString()).toBe(
      "2026-02-28T23:30:00.000Z",
    );
    expect(parseInstant("2026-02-28T23:30Z").toISOString()).toBe("2026-02-28T23:30:00.000Z");
  });

  it.each([
    "2026-02-30T00:00:00Z",
    "2026-02-28",
    "2026-02-28T12:00:00",
    "28/02/2026",
    "",
    "2026-13-01T00:00Z",
  ])("refuses %j", (text) => {
    expect(() => parseInstant(text)).toThrow(RangeError);
  });

  it("stands still until it is moved, and only forward", () => {
    const clock = manualClock("2026-01-01T00:00:00Z");
    expect(clock.now()).toEqual(clock.now());
    clock.advanceMs(90_000);
    expect(clock.now()).toEqual(addMs(parseInstant("2026-01-01T00:00:00Z"), 90_000));
    expect(() => clock.advanceMs(-1)).toThrow(RangeError);
  });
});
