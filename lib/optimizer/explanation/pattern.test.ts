import { describe, expect, it } from "vitest";
import type { Owner } from "../decision/index.ts";
import { changePattern, shareOfMovement, shareWord } from "./pattern.ts";
import type { Driver } from "./types.ts";

const driversOf = (...amounts: readonly (readonly [Owner, number])[]): Driver[] => {
  const movement = amounts.reduce((sum, [, amount]) => sum + Math.abs(amount), 0);
  return amounts.map(([owner, amount], index) => ({
    group: `group${index}`,
    owner,
    amount,
    shareMillionths: shareOfMovement(amount, movement),
    share: shareWord(amount, movement),
    numerator: "0",
    leaves: [],
    parts: [],
  }));
};

const patternOf = (...amounts: readonly (readonly [Owner, number])[]) =>
  changePattern(
    amounts.reduce((sum, [, amount]) => sum + amount, 0),
    driversOf(...amounts),
    { id: "need", at: "limit" },
    { id: "need", at: "limit" },
  );

describe("changePattern", () => {
  it("names a change by its figures alone", () => {
    expect(patternOf(["seller", 0])).toBe("noChange");
    expect(patternOf(["seller", -60], ["network", -40])).toBe("single");
    expect(patternOf(["seller", -59], ["network", -41])).toBe("two");
    expect(patternOf(["seller", 50], ["network", 24], ["customers", 26])).toBe("several");
    expect(patternOf(["seller", -60], ["network", 40])).toBe("offsetting");
    expect(patternOf(["policy", -50], ["network", -50])).toBe("policy");
    expect(patternOf(["network", -51], ["policy", -49])).toBe("two");
  });

  it("says that another rule binds only where no single cause does", () => {
    const binding = (id: string) => ({ id, at: "limit" });
    const drivers = driversOf(["seller", -50], ["network", -30], ["customers", -20]);
    expect(changePattern(-100, drivers, binding("a"), binding("b"))).toBe("bindingSwitch");
    expect(changePattern(-100, drivers, binding("a"), binding("a"))).toBe("two");
  });
});

describe("shareWord", () => {
  it("holds the share table at its edges", () => {
    const words = [100, 90, 89, 60, 59, 40, 39, 15, 14, 1, 0].map((part) => shareWord(part, -100));
    expect(words).toEqual([
      "nearlyAll",
      "nearlyAll",
      "most",
      "most",
      "aboutHalf",
      "aboutHalf",
      "part",
      "part",
      "aLittle",
      "aLittle",
      "none",
    ]);
    expect(shareWord(5, 0)).toBe("none");
  });
});
