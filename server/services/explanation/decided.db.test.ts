// Questions about numbers that a plan decides beside limits and quantities, asked in a planned world of two runs.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SellerContext } from "@/server/services/context.ts";
import { getForecast } from "@/server/services/forecast/get-forecast.ts";
import { askWhy } from "./ask-why.ts";
import { getExplanation } from "./get-explanation.ts";
import { listSourceRows } from "./list-sources.ts";
import type { Question } from "./question.ts";
import type { ExplanationView } from "./schemas.ts";
import { createPlannedWorld, type PlannedWorld } from "./testing/planned-world.ts";
import { Questions, refusal } from "./testing/questions.ts";

let planned: PlannedWorld;
let seller: SellerContext;
let rival: SellerContext;
let productId: number;
let runId: number;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  await planned.explainForecasts();
  const slug = planned.subjectOf("capacity-squeeze");
  seller = planned.seller(slug);
  rival = planned.seller(planned.subjectOf("port-delay"));
  const ask = new Questions(planned);
  productId = await bestSeller(await ask.productsOf(slug));
  ({ runId } = ask.run(1));
}, 240_000);
afterAll(() => planned?.close());

/** The product that is expected to sell most. */
async function bestSeller(productIds: readonly number[]): Promise<number> {
  let best = 0;
  let most = -1;
  for (const id of productIds) {
    const units = (await getForecast(seller, id)).ahead.reduce((sum, { mean }) => sum + mean, 0);
    if (units > most) [best, most] = [id, units];
  }
  return best;
}

async function explain(question: Question, ctx = seller): Promise<ExplanationView> {
  const { explanationId } = await askWhy(ctx, question);
  return getExplanation(ctx, explanationId);
}

const total = (view: ExplanationView): number =>
  view.drivers.reduce((sum, { exactAmount }) => sum + exactAmount, 0);

describe("the forecast of a product", () => {
  const weeks = 13;

  it("is made up of what was sold, what the forecast made of it, and what the seller stated", async () => {
    const { ahead } = await getForecast(seller, productId);
    const view = await explain({ kind: "forecastLevel", productId, runId });
    const expected = ahead.slice(0, weeks).reduce((sum, { mean }) => sum + mean, 0);
    expect(total(view) / 1000).toBeCloseTo(expected, 3);
    expect(view.verification).toMatchObject({ isAdditive: true, isReplayEqual: true });
    expect(view.run?.runId).toBe(runId);
    const sold = view.drivers.find(({ group }) => group === "sold");
    expect(sold?.exactAmount).toBeGreaterThan(0);
    const { totalCount, forecast } = await listSourceRows(seller, {
      account: "",
      explanationId: view.id,
      leafId: sold?.leaves[0]?.id ?? "",
      side: "to",
      offset: 0,
    });
    expect(totalCount).toBeGreaterThan(0);
    expect(forecast?.originOn).toBeDefined();
  });

  it("changed by causes that add up, as its page tells them", async () => {
    const { change } = await getForecast(seller, productId);
    if (change.status !== "explained") throw new Error(`change is ${change.status}`);
    const view = await explain({ kind: "forecastChange", productId, runId });
    expect(view.baseRun?.runId).toBe(change.baseRunId);
    expect(view.from?.text).toBe(change.from.text);
    expect(view.to.text).toBe(change.to.text);
    const told = change.drivers.filter(({ driver }) => driver !== "rounding");
    expect(view.drivers.map(({ group }) => group).sort()).toEqual(
      told.map(({ driver }) => driver).sort(),
    );
    for (const { meaning } of told) expect(view.sentences).toContain(meaning);
  });

  it("rests on weeks that are named, with those that ran out of stock", async () => {
    const { history, past } = await getForecast(seller, productId);
    const view = await explain({ kind: "forecastSources", productId, runId });
    const out = past.filter(({ inStockMillionths }) => inStockMillionths !== null).length;
    expect(view.sentences.some((text) => /^Stock ran out in/.test(text))).toBe(out > 0);
    expect(view.sentences.some((text) => text.includes("larger than usual"))).toBe(
      history.wholesale.length > 0,
    );
  });

  it("would be higher by a promotion as much as the plan's own rules give, step by step", async () => {
    const at = (steps: number) =>
      explain({
        kind: "forecastForward",
        productId,
        runId,
        leaf: "promotionFactorMillionths",
        move: 1,
        steps,
      });
    const { ahead } = await getForecast(seller, productId);
    const sum = (week: (h: number) => number) =>
      ahead.slice(0, weeks).reduce((units, { mean }, h) => units + mean * week(h), 0);
    const view = await at(5);
    const figure = Number(/would be ([\d,.]+) unit/.exec(view.headline)?.[1]?.replace(",", ""));
    expect(figure).toBeCloseTo(
      sum((h) => (h < 4 ? 2 : 1)),
      0,
    );
    expect((await at(1)).headline).not.toBe(view.headline);
    expect(
      await refusal(askWhy(seller, { ...view.question, steps: 3, leaf: "price" } as Question)),
    ).toBe("invalid");
  });

  it("is set beside the seller's own figure: pace, chance, and the adjustment that would bring it there", async () => {
    const { to } = await explain({ kind: "forecastLevel", productId, runId });
    const units = Math.ceil(1.5 * (to.value ?? 0)) + 1;
    const view = await explain({ kind: "forecastContrast", productId, runId, units });
    expect(view.headline).toContain(`not ${units} units`);
    const text = view.sentences.join(" ");
    const reached = Number(/bring it to ([\d,.]+) unit/.exec(text)?.[1]?.replace(",", ""));
    expect(reached).toBeGreaterThanOrEqual(units);
    expect(reached).toBeLessThan(units * 1.05 + 1);
  });

  it("is told to nobody else", async () => {
    for (const kind of ["forecastLevel", "forecastChange", "forecastSources"] as const)
      expect(await refusal(explain({ kind, productId, runId }, rival))).toBe("not_found");
  });
});
