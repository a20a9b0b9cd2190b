// What a seller's screens show of a planned world, held against its own tables.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { addMonths } from "@/lib/calendar/index.ts";
import { askWhy } from "@/server/services/explanation/ask-why.ts";
import { getExplanation } from "@/server/services/explanation/get-explanation.ts";
import {
  createPlannedWorld,
  type PlannedWorld,
} from "@/server/services/explanation/testing/planned-world.ts";
import { getInStock } from "@/server/services/inventory/get-in-stock.ts";
import { listLimits } from "@/server/services/limits/list-limits.ts";
import { getOverview } from "./get-overview.ts";

let planned: PlannedWorld;
let admin: Connection;
let slug: string;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  admin = connect(planned.adminUrl);
  slug = planned.subjectOf("capacity-squeeze");
}, 240_000);
afterAll(async () => {
  await admin?.close();
  await planned?.close();
});

const runAt = (index: number) => planned.runs[index] ?? { runId: 0, asOfOn: "" };
const monthAfter = (index: number, ahead: number) =>
  `${addMonths(runAt(index).asOfOn.slice(0, 7), ahead)}-01`;

describe("limits", () => {
  it("are the newest announcement of each month, with all before it", async () => {
    const view = await listLimits(planned.seller(slug));
    expect(view).toMatchObject({ runId: runAt(1).runId, asOfOn: runAt(1).asOfOn, note: null });
    const { accountId } = planned.accountOf(slug);
    const rows = await admin.sql<{ month: string; kind: string; mm3: number; run: number }[]>`
      select month_on::text as month, kind, limit_mm3::float8 as mm3, run_id::int as run from limit_announcement
      where account_id = ${accountId} and storage_type = 'standard' order by month_on, run_id`;
    const [standard] = view.storageTypes;
    expect(
      standard?.months.flatMap(({ monthOn, history }) =>
        history.map(({ kind, limitMm3, runId }) => ({
          month: monthOn,
          kind,
          mm3: limitMm3,
          run: runId,
        })),
      ),
    ).toEqual(rows.map((row) => ({ ...row })));
    const december = standard?.months.find(({ monthOn }) => monthOn === monthAfter(1, 1));
    expect(december?.history.map(({ kind, runId }) => [kind, runId])).toEqual([
      ["estimate", runAt(0).runId],
      ["confirmed", runAt(1).runId],
    ]);
    expect(december?.current).toEqual(december?.history.at(-1));
    expect(december?.before).toMatchObject({ monthOn: monthAfter(0, 1), runId: runAt(0).runId });
  });

  it("are used by what the run saw on hand and on the way", async () => {
    const [standard] = (await listLimits(planned.seller(slug))).storageTypes;
    const [row] = await admin.sql<{ mm3: number }[]>`
      select sum((d.on_hand_units + d.inbound_units) * v.unit_volume_mm3)::float8 as mm3 from restock_decision d
      join lateral (select * from product_version p where p.product_id = d.product_id
        and p.valid_from_on <= ${runAt(1).asOfOn} order by valid_from_on desc limit 1) v on v.storage_type = 'standard'
      where d.run_id = ${runAt(1).runId} and d.account_id = ${planned.accountOf(slug).accountId}`;
    const used = (standard?.usage?.onHandMm3 ?? 0) + (standard?.usage?.openShipmentsMm3 ?? 0);
    expect(used).toBe(row?.mm3);
    expect(standard?.usage?.monthOn).toBe(`${runAt(1).asOfOn.slice(0, 7)}-01`);
  });

  it("of a run that did not end are not shown", async () => {
    const before = await listLimits(planned.seller(slug));
    await admin.sql`
      insert into plan_run (id, marketplace_id, status, as_of_on, known_at, capacity_policy_id, replenishment_policy_id, engine)
      select 9999, marketplace_id, 'failed', as_of_on + 1, known_at, capacity_policy_id, replenishment_policy_id, engine
      from plan_run where id = ${runAt(1).runId}`;
    await admin.sql`
      insert into limit_announcement (seller_id, account_id, storage_type, month_on, kind, announced_at, limit_mm3, policy_version_id, run_id, decision_key)
      select seller_id, account_id, storage_type, month_on, kind, announced_at + interval '1 day', 1, policy_version_id, 9999, decision_key
      from limit_announcement where run_id = ${runAt(1).runId}`;
    expect(await listLimits(planned.seller(slug))).toEqual(before);
  });
});

describe("the in-stock rate", () => {
  it("is the same number on the chart, in the tile and in the answer to why", async () => {
    const ctx = planned.seller(slug);
    const view = await getInStock(ctx);
    expect(view.series).toHaveLength(Math.min(78, view.series.length));
    expect(view.series.at(-1)).toEqual({
      day: runAt(1).asOfOn,
      rateMillionths: view.rateMillionths,
    });
    for (const weeks of [4, 13, 26, 52]) {
      const from = view.series.at(-1 - weeks);
      const to = view.series.at(-1);
      if (!from || !to) throw new Error("a year of series expected");
      const question = { kind: "inStockChange" as const, fromOn: from.day, toOn: to.day };
      const answer = await getExplanation(ctx, (await askWhy(ctx, question)).explanationId);
      const points = (rate: number | null) => Math.round((rate ?? Number.NaN) / 1000) / 10;
      expect([answer.from?.value, answer.to.value], from.day).toEqual([
        points(from.rateMillionths),
        points(to.rateMillionths),
      ]);
      expect(answer.verification).toMatchObject({ replayCount: 0, isAdditive: true });
    }
  });

  it("counts a product that was withdrawn later as long as it was offered", async () => {
    const { accountId, sellerId } = planned.accountOf(slug);
    const before = await getInStock(planned.seller(slug));
    await admin.sql`
      insert into product_version (seller_id, product_id, valid_from_on, title, is_buyable, is_discontinued, import_id, line_no)
      select distinct on (v.product_id) ${sellerId}::bigint, v.product_id, ${runAt(1).asOfOn}::date, v.title, false, true, v.import_id, 1
      from product_version v join product p on p.id = v.product_id where p.account_id = ${accountId}`;
    const after = await getInStock(planned.seller(slug));
    expect(after).toMatchObject({ rateMillionths: null, countedSkus: 0, lowest: [] });
    expect(after.series.slice(0, -1)).toEqual(before.series.slice(0, -1));
  });

  it("marks what happened in the network since the ledger begins, and nothing that lies ahead", async () => {
    const { events, asOfOn } = await getInStock(planned.seller(planned.subjectOf("port-delay")));
    expect(events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["port_delay", "fc_outage", "policy_change", "sale_event"]),
    );
    expect(events.every(({ startOn }) => startOn <= (asOfOn ?? ""))).toBe(true);
  });
});

describe("the overview", () => {
  it("names the limit that fell and what is out of stock", async () => {
    const [most] = await admin.sql<{ slug: string }[]>`
      select a.slug from limit_announcement december
      join limit_announcement november using (account_id, storage_type) join account a on a.id = account_id
      where december.month_on = ${monthAfter(1, 1)} and december.kind = 'confirmed' and storage_type = 'standard'
        and november.month_on = ${monthAfter(0, 1)} and november.kind = 'confirmed'
      order by november.limit_mm3 - december.limit_mm3 desc limit 1`;
    const view = await getOverview(planned.seller(most?.slug ?? ""));
    const fell = view.attention.find(({ kind }) => kind === "limitFell");
    expect(fell?.text).toMatch(
      /^Your standard-size limit for December 2026 is [\d.,]+ ft³, down [\d.,]+ ft³ from November 2026\.$/,
    );
    for (const { text } of view.attention) expect(text).not.toMatch(/\b1 products/);
  });

  it("says before the first run that there is none", async () => {
    const empty = await createPlannedWorld({ sizeShare: 0.02, runsDaysBefore: [] });
    try {
      const view = await getOverview(empty.seller(slug));
      expect(view).toMatchObject({ asOfOn: null, runId: null, restock: null, attention: [] });
      expect(view.limits.note).toMatch(/after the first planning run/);
    } finally {
      await empty.close();
    }
  }, 60_000);
});
