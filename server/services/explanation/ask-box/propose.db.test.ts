import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { monthText, quantityText, shownValue } from "@/lib/wording/index.ts";
import { listLimits } from "@/server/services/limits/list-limits.ts";
import { askWhy } from "../ask-why.ts";
import type { Question } from "../question.ts";
import { checkedAnswer } from "../testing/checked-answer.ts";
import { createPlannedWorld, type PlannedWorld } from "../testing/planned-world.ts";
import { Questions, refusal } from "../testing/questions.ts";
import { proposeQuestions } from "./propose.ts";

let planned: PlannedWorld;
let ask: Questions;
let slug: string;
let rivalSlug: string;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  ask = new Questions(planned);
  slug = planned.subjectOf("capacity-squeeze");
  rivalSlug = planned.subjectOf("port-delay");
}, 240_000);

afterAll(() => planned?.close());

const answered = (question: Question) => checkedAnswer(planned, question, slug);

describe("the ask box", () => {
  const propose = (text: string, productId: number | null = null) =>
    proposeQuestions(planned.seller(slug), { text, productId });

  it("tells what can be asked in the asker's language", async () => {
    const asked = { text: "Why is my limit not higher?", productId: null };
    const seller = planned.seller(slug);
    const english = await proposeQuestions(seller, asked);
    const german = await proposeQuestions(seller, { ...asked, locale: "de" });
    expect(german.choices.map(({ question }) => question)).toEqual(
      english.choices.map(({ question }) => question),
    );
    expect(german.choices[0]?.label).toMatch(/^Warum .*Limit/);
  });

  it("offers each of several likely meanings, and says that it is not sure", async () => {
    const { choices, note } = await propose("In-stock rate or score: which counts more?");
    expect(choices.map(({ question }) => question.kind)).toEqual(
      expect.arrayContaining(["inStockLevel", "scoreLevel"]),
    );
    expect(note).toMatch(/Choose the one you mean/);
    expect((await propose("Why is my limit not higher?")).note).toBeNull();
  });

  it("leads to what counts against a limit, part by part, and says which types have none", async () => {
    const asked = await propose("It says 0 remaining but my space is half empty");
    const question = asked.choices[0]?.question;
    if (question?.kind !== "limitUseLevel") throw new Error("not asked about the space in use");
    const view = await answered(question);
    const [type] = (await listLimits(planned.seller(slug))).storageTypes;
    const { onHandMm3 = 0, openShipmentsMm3 = 0, limitMm3 = 0 } = type?.usage ?? {};
    const text = [view.headline, ...view.sentences].join(" ");
    for (const value of [onHandMm3 + openShipmentsMm3, onHandMm3, openShipmentsMm3, limitMm3])
      expect(text).toContain(quantityText("mm3", value));
    expect(text.match(/ takes /g)).toHaveLength(3);
    expect(question.monthOn).toBe(type?.usage?.monthOn);
    const { note } = await propose("Why does apparel have no limit?");
    expect(note).toMatch(/^The plan of \d+ \w+ \d+ set no apparel limit for you: it knew none/);
  });

  it("holds the space in use against the limit of the month that is asked about", async () => {
    const { storageTypes } = await listLimits(planned.seller(slug));
    const type = storageTypes.find(({ storageType }) => storageType === "standard");
    const months = type?.months.filter(({ current }) => current.runId === ask.run(1).runId) ?? [];
    expect(months.length).toBeGreaterThan(1);
    for (const { monthOn, current } of months) {
      const of = { storageType: "standard", monthOn, runId: current.runId } as const;
      const view = await answered({ kind: "limitUseLevel", ...of });
      expect(view.sentences[1]).toContain(monthText(monthOn, "en"));
      expect(view.sentences[1]).toContain(quantityText("mm3", current.limitMm3));
      const isAhead = monthOn > ask.run(1).asOfOn;
      expect(/ If as much is in use then as on /.test(view.sentences[1] ?? "")).toBe(isAhead);
      const inWords = await propose(`What uses up my limit for ${monthText(monthOn, "en")}?`);
      expect(inWords.choices[0]?.question).toEqual({ kind: "limitUseLevel", ...of });
    }
    const far = {
      storageType: "standard",
      monthOn: "2031-01-01",
      runId: ask.run(1).runId,
    } as const;
    const asked = askWhy(planned.seller(slug), { kind: "limitUseLevel", ...far });
    expect(await refusal(asked)).toBe("not_found");
  });

  it("asks about a promotion by what it is expected to sell, never by its price cut", async () => {
    const [productId = 0] = await ask.productsOf(slug);
    const more = await propose("What if a promotion sells 60% more of the forecast?", productId);
    expect(more.note).toBeNull();
    expect(more.choices[0]?.question).toMatchObject({ kind: "forecastForward", steps: 3 });
    const cut = await propose("What happens to the forecast at 25% off?", productId);
    expect(cut.note).toMatch(/price cut/);
    expect(cut.choices[0]?.label).toContain("120%");
    expect(cut.choices[4]?.label).toContain("200%");
  });

  it("declines what no number tells, and what points at none, on a product's page too", async () => {
    const { choices, note } = await propose("When will my payout arrive?");
    expect([choices, note?.slice(0, 19)]).toEqual([[], "No number kept here"]);
    expect((await propose("Good morning to you all")).choices).toEqual([]);
  });

  it("offers questions that can be asked, the one that was meant first", async () => {
    const first = async (text: string) => (await propose(text)).choices[0]?.question;
    expect(await first("Why is my limit not higher?")).toMatchObject({ kind: "limitContrast" });
    expect(await first("What will my limit be next month?")).toMatchObject({
      kind: "limitForward",
      steps: 0,
    });
    expect(await first("Why did my in-stock rate fall?")).toMatchObject({ kind: "inStockChange" });
    for (const text of ["Why did my limit fall?", "What must I do to get 500 more cubic feet?"]) {
      const { choices } = await propose(text);
      expect(choices.length).toBeGreaterThan(0);
      for (const { question } of choices)
        expect(await refusal(askWhy(planned.seller(slug), question))).toBe("answered");
    }
  });

  it("adds what is asked for on top of the limit where the words say more", async () => {
    const [more] = (await propose("How can I get 500 more cubic feet of limit?")).choices;
    const [whole] = (await propose("How can I get a limit of 500 cubic feet?")).choices;
    if (more?.question.kind !== "limitTarget" || whole?.question.kind !== "limitTarget")
      throw new Error("not understood as targets");
    const limits = await listLimits(planned.seller(slug));
    const month = limits.storageTypes[0]?.months.find(
      ({ monthOn }) => more.question.kind === "limitTarget" && monthOn === more.question.monthOn,
    );
    const present = month?.current.limitMm3 ?? 0;
    const shown = (mm3: number) => shownValue("mm3", mm3);
    expect(shown(more.question.targetMm3)).toBe(shown(whole.question.targetMm3 + present));
  });

  it("supposes the lead time that is named, or the nearest that can be asked about", async () => {
    const [productId = 0] = await ask.productsOf(slug);
    const found = await propose("What if my supplier takes 10 days longer?", productId);
    const [first] = found.choices;
    if (first?.question.kind !== "restockForward") throw new Error("not understood");
    expect(first.question).toMatchObject({ productId, leaf: "leadTimeDays", move: 1 });
    expect(first.question.steps).toBeGreaterThan(0);
    const told = /at (\d+ days?) instead of (\d+) days?/.exec(first.label);
    const view = await answered(first.question);
    expect(view.headline).toContain(told?.[1]);
    const isExact = Number.parseInt(told?.[1] ?? "", 10) - Number(told?.[2]) === 10;
    expect(found.note === null).toBe(isExact);
  });

  it("finds the product by its SKU or by the page, never another seller's", async () => {
    const [productId = 0] = await ask.productsOf(slug);
    const view = await answered(ask.restock(productId)[0]);
    const own = view.title.split(" ").at(-1) ?? "";
    const text = `Why is ${own.toLowerCase()} advised at 40 and not 90?`;
    expect((await propose(text)).choices[0]?.question).toMatchObject({
      kind: "restockContrast",
      productId,
      units: 90,
    });
    expect((await propose("Why so few?", productId)).choices[0]?.question).toMatchObject({
      kind: "restockLevel",
      productId,
    });
    const rival = planned.seller(rivalSlug);
    const asked = await proposeQuestions(rival, { text, productId: null });
    expect(asked.choices).toEqual([]);
    expect(asked.note).toContain("SKU");
  });

  it("asks measured figures over the last four weeks or months, each of which is answered or refused in words", async () => {
    const kinds = async (text: string) =>
      (await propose(text)).choices.map(({ question }) => question.kind);
    expect(await kinds("Why do I have more inventory on hand?")).toContain("stockLevel");
    expect(await kinds("Why is delivery slower this month?")).toEqual([
      "speedChange",
      "speedLevel",
    ]);
    expect(await kinds("Why was I charged these fees?")).toEqual(["feeLevel", "feeChange"]);
  });

  it("says what is missing, and where to look, for what it cannot ask", async () => {
    expect(await propose("Good morning")).toMatchObject({ choices: [], page: null });
    expect(await propose("Why did the forecast fall?")).toMatchObject({
      choices: [],
      page: { path: "forecast" },
    });
  });
});
