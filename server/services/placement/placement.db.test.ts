import { afterAll, beforeAll, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { placementDefinition } from "@/lib/optimizer/placement/index.ts";
import { askWhy } from "@/server/services/explanation/ask-why.ts";
import { getExplanation } from "@/server/services/explanation/get-explanation.ts";
import { getTrace } from "@/server/services/explanation/get-trace.ts";
import {
  createPlannedWorld,
  type PlannedWorld,
} from "@/server/services/explanation/testing/planned-world.ts";
import { refusal } from "@/server/services/explanation/testing/questions.ts";
import { contrastOf } from "./contrast-placement.ts";
import { listPlacement, readFcPrices } from "./list-placement.ts";
import { listTargets } from "./list-targets.ts";
import type { PlacementPage } from "./schemas.ts";

let planned: PlannedWorld;
let admin: Connection;
let slug: string;
let rivalSlug: string;
let page: PlacementPage;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  admin = connect(planned.adminUrl);
  const placed = await admin.sql<{ slug: string }[]>`
    select a.slug from placement_decision p join account a on a.id = p.account_id
    where p.run_id = ${planned.runs.at(-1)?.runId ?? 0} group by 1 order by sum(p.units) desc, 1`;
  slug = placed[0]?.slug ?? "";
  rivalSlug = placed[1]?.slug ?? "";
  page = await listPlacement(planned.seller(slug), { account: slug, search: "", page: 1 });
}, 240_000);

afterAll(async () => {
  await admin?.close();
  await planned?.close();
});

const first = () => {
  const [row] = page.rows;
  const [main] = row?.fcs ?? [];
  if (!row || !main) throw new Error("nothing is placed in the world of the test");
  return { row, main, productId: row.productId, fcId: main.fcId };
};

it("lists every placed unit of the account, most units first", async () => {
  const { accountId } = planned.accountOf(slug);
  const [stored] = await admin.sql<{ units: number; products: number }[]>`
    select sum(units)::int as units, count(distinct product_id)::int as products from placement_decision
    where account_id = ${accountId} and run_id = ${page.runId}`;
  expect(page.totalCount).toBe(stored?.products);
  const listed = [...page.rows];
  for (let n = 2; listed.length < page.totalCount; n++) {
    const next = await listPlacement(planned.seller(slug), { account: slug, search: "", page: n });
    listed.push(...next.rows);
  }
  expect(listed.reduce((sum, { units }) => sum + units, 0)).toBe(stored?.units);
  for (const { units, fcs } of listed) {
    expect(fcs.reduce((sum, fc) => sum + fc.units, 0)).toBe(units);
  }
  expect(listed.map(({ units }) => units)).toEqual(
    listed.map(({ units }) => units).sort((a, b) => b - a),
  );
});

it("finds a product by a part of its SKU and takes no character for a pattern", async () => {
  const { row } = first();
  const ctx = planned.seller(slug);
  const found = await listPlacement(ctx, { account: slug, search: row.sku, page: 1 });
  expect(found.rows.map(({ sku }) => sku)).toContain(row.sku);
  expect((await listPlacement(ctx, { account: slug, search: "%", page: 1 })).totalCount).toBe(0);
});

it("answers why so many units go to each building, replayed equal to the number on the page", async () => {
  const ctx = planned.seller(slug);
  for (const { productId, fcs, sku } of page.rows.slice(0, 5)) {
    for (const { fcId, code, units } of fcs) {
      const runId = page.runId ?? 0;
      const question = { kind: "placementLevel", productId, fcId, runId } as const;
      const { explanationId } = await askWhy(ctx, question);
      const view = await getExplanation(ctx, explanationId);
      expect(view.verification.isReplayEqual).toBe(true);
      expect(view.title).toBe(`The quantity of ${sku} for ${code}`);
      expect(view.to.value).toBe(units);
      expect(view.steps.map(({ id }) => id)).toContain("placedUnits");
    }
  }
});

it("answers why a building now gets other units than in the run before, in parts that add up", async () => {
  const [baseRunId, runId] = planned.runs.map((run) => run.runId) as [number, number];
  const rows = await admin.sql<
    { slug: string; productId: number; fcId: number; from: number; to: number }[]
  >`
    select a.slug, product_id::int as "productId", fc_id as "fcId", b.units as from, n.units as to
    from placement_decision n join placement_decision b using (seller_id, product_id, fc_id)
    join account a on a.id = n.account_id
    where n.run_id = ${runId} and b.run_id = ${baseRunId}
    order by abs(n.units - b.units) desc, a.slug, product_id, fc_id limit 6`;
  expect(rows[0]?.from).not.toBe(rows[0]?.to);
  for (const { slug: owner, productId, fcId, from, to } of rows) {
    const ctx = planned.seller(owner);
    const question = { kind: "placementChange", productId, fcId, runId, baseRunId } as const;
    const { explanationId } = await askWhy(ctx, question);
    const view = await getExplanation(ctx, explanationId);
    expect([view.from?.value, view.to.value]).toEqual([from, to]);
    expect(view.verification).toMatchObject({ isReplayEqual: true, isAdditive: true });
    expect(view.drivers.reduce((sum, { exactAmount }) => sum + exactAmount, 0)).toBe(to - from);
    const leaves = view.drivers.flatMap((driver) => driver.leaves);
    for (const leaf of leaves.filter(({ id }) => /^elsewhere_|Price/.test(id))) {
      expect(leaf, leaf.id).toMatchObject({ isHidden: true, from: null, to: null });
    }
    const trace = await getTrace(ctx, explanationId);
    const placed = trace.nodes.find(({ id }) => id === "placedUnits");
    expect([placed?.from, placed?.to].map(Number)).toEqual([from, to]);
  }
  const [changed] = rows;
  const owner = changed?.slug ?? "";
  const listed = await listPlacement(planned.seller(owner), {
    account: owner,
    search: "",
    page: 1,
  });
  const shown = listed.rows
    .find(({ productId }) => productId === changed?.productId)
    ?.fcs.find(({ fcId }) => fcId === changed?.fcId);
  expect(shown).toMatchObject({ units: changed?.to, previousUnits: changed?.from });
});

it("names the policy version where the runs drew another number of scenarios, asked backwards too", async () => {
  const [baseRunId, runId] = planned.runs.map((run) => run.runId) as [number, number];
  const [row] = await admin.sql<{ slug: string; productId: number; fcId: number }[]>`
    select a.slug, product_id::int as "productId", fc_id as "fcId"
    from placement_decision n join placement_decision b using (seller_id, product_id, fc_id)
    join account a on a.id = n.account_id
    where n.run_id = ${runId} and b.run_id = ${baseRunId} and n.units <> b.units
    order by abs(n.units - b.units) desc, a.slug, product_id, fc_id limit 1`;
  if (!row) throw new Error("no quantity changed in the world of the test");
  const [used] = await admin.sql<{ id: number; version: number }[]>`
    select p.id::int as id, p.version from policy_version p
    join plan_run r on r.replenishment_policy_id = p.id where r.id = ${runId}`;
  const [published] = await admin.sql<{ id: number }[]>`
    insert into policy_version (policy, version, body, body_sha256, effective_on, published_at, reason)
    select policy, 900, body - 'placementScenarioCount', body_sha256, effective_on, published_at, reason
    from policy_version where id = ${used?.id ?? 0} returning id::int as id`;
  await admin.sql`update plan_run set replenishment_policy_id = ${published?.id ?? 0} where id = ${baseRunId}`;
  const { slug: owner, productId, fcId } = row;
  const ctx = planned.seller(owner);
  const backwards = { runId: baseRunId, baseRunId: runId };
  const question = { kind: "placementChange", productId, fcId, ...backwards } as const;
  const { explanationId } = await askWhy(ctx, question);
  await admin.sql`update plan_run set replenishment_policy_id = ${used?.id ?? 0} where id = ${baseRunId}`;
  const view = await getExplanation(ctx, explanationId);
  expect(view.policyChange?.version).toBe(used?.version);
  const groups = view.drivers.map(({ group }) => group);
  expect(groups).toEqual(expect.arrayContaining(["demand", "scenarios"]));
  const sum = view.drivers.reduce((all, { exactAmount }) => all + exactAmount, 0);
  expect(sum).toBe(Number(view.to.value) - Number(view.from?.value));
  expect(view.sentences.join(" ")).toContain(view.policyChange?.reason);
});

/** Nodes of a placement that tell what carriers and buildings are paid, or what room costs. */
const COSTS = placementDefinition.nodes.flatMap(({ id }, index) =>
  placementDefinition.visibility[index] === "networkConfidential" ? [id] : [],
);

/** Whole numbers of at least four digits in a text, written in whatever way. */
const figuresOf = (text: string): Set<string> =>
  new Set((text.match(/\d[\d,.]*/g) ?? []).map((one) => one.replace(/[,.]/g, "")));

it("A5: tells a seller and support no cost term of any building, in answers, trace or comparison; a policy admin all", async () => {
  const { productId, fcId } = first();
  const question = { kind: "placementLevel", productId, fcId, runId: page.runId ?? 0 } as const;
  const { explanationId } = await askWhy(planned.seller(slug), question);
  const all = await getTrace(planned.seller(slug, "policy_admin"), explanationId);
  const costs = all.nodes.filter(({ id }) => COSTS.includes(id));
  expect(costs.every(({ to }) => to !== null)).toBe(true);
  const secrets = costs.flatMap(({ to }) => (to && Number(to) >= 1000 ? [to] : []));
  expect(new Set(secrets).size).toBeGreaterThan(5);
  for (const viewedBy of [undefined, "support"] as const) {
    const ctx = planned.seller(slug, viewedBy);
    const trace = await getTrace(ctx, explanationId);
    const inputs = new Set(["lane_z1", "inboundMicros", "storagePriceMicrosPerDm3"]);
    for (const node of trace.nodes.filter(({ id }) => inputs.has(id)))
      if (viewedBy) expect(node.to, node.id).toMatch(/^-?\d+ to -?\d+$/);
      else expect(node.to, node.id).toBeNull();
    const told = [
      trace,
      await getExplanation(ctx, explanationId),
      await contrastOf(ctx, { productId, fcId }),
    ];
    const figures = figuresOf(JSON.stringify(told));
    expect(secrets.filter((secret) => figures.has(secret))).toEqual([]);
    expect(trace.nodes.find((node) => node.id === "placedUnits")?.to).not.toBeNull();
  }
});

it("A5: compares buildings by order and three words to a seller, by bands to support, exactly to a policy admin", async () => {
  const { productId, fcId, main } = first();
  const of = (viewedBy?: "support" | "policy_admin") =>
    contrastOf(planned.seller(slug, viewedBy), { productId, fcId });
  const seen = await of();
  const support = await of("support");
  const admins = await of("policy_admin");
  expect(seen).toMatchObject({ code: main.code, units: main.units });
  expect(seen.others.length).toBeGreaterThanOrEqual(1);
  const amount = (text: string | undefined) =>
    Number(text?.replace("−", "-").replace(/[^\d.-]/g, ""));
  const totals = admins.others.map(({ sum }) => amount(sum?.total));
  // With room counted, nothing elsewhere is better than what was chosen; the least dear comes first.
  expect(totals).toEqual([...totals].sort((a, b) => a - b));
  expect(totals[0]).toBeGreaterThanOrEqual(0);
  for (const [k, other] of admins.others.entries()) {
    const sum = other.parts.reduce((all, { text }) => all + amount(text), 0);
    expect(Math.abs(sum - (totals[k] ?? 0))).toBeLessThanOrEqual(0.02);
    expect(other.forcedUnits).toBeGreaterThanOrEqual(other.units);
    for (const coarse of [seen.others[k], support.others[k]])
      expect(coarse).toMatchObject({ code: other.code, sentence: other.sentence, sum: null });
    for (const { text } of seen.others[k]?.parts ?? [])
      expect(text).toMatch(/^(no dearer|dearer|clearly dearer) there$/);
    for (const { text } of support.others[k]?.parts ?? []) expect(text).toContain(" to ");
  }
});

it("tells what should lie in each building, what does and what is on its way, and why that much", async () => {
  const ctx = planned.seller(slug);
  const runId = page.runId ?? 0;
  for (const { productId, sku } of page.rows.slice(0, 3)) {
    const { rows, asOfOn } = await listTargets(ctx, { productId });
    expect(asOfOn).toBe(page.asOfOn);
    expect(rows.length).toBeGreaterThan(0);
    const [stored] = await admin.sql<{ onHand: number; inbound: number }[]>`
      select on_hand_units as "onHand", inbound_units as inbound from restock_decision
      where run_id = ${runId} and product_id = ${productId}`;
    const sum = (pick: (row: (typeof rows)[number]) => number) =>
      rows.reduce((total, row) => total + pick(row), 0);
    expect(sum(({ onHandUnits }) => onHandUnits)).toBe(stored?.onHand);
    for (const { fcId, code, targetUnits, reserveUnits } of rows) {
      expect(reserveUnits).toBeLessThanOrEqual(targetUnits);
      const question = { kind: "targetLevel", productId, fcId, runId } as const;
      const { explanationId } = await askWhy(ctx, question);
      const view = await getExplanation(ctx, explanationId);
      expect(view.verification.isReplayEqual).toBe(true);
      expect(view.title).toBe(`The target for ${sku} at ${code}`);
      expect(view.to.value).toBe(targetUnits);
      const trace = await getTrace(ctx, explanationId);
      const shown = (id: string) => trace.nodes.find((node) => node.id === id)?.to;
      expect(shown("capacityDelayDays")).toBeNull();
      expect(shown("capacitySafety")).not.toBeNull();
    }
  }
});

it("refuses another seller's product, and a building that was not in question", async () => {
  const { productId, fcId } = first();
  const rival = planned.seller(rivalSlug);
  expect(await refusal(contrastOf(rival, { productId, fcId }))).toBe("not_found");
  expect(await refusal(contrastOf(planned.seller(slug), { productId, fcId: 4000 }))).toBe(
    "not_found",
  );
  expect(await refusal(listTargets(rival, { productId }))).toBe("not_found");
  for (const kind of ["placementLevel", "targetLevel"] as const) {
    const question = { kind, productId, fcId, runId: page.runId ?? 0 } as const;
    expect(await refusal(askWhy(rival, question))).toBe("not_found");
  }
  const [base, run] = planned.runs.map(({ runId }) => runId) as [number, number];
  const change = { kind: "placementChange", productId, fcId, runId: run, baseRunId: base } as const;
  expect(await refusal(askWhy(rival, change))).toBe("not_found");
  const elsewhere = { ...change, fcId: 4000 };
  expect(await refusal(askWhy(planned.seller(slug), elsewhere))).toBe("not_found");
});

it("keeps the prices of the buildings' limits run by run, for staff", async () => {
  const prices = await readFcPrices(planned.staffContext("policy_admin"), {
    marketplaceId: "US",
    runs: 26,
  });
  expect(prices.asOfOn).toEqual(planned.runs.map(({ asOfOn }) => asOfOn));
  const [stored] = await admin.sql<{ count: number }[]>`
    select count(*)::int as count from run_price where name in ('fcStorage', 'fcInbound', 'fcOutbound')`;
  expect(prices.rows).toHaveLength(stored?.count ?? -1);
});
