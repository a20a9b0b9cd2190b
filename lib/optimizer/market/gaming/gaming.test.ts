import { describe, expect, it } from "vitest";
import { measureStrategies, type PaymentRule, strategies } from "./index.ts";

const gains = measureStrategies({ seedCount: 25, bidderCount: 60, playerCount: 4 });
const gainOf = (strategy: string, rule: PaymentRule): number => {
  const found = gains.find((each) => each.strategy === strategy && each.rule === rule);
  if (!found) throw new Error(`no figure for ${strategy} under ${rule}`);
  return found.gainShare;
};

describe("twenty ways to game a round, in 25 seeded months of 60 sellers", () => {
  it("are twenty, each under a name of its own", () => {
    expect(new Set(strategies.map(({ name }) => name)).size).toBe(20);
    expect(gains).toHaveLength(60);
  });

  it.each(strategies.map(({ name }) => name))(
    "%s gains at most 1 %% over the truth under uniform prices",
    (name) => {
      expect(gainOf(name, "firstRejected")).toBeLessThanOrEqual(0.01);
      expect(gainOf(name, "lowestAccepted")).toBeLessThanOrEqual(0.01);
    },
  );

  it("splitting an account never pays, under any rule", () => {
    for (const name of ["split in two", "split in five", "split by step", "split and inflate"])
      for (const rule of ["firstRejected", "lowestAccepted", "vickrey"] as const)
        expect(gainOf(name, rule)).toBeLessThanOrEqual(1e-9);
  });

  it("asking for more than is needed costs a tenth of the truth's gain and more", () => {
    for (const name of ["inflate all", "inflate to cap", "split and inflate"])
      expect(gainOf(name, "firstRejected")).toBeLessThan(-0.1);
  });

  it("knowing everybody's request lowers the uniform price a little and Vickrey's not at all", () => {
    expect(gainOf("informed reduction", "firstRejected")).toBeGreaterThan(0);
    expect(gainOf("informed reduction", "vickrey")).toBeLessThanOrEqual(1e-12);
  });

  it("waiting pays where fees of the first round are kept, which is why later clears lower them", () => {
    const kept = measureStrategies({
      seedCount: 25,
      bidderCount: 60,
      playerCount: 4,
      lowersLater: false,
    });
    const wait = kept.find((each) => each.strategy === "wait" && each.rule === "firstRejected");
    expect(wait?.gainShare).toBeGreaterThan(0.05);
    expect(gainOf("wait", "firstRejected")).toBeLessThanOrEqual(1e-9);
  });

  it("gives the same figures again", () => {
    const again = measureStrategies({ seedCount: 2, bidderCount: 12, playerCount: 2 });
    expect(measureStrategies({ seedCount: 2, bidderCount: 12, playerCount: 2 })).toEqual(again);
  });
});
