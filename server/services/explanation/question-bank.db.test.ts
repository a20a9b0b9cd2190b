import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDraft, editDraft, simulateDraft } from "@/server/services/policies/drafts.ts";
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
    for (const { runId } of planned.runs) await planned.explainLimits(runId);
    const desk = planned.staffContext("policy_admin");
    const { draftId } = await createDraft(desk, {
      policy: "capacity",
      reason: "Less cover, as a trial",
    });
    await editDraft(desk, {
      draftId,
      reason: "Less cover, as a trial",
      changes: [{ path: "coverWeeks", value: 10 }],
    });
    await simulateDraft(desk, draftId);
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

  it("answers what support asks of a decision with the decision's record", () => {
    const ofSupport = results.filter(({ asked }) => asked.viewer === "support");
    expect(
      ofSupport.filter(({ outcome }) => outcome === "answered").map(({ asked }) => asked.id),
    ).toEqual(expect.arrayContaining(["51", "52", "53", "54", "55", "56"]));
    const textOf = (id: string) => ofSupport.find(({ asked }) => asked.id === id)?.text;
    expect(textOf("54")).toMatch(/other accounts, \d+ have the same one/);
  });

  it("answers what policy admins ask about all accounts", () => {
    const ofAdmins = results.filter(({ asked }) => asked.viewer === "admin");
    const told = ofAdmins.map(({ asked, outcome, isVerified }) => [asked.id, outcome, isVerified]);
    expect(told).toEqual(["57", "58", "59", "60", "61", "62"].map((id) => [id, "answered", true]));
  });

  it("is understood in nine of ten, and mostly answered with what was asked for", () => {
    const count = (outcome: string) => results.filter((row) => row.outcome === outcome).length;
    expect(count("misunderstood")).toBeLessThanOrEqual(6);
    expect(count("answered")).toBeGreaterThanOrEqual(41);
  });
});
