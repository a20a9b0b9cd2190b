// What moved limits over a whole run, in a planned world: adds up exactly, and is the same as each account's own explanation.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import type { ChangeExplanation } from "@/lib/optimizer/explanation/index.ts";
import { findLimitChanges } from "@/server/repositories/limit-change.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { askWhy } from "@/server/services/explanation/ask-why.ts";
import { getExplanation } from "@/server/services/explanation/get-explanation.ts";
import {
  createPlannedWorld,
  type PlannedWorld,
} from "@/server/services/explanation/testing/planned-world.ts";
import { Questions, refusal } from "@/server/services/explanation/testing/questions.ts";
import { mainCauseOf } from "./add-up.ts";
import { LimitChangeSummary } from "./schemas.ts";

let planned: PlannedWorld;
let ask: Questions;
let admin: Connection;
let explainedCount: number;
let summary: LimitChangeSummary;

const pair = () => [ask.run(1).runId, ask.run(0).runId] as const;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  ask = new Questions(planned);
  admin = connect(planned.adminUrl);
  explainedCount = await planned.explainLimits(ask.run(1).runId);
  const { db, scope } = planned.worker;
  const kept = await inScope(db, scope, (tx) => findLimitChanges(tx, scope, ...pair()));
  summary = LimitChangeSummary.parse(kept?.summary);
}, 240_000);

afterAll(async () => {
  await admin?.close();
  await planned?.close();
});

const sum = (values: readonly number[]): number => values.reduce((total, v) => total + v, 0);

const peers = () => ({ ...ask.limitChange(), kind: "staffLimitPeers" }) as const;

describe("changes of limits over a run", () => {
  it("add up exactly: to what was announced, by cause, and the network's parts to its amount", async () => {
    const totals = await admin.sql<{ storageType: string; mm3: number }[]>`
      select storage_type::text as "storageType", sum(limit_mm3)::float8 as mm3 from limit_announcement
      where run_id = ${ask.run(1).runId} and month_on = ${ask.month(1, 1)} group by 1`;
    expect(totals.length).toBeGreaterThan(1);
    for (const { storageType, mm3 } of totals) {
      const pool = summary.pools.find(
        (one) => one.storageType === storageType && one.monthAhead === 1,
      );
      expect(pool?.cohorts[0]).toMatchObject({ dimension: "all", toMm3: mm3 });
    }
    for (const { cohorts } of summary.pools)
      for (const { fromMm3, toMm3, causes, parts } of cohorts) {
        expect(sum(causes.map(({ amountMm3 }) => amountMm3))).toBe(toMm3 - fromMm3);
        const network = causes.find(({ cause }) => cause === "network")?.amountMm3 ?? 0;
        if (parts.length > 0) expect(sum(parts.map(({ amountMm3 }) => amountMm3))).toBe(network);
      }
  });

  it("are the bars of each account's own explanation", async () => {
    const bars = new Map<string, number>();
    const compared = await admin.sql<{ slug: string }[]>`
      select a.slug from limit_change c join account a on a.seller_id = c.seller_id and a.id = c.account_id
      where c.run_id = ${ask.run(1).runId} and c.base_run_id = ${ask.run(0).runId} and c.storage_type = 'standard'
        and c.month_ahead = 1 and coalesce(c.main_cause, '') not in ('entered', 'left')`;
    expect(compared.length).toBeGreaterThan(10);
    for (const { slug } of compared) {
      const { explanationId } = await askWhy(planned.seller(slug), ask.limitChange());
      const [row] = await admin.sql<{ facts: ChangeExplanation }[]>`
        select body->'facts' as facts from explanation where id = ${explanationId}`;
      for (const { group, amount } of row?.facts.drivers ?? [])
        bars.set(group, (bars.get(group) ?? 0) + amount);
    }
    const [all] =
      summary.pools.find(
        ({ storageType, monthAhead }) => storageType === "standard" && monthAhead === 1,
      )?.cohorts ?? [];
    const told = new Map(all?.causes.map(({ cause, amountMm3 }) => [cause, amountMm3]));
    for (const [group, amount] of bars) expect(told.get(group) ?? 0, group).toBe(amount);
  });

  it("are kept once, however often the job runs", async () => {
    expect(explainedCount).toBeGreaterThan(0);
    expect(await planned.explainLimits(ask.run(1).runId)).toBe(0);
    const [{ rows } = { rows: 0 }] = await admin.sql<{ rows: number }[]>`
      select count(*)::int as rows from limit_change where run_id = ${ask.run(1).runId}`;
    expect(rows).toBe(explainedCount);
  });
});

describe("similar cases", () => {
  it("are as many as other accounts have the same main cause", async () => {
    const slug = planned.subjectOf("capacity-squeeze");
    const support = planned.seller(slug, "support");
    const { explanationId } = await askWhy(support, peers());
    const [row] = await admin.sql<{ facts: Record<string, number | string> }[]>`
      select body->'facts' as facts from explanation where id = ${explanationId}`;
    const { accountId } = planned.accountOf(slug);
    const [counted] = await admin.sql<{ same: number; fell: number; others: number }[]>`
      select count(*) filter (where o.main_cause = own.main_cause)::int as same,
        count(*) filter (where o.main_cause = own.main_cause and o.to_mm3 < o.from_mm3)::int as fell,
        count(*)::int as others
      from limit_change own join limit_change o using (run_id, base_run_id, storage_type, month_ahead)
      where own.account_id = ${accountId} and o.account_id <> own.account_id
        and own.run_id = ${ask.run(1).runId} and own.base_run_id = ${ask.run(0).runId}
        and own.storage_type = 'standard' and own.month_ahead = 1`;
    expect(row?.facts).toMatchObject({
      sameCount: counted?.same,
      sameFallCount: counted?.fell,
      otherCount: counted?.others,
    });
    const { headline } = await getExplanation(support, explanationId);
    expect(headline).toContain(`Of ${counted?.others} other accounts, ${counted?.same} have`);
  });

  it("are not the seller's to ask, and not told before the runs were compared", async () => {
    const slug = planned.subjectOf("capacity-squeeze");
    expect(await refusal(askWhy(planned.seller(slug), peers()))).toBe("forbidden");
    const first = { ...peers(), runId: ask.run(0).runId, monthOn: ask.month(0, 1) };
    expect(await refusal(askWhy(planned.seller(slug, "support"), first))).toBe(
      "precondition_failed",
    );
  });
});

describe("similar cases of advised quantities", () => {
  const of = (productId: number) =>
    ({
      kind: "restockChange",
      productId,
      runId: ask.run(1).runId,
      baseRunId: ask.run(0).runId,
    }) as const;

  interface Change {
    readonly slug: string;
    readonly productId: number;
    readonly facts: ChangeExplanation;
  }

  /** Every product that both runs advised on and whose quantity is another, as its own explanation has it. */
  async function changes(): Promise<Change[]> {
    const moved = await admin.sql<{ slug: string; productId: number }[]>`
      select a.slug, now.product_id::int as "productId" from restock_decision now
      join restock_decision before using (seller_id, product_id) join account a on a.seller_id = now.seller_id and a.id = now.account_id
      where now.run_id = ${ask.run(1).runId} and before.run_id = ${ask.run(0).runId} and now.advised_units <> before.advised_units`;
    const found: Change[] = [];
    for (const { slug, productId } of moved) {
      const { explanationId } = await askWhy(planned.seller(slug), of(productId));
      const [row] = await admin.sql<{ facts: ChangeExplanation }[]>`
        select body->'facts' as facts from explanation where id = ${explanationId}`;
      if (row) found.push({ slug, productId, facts: row.facts });
    }
    return found;
  }

  const causeOf = ({ facts }: Change) =>
    mainCauseOf(Object.fromEntries(facts.drivers.map(({ group, amount }) => [group, amount])));

  it("are as many as other products have the same main cause in their own explanations", async () => {
    const all = await changes();
    expect(all.length).toBeGreaterThan(5);
    expect(summary.advice?.movedCount).toBe(all.length);
    const [own] = all;
    if (!own) throw new Error("no advice changed");
    const same = all.filter((one) => causeOf(one) === causeOf(own));
    const support = planned.seller(own.slug, "support");
    const question = { ...of(own.productId), kind: "staffRestockPeers" } as const;
    const { explanationId } = await askWhy(support, question);
    const [row] = await admin.sql<{ facts: Record<string, number | string> }[]>`
      select body->'facts' as facts from explanation where id = ${explanationId}`;
    expect(row?.facts).toMatchObject({
      cause: causeOf(own),
      otherCount: all.length - 1,
      sameCount: same.length - 1,
      sameAccountCount: new Set(same.map(({ slug }) => slug)).size,
    });
    expect((await getExplanation(support, explanationId)).headline).toContain(
      `Of ${all.length - 1} other advised quantities`,
    );
    expect(await refusal(askWhy(planned.seller(own.slug), question))).toBe("forbidden");
  });
});
