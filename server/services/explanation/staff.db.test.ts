// What support asks about a seller's numbers: answered for staff, and for nobody else.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { LOCALES, type Locale, nodeLabel } from "@/lib/wording/index.ts";
import { findExplanation } from "@/server/repositories/explanation.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { listSimilarAccounts } from "@/server/services/limit-changes/similar-accounts.ts";
import { setOverride } from "@/server/services/replenishment/override.ts";
import { draftReply } from "@/server/services/support/draft-reply.ts";
import type { DecisionRecord } from "./answer.ts";
import { proposeQuestions } from "./ask-box/propose.ts";
import { askWhy } from "./ask-why.ts";
import { forgetDeclined } from "./declined.ts";
import { getExplanation } from "./get-explanation.ts";
import { getTrace } from "./get-trace.ts";
import type { Ask } from "./question.ts";
import { getReceipt } from "./receipt.ts";
import { createPlannedWorld, type PlannedWorld } from "./testing/planned-world.ts";
import { Questions, refusal } from "./testing/questions.ts";

let planned: PlannedWorld;
let ask: Questions;
let admin: Connection;
let slug: string;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  ask = new Questions(planned);
  admin = connect(planned.adminUrl);
  slug = planned.subjectOf("capacity-squeeze");
}, 240_000);

afterAll(async () => {
  await admin?.close();
  await planned?.close();
});

const record = (
  about: DecisionRecord["about"],
  of: Partial<Ask<"staffLimitRecord">> = {},
): Ask<"staffLimitRecord"> => ({ ...ask.limitLevel(), ...of, kind: "staffLimitRecord", about });

async function factsOf(explanationId: string): Promise<DecisionRecord> {
  const [row] = await admin.sql<{ body: { facts: DecisionRecord } }[]>`
    select body from explanation where id = ${explanationId}`;
  if (!row) throw new Error(`no explanation ${explanationId}`);
  return row.body.facts;
}

describe("what is on record of a decision", () => {
  it("says that the rules in force were used, figure by figure, and that they give the same again", async () => {
    const support = planned.seller(slug, "support");
    const { explanationId } = await askWhy(support, record("policy"));
    const { policy, special, override } = await factsOf(explanationId);
    expect(policy).toMatchObject({ used: policy.inForce, differing: [] });
    expect(policy.figureCount).toBeGreaterThan(20);
    expect({ special, override }).toEqual({ special: [], override: null });
    for (const locale of LOCALES) {
      const { headline, verification } = await getExplanation(
        support,
        explanationId,
        undefined,
        locale,
      );
      expect(headline).toContain(String(policy.used));
      expect(verification.isReplayEqual).toBe(true);
    }
  });

  it("is not as published when a figure of the policy was another than the plan used", async () => {
    const [row] = await admin.sql<{ id: number; body: Record<string, number> }[]>`
      select p.id::int as id, p.body from policy_version p join plan_run r on r.capacity_policy_id = p.id
      where r.id = ${ask.run(0).runId}`;
    if (!row) throw new Error("no policy");
    const changed = { ...row.body, coverWeeks: (row.body.coverWeeks ?? 0) + 1 };
    await admin.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`update policy_version set body = ${JSON.stringify(changed)}::text::jsonb where id = ${row.id}`;
    });
    const base = { monthOn: ask.month(0, 1), runId: ask.run(0).runId };
    const { explanationId } = await askWhy(planned.seller(slug, "support"), record("policy", base));
    expect((await factsOf(explanationId)).policy.differing).toEqual(["coverWeeks"]);
    await admin.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`update policy_version set body = ${JSON.stringify(row.body)}::text::jsonb where id = ${row.id}`;
    });
  });

  it("names the reports that came after the plan had read its data, and the inputs they touch", async () => {
    const support = planned.seller(slug, "support");
    const before = await factsOf((await askWhy(support, record("late"))).explanationId);
    const { accountId } = planned.accountOf(slug);
    const { runId, asOfOn } = ask.run(1);
    // The newest orders of a day that the plan counts, as if their file had been loaded a day after the plan.
    const moved = await admin.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      const rows = await sql`
        update order_line set recorded_from = (select known_at + interval '1 day' from plan_run where id = ${runId})
        where account_id = ${accountId} and purchased_on = (
          select max(o.purchased_on) from order_line o where o.account_id = ${accountId} and o.purchased_on <= ${asOfOn})
        returning product_id::int as "productId"`;
      await sql`update import_file set finished_at = finished_at + interval '1 second' where account_id = ${accountId}`;
      return rows;
    });
    const after = await factsOf((await askWhy(support, record("late"))).explanationId);
    const rowsOf = ({ late }: DecisionRecord) =>
      late.reduce((sum, { rowCount }) => sum + rowCount, 0);
    expect(moved.length).toBeGreaterThan(0);
    expect(rowsOf(after)).toBeGreaterThan(rowsOf(before));
    expect(rowsOf(after) - rowsOf(before)).toBeLessThanOrEqual(moved.length);
    expect(after.late.flatMap(({ kinds }) => kinds)).toContain("orders");
    const productId = Number(moved[0]?.productId);
    const ofProduct = { kind: "staffRestockRecord", about: "late", productId, runId } as const;
    const { lateInputs } = await factsOf((await askWhy(support, ofProduct)).explanationId);
    expect(lateInputs.some((leaf) => leaf.startsWith("mean_"))).toBe(true);
    expect(lateInputs).not.toContain("casePackUnits");
  });

  it("says who set a quantity by hand, when and why", async () => {
    const [productId = 0] = await ask.productsOf(slug);
    const { runId, asOfOn } = ask.run(1);
    const question = { kind: "staffRestockRecord", about: "handSet", productId, runId } as const;
    const support = planned.seller(slug, "support");
    expect((await factsOf((await askWhy(support, question)).explanationId)).override).toBeNull();

    const [{ id: userId } = { id: 0 }] = await admin.sql<{ id: number }[]>`
      select id::int as id from app_user limit 1`;
    const own = planned.seller(slug);
    const expiresOn = `${asOfOn.slice(0, 4)}-12-24`;
    await setOverride(
      {
        ...own,
        scope: { ...own.scope, userId },
        actor: { kind: "user", userId, role: "seller" },
      },
      { productId, units: 12, runId, reason: "A fair in town", expiresOn },
    );
    // As if it had stood when the plan read its data.
    await admin.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`update restock_override set recorded_from = (select known_at from plan_run where id = ${runId})`;
      await sql`update import_file set finished_at = finished_at + interval '1 second'`;
    });
    const { explanationId } = await askWhy(support, question);
    expect((await factsOf(explanationId)).override).toMatchObject({
      units: 12,
      reason: "A fair in town",
    });
    const { sentences } = await getExplanation(support, explanationId);
    expect(sentences.join(" ")).toContain("A fair in town");
  });
});

describe("an answer for staff", () => {
  it("is refused to the seller: asking, reading, the trace, the receipt, and in a reply", async () => {
    const own = planned.seller(slug);
    const support = planned.seller(slug, "support");
    expect(await refusal(askWhy(own, record("replay")))).toBe("forbidden");
    const { explanationId } = await askWhy(support, record("replay"));
    expect(await refusal(getExplanation(own, explanationId))).toBe("not_found");
    expect(await refusal(getTrace(own, explanationId))).toBe("not_found");
    expect(await refusal(getReceipt(own, explanationId))).toBe("not_found");
    expect(await refusal(getReceipt(support, explanationId))).toBe("not_found");
    expect(await refusal(draftReply(support, explanationId))).toBe("not_found");
    expect(await refusal(getExplanation(support, explanationId))).toBe("answered");
  });

  it("is hidden from the seller by the database too", async () => {
    const own = planned.seller(slug);
    const support = planned.seller(slug, "support");
    const { explanationId } = await askWhy(support, record("replay"));
    const seen = (ctx: typeof own) =>
      inScope(ctx.db, ctx.scope, (tx) => findExplanation(tx, ctx.scope, explanationId));
    expect(await seen(own)).toBeUndefined();
    expect((await seen(support))?.id).toBe(explanationId);
  });
});

describe("what support reads beside an answer", () => {
  it("is in the reader's language: the trace, the accounts of similar cases, and the reply", async () => {
    const support = planned.seller(slug, "support");
    const { explanationId } = await askWhy(support, ask.limitChange());
    const labels = (locale: Locale) =>
      getTrace(support, explanationId, locale).then(({ nodes }) => nodes.map(({ label }) => label));
    expect(await labels("de")).toContain(nodeLabel("capacity", "onHandMm3", "de"));
    expect(await labels("ja")).toContain(nodeLabel("capacity", "onHandMm3", "ja"));
    const [english, german] = [await labels("en"), await labels("de")];
    expect(german.filter((label, k) => label !== english[k]).length).toBeGreaterThan(
      german.length / 2,
    );
    const banded = (await getTrace(support, explanationId, "ja")).nodes.map(({ to }) => to ?? "");
    expect(banded.join(" ")).not.toMatch(/ to /);

    for (const locale of ["de", "ja"] as const) {
      const { body } = await draftReply(support, explanationId, locale);
      const view = await getExplanation(support, explanationId, "seller", locale);
      for (const text of [view.headline, ...view.sentences]) expect(body).toContain(text);
      expect(body).not.toMatch(/Hello|Thank you|attached/);
    }
  });

  it("tells the limits of other accounts with the same main cause as they are written there", async () => {
    const { storageType, monthOn, runId, baseRunId } = ask.limitChange();
    await planned.explainLimits(runId);
    const figures = new Set<string>();
    for (const { slug: account } of planned.world.accounts.slice(0, 8)) {
      const support = planned.seller(account, "support");
      const of = { account, storageType, monthOn, runId, baseRunId };
      const english = await listSimilarAccounts(support, { ...of, locale: "en" });
      const german = await listSimilarAccounts(support, { ...of, locale: "de" });
      const inGerman = (text: string) =>
        text.replaceAll(/[.,]/g, (mark) => (mark === "," ? "." : ",")).replace(" ", "\u00a0");
      expect(german.accounts.map(({ from, to, delta }) => [from, to, delta].join())).toEqual(
        english.accounts.map(({ from, to, delta }) => [from, to, delta].map(inGerman).join()),
      );
      for (const { from, to } of english.accounts) figures.add(from).add(to);
    }
    expect([...figures].join(" ")).toMatch(/\d[.,]\d/);
  });
});

describe("the box for plain questions, for support", () => {
  const asked = (text: string, viewedBy?: "support") =>
    proposeQuestions(planned.seller(slug, viewedBy), { text, productId: null });

  it("offers the record of a decision to support and not to the seller", async () => {
    const text = "Was there a manual override of this limit, by whom and why?";
    const [first] = (await asked(text, "support")).choices;
    expect(first?.question).toMatchObject({ kind: "staffLimitRecord", about: "handSet" });
    const kinds = (await asked(text)).choices.map(({ question }) => question.kind);
    expect(kinds.filter((kind) => kind.startsWith("staff"))).toEqual([]);
  });

  it("takes the plan of the day that is named, and says where there is none", async () => {
    const { runId, asOfOn } = ask.run(0);
    const onDay = await asked(`Reproduce the limit of ${asOfOn} exactly.`, "support");
    expect(onDay.choices[0]?.question).toMatchObject({ kind: "staffLimitRecord", runId });
    expect(onDay.note).toBeNull();
    const dayless = await asked("Reproduce the limit of 3 May exactly.", "support");
    expect(dayless.choices[0]?.question).toMatchObject({ runId: ask.run(1).runId });
    expect(dayless.note).toMatch(/^No plan of 3 May 20\d\d is kept/);
  });
});

describe("a question without an answer", () => {
  it("is counted with its reason and without its words, and forgotten after 90 days", async () => {
    await admin.sql`delete from declined_question`;
    const own = planned.seller(slug);
    await refusal(askWhy(own, record("replay")));
    await proposeQuestions(own, { text: "Good morning, dear people", productId: null });
    const declined = () =>
      admin.sql`select viewer, kind, metric, reason from declined_question order by id`;
    const rows = [
      { viewer: "seller", kind: "staffLimitRecord", metric: null, reason: "for_staff" },
      { viewer: "seller", kind: "box", metric: null, reason: "no_number_named" },
    ];
    expect([...(await declined())]).toEqual(rows);
    await forgetDeclined(planned.worker);
    expect(await declined()).toHaveLength(2);
    await admin.sql`update declined_question set at = at - interval '91 days' where kind = 'box'`;
    await forgetDeclined(planned.worker);
    expect([...(await declined())]).toEqual(rows.slice(0, 1));
  });
});
