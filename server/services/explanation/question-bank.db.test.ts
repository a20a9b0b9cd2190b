import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askBankQuestion, type BankResult, readBank } from "./question-bank.ts";
import { createPlannedWorld, type PlannedWorld } from "./testing/planned-world.ts";
import { Questions } from "./testing/questions.ts";

const BANK = "../shared/explain/question_bank.csv";

describe("a bank", () => {
  it("is read by the names of its columns, with commas and quotes in its questions", () => {
    const csv = 'question,id,viewer,type,metric\n"Why, ""please""?",7,seller,level,fees\n';
    expect(readBank(csv)).toEqual([
      { id: "7", viewer: "seller", type: "level", metric: "fees", question: 'Why, "please"?' },
    ]);
    expect(() => readBank("id,viewer\n1,seller")).toThrow(/column "type"/);
  });
});

describe.skipIf(!existsSync(BANK))("the bank of questions, asked of a planned world", () => {
  let planned: PlannedWorld;
  let results: BankResult[];

  beforeAll(async () => {
    planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
    await planned.explainForecasts();
    const slug = planned.subjectOf("capacity-squeeze");
    const [productId = null] = await new Questions(planned).productsOf(slug);
    results = [];
    for (const question of readBank(readFileSync(BANK, "utf8")))
      results.push(await askBankQuestion(planned.seller(slug), question, productId));
  }, 240_000);
  afterAll(() => planned?.close());

  it("gets no answer that is not verified, and a reason for every question that is not answered", () => {
    expect(results.length).toBe(62);
    expect(results.filter(({ isVerified }) => isVerified === false)).toEqual([]);
    expect(results.filter(({ outcome, text }) => outcome === "declined" && text === "")).toEqual(
      [],
    );
  });

  it("is understood in nine of ten, and mostly answered with what was asked for", () => {
    const count = (outcome: string) => results.filter((row) => row.outcome === outcome).length;
    expect(count("misunderstood")).toBeLessThanOrEqual(6);
    expect(count("answered")).toBeGreaterThanOrEqual(36);
  });
});
