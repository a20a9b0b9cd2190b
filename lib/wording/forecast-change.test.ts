import { describe, expect, it } from "vitest";
import { type ForecastChangeFacts, wordForecastChange } from "./forecast-change.ts";
import { hasLabel } from "./labels.ts";

const facts: ForecastChangeFacts = {
  fromOn: "2026-11-22",
  toOn: "2027-02-20",
  from: 100_000,
  to: 118_400,
  parts: [
    { driver: "newSales", amount: 16_040, share: "most" },
    { driver: "stockOut", amount: 3_020, share: "part" },
    { driver: "correctedHistory", amount: -660, share: "aLittle" },
  ],
  newWeeks: 4,
  newSoldUnits: 61,
  newExpectedMilliUnits: 40_250,
  newWholesaleUnits: 0,
  newStockOutWeeks: 1,
  correctedUnits: 0,
};

describe("a forecast's change in words", () => {
  it("names the weeks, the change and its main cause, and shows parts that add up", () => {
    const worded = wordForecastChange(facts);
    expect(worded.headline).toBe(
      "The forecast for 22 November 2026 to 20 February 2027 is 118.4 units, up 18.4 units from 100 units.",
    );
    expect(worded.takeaway).toBe("Most of the change came from new sales (+16.1 units).");
    expect(worded.drivers.map(({ amount }) => amount)).toEqual([
      "+16.1 units",
      "+3 units",
      "−0.7 units",
    ]);
    expect(worded.drivers.map(({ owner }) => owner)).toEqual([
      "customers",
      "dataCorrection",
      "dataCorrection",
    ]);
  });

  it("tells what each cause means with the facts behind it", () => {
    const meanings = (change: Partial<ForecastChangeFacts>) =>
      wordForecastChange({ ...facts, ...change }).drivers.map(({ meaning }) => meaning);
    expect(meanings({})).toEqual([
      "Sold in the 4 weeks since the last plan: 61 units. It had expected 40.3 units.",
      "Stock ran out in 1 week since the last plan. What those weeks did not show of demand is not taken for a fall.",
      "Older weeks or categories of your products were corrected; season and usual levels are learnt from all of them.",
    ]);
    const other = meanings({ newStockOutWeeks: 0, correctedUnits: 12 });
    expect(other[1]).toMatch(/^What is known of days without stock has changed/);
    expect(other[2]).toBe("Older weeks of this product were corrected by 12 units.");
  });

  it("tells how much of the new sales was wholesale, or that older wholesale orders are seen otherwise", () => {
    const parts = [{ driver: "wholesale", amount: -9_000, share: "part" as const }];
    const meaning = (newWholesaleUnits: number) =>
      wordForecastChange({ ...facts, parts, newWholesaleUnits }).drivers[0]?.meaning;
    expect(meaning(490)).toBe(
      "490 units sold since the last plan came in orders far larger than usual. They are taken for single purchases, not for demand.",
    );
    expect(meaning(0)).toMatch(/^Other orders of the past are now taken for single purchases/);
  });

  it("speaks of causes that cancel out, and gives no share to one that moved the other way", () => {
    const parts = (first: number, second: number): Partial<ForecastChangeFacts> => ({
      to: facts.from + first + second,
      parts: [
        { driver: "newSales", amount: first, share: "nearlyAll" },
        { driver: "season", amount: second, share: "part" },
      ],
    });
    const takeaway = (first: number, second: number) =>
      wordForecastChange({ ...facts, ...parts(first, second) }).takeaway;
    expect(takeaway(10_000, -9_000)).toBe(
      "Several causes pulled it up and down, and for the most part made up for each other.",
    );
    expect(wordForecastChange({ ...facts, to: facts.from, parts: [] }).takeaway).toBe(
      "None of what goes into it has changed.",
    );
    expect(
      wordForecastChange({
        ...facts,
        to: 104_000,
        parts: [
          { driver: "newSales", amount: -3_000, share: "most" },
          { driver: "season", amount: 2_500, share: "most" },
          { driver: "events", amount: 2_400, share: "most" },
          { driver: "model", amount: 2_100, share: "most" },
        ],
      }).takeaway,
    ).toBe("The largest cause is new sales (−3 units).");
  });

  it("has a name for every driver", () => {
    const drivers = [
      "newSales",
      "correctedHistory",
      "stockOut",
      "season",
      "events",
      "model",
      "ownAdjustment",
      "rounding",
    ];
    expect(drivers.filter((driver) => !hasLabel("forecast", driver))).toEqual([]);
    const worded = wordForecastChange({
      ...facts,
      to: facts.from + drivers.length * 1000,
      parts: drivers.map((driver) => ({ driver, amount: 1000, share: "part" as const })),
    });
    for (const { driver, ownerLabel, meaning } of worded.drivers) {
      expect(ownerLabel, driver).toMatch(/^[A-Z]/);
      expect(meaning, driver).toMatch(/\.$/);
    }
  });
});
