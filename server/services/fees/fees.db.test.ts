import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { FEE_KINDS, publishedRateCards } from "@/lib/optimizer/fees/index.ts";
import { askWhy } from "@/server/services/explanation/ask-why.ts";
import { getExplanation } from "@/server/services/explanation/get-explanation.ts";
import { listSourceRows } from "@/server/services/explanation/list-sources.ts";
import type { Question } from "@/server/services/explanation/question.ts";
import {
  createPlannedWorld,
  type PlannedWorld,
} from "@/server/services/explanation/testing/planned-world.ts";
import { refusal } from "@/server/services/explanation/testing/questions.ts";
import {
  createDraft,
  editDraft,
  getDraft,
  simulateDraft,
} from "@/server/services/policies/drafts.ts";
import { exportFees } from "./export-fees.ts";
import { getFees } from "./get-fees.ts";

const OCTOBER = "2026-10-01";
const SEPTEMBER = "2026-09-01";

let planned: PlannedWorld;
let admin: Connection;
let slug: string;
let rivalSlug: string;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  admin = connect(planned.adminUrl, { max: 1 });
  slug = planned.subjectOf("capacity-squeeze");
  rivalSlug = planned.subjectOf("port-delay");
}, 240_000);

afterAll(async () => {
  await admin?.close();
  await planned?.close();
});

const fees = (month?: string, account = slug) =>
  getFees(planned.seller(account), { account, offset: 0, ...(month ? { month } : {}) });

async function explain(question: Question, account = slug) {
  const { explanationId } = await askWhy(planned.seller(account), question);
  return getExplanation(planned.seller(account), explanationId);
}

/** Storage of a month counted anew, day by day, in SQL. */
async function storageMicros(monthOn: string, peakMicros: number, bulkyPeakMicros: number) {
  const { accountId } = planned.accountOf(slug);
  const [row] = await admin.sql<{ micros: number }[]>`
    with held as (
      select e.product_id, day, sum(e.units) as units
      from generate_series(${monthOn}::date, ${monthOn}::date + interval '1 month - 1 day', '1 day') day
      join inventory_event e on e.account_id = ${accountId} and e.event_on <= day and e.recorded_to = 'infinity'
      group by 1, 2
    )
    select round(sum(units * v.unit_volume_mm3 / 28316846.592
      * case when v.storage_type = 'oversize' then ${bulkyPeakMicros}::float8 else ${peakMicros}::float8 end) / 31)::float8 as micros
    from held join lateral (
      select * from product_version v where v.product_id = held.product_id and v.recorded_to = 'infinity'
        and v.valid_from_on < ${monthOn}::date + interval '1 month' order by v.valid_from_on desc limit 1
    ) v on true`;
  return row?.micros ?? Number.NaN;
}

describe("an account's fees", () => {
  it("are of the newest whole month, with a year of months beside it", async () => {
    const view = await fees();
    expect(view.month).toMatchObject({ monthOn: OCTOBER, beforeOn: SEPTEMBER, isComplete: true });
    expect(view.months).toHaveLength(13);
    expect(view.months.at(-1)).toMatchObject({ monthOn: "2026-11-01", isComplete: false });
    expect(view.currency).toBe("USD");
  });

  it("charge storage as counted anew day by day from the ledger", async () => {
    const { month } = await fees(OCTOBER);
    const storage = month?.fees[0]?.micros ?? Number.NaN;
    // Rounded per product there, over all here.
    expect(Math.abs(storage - (await storageMicros(OCTOBER, 2_400_000, 1_400_000)))).toBeLessThan(
      (month?.productCount ?? 0) + 1,
    );
    expect(storage).toBeGreaterThan(0);
  });

  it("add up over products, in the view and in the file", async () => {
    const { month } = await fees(OCTOBER);
    const { columns, lines } = await exportFees(planned.seller(slug), {
      account: slug,
      month: OCTOBER,
    });
    expect(columns).toHaveLength(4 + FEE_KINDS.length);
    expect(lines).toHaveLength(month?.productCount ?? -1);
    const sum = (column: number) =>
      lines.reduce((total, line) => total + Math.round(Number(line[column] ?? 0) * 1e6), 0);
    expect(sum(2)).toBe(month?.totalMicros);
    for (const [k] of FEE_KINDS.entries()) expect(sum(3 + k)).toBe(month?.fees[k]?.micros);
  });

  it("are refused for a month without movements", async () => {
    expect(await refusal(fees("2031-01-01"))).toBe("invalid");
  });
});

describe("why fees are what they are", () => {
  it.each(["all", ...FEE_KINDS] as const)(
    "adds up for %s, as it stands on the page",
    async (fee) => {
      const { month } = await fees(OCTOBER);
      const shown =
        fee === "all" ? month?.totalMicros : month?.fees.find(({ kind }) => kind === fee)?.micros;
      const level = await explain({ kind: "feeLevel", fee, monthOn: OCTOBER, productId: 0 });
      const sum = level.drivers.reduce((total, { exactAmount }) => total + exactAmount, 0);
      expect(sum).toBe(shown);
      expect(level.verification.isAdditive).toBe(true);
    },
  );

  it.each(["all", ...FEE_KINDS] as const)("splits the change of %s exactly", async (fee) => {
    const change = await explain({
      kind: "feeChange",
      fee,
      monthOn: OCTOBER,
      baseMonthOn: SEPTEMBER,
      productId: 0,
    });
    const [now, before] = [(await fees(OCTOBER)).month, (await fees(SEPTEMBER)).month];
    const of = (month: typeof now) =>
      fee === "all" ? month?.totalMicros : month?.fees.find(({ kind }) => kind === fee)?.micros;
    const sum = change.drivers.reduce((total, { exactAmount }) => total + exactAmount, 0);
    expect(sum).toBe((of(now) ?? 0) - (of(before) ?? 0));
    expect(change.verification.isAdditive).toBe(true);
  });

  it("names the time of year as what tripled storage in October, and the card in February", async () => {
    const question = { kind: "feeChange" as const, fee: "storage" as const, productId: 0 };
    const october = await explain({ ...question, monthOn: OCTOBER, baseMonthOn: SEPTEMBER });
    expect(october.drivers[0]).toMatchObject({ label: "Time of year", owner: "policy" });
    const february = await explain({
      ...question,
      fee: "aged",
      monthOn: "2026-02-01",
      baseMonthOn: "2026-01-01",
    });
    expect(february.sentences).toContain("Another rate card is in force: version 2.");
  });

  it("leads from a product's part to the rows of the ledger", async () => {
    const view = await explain({
      kind: "feeLevel",
      fee: "storage",
      monthOn: OCTOBER,
      productId: 0,
    });
    const leaf = view.drivers[0]?.leaves[0];
    const rows = await listSourceRows(planned.seller(slug), {
      account: slug,
      explanationId: view.id,
      leafId: leaf?.id ?? "",
      side: "to",
      offset: 0,
    });
    expect(rows.totalCount).toBeGreaterThan(0);
    expect(rows.rows.every(({ sku }) => leaf?.label.startsWith(sku))).toBe(true);
  });

  it("says nothing of another account's products", async () => {
    const rival = await fees(OCTOBER, rivalSlug);
    const productId = rival.month?.products[0]?.productId ?? 0;
    expect(productId).toBeGreaterThan(0);
    const question = { kind: "feeLevel", fee: "all", monthOn: OCTOBER, productId } as const;
    expect(await refusal(askWhy(planned.seller(slug), question))).toBe("not_found");
    expect(await refusal(askWhy(planned.seller(rivalSlug), question))).toBe("answered");
  });
});

it("simulates a draft of the rate card on the last whole month of every account", async () => {
  const ctx = planned.staffContext("policy_admin");
  const { draftId } = await createDraft(ctx, {
    policy: "fees",
    reason: "Storage in the peak costs twice as much.",
  });
  const path = "storage.standardPeakMicrosPerFt3Month";
  await editDraft(ctx, {
    draftId,
    reason: "Storage in the peak costs twice as much.",
    changes: [{ path, value: 4_800_000 }],
  });
  await simulateDraft(ctx, draftId);
  const { simulation, problems } = await getDraft(ctx, draftId);
  expect(problems).toEqual([]);
  expect(simulation?.subject).toBe("fees");
  expect(simulation?.gains).toEqual([]);
  expect(simulation?.losses.length).toBeGreaterThan(0);
  // Accounts with bulky goods alone pay no more.
  const [storage, ...others] = simulation?.pools ?? [];
  expect(Math.min(20, storage?.riseCount ?? 0)).toBe(simulation?.losses.length);
  for (const pool of others) expect(pool.riseCount + pool.fallCount).toBe(0);
  expect(publishedRateCards.at(-1)?.card.storage.standardPeakMicrosPerFt3Month).toBe(2_400_000);
});

it("counts nothing in a currency that no rate card is in", async () => {
  await admin.sql`update marketplace set currency = 'EUR'`;
  const view = await fees();
  expect(view.month).toBeNull();
  expect(view.note).toContain("No rate card in EUR");
  const file = exportFees(planned.seller(slug), { account: slug, month: OCTOBER });
  expect(await refusal(file)).toBe("precondition_failed");
});
