import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { classify } from "./classify.ts";
import type { Metric } from "./metric-rules.ts";
import type { QuestionType } from "./type-rules.ts";

const QUESTIONS: readonly (readonly [string, QuestionType, Metric | null])[] = [
  ["Why is my storage limit only 412 cubic feet?", "level", "capacity_limit"],
  ["Why did my limit drop this month?", "change", "capacity_limit"],
  ["Why is my limit not higher?", "contrast", "capacity_limit"],
  ["How can I raise my capacity limit to 900 ft³?", "counterfactual", "capacity_limit"],
  ["What happens to my limit if I declare more volume?", "forward", "capacity_limit"],
  ["Is my limit set by the same rules as for other sellers?", "fairness", "capacity_limit"],
  ["Which report does my limit come from?", "provenance", "capacity_limit"],
  ["Why do two pages differ in how much I may send?", "level", "capacity_limit"],
  ["How was the recommended quantity for A-17 worked out?", "level", "recommended_qty"],
  ["Why has the advice for A-17 gone down since last week? It fell.", "change", "recommended_qty"],
  ["Why advise 40 and not 90?", "contrast", "recommended_qty"],
  ["What if my supplier needs two weeks more?", "forward", "recommended_qty"],
  ["Which rows decide the advised quantity?", "provenance", "recommended_qty"],
  ["Why did my in-stock rate fall?", "change", "in_stock_rate"],
  ["How many days were we out of stock?", "level", "in_stock_rate"],
  ["Why do I have so much inventory on hand?", "level", "units_on_hand"],
  ["Why was this shipment split between buildings?", "level", "placement_share"],
  ["Why is delivery slower than last month?", "change", "delivery_speed"],
  ["Why was I charged a storage fee?", "level", "fees"],
  ["Why did the forecast fall by a third?", "change", "forecast"],
  ["Which past weeks is the forecast based on?", "provenance", "forecast"],
  ["Why did my efficiency score drop?", "change", "ipi_score"],
  ["Why did my bid get nothing?", "level", "market_result"],
  ["We drop from 76k to 34k, nothing can be sent.", "change", "capacity_limit"],
  ["Estimated was 900 cu ft, final is 600. Why estimates?", "change", "capacity_limit"],
  ["Sold plenty but credits were short.", "level", "market_result"],
  ["I followed your restock advice and my score went down.", "change", "ipi_score"],
  ["I have 200 units in FC transfer but am shown out of stock.", "level", "units_on_hand"],
  ["Your tool says 120, mine says 300.", "contrast", "recommended_qty"],
  ["What changed on the 29th, and who else was affected?", "change", "capacity_limit"],
  ["Good morning", "level", null],
];

describe("a plain question", () => {
  it.each(QUESTIONS)("%s", (text, type, metric) => {
    expect(classify(text)).toMatchObject({ type, metric });
  });

  it("gives its figures, not the digits of a SKU", () => {
    expect(classify("Why is A-17 advised at 1,200 and not 1500.5?").figures).toEqual([
      1200, 1500.5,
    ]);
  });

  it.each([
    ["What if I order 200 instead of 120?", 200],
    ["Why is the advised quantity 120 and not 200?", 200],
    ["What if my supplier takes 10 days longer?", null],
    ["Why did the forecast drop 30% in one week?", null],
    ["What if I send 1,200 units for $3 each?", 1200],
    ["Your tool says 120, mine says 300.", 300],
    ["my spreadsheet says 300 you say 120", 300],
    ["Why is the advised quantity 120 instead of 200?", 200],
    ["Ich hätte mit 500 gerechnet, ihr sagt 180", 500],
  ])("counts units, and neither days nor shares nor money: %s", (text, units) => {
    expect(classify(text).units).toBe(units);
  });

  it.each([
    ["Why was I charged a low-inventory fee?", "lowInventory"],
    ["Why did the placement fee go up on this shipment?", "placement"],
    ["How can I avoid the aged-stock fee?", "aged"],
    ["Why are my fees so high?", "all"],
  ])("knows which fee is meant: %s", (text, fee) => {
    expect(classify(text)).toMatchObject({ metric: "fees", fee });
  });

  it.each([
    ["What must I do to reach an in-stock rate of 97.5%?", 97.5, false],
    ["How can I get my in-stock rate to 95 percent?", 95, false],
    ["Would I have stayed in stock had I followed the advice?", null, true],
  ])("knows a share, and what is asked in hindsight: %s", (text, percent, isHindsight) => {
    expect(classify(text)).toMatchObject({
      type: "counterfactual",
      metric: "in_stock_rate",
      percent,
      isHindsight,
    });
  });

  it("means the same in capitals and with spaces around it", () => {
    const meant = (text: string) => ({ ...classify(text), text: "" });
    for (const [text] of QUESTIONS) expect(meant(`  ${text.toUpperCase()} `)).toEqual(meant(text));
  });
});

const BANK = "../shared/explain/question_bank.csv";

describe.skipIf(!existsSync(BANK))("the bank of questions", () => {
  // The bank has one metric for limits and for extra space on top of them.
  const bankMetric = (metric: Metric | null) =>
    metric === "market_result" ? "capacity_limit" : metric;

  it("is understood by type and metric in nine of ten", () => {
    const lines = readFileSync(BANK, "utf8").trim().split("\n").slice(1);
    const right = lines.filter((line) => {
      const row = /^\d+,\w+,(\w+),(\w+),(?:"((?:[^"]|"")*)"|([^,]*)),/.exec(line);
      if (!row) throw new Error(`bank: cannot read ${line}`);
      const [, type, metric, quoted, plain] = row;
      const understood = classify(quoted ?? plain ?? "");
      return (
        understood.type === type && (metric === "any" || bankMetric(understood.metric) === metric)
      );
    });
    expect(lines.length).toBe(62);
    expect(right.length / lines.length).toBeGreaterThanOrEqual(0.9);
  });
});
