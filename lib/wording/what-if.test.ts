import { describe, expect, it } from "vitest";
import type { Counterfactual, Forward } from "../optimizer/explanation/index.ts";
import { renderMessage } from "./render.ts";
import {
  type QuantityContrastFacts,
  wordForward,
  wordQuantityContrast,
  wordTarget,
  wordUnexplained,
  wordWays,
} from "./what-if.ts";

const FOOT = 28_316_847;
const SUBJECT = "Your standard-size limit for May 2026";

const found: Counterfactual = {
  type: "counterfactual",
  definition: "capacity",
  version: "1.0.0",
  output: "announced",
  unit: "mm3",
  value: 400 * FOOT,
  target: { sense: "atLeast", value: 440 * FOOT },
  isMet: false,
  answers: [
    {
      changes: [
        { leaf: "strandedShareMillionths", unit: "millionths", from: 50_000, to: 40_000, steps: 2 },
      ],
      effort: 2,
      reached: 440 * FOOT,
    },
    {
      changes: [
        { leaf: "excessShareMillionths", unit: "millionths", from: 200_000, to: 160_000, steps: 2 },
        { leaf: "newSelectionMm3", unit: "mm3", from: 0, to: 40 * FOOT, steps: 1 },
      ],
      effort: 9,
      reached: 460 * FOOT,
    },
  ],
  farthest: 600 * FOOT,
  leverCount: 7,
  replayCount: 300,
};

describe("ways to another number", () => {
  it("names each change with its figures, what it gives and how much effort it is", () => {
    const [first, second] = wordWays(found);
    expect(first).toMatchObject({
      changes: [expect.stringMatching(/: from 5% to 4%$/)],
      result: "It would have been 440 ft³ or more.",
      effort: "Little effort",
    });
    expect(second?.changes).toHaveLength(2);
    expect(second?.effort).toBe("Some effort");
  });

  it("says the least of them in the headline, or that nothing reaches it", () => {
    const words = wordTarget(SUBJECT, found, wordWays(found));
    expect(words.headline).toMatch(
      /^What would bring your standard-size limit for May 2026 to 440 ft³ or more: .*: from 5% to 4%\.$/,
    );
    const beyond = wordTarget(SUBJECT, { ...found, answers: [] }, []);
    expect(beyond.sentences.at(-1)).toContain("would bring it to 600 ft³");
    const fixed = wordTarget(SUBJECT, { ...found, answers: [], farthest: found.value }, []);
    expect(fixed.sentences.at(-1)).toBe(renderMessage("targetNothing"));
    const met = wordTarget(SUBJECT, { ...found, isMet: true, answers: [] }, []);
    expect(met.headline).toBe(`${SUBJECT} is 400 ft³: at least 440 ft³ already.`);
  });
});

describe("what happens if", () => {
  const told: Forward = {
    type: "forward",
    definition: "replenishment",
    version: "1.0.0",
    output: "advisedUnits",
    unit: "units",
    value: 120,
    changes: [{ leaf: "leadTimeDays", unit: "days", from: 10, to: 13 }],
    without: { low: 114, high: 126 },
    low: 132,
    high: 150,
    replayCount: 6,
  };

  it("is a range with and without what is done, and is said to be kept", () => {
    const { headline, sentences } = wordForward("The advised quantity for A-1", told);
    expect(headline).toBe(
      "With lead time at 13 days instead of 10 days, the advised quantity for A-1 would be between 132 units and 150 units.",
    );
    expect(sentences[0]).toBe("Without it: between 114 units and 126 units.");
    expect(sentences.at(-1)).toBe(renderMessage("forwardKept"));
  });

  it("is one figure where all outlooks give the same", () => {
    const same = { ...told, changes: [], low: 120, high: 120 };
    expect(wordForward("The advised quantity for A-1", same).headline).toBe(
      "If things go on as they are, the advised quantity for A-1 would be 120 units.",
    );
  });
});

describe("why not another quantity", () => {
  const effect = {
    profitChangeMicros: -84_760_000,
    spaceChangeMm3: 3 * FOOT,
    plannedCoverMillionths: 950_000,
    coverMillionths: 980_000,
  };
  const words = (conflict: QuantityContrastFacts["conflict"]) =>
    wordQuantityContrast("A-1", { value: 120, other: 200, conflict, effect }, "USD").sentences;

  it("names the rules together, what lifting one alone does, and what the other quantity would do", () => {
    expect(words({ conflict: ["space", "pack"], alone: ["override"] })).toEqual([
      "What keeps it from 200 units: the price of space, whole case packs.",
      "Without the quantity set by hand alone it would be 200 units or more.",
      "Sending 200 units instead is expected to earn $84.76 less over the days it must cover.",
      "It would take 3 ft³ more space.",
      "The chance to cover all demand would be 98% instead of 95%.",
    ]);
    expect(words({ conflict: null, alone: [] })[0]).toContain("No rule keeps it from 200 units");
    expect(words(null)[0]).toContain("fewer would leave more demand unserved");
  });
});

describe("what nothing explains", () => {
  it("is said from a tenth of the change on, and is the answer beyond a quarter", () => {
    expect(wordUnexplained(-100, -10, "−10 units")).toBe(null);
    expect(wordUnexplained(-100, 11, "+11 units")).toMatchObject({ isUnknown: false });
    const most = wordUnexplained(-100, -26, "−26 units");
    expect(most).toMatchObject({ isUnknown: true });
    expect(most?.sentence).toContain("−26 units");
    expect(wordUnexplained(0, 0, "0 units")).toBe(null);
  });
});
