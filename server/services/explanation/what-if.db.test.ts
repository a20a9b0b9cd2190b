import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { capacityLevers } from "@/lib/optimizer/capacity/index.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { evaluateOne, readLeaves } from "@/lib/optimizer/decision/index.ts";
import type { Counterfactual, Forward } from "@/lib/optimizer/explanation/index.ts";
import { definitions, limitKey, loadDecision } from "@/server/planning/traces.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { Fairness, Provenance, QuantityContrast } from "./answer.ts";
import { askWhy, WHAT_IF_BUDGET } from "./ask-why.ts";
import { getExplanation } from "./get-explanation.ts";
import { listSourceRows } from "./list-sources.ts";
import { listPromises } from "./promises.ts";
import type { Question } from "./question.ts";
import { createPlannedWorld, type PlannedWorld } from "./testing/planned-world.ts";
import { Questions, refusal } from "./testing/questions.ts";

let planned: PlannedWorld;
let ask: Questions;
let admin: Connection;
let slug: string;
let rivalSlug: string;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  ask = new Questions(planned);
  admin = connect(planned.adminUrl);
  slug = planned.subjectOf("capacity-squeeze");
  rivalSlug = planned.subjectOf("port-delay");
}, 240_000);

afterAll(async () => {
  await admin?.close();
  await planned?.close();
});

async function answered<F>(account: string, question: Question) {
  const { explanationId } = await askWhy(planned.seller(account), question);
  const [row] = await admin.sql<{ body: { facts: F; ways?: Counterfactual } }[]>`
    select body from explanation where id = ${explanationId}`;
  if (!row) throw new Error(`no explanation ${explanationId}`);
  return { ...row.body, view: await getExplanation(planned.seller(account), explanationId) };
}

/** The run's limit with some leaves exchanged, by the definition itself. */
async function limitWith(
  account: string,
  ahead: number,
  change: Readonly<Record<string, number>>,
): Promise<number> {
  const { scope } = planned.seller(account);
  const key = limitKey(storageTypeIndex("standard"), ahead);
  const decision = await inScope(planned.db, scope, (tx) =>
    loadDecision(tx, scope, ask.run(1).runId, "capacity", { accountId: scope.accountId, key }),
  );
  if (!decision) throw new Error(`no limit of ${account}`);
  const leaves = new Float64Array(definitions.capacity.leafCount);
  readLeaves(definitions.capacity, decision.leaves, 0, leaves);
  for (const [id, value] of Object.entries(change))
    leaves[definitions.capacity.indexOf.get(id) ?? -1] = value;
  return evaluateOne(
    definitions.capacity,
    leaves,
    new Float64Array(definitions.capacity.nodes.length),
  );
}

describe("what must change for another number", () => {
  it("is answered with changes that the last run's own rules confirm, each alone", async () => {
    const limit = await limitWith(slug, 1, {});
    const { facts, view } = await answered<Counterfactual>(
      slug,
      ask.limitTarget(Math.round(limit * 1.05)),
    );
    expect(facts.answers.length + (facts.farthest < facts.target.value ? 1 : 0)).toBeGreaterThan(0);
    for (const { changes } of facts.answers) {
      const change = Object.fromEntries(changes.map(({ leaf, to }) => [leaf, to]));
      const also = "declaredMm3" in change ? { declaredWeightMillionths: 500_000 } : {};
      expect(await limitWith(slug, 1, { ...change, ...also })).toBeGreaterThanOrEqual(
        facts.target.value,
      );
    }
    expect(view.ways).toHaveLength(facts.answers.length);
    expect(view.headline).toContain(view.title.slice(1));
    expect(view.verification.replayCount).toBe(facts.replayCount);
  });

  it("stands beside limits and quantities as what the seller can do, or says that nothing does", async () => {
    const [productId = 0] = await ask.productsOf(slug);
    for (const question of [ask.limitLevel(2), ask.limitChange(2), ...ask.restock(productId)]) {
      const { ways, view } = await answered(slug, question);
      if (!ways) throw new Error(`no ways beside ${question.kind}`);
      expect(view.ways).toHaveLength(ways.answers.length);
      expect(ways.answers.length).toBeLessThanOrEqual(3);
      expect(ways.replayCount).toBeGreaterThan(1);
      // Pairs and triples are searched, so a target that all levers together reach may need four of them.
      if (ways.farthest < ways.target.value) expect(ways.answers).toEqual([]);
    }
  });

  it("tells results in steps of a twentieth, so that prices stay unknown", async () => {
    const limit = await limitWith(slug, 1, {});
    const { facts } = await answered<Counterfactual>(slug, ask.limitTarget(limit + 1));
    const step = facts.target.value - limit;
    expect(step).toBeGreaterThanOrEqual(limit / 20);
    for (const told of [facts.farthest, ...facts.answers.map(({ reached }) => reached)])
      expect((told - limit) % step).toBe(0);
  });
});

const deedOf = (steps: number) => ({ leaf: "declaredMm3", move: 1 as const, steps });

describe("what happens if", () => {
  const lever = capacityLevers(0)[0];
  const deed = { leaf: lever?.leaf ?? "", move: 1 as const, steps: 3 };

  it("is a range over outlooks, no lower with more declared than without", async () => {
    const { facts, view } = await answered<Forward>(slug, ask.limitForward(deed));
    expect(facts.low).toBeLessThanOrEqual(facts.high);
    expect(facts.low).toBeGreaterThanOrEqual(facts.without.low);
    expect(facts.changes.map(({ leaf }) => leaf)).toContain("declaredMm3");
    expect(view.sentences.length).toBeGreaterThanOrEqual(3);
    const plain = await answered<Forward>(slug, ask.limitForward({ ...deed, steps: 0 }));
    expect(plain.facts).toMatchObject({ ...facts.without, changes: [] });
    expect(plain.view.headline.startsWith("If things go on as they are")).toBe(true);
  });

  it("refuses what is no step of the account's, and a month that is confirmed already", async () => {
    const asked = (question: Question) => refusal(askWhy(planned.seller(slug), question));
    expect(await asked(ask.limitForward({ ...deed, leaf: "waterLevelMilliWeeks" }))).toBe(
      "invalid",
    );
    expect(await asked(ask.limitForward({ ...deed, move: -1 }))).toBe("invalid");
    expect(await asked(ask.limitForward(deed, 1))).toBe("precondition_failed");
  });
});

describe("an answer about what would happen", () => {
  it("is compared with what the next run decided, with and without what the inputs really became", async () => {
    const seller = planned.seller(slug);
    // Asked of the first run about the month that the second one decides next.
    const question: Question = {
      ...ask.limitForward({ leaf: "none", move: 1, steps: 0 }),
      runId: ask.run(0).runId,
      monthOn: ask.month(1, 1),
    };
    const { facts, view } = await answered<Forward>(slug, question);
    const pending = await answered<Forward>(slug, ask.limitForward(deedOf(2)));
    const { promises, scoredCount, insideCount } = await listPromises(seller);
    const outcome = promises.find(({ explanationId }) => explanationId === view.id)?.outcome;
    const actual = await limitWith(slug, 1, {});
    expect(outcome).toMatchObject({
      asOfOn: ask.run(1).asOfOn,
      isInside: actual >= facts.low && actual <= facts.high,
      wasDone: null,
    });
    expect(outcome?.sentences.length).toBe(2);
    expect(promises.find(({ explanationId }) => explanationId === pending.view.id)?.outcome).toBe(
      null,
    );
    expect(scoredCount).toBe(promises.filter((promise) => promise.outcome !== null).length);
    expect(insideCount).toBe(promises.filter((promise) => promise.outcome?.isInside).length);
  });
});

describe("why not another quantity", () => {
  it("names what keeps the advice from it and what it would do", async () => {
    const [productId = 0] = await ask.productsOf(slug);
    const [level] = ask.restock(productId);
    const present = (await answered<{ value: number }>(slug, level)).facts.value;
    const { facts, view } = await answered<QuantityContrast>(slug, {
      kind: "restockContrast",
      productId,
      runId: ask.run(1).runId,
      units: present + 50,
    });
    expect(facts).toMatchObject({ value: present, other: present + 50 });
    expect(facts.effect.plannedUnits).toBe(present);
    expect(view.headline).toContain("not ");
    expect(view.sentences.length).toBeGreaterThanOrEqual(2);
  });
});

describe("the budget of what-ifs", () => {
  it("is spent by distinct questions of one run, and a question asked again costs nothing", async () => {
    const { sellerId, accountId } = planned.accountOf(rivalSlug);
    const question = ask.limitTarget(1e12);
    const seller = planned.seller(rivalSlug);
    const first = await askWhy(seller, question);
    const [{ asked } = { asked: 0 }] = await admin.sql<{ asked: number }[]>`
      select count(*)::int as asked from explanation
      where seller_id = ${sellerId} and question ->> 'kind' = 'limitTarget'`;
    await admin.sql`
      insert into explanation (seller_id, account_id, cache_key, question, run_id, body, body_sha256, is_verified)
      select ${sellerId}, ${accountId}, 'spent ' || n, jsonb_build_object('kind', 'restockTarget'), ${ask.run(1).runId},
        '{}', '', true
      from generate_series(1, ${WHAT_IF_BUDGET - asked}) n`;
    expect(await refusal(askWhy(seller, ask.limitTarget(2e12)))).toBe("limit_exceeded");
    expect(await askWhy(seller, question)).toEqual(first);
    expect(await refusal(askWhy(seller, ask.limitLevel(1)))).toBe("answered");
    expect(await refusal(askWhy(planned.seller(slug), ask.limitTarget(2e12)))).toBe("answered");
  });
});

describe("the record behind a number", () => {
  it("counts the rows of reports behind each input, as their own list does", async () => {
    const { monthOn, storageType, runId } = ask.limitLevel();
    const { view, facts } = await answered<Provenance>(slug, {
      kind: "limitSources",
      storageType,
      monthOn,
      runId,
    });
    expect(view.steps.every(({ kind }) => kind === "leaf")).toBe(true);
    for (const [leafId, rows] of Object.entries(facts.rowCount)) {
      const input = {
        account: slug,
        explanationId: view.id,
        leafId,
        side: "to",
        offset: 0,
      } as const;
      expect((await listSourceRows(planned.seller(slug), input)).totalCount).toBe(rows);
    }
    expect(Object.values(facts.rowCount).some((rows) => rows > 0)).toBe(true);
  });

  it("says that the rules are everybody's, and what holds for the account alone", async () => {
    const [productId = 0] = await ask.productsOf(slug);
    const { runId } = ask.run(1);
    const { facts, view } = await answered<Fairness>(slug, {
      kind: "restockFairness",
      productId,
      runId,
    });
    expect(facts).toMatchObject({
      identityLeafCount: 0,
      special: [],
      swap: { placeCount: 64, differentCount: 0 },
      handSetTens: 0,
      standing: { status: "notALimit" },
    });
    expect(view.sentences).toHaveLength(6);
    const { monthOn, storageType } = ask.limitLevel();
    const individual = planned.world.accounts.find(({ kind }) => kind === "individual");
    if (!individual) throw new Error("no individual account");
    const limit = await answered<Fairness>(individual.slug, {
      kind: "limitFairness",
      storageType,
      monthOn,
      runId,
    });
    expect(limit.facts.special).toContain("isIndividual");
    // Forty accounts are too few to say where one of them stands.
    expect(limit.facts.standing).toEqual({ status: "tooFew" });
    expect(limit.view.sentences.at(-1)).toContain("too few sellers");
    expect(limit.facts.value).toBe(await limitWith(individual.slug, 1, {}));
  });
});
