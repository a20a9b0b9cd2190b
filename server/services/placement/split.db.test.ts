// Splits of a shipment from what a run offers, through the choice and the plan that keeps to it, to taking it back.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { parseInstant } from "@/server/core/clock.ts";
import { replayRun } from "@/server/planning/replay.ts";
import { runInProcess } from "@/server/planning/run-in-process.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { askWhy } from "@/server/services/explanation/ask-why.ts";
import { getExplanation } from "@/server/services/explanation/get-explanation.ts";
import {
  createPlannedWorld,
  type PlannedWorld,
  sharedPool,
} from "@/server/services/explanation/testing/planned-world.ts";
import { refusal } from "@/server/services/explanation/testing/questions.ts";
import { startRun } from "@/server/services/planning/start-run.ts";
import { chooseSplit, listSplitOptions, withdrawSplit } from "./split.ts";

let planned: PlannedWorld;
let admin: Connection;
let slug: string;
let rivalSlug: string;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  admin = connect(planned.adminUrl);
  const runId = planned.runs.at(-1)?.runId ?? 0;
  const offered = await admin.sql<{ slug: string }[]>`
    select a.slug from placement_split s join account a on a.id = s.account_id
    where s.run_id = ${runId} and s.split = 'minimal' and s.state = 'offered'
    group by 1 order by max(s.fee_micros) desc, 1`;
  slug = offered[0]?.slug ?? "";
  const others = await admin.sql<{ slug: string }[]>`
    select slug from account where slug <> ${slug} order by slug limit 1`;
  rivalSlug = others[0]?.slug ?? "";
}, 240_000);

afterAll(async () => {
  await admin?.close();
  await planned?.close();
});

/** Somebody in the account; a choice needs a person. */
async function personOf(of: string): Promise<SellerContext> {
  const ctx = planned.seller(of);
  const [row] = await admin.sql<{ id: number }[]>`
    select id::int as id from app_user order by 1 limit 1`;
  const userId = row?.id ?? 0;
  return {
    ...ctx,
    actor: { kind: "user", userId, role: "seller" },
    scope: { ...ctx.scope, userId },
  };
}

const newest = () => planned.runs.at(-1)?.runId ?? 0;

it("offers each account that is advised something three splits, priced unit by unit, replayed equal", async () => {
  const ctx = await personOf(slug);
  const { runId, options, choice } = await listSplitOptions(ctx);
  expect(runId).toBe(newest());
  expect(choice).toBeNull();
  expect(options.map(({ split }) => split)).toEqual(["optimised", "partial", "minimal"]);
  const [optimised, , minimal] = options;
  expect(minimal?.fcs).toHaveLength(1);
  expect(optimised?.fcs.length).toBeGreaterThan(1);
  expect(optimised?.feeMicros).toBe(0);
  expect(minimal?.units).toBeGreaterThanOrEqual(optimised?.units ?? 0);
  expect(minimal?.transitMilliDays).toBeGreaterThanOrEqual(optimised?.transitMilliDays ?? 0);
  // 2026: between 0.21 and 3.95 a unit.
  expect(minimal?.feeMicros).toBeGreaterThanOrEqual(210_000 * (minimal?.units ?? 0));
  expect(minimal?.feeMicros).toBeLessThanOrEqual(3_950_000 * (minimal?.units ?? 0));
  const question = { kind: "splitFeeLevel", split: "minimal", runId: newest() } as const;
  const view = await getExplanation(ctx, (await askWhy(ctx, question)).explanationId);
  expect(view.title).toBe("The fee of the minimal split");
  expect(view.verification.isReplayEqual).toBe(true);
  expect(Math.round((view.to.value ?? 0) * 100)).toBe(
    Math.round((minimal?.feeMicros ?? 0) / 10_000),
  );
  const [units] = await admin.sql<{ placed: number }[]>`
    select sum(units)::int as placed from placement_decision
    where run_id = ${newest()} and account_id = ${ctx.scope.accountId}`;
  expect(optimised?.units).toBe(units?.placed);
});

it("refuses a choice by a job, on an older plan, of what is not offered, and to take back what nobody chose", async () => {
  const ctx = await personOf(slug);
  const runId = newest();
  const choose = (split: "minimal" | "partial", at = runId) =>
    refusal(chooseSplit(ctx, { split, runId: at }));
  expect(await refusal(chooseSplit(planned.seller(slug), { split: "minimal", runId }))).toBe(
    "forbidden",
  );
  expect(await choose("minimal", planned.runs[0]?.runId)).toBe("conflict");
  const { options } = await listSplitOptions(ctx);
  const closed = options.find(({ split }) => split === "partial");
  if (closed?.state !== "offered") expect(await choose("partial")).toBe("invalid");
  expect(await refusal(withdrawSplit(ctx))).toBe("not_found");
});

describe("a chosen split", { timeout: 240_000 }, () => {
  it("is kept by the next plan, whose traces replay, until it is taken back; nobody else's changes hands", async () => {
    const ctx = await personOf(slug);
    const rival = planned.seller(rivalSlug);
    await chooseSplit(ctx, { split: "minimal", runId: newest() });
    const before = await listSplitOptions(ctx);
    expect(before.choice).toMatchObject({ split: "minimal", isInForce: false });
    expect((await listSplitOptions(rival)).choice).toBeNull();
    const { worker } = planned;
    const asOfOn = planned.runs.at(-1)?.asOfOn ?? "";
    const knownAt = parseInstant("2030-01-01T00:00:00Z");
    const request = { marketplaceId: "US", accountId: null, asOfOn, knownAt };
    const { runId } = await startRun(worker, request, null);
    await runInProcess({ ...worker, compute: sharedPool() }, runId);
    const placed = await admin.sql<{ code: string; units: number }[]>`
      select f.code, sum(p.units)::int as units from placement_decision p join fc f on f.id = p.fc_id
      where p.run_id = ${runId} and p.account_id = ${ctx.scope.accountId} group by 1`;
    expect(placed.map(({ code }) => code)).toEqual(before.choice?.codes);
    const after = await listSplitOptions(ctx);
    expect(after.choice).toMatchObject({ split: "minimal", isInForce: true });
    expect(after.options[0]?.fcs.length).toBeGreaterThan(1); // what it could go back to
    const replayed = await inScope(worker.db, worker.scope, (tx) =>
      replayRun(tx, worker.scope, runId),
    );
    expect(replayed.differences).toEqual([]);
    expect(replayed.decisionCount.placementFee).toBeGreaterThan(0);
    await withdrawSplit(ctx);
    expect((await listSplitOptions(ctx)).choice).toBeNull();
    const events = await admin.sql<{ action: string }[]>`
      select action from audit_event where action like 'placement.%' and seller_id = ${ctx.scope.sellerId} order by id`;
    expect(events.map(({ action }) => action)).toEqual([
      "placement.chooseSplit",
      "placement.withdrawSplit",
    ]);
  });
});
