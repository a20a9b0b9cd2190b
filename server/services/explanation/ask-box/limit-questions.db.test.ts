import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "@/db/client.ts";
import { monthText, quantityText } from "@/lib/wording/index.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { listLimits } from "@/server/services/limits/list-limits.ts";
import type { LimitsView } from "@/server/services/limits/schemas.ts";
import { checkedAnswer } from "../testing/checked-answer.ts";
import { createPlannedWorld, type PlannedWorld } from "../testing/planned-world.ts";
import { Questions } from "../testing/questions.ts";
import { proposeQuestions } from "./propose.ts";

let planned: PlannedWorld;
let slug: string;
let seller: SellerContext;
let productId: number;
let limits: LimitsView;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  slug = planned.subjectOf("capacity-squeeze");
  seller = planned.seller(slug);
  limits = await listLimits(seller);
  [productId = 0] = await new Questions(planned).productsOf(slug);
}, 240_000);
afterAll(() => planned?.close());

const propose = (text: string, on: number | null = null) =>
  proposeQuestions(seller, { text, productId: on });
const first = async (text: string, on: number | null = null) => {
  const [choice] = (await propose(text, on)).choices;
  if (!choice) throw new Error(`nothing offered for ${text}`);
  return choice.question;
};
const months = () => {
  const standard = limits.storageTypes.find(({ storageType }) => storageType === "standard");
  if (!standard) throw new Error("no standard limit");
  return standard.months;
};

describe("how many units there is room for", () => {
  it.each([
    "Why may I send only this many units of this product?",
    "How is the maximum shipment quantity worked out for me?",
    "Says accept 200 units but actually will only take two.",
    "Does slow stock of product A block replenishment of product B?",
    "Limit is in cubic feet, my restock tool says units; why do they disagree?",
    "Für wie viele Einheiten ist noch Platz?",
  ])("is what is asked: %s", async (text) => {
    const question = await first(text, productId);
    expect(question).toMatchObject({ kind: "restockRoomLevel", productId });
  });

  it("is what is left of the limit of the month of arrival, in units of the product", async () => {
    const question = await first("How many units is there room for?", productId);
    const view = await checkedAnswer(planned, question, slug);
    const [asked] = months().filter(({ monthOn }) =>
      view.headline.includes(monthText(monthOn, "en")),
    );
    const usage = limits.storageTypes[0]?.usage;
    if (!asked || !usage) throw new Error("no limit told");
    const left = asked.current.limitMm3 - usage.onHandMm3 - usage.openShipmentsMm3;
    expect(view.sentences.join(" ")).toContain(quantityText("mm3", Math.abs(left)));
    const told = view.sentences
      .map((one) => /Of this product, ([\d,]+) units? take ([\d.,]+) ft³/.exec(one))
      .find(Boolean);
    const [count = 0, space = 0] =
      told?.slice(1).map((part) => Number(part.replaceAll(",", ""))) ?? [];
    const perUnit = space / count;
    // Told in tenths of a cubic foot.
    const mostUnits = Math.max(0, left / 28_316_846.592 / perUnit);
    const slack = 1 + (mostUnits * 0.051) / space;
    expect(Math.abs((view.to.value ?? 0) - mostUnits)).toBeLessThanOrEqual(slack);
  });
});

describe("what the score does to a limit", () => {
  it("is told where both are named, by the rules run with the lowest and the highest score", async () => {
    const question = await first("My score is above the threshold; why is there still a limit?");
    expect(question).toMatchObject({ kind: "limitScoreLevel", storageType: "standard" });
    const view = await checkedAnswer(planned, question, slug);
    expect(view.headline).toMatch(/with any efficiency score|counts in it/);
    expect(view.verification.replayCount).toBe(3);
  });
});

describe("a limit that is still to come", () => {
  it("is that of the month that is meant; a confirmed one stays, and none is foreseen beyond the last", async () => {
    const estimates = months().filter(({ current }) => current.kind === "estimate");
    const [next] = estimates;
    const last = estimates.at(-1);
    const soon = await propose("What happens to my limit next month?");
    expect(soon.choices[0]?.question).toMatchObject({
      kind: "limitForward",
      monthOn: next?.monthOn,
    });
    expect(soon.note).toMatch(/is confirmed and stays/);
    const far = await propose("What will my limit be in nine months?");
    expect(far.choices[0]?.question).toMatchObject({
      kind: "limitForward",
      monthOn: last?.monthOn,
    });
    expect(far.note).toBe(
      `Limits are not foreseen beyond ${monthText(last?.monthOn ?? "", "en")}.`,
    );
    const two = await propose("What will my limit be in two months?");
    expect(two.choices[0]?.question).toMatchObject({
      kind: "limitForward",
      monthOn: next?.monthOn,
    });
    expect(two.note).toBeNull();
  });

  it.each([
    ["What happens to my limit if sales drop 20%?", "shippedWeeklyMm3", -1, 2],
    ["Was passiert mit meinem Limit, wenn ich 30 % mehr verkaufe?", "shippedWeeklyMm3", 1, 3],
    ["売上が20%増えたら、上限はどうなりますか", "shippedWeeklyMm3", 1, 2],
    ["What happens to my limit if my in-stock rate gets better?", "inStockShareMillionths", 1, 1],
  ] as const)("has what is supposed done first: %s", async (text, leaf, move, steps) => {
    expect(await first(text)).toMatchObject({ kind: "limitForward", leaf, move, steps });
  });

  it("has units that are taken out act through the share of excess units, and says so", async () => {
    const { choices, note } = await propose(
      "If I remove 300 aged units, what happens to my limit?",
    );
    expect(choices[0]?.question).toMatchObject({
      kind: "limitForward",
      leaf: "excessShareMillionths",
      move: -1,
    });
    expect(note).toMatch(/^Taking 300 units out acts through the share of excess units/);
    const view = await checkedAnswer(
      planned,
      choices[0]?.question ?? { kind: "splitLevel", runId: 1 },
      slug,
    );
    expect(view.headline).toMatch(/share of excess units/);
  });

  it("counts units that are taken out against those of the limit's storage type alone", async () => {
    const admin = connect(planned.adminUrl, { max: 1 });
    let compared = 0;
    for (const { slug: account } of planned.world.accounts) {
      const asker = planned.seller(account);
      const { storageTypes, runId, asOfOn } = await listLimits(asker);
      if (storageTypes.length < 2) continue;
      for (const { storageType } of storageTypes) {
        const [held] = await admin.sql<{ units: number }[]>`
          select coalesce(sum(on_hand_units), 0)::int as units from (
            select distinct on (d.product_id) on_hand_units, storage_type from restock_decision d
            join product_version v on v.product_id = d.product_id and v.recorded_to = 'infinity'
            where d.run_id = ${runId} and d.account_id = ${planned.accountOf(account).accountId} and v.valid_from_on <= ${asOfOn}
            order by d.product_id, v.valid_from_on desc) held
          where storage_type = ${storageType}`;
        const all = held?.units ?? 0;
        const out = Math.floor(all / 20);
        const text = `If I remove ${out} aged units, what happens to my ${storageType} limit?`;
        const { note } = await proposeQuestions(asker, { text, productId: null });
        const told = /from ([\d.]+)% to ([\d.]+)% at best/.exec(note ?? "");
        if (!told || out === 0) continue;
        const [from = 0, to = 0] = told.slice(1).map(Number);
        const excess = Math.max(0, (from * all) / 100 - out);
        // Told in tenths of a percent.
        expect(Math.abs(to - (100 * excess) / (all - out)), `${account} ${text}`).toBeLessThan(0.2);
        compared += 1;
      }
    }
    await admin.close();
    expect(compared).toBeGreaterThan(1);
  });
});

describe("a limit as it was", () => {
  it("changed from what was announced of the same month before, where words say so", async () => {
    const question = await first("The estimate was 900 and the final limit is 600. Why?");
    if (question.kind !== "limitChange") throw new Error("not asked about the change");
    expect(question.baseMonthOn).toBe(question.monthOn);
    expect(question.baseRunId).not.toBe(question.runId);
    await checkedAnswer(planned, question, slug);
    const between = await first("Why did my limit fall?");
    if (between.kind !== "limitChange") throw new Error("not asked about the change");
    expect(between.baseMonthOn).not.toBe(between.monthOn);
  });

  it("is what may come back where nothing is named, beside the product's quantity, and neither is taken for sure", async () => {
    const { choices, note } = await propose("Can this be undone?", productId);
    const kinds = choices.map(({ question }) => question.kind);
    expect(kinds).toEqual(expect.arrayContaining(["limitTarget", "restockLevel"]));
    expect(note).toMatch(/Choose the one you mean/);
    const ahead = await propose("When will it recover?", productId);
    expect(ahead.choices.map(({ question }) => question.kind)).toEqual(
      expect.arrayContaining(["limitForward", "restockForward"]),
    );
  });
});

describe("what is asked on a product's page", () => {
  it("is of the account first where nothing points at the product, and of the product where something does", async () => {
    const ids = async (text: string) =>
      (await propose(text, productId)).choices.map(({ question }) =>
        "productId" in question ? question.productId : null,
      );
    expect((await ids("Why do I have more inventory?")).slice(0, 2)).toEqual([0, productId]);
    expect((await ids("Why was I charged an overage fee?")).slice(0, 2)).toEqual([0, productId]);
    expect((await ids("Why is there so much stock of this product?"))[0]).toBe(productId);
  });
});
