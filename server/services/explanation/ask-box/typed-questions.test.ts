import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readBank } from "../question-bank.ts";
import { classify } from "./classify.ts";

// Written before the rules were read. The rules were mended on one half ("tuned"); the other ("held") only measures them.
const CSV = readFileSync(new URL("typed-questions.csv", import.meta.url), "utf8");

interface Counts {
  right: number;
  unnamed: number;
  wrong: number;
}

function countsOf(half: string): Counts {
  const counts = { right: 0, unnamed: 0, wrong: 0 };
  const lines = CSV.split("\n");
  const csv = [lines[0], ...lines.filter((line) => line.includes(`,${half},`))].join("\n");
  for (const { viewer, type, metric, question } of readBank(csv)) {
    // Policy admins ask at their own desk.
    if (viewer === "admin") continue;
    const understood = classify(question);
    const named = understood.metric === "market_result" ? "capacity_limit" : understood.metric;
    const isRight = type === "none" ? named === null : named === metric && understood.type === type;
    counts[isRight ? "right" : named === null ? "unnamed" : "wrong"]++;
  }
  return counts;
}

describe("questions as they are typed", () => {
  it.each([
    ["en", 42],
    ["de", 10],
    ["ja", 10],
  ])("of the half that the rules were mended on are understood: %s", (language, right) => {
    expect(countsOf(`tuned,${language}`)).toEqual({ right, unnamed: 0, wrong: 0 });
  });

  it.each([
    ["en", 40, 36, 2],
    ["de", 10, 9, 1],
    ["ja", 10, 9, 1],
  ])(
    "of the half that was held out are mostly understood, and rarely as something else: %s",
    (language, count, least, mostWrong) => {
      const { right, unnamed, wrong } = countsOf(`held,${language}`);
      expect(right + unnamed + wrong).toBe(count);
      expect(right).toBeGreaterThanOrEqual(least);
      expect(wrong).toBeLessThanOrEqual(mostWrong);
    },
  );
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
