import { describe, expect, it } from "vitest";
import { chooseMethods, MINIMUM_WINDOWS, type SegmentScore } from "./method-choice.ts";

const score = (
  method: string,
  spl: number | null,
  over: Partial<SegmentScore> = {},
): SegmentScore => ({
  method,
  isClassical: method !== "model",
  intermittencyClass: "lumpy",
  volumeClass: "low",
  windowCount: MINIMUM_WINDOWS,
  spl,
  sumSpl: spl,
  ...over,
});

const ALL = { intermittencyClass: "all", volumeClass: "all" };
const methodOf = (
  scores: readonly SegmentScore[],
  intermittencyClass = "lumpy",
  volumeClass = "low",
) =>
  chooseMethods(scores).find(
    (choice) =>
      choice.intermittencyClass === intermittencyClass && choice.volumeClass === volumeClass,
  )?.method;

describe("the method of a segment", () => {
  it("is the model where it loses less than the best classical method", () => {
    expect(methodOf([score("model", 0.3), score("imapa", 0.31), score("tsb", 0.4)])).toBe("model");
  });

  it("is the best classical method where the model does worse", () => {
    expect(methodOf([score("model", 0.32), score("tsb", 0.4), score("imapa", 0.31)])).toBe("imapa");
  });

  it("is the model where both lose the same", () => {
    expect(methodOf([score("imapa", 0.3), score("model", 0.3)])).toBe("model");
  });

  it("counts single weeks and sums alike: the better on weeks may lose on sums", () => {
    const model = score("model", 0.25, { sumSpl: 0.64 });
    expect(methodOf([model, score("imapa", 0.3, { sumSpl: 0.5 })])).toBe("imapa");
    expect(methodOf([model, score("imapa", 0.3, { sumSpl: 0.6 })])).toBe("model");
  });

  it("follows the class, and that the whole, where too little was scored", () => {
    const few = { windowCount: MINIMUM_WINDOWS - 1 };
    const own = [score("model", 0.1, few), score("imapa", 0.2, few)];
    const ofClass = { volumeClass: "all" };
    const classRows = [score("model", 0.5, ofClass), score("imapa", 0.4, ofClass)];
    const whole = [score("model", 0.5, ALL), score("tsb", 0.3, ALL)];
    expect(methodOf([...own, ...classRows, ...whole])).toBe("imapa");
    expect(methodOf([...own, ...whole])).toBe("tsb");
  });

  it("comes from what there is when the whole network has little", () => {
    const whole = [score("model", 0.5, { ...ALL, windowCount: 3 })];
    expect(methodOf([score("model", null), ...whole])).toBe("model");
    expect(methodOf(whole, "all", "all")).toBe("model");
  });

  it("is nothing where no loss is defined", () => {
    expect(chooseMethods([score("model", null), score("imapa", null)])).toEqual([]);
    expect(chooseMethods([])).toEqual([]);
  });
});
