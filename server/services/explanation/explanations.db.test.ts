import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import type { ChangeExplanation, Viewer } from "@/lib/optimizer/explanation/index.ts";
import { quantityText } from "@/lib/wording/index.ts";
import { traceChunks } from "@/server/planning/trace-chunk.ts";
import { definitions, limitKey, loadDecision } from "@/server/planning/traces.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { listLimits } from "@/server/services/limits/list-limits.ts";
import type { LimitContrastFacts } from "./answer.ts";
import { askWhy } from "./ask-why.ts";
import { getExplanation } from "./get-explanation.ts";
import { getTrace } from "./get-trace.ts";
import { listSourceRows } from "./list-sources.ts";
import type { Question } from "./question.ts";
import type { ExplanationView } from "./schemas.ts";
import { createPlannedWorld, type PlannedWorld } from "./testing/planned-world.ts";
import { Questions, refusal } from "./testing/questions.ts";

/** What the squeeze hits: its limits fall because of the network. */
let slug: string;
let rivalSlug: string;
let planned: PlannedWorld;
let ask: Questions;
let admin: Connection;

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

async function explain(ctx: SellerContext, question: Question): Promise<ExplanationView> {
  const { explanationId } = await askWhy(ctx, question);
  return getExplanation(ctx, explanationId);
}

const factsOf = async (explanationId: string): Promise<ChangeExplanation> => {
  const [row] = await admin.sql<{ body: { facts: ChangeExplanation } }[]>`
    select body from explanation where id = ${explanationId}`;
  if (!row) throw new Error(`no explanation ${explanationId}`);
  return row.body.facts;
};

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("an explanation", () => {
  it("answers every kind of question, replayed equal and adding up exactly, in integers and as shown", async () => {
    const questions = await ask.all(slug);
    expect(new Set(questions.map(({ kind }) => kind)).size).toBe(5);
    for (const question of questions) {
      const view = await explain(planned.seller(slug), question);
      expect(view.verification).toMatchObject({ isReplayEqual: true, isAdditive: true });
      expect(view.headline.startsWith(view.title)).toBe(true);
      if (view.from === null) continue;
      const shown = sum(view.drivers.map(({ amount }) => amount.value ?? Number.NaN));
      const { value: from } = view.from;
      expect(shown).toBeCloseTo((view.to.value ?? Number.NaN) - (from ?? Number.NaN), 6);
      if (view.denominator === null) continue;
      const exact = sum(view.drivers.map(({ exactAmount }) => exactAmount));
      const numerators = view.drivers.map(({ numerator }) => BigInt(numerator ?? "0"));
      expect(numerators.reduce((total, n) => total + n, 0n)).toBe(
        BigInt(view.denominator) * BigInt(exact),
      );
    }
  });

  it("explains the number that was announced", async () => {
    const limits = await listLimits(planned.seller(slug));
    const [standard] = limits.storageTypes;
    const december = standard?.months.find(({ monthOn }) => monthOn === ask.month(1, 1));
    const { explanationId } = await askWhy(planned.seller(slug), ask.limitChange());
    const facts = await factsOf(explanationId);
    expect(facts.to).toBe(december?.current.limitMm3);
    expect(facts.from).toBe(december?.before?.limitMm3);
    expect(sum(facts.drivers.map(({ amount }) => amount))).toBe(facts.delta);
  });

  it("splits the network's bar into parts that add up to it, for every seller", async () => {
    const limits = await admin.sql<{ slug: string; type: "standard" }[]>`
      select distinct a.slug, l.storage_type as type from limit_announcement l join account a on a.id = l.account_id
      where l.run_id = ${ask.run(1).runId} order by 1, 2`;
    let moved = 0;
    for (const { slug: account, type } of limits) {
      const { explanationId } = await askWhy(planned.seller(account), ask.limitChange(1, type));
      const network = (await factsOf(explanationId)).drivers.find(
        ({ group }) => group === "network",
      );
      expect(network?.parts.map(({ player }) => player).sort()).toEqual([
        "capacity",
        "demand",
        "policy",
      ]);
      expect(sum(network?.parts.map(({ amount }) => amount ?? Number.NaN) ?? [])).toBe(
        network?.amount,
      );
      if (network?.amount !== 0) moved += 1;
    }
    expect(moved).toBeGreaterThan(10);
  });

  it("is the same row and the same bytes however often, and however many at once, it is asked for", async () => {
    const question = ask.limitChange(3);
    const asked = await Promise.all(
      Array.from({ length: 5 }, () => askWhy(planned.seller(slug), question)),
    );
    const ids = new Set(asked.map(({ explanationId }) => explanationId));
    expect(ids.size).toBe(1);
    const [id = ""] = ids;
    const first = JSON.stringify(await getExplanation(planned.seller(slug), id));
    expect(await askWhy(planned.seller(slug), question)).toEqual({ explanationId: id });
    expect(await askWhy(planned.seller(slug, "support"), question)).toEqual({ explanationId: id });
    expect(JSON.stringify(await getExplanation(planned.seller(slug), id))).toBe(first);
  });

  it("is at most 12 kB on the wire", async () => {
    for (const question of await ask.all(slug)) {
      const view = await explain(planned.seller(slug, "support"), question);
      expect(gzipSync(JSON.stringify(view)).length, view.kind).toBeLessThanOrEqual(12_000);
    }
  });
});

describe("why a limit is not higher", () => {
  it("names the rule that binds and the room to the next, the same to every viewer", async () => {
    const { explanationId } = await askWhy(planned.seller(slug), ask.limitContrast());
    const seen = await getExplanation(planned.seller(slug), explanationId);
    const support = await getExplanation(planned.seller(slug, "support"), explanationId);
    const full = await getExplanation(planned.seller(slug), explanationId, "policyAdmin");
    const level = await explain(planned.seller(slug), ask.limitLevel());
    expect(seen.to).toEqual(level.to);
    expect(seen.verification.isReplayEqual).toBe(true);
    // The squeeze leaves less space than the account needs.
    expect(seen.headline).toContain("your fair share of the space");
    expect(seen.bindingLabel).toContain("your fair share of the space");
    expect(seen.nextText).toMatch(/what would set it next: .* ft³ away/i);
    expect([support.headline, full.headline]).toEqual([seen.headline, seen.headline]);
  });

  it("tells sellers the step of the scale that all see, and nobody but policy admins the level itself", async () => {
    const question = ask.limitContrast(3);
    const { explanationId } = await askWhy(planned.seller(slug), question);
    const [row] = await admin.sql<{ body: { facts: LimitContrastFacts } }[]>`
      select body from explanation where id = ${explanationId}`;
    const price = row?.body.facts.price;
    const exact = quantityText("milliWeeks", price?.waterLevelMilliWeeks ?? Number.NaN);
    const view = (viewer: Viewer) => getExplanation(planned.seller(slug), explanationId, viewer);
    const seen = await view("seller");
    expect(seen.sentences.join(" ")).toContain(`step ${price?.tightnessStep} of 20`);
    const levelOf = ({ steps }: ExplanationView) =>
      steps.find(({ id }) => id === "waterLevelMilliWeeks")?.value ?? null;
    expect(levelOf(seen)).toBeNull();
    expect(levelOf(await view("support"))).not.toBe(exact);
    const full = await view("policyAdmin");
    expect(full.steps.find(({ id }) => id === "waterLevelMilliWeeks")?.value ?? exact).toBe(exact);
  });

  it("is asked of every limit of every month, and is not found for another's", async () => {
    const { storageTypes } = await listLimits(planned.seller(slug));
    for (const { storageType } of storageTypes)
      for (const ahead of [1, 2, 3]) {
        const view = await explain(planned.seller(slug), ask.limitContrast(ahead, storageType));
        expect(view.headline.startsWith(view.title)).toBe(true);
        expect(view.headline).toContain("What keeps it from being higher");
      }
    const { explanationId } = await askWhy(planned.seller(slug), ask.limitContrast());
    expect(await refusal(getExplanation(planned.seller(rivalSlug), explanationId))).toBe(
      "not_found",
    );
  });
});

describe("an explanation of observed facts", () => {
  it("is asked anew when a report was loaded since, and the old answer stays as it was", async () => {
    const ctx = planned.seller(slug);
    const { explanationId: before } = await askWhy(ctx, ask.inStockChange());
    const bytes = JSON.stringify(await getExplanation(ctx, before));
    const { sellerId, accountId } = planned.accountOf(slug);
    // A correction: a product that sold was out of stock for the last ten days.
    await admin.sql`
      insert into inventory_event (seller_id, account_id, product_id, event_on, kind, units, import_id, line_no)
      select ${sellerId}, ${accountId}, product_id, ${ask.run(1).asOfOn}::date - 10, 'lost', -100000, min(import_id), 1
      from inventory_event where account_id = ${accountId} group by product_id order by sum(units) desc limit 1`;
    await admin.sql`update import_file set finished_at = now() where account_id = ${accountId}`;
    const { explanationId: after } = await askWhy(ctx, ask.inStockChange());
    expect(after).not.toBe(before);
    expect((await getExplanation(ctx, after)).to.text).not.toBe(
      (await getExplanation(ctx, before)).to.text,
    );
    expect(JSON.stringify(await getExplanation(ctx, before))).toBe(bytes);
  });
});

describe("who sees what", () => {
  it("shows where the network's levels and its parts lie to support, nothing of them to the seller", async () => {
    const { explanationId } = await askWhy(planned.seller(slug), ask.limitChange());
    const seen = await getExplanation(planned.seller(slug), explanationId);
    const full = await getExplanation(planned.seller(slug, "support"), explanationId);
    const network = (view: ExplanationView) =>
      view.drivers.find(({ group }) => group === "network");
    expect(network(seen)?.leaves.length).toBeGreaterThan(0);
    for (const leaf of network(seen)?.leaves ?? [])
      expect(leaf).toMatchObject({ from: null, to: null, isHidden: true, hasSource: false });
    expect(network(seen)?.parts.map(({ amount }) => amount)).toEqual([null, null, null]);
    const shares = network(seen)?.parts.map(({ share }) => share);
    expect(shares).toEqual(network(full)?.parts.map(({ share }) => share));
    expect(shares?.[0]).toMatch(/^(nearlyAll|most|aboutHalf)$/);
    for (const leaf of network(full)?.leaves ?? []) expect(leaf.from).toContain(" to ");
    for (const part of network(full)?.parts ?? []) expect(part.amount).toMatch(/ to |^less than /);
    expect(seen.redactions).not.toEqual([]);
    expect(full.redactions).toEqual(seen.redactions);
    const all = await getExplanation(planned.seller(slug), explanationId, "policyAdmin");
    expect(all.redactions).toEqual([]);
    for (const leaf of network(all)?.leaves ?? []) expect(leaf.from).not.toContain(" to ");
  });

  it("hides the same values on the path of a level", async () => {
    for (const question of [
      ask.limitLevel(1),
      ask.limitLevel(3),
      ...ask.restock((await ask.productsOf(slug))[0] ?? 0),
    ]) {
      const { explanationId } = await askWhy(planned.seller(slug), question);
      const seen = await getExplanation(planned.seller(slug), explanationId);
      const full = await getExplanation(planned.seller(slug, "support"), explanationId);
      const { nodes } = definitions[seen.verification.definition as "capacity" | "replenishment"];
      const confidential = new Set(
        definitions[seen.verification.definition as "capacity"].visibility.flatMap(
          (label, index) => (label === "networkConfidential" ? [nodes[index]?.id] : []),
        ),
      );
      const shownIn = ({ steps }: ExplanationView) =>
        steps.map(({ id, value }) => [id, value === null]);
      expect(shownIn(seen)).toEqual(seen.steps.map(({ id }) => [id, confidential.has(id)]));
      for (const { value, next } of seen.steps)
        if (value === null) expect(next ?? "").not.toContain("away");
      const isBand = ({ id, kind }: (typeof full.steps)[number]) =>
        confidential.has(id) && kind === "leaf";
      expect(shownIn(full)).toEqual(
        full.steps.map((step) => [step.id, confidential.has(step.id) && !isBand(step)]),
      );
      for (const step of full.steps.filter(isBand)) expect(step.value, step.id).toContain(" to ");
    }
  });

  it("hides them in the raw trace", async () => {
    const { explanationId } = await askWhy(planned.seller(slug), ask.limitChange());
    const seen = await getTrace(planned.seller(slug), explanationId);
    const full = await getTrace(planned.seller(slug, "support"), explanationId);
    const hidden = seen.nodes.filter(({ from, to }) => from === null && to === null);
    expect(hidden.map(({ id }) => id)).toEqual(["waterLevelMilliWeeks", "rationShareMillionths"]);
    for (const { id, from, to } of full.nodes) {
      expect(`${from} ${to}`, id).not.toContain("null");
      expect(`${from} ${to}`.includes(" to "), id).toBe(hidden.some((node) => node.id === id));
    }
    expect(full.definition).toBe(`capacity@${definitions.capacity.version}`);
  });

  it("knows nothing of another account's explanations, products and rows", async () => {
    const { explanationId } = await askWhy(planned.seller(slug), ask.limitLevel());
    const rival = planned.seller(rivalSlug);
    const sources = {
      account: rivalSlug,
      explanationId,
      leafId: "onHandMm3",
      side: "to" as const,
      offset: 0,
    };
    expect(await refusal(getExplanation(rival, explanationId))).toBe("not_found");
    expect(await refusal(getTrace(rival, explanationId))).toBe("not_found");
    expect(await refusal(listSourceRows(rival, sources))).toBe("not_found");
    const [product = 0] = await ask.productsOf(slug);
    for (const question of ask.restock(product))
      expect(await refusal(askWhy(rival, question))).toBe("not_found");
  });

  it("answers nothing about runs, months and products that the account does not have", async () => {
    const ctx = planned.seller(slug);
    const level = ask.limitLevel();
    expect(await refusal(askWhy(ctx, { ...level, runId: 99_999 }))).toBe("not_found");
    expect(await refusal(askWhy(ctx, { ...level, monthOn: "2031-01-01" }))).toBe("not_found");
    expect(await refusal(askWhy(ctx, { ...level, storageType: "apparel" }))).toBe("not_found");
    expect(await refusal(askWhy(ctx, { kind: "restockLevel", productId: 1e9, runId: 1 }))).toBe(
      "not_found",
    );
    const early = { kind: "inStockChange" as const, fromOn: "2019-01-01", toOn: ask.run(1).asOfOn };
    expect(await refusal(askWhy(ctx, early))).toBe("invalid");
  });
});

// Last: these damage the database.
describe("evidence that was tampered with", () => {
  const disarm = async (table: "trace_chunk" | "explanation", work: () => Promise<unknown>) => {
    await admin.sql`alter table ${admin.sql(table)} disable trigger user`;
    await work();
    await admin.sql`alter table ${admin.sql(table)} enable trigger user`;
  };
  it("refuses an answer whose stored facts are no longer those that were hashed", async () => {
    const { explanationId } = await askWhy(planned.seller(slug), ask.limitLevel(3));
    await disarm(
      "explanation",
      () => admin.sql`
      update explanation set body = jsonb_set(body, '{facts,value}', '1') where id = ${explanationId}`,
    );
    expect(await refusal(getExplanation(planned.seller(slug), explanationId))).toMatch(
      /was changed/,
    );
    expect(await refusal(getTrace(planned.seller(slug), explanationId))).toMatch(/was changed/);
  });

  it("refuses a trace whose values were exchanged together with their hash: the rules give others", async () => {
    const { sellerId, accountId } = planned.accountOf(rivalSlug);
    const key = limitKey(storageTypeIndex("standard"), 2);
    const found = await inScope(planned.worker.db, planned.worker.scope, (tx) =>
      loadDecision(tx, planned.worker.scope, ask.run(1).runId, "capacity", { accountId, key }),
    );
    if (!found) throw new Error("no decision");
    found.values.column.announced?.fill(1e9);
    const [forged] = traceChunks(definitions.capacity, 1, {
      sellerId,
      accountId,
      keys: [key],
      values: found.values,
      start: 0,
    });
    await disarm(
      "trace_chunk",
      () => admin.sql`
      update trace_chunk set columns = ${Buffer.from(forged?.columns ?? [])}, root_sha256 = ${forged?.rootSha256 ?? ""}, decision_keys = ${[key]},
        base_run_id = null, base_depth = 0
      where run_id = ${ask.run(1).runId} and account_id = ${accountId}
        and formula_set_id = (select id from formula_set where definition = 'capacity')`,
    );
    expect(await refusal(askWhy(planned.seller(rivalSlug), ask.limitLevel(2)))).toMatch(
      /replay of capacity .* differs from its trace/,
    );
  });

  it("refuses a trace of which one byte was flipped, and stores no answer", async () => {
    const { accountId } = planned.accountOf(slug);
    await disarm(
      "trace_chunk",
      () => admin.sql`
      update trace_chunk set columns = set_byte(columns, length(columns) / 2, get_byte(columns, length(columns) / 2) # 1)
      where run_id = ${ask.run(1).runId} and account_id = ${accountId}`,
    );
    // Forget the answers that were given before, so that the trace is read again.
    await disarm("explanation", () => admin.sql`delete from explanation`);
    for (const question of await ask.all(slug)) {
      if (question.kind === "inStockChange") continue;
      expect(await refusal(askWhy(planned.seller(slug), question))).not.toBe("answered");
    }
    const [row] = await admin.sql<{ n: number }[]>`select count(*)::int as n from explanation`;
    expect(row?.n).toBe(0);
  });
});
