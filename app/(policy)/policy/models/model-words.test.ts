import { describe, expect, it } from "vitest";
import { gainText, methodLabel, shareText } from "./model-words.ts";

describe("a version's gain", () => {
  it("is told against the best classical method, either way", () => {
    expect(gainText({ gainShare: 0.042, bestClassical: "imapa" })).toBe("4.2% better than IMAPA");
    expect(gainText({ gainShare: -0.1, bestClassical: "theta" })).toBe("10.0% worse than Theta");
  });

  it("is nothing where it was not measured", () => {
    expect(gainText({ gainShare: null, bestClassical: "imapa" })).toBeNull();
    expect(gainText({ gainShare: 0.1, bestClassical: null })).toBeNull();
  });
});

describe("names and shares", () => {
  it("keep the name of a version of the model", () => {
    expect(methodLabel("network 3")).toBe("network 3");
    expect(methodLabel("smoothing")).toBe("Season and level");
    expect(methodLabel("model+smoothing, candidate 7")).toBe(
      "Global model with season and level, candidate 7",
    );
  });

  it("show a missing share as a dash", () => {
    expect(shareText(0.8125)).toBe("81.3%");
    expect(shareText(null)).toBe("–");
  });
});
