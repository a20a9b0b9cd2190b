import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type BankQuestion, readBank } from "../question-bank.ts";
import { classify } from "./classify.ts";

// Written before the rules were read. The rules were mended on one half ("tuned"); the other ("held") only measured them. Later ones
// ("fresh", "later") were each asked once before the rules were mended on them; README.md has what became of them then.
const CSV = readFileSync(new URL("typed-questions.csv", import.meta.url), "utf8");

interface Counts {
  right: number;
  /** Another meaning, said to be uncertain. */
  doubtful: number;
  unnamed: number;
  wrong: number;
}

function outcomeOf({ type, metric, question }: BankQuestion): keyof Counts {
  const understood = classify(question);
  const named = understood.metric === "market_result" ? "capacity_limit" : understood.metric;
  const isRight = type === "none" ? named === null : named === metric && understood.type === type;
  if (isRight) return "right";
  if (named === null) return "unnamed";
  const others = [...understood.otherMetrics, ...understood.otherTypes];
  return understood.isWeak || others.length > 0 ? "doubtful" : "wrong";
}

function countsOf(half: string): Counts {
  const counts = { right: 0, doubtful: 0, unnamed: 0, wrong: 0 };
  const lines = CSV.split("\n");
  const csv = [lines[0], ...lines.filter((line) => line.includes(`,${half},`))].join("\n");
  // Policy admins ask at their own desk.
  for (const asked of readBank(csv)) if (asked.viewer !== "admin") counts[outcomeOf(asked)]++;
  return counts;
}

describe("questions as they are typed", () => {
  it.each([
    ["en", 42],
    ["de", 10],
    ["ja", 10],
  ])("of the half that the rules were mended on are understood: %s", (language, right) => {
    expect(countsOf(`tuned,${language}`)).toEqual({
      right,
      doubtful: 0,
      unnamed: 0,
      wrong: 0,
    });
  });

  it.each([
    ["en", 40, 36, 2],
    ["de", 10, 9, 1],
    ["ja", 10, 9, 1],
  ])(
    "of the half that was held out are mostly understood, and rarely as something else: %s",
    (language, count, least, mostWrong) => {
      const { right, doubtful, unnamed, wrong } = countsOf(`held,${language}`);
      expect(right + doubtful + unnamed + wrong).toBe(count);
      expect(right).toBeGreaterThanOrEqual(least);
      expect(doubtful + wrong).toBeLessThanOrEqual(mostWrong);
    },
  );

  it.each([
    ["fresh", 40, 35],
    ["later", 20, 17],
  ])("since then are mostly understood, and seldom wrong for sure: %s", (half, count, least) => {
    const { right, doubtful, unnamed, wrong } = countsOf(half);
    expect(right + doubtful + unnamed + wrong).toBe(count);
    expect(right).toBeGreaterThanOrEqual(least);
    expect(wrong).toBeLessThanOrEqual(2);
  });
});

describe("what a plain question can mean besides", () => {
  it("is nothing where one meaning is plain", () => {
    const plain = classify("Why is my storage limit only 412 cubic feet?");
    expect(plain).toMatchObject({ isWeak: false, otherMetrics: [], otherTypes: [] });
  });

  it("is what speaks for it as loudly", () => {
    expect(classify("Forecast or score: which decides?")).toMatchObject({
      metric: "forecast",
      otherMetrics: ["ipi_score"],
    });
  });

  it("is weak where a word only leans some way", () => {
    expect(classify("Why so many products?")).toMatchObject({
      metric: "recommended_qty",
      isWeak: true,
    });
  });

  it("is no number at all for what none here tells, even where a fee is named", () => {
    for (const text of ["Why is your referral fee 15 percent?", "When will my payout arrive?"])
      expect(classify(text)).toMatchObject({ metric: null, outside: "outside" });
  });
});
