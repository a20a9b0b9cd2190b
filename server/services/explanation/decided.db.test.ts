// Questions about numbers that a plan decides beside limits and quantities, asked in a planned world of two runs.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scoreDefinition } from "@/lib/optimizer/capacity/index.ts";
import { quantityText } from "@/lib/wording/index.ts";
import { definitionSha256 } from "@/server/planning/rules.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { getForecast } from "@/server/services/forecast/get-forecast.ts";
import { contrastOf } from "@/server/services/placement/contrast-placement.ts";
import { listPlacement } from "@/server/services/placement/list-placement.ts";
import type { PlacementPage } from "@/server/services/placement/schemas.ts";
import { listSplitOptions } from "@/server/services/placement/split.ts";
import { askWhy } from "./ask-why.ts";
import { getExplanation } from "./get-explanation.ts";
import { getTrace } from "./get-trace.ts";
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
    for (const wrong of [{ leaf: "price" }, { move: -1 }])
      expect(
        await refusal(askWhy(seller, { ...view.question, steps: 3, ...wrong } as Question)),
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

describe("where units go", () => {
  let ctx: SellerContext;
  let page: PlacementPage;
  const splits = () => listSplitOptions(ctx);

  beforeAll(async () => {
    for (const { slug } of planned.world.accounts) {
      const listed = await listPlacement(planned.seller(slug), {
        account: slug,
        search: "",
        page: 1,
      });
      if (listed.totalCount > (page?.totalCount ?? 0)) {
        page = listed;
        ctx = planned.seller(slug);
      }
    }
  });

  const placedProduct = () => {
    const row = page.rows.find(({ fcs }) => fcs.length > 0);
    const [main] = row?.fcs ?? [];
    if (!row || !main) throw new Error("nothing is placed");
    return { productId: row.productId, fcId: main.fcId, runId };
  };

  it("is told by building, as the plan splits the shipment, and with what other splits would be", async () => {
    const view = await explain({ kind: "splitLevel", runId }, ctx);
    expect(total(view)).toBe(view.to.value);
    expect(view.to.value).toBeGreaterThan(0);
    const { options } = await splits();
    const planSplit = options.find(({ split }) => split === "optimised");
    expect(view.drivers.map(({ label }) => label).sort()).toEqual(
      planSplit?.fcs.map(({ code }) => `To ${code}`).sort(),
    );
    expect(view.sentences).toHaveLength(
      view.drivers.filter(isNamed(view)).length + 1 + options.length,
    );
  });

  const isNamed = (view: ExplanationView) => (driver: ExplanationView["drivers"][number]) =>
    Math.abs(driver.exactAmount) >= 0.15 * total(view);

  it("would cost and take what the offered split does, computed again", async () => {
    const { options } = await splits();
    for (const { split, state, feeMicros, transitMilliDays } of options) {
      const view = await explain({ kind: "splitForward", split, runId }, ctx);
      expect(view.verification.replayCount).toBe(state === "offered" ? 1 : 0);
      if (state !== "offered") continue;
      expect(view.to.value).toBeCloseTo((feeMicros ?? 0) / 1e6, 2);
      const days = quantityText("milliDays", transitMilliDays ?? 0);
      expect(view.sentences.some((text) => text.includes(days))).toBe(transitMilliDays !== null);
    }
  });

  it("is set beside another building in words, to a seller without what carriers and buildings are paid", async () => {
    const asked = placedProduct();
    const { others } = await contrastOf(ctx, asked);
    const [other] = others;
    if (!other) throw new Error("no other building was decided about");
    const question = { kind: "placementContrast", ...asked, otherFcId: other.fcId } as const;
    const view = await explain(question, ctx);
    expect(view.sentences).toContain(other.sentence);
    for (const { label, text } of other.parts)
      expect(view.sentences).toContain(`${label}: ${text}.`);
    expect([view.headline, ...view.sentences].join(" ")).not.toMatch(/[$]/);
    const admin = await getExplanation(ctx, view.id, "policyAdmin");
    expect(admin.sentences.join(" ")).toMatch(/[$]/);
    expect(await refusal(explain({ ...question, otherFcId: 999_999 }, ctx))).toBe("not_found");
  });

  it("rests on inputs with their rows, and treats its seller like any other", async () => {
    const asked = placedProduct();
    const sources = await explain({ kind: "placementSources", ...asked }, ctx);
    const fromRows = sources.steps.find(({ hasSource }) => hasSource);
    const { totalCount } = await listSourceRows(ctx, {
      account: "",
      explanationId: sources.id,
      leafId: fromRows?.id ?? "",
      side: "to",
      offset: 0,
    });
    expect(totalCount).toBeGreaterThan(0);
    const fair = await explain({ kind: "placementFairness", ...asked }, ctx);
    expect(fair.sentences.join(" ")).toContain("gave the same number each time");
    const why = await explain({ kind: "splitContrast", runId }, ctx);
    expect(why.headline).toContain("how many buildings");
  });
});

describe("the efficiency score", () => {
  let of: { storageType: "standard"; monthOn: string; runId: number };
  let base: { baseMonthOn: string; baseRunId: number };

  beforeAll(() => {
    const ask = new Questions(planned);
    of = { storageType: "standard", monthOn: ask.month(1, 1), runId };
    base = { baseMonthOn: ask.month(0, 1), baseRunId: ask.run(0).runId };
  });

  it("is the score that the limit's own trace holds, and adds up from its shares", async () => {
    const view = await explain({ kind: "scoreLevel", ...of });
    const limit = await askWhy(seller, { kind: "limitLevel", ...of });
    const { nodes } = await getTrace(seller, limit.explanationId);
    expect(String(total(view))).toBe(nodes.find(({ id }) => id === "efficiency")?.to);
    expect(view.sentences.filter((text) => / counts? in full\.$/.test(text))).toHaveLength(4);
    expect(view.ways.length).toBeGreaterThan(0);
  });

  it("changed by its shares, as the limit's score did", async () => {
    const view = await explain({ kind: "scoreChange", ...of, ...base });
    const { nodes } = await getTrace(seller, view.id);
    const node = nodes.find(({ id }) => id === "efficiency");
    expect(total(view)).toBe(Number(node?.to) - Number(node?.from));
    expect(view.verification).toMatchObject({ isAdditive: true, isReplayEqual: true });
  });

  it("would be what the rules give with one share moved, and rests on rows of reports", async () => {
    const leaf = "sellThroughMillionths";
    const now = await explain({ kind: "scoreLevel", ...of });
    const more = await explain({ kind: "scoreForward", ...of, leaf, move: 1, steps: 5 });
    const figure = Number(/would be ([\d.]+)%/.exec(more.headline)?.[1]);
    expect(figure).toBeGreaterThanOrEqual(now.to.value ?? Number.NaN);
    const wrong = { kind: "scoreForward", ...of, leaf: "coverWeeks", move: 1, steps: 2 } as const;
    expect(await refusal(askWhy(seller, wrong))).toBe("invalid");
    const target = await explain({ kind: "scoreTarget", ...of, targetMillionths: 10_000 });
    expect(target.headline).toContain("already");
    const sources = await explain({ kind: "scoreSources", ...of });
    expect(sources.steps.filter(({ hasSource }) => hasSource)).toHaveLength(4);
    const fair = await explain({ kind: "scoreFairness", ...of });
    expect(fair.sentences.join(" ")).toContain("gave the same number each time");
    const change = await explain({ kind: "scoreChange", ...of, ...base });
    for (const { verification } of [more, target, sources, fair, change])
      expect(verification).toMatchObject({
        definition: "score",
        codeSha256: definitionSha256(scoreDefinition),
      });
  });
});
