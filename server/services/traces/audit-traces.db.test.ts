import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { manualClock } from "@/server/core/clock.ts";
import { replayRun } from "@/server/planning/replay.ts";
import { loadBases, loadRunColumns } from "@/server/planning/traces.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { askWhy } from "@/server/services/explanation/ask-why.ts";
import { getReceipt } from "@/server/services/explanation/receipt.ts";
import {
  createPlannedWorld,
  type PlannedWorld,
} from "@/server/services/explanation/testing/planned-world.ts";
import { Questions } from "@/server/services/explanation/testing/questions.ts";
import { auditTraces } from "./audit-traces.ts";
import { listAudits } from "./list-audits.ts";
import { measureTracing } from "./trace-cost.ts";

let planned: PlannedWorld;
let admin: Connection;
let ask: Questions;
let slug: string;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  admin = connect(planned.adminUrl, { max: 1 });
  ask = new Questions(planned);
  slug = planned.subjectOf("capacity-squeeze");
}, 240_000);

afterAll(async () => {
  await admin?.close();
  await planned?.close();
});

const asWorker = <T>(work: Parameters<typeof inScope<T>>[2]): Promise<T> =>
  inScope(planned.worker.db, planned.worker.scope, work);

/** The worker's context so many days after the runs were sealed. */
async function later(days: number): Promise<WorkerContext> {
  const [row] = await admin.sql<{ atMs: number }[]>`
    select (extract(epoch from max(sealed_at)) * 1000)::float8 as "atMs" from run_seal`;
  const at = new Date(Math.ceil(row?.atMs ?? Number.NaN) + days * 86_400_000);
  return { ...planned.worker, clock: manualClock(at.toISOString()) };
}

const sizes = async () =>
  (await admin.sql<{ runId: number; tier: string; bytes: number; depth: number }[]>`
    select run_id::int as "runId", tier, sum(octet_length(columns))::int as bytes, max(base_depth)::int as depth
    from trace_chunk group by 1, 2 order by 1`) as readonly {
    runId: number;
    tier: string;
    bytes: number;
    depth: number;
  }[];

const valuesOf = (runId: number) =>
  asWorker((tx) => loadRunColumns(tx, planned.worker.scope, runId, "replenishment"));

describe("traces of runs", () => {
  it("lie on the chunks that stand alone, so that each is read through one at most", async () => {
    const [first, second] = [ask.run(0).runId, ask.run(1).runId];
    const { accountId } = planned.accountOf(slug);
    const basesAfter = (runId: number) =>
      asWorker((tx) => loadBases(tx, planned.worker.scope, runId, "replenishment", [accountId]));
    const [onFirst, onSecond] = [await basesAfter(first), await basesAfter(second)];
    expect(onFirst.get(accountId)?.map(({ runId, depth }) => [runId, depth])).toEqual([[first, 0]]);
    expect(onSecond.get(accountId)?.map(({ runId, depth }) => [runId, depth])).toEqual([
      [first, 1],
    ]);
    expect(onSecond.get(accountId)?.[0]?.values).toEqual(onFirst.get(accountId)?.[0]?.values);
  });

  it("can be made again to say what they cost, and nothing of that is kept", async () => {
    const { runId } = ask.run(1);
    const kept = () =>
      admin.sql`select count(*)::int as chunks, sum(cardinality(decision_keys))::int as decisions from trace_chunk where run_id = ${runId}`;
    const [before] = await kept();
    const cost = await measureTracing(planned.worker, runId);
    expect(cost.decisionCount).toBe(before?.decisions);
    expect(cost.total.processorSeconds).toBeGreaterThan(0);
    expect(await kept()).toEqual([before]);
    await expect(measureTracing(planned.worker, 999_999)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("a night's proof", () => {
  it("re-derives a sample of each run and all that was explained, once a night, and moves nothing young", async () => {
    await askWhy(planned.seller(slug), ask.limitLevel());
    const ctx = await later(1);
    const report = await auditTraces(ctx, "2026-11-29");
    expect(report).toMatchObject({ movedRunCount: 0, failures: [] });
    const { accountId } = planned.accountOf(slug);
    const [own] = await admin.sql`
      select sum(cardinality(decision_keys))::int as n from trace_chunk
      where run_id = ${ask.run(1).runId} and account_id = ${accountId}`;
    expect(report?.explainedCount).toBe(own?.n);
    expect(report?.sampledCount).toBeGreaterThan(0);
    expect(await auditTraces(ctx, "2026-11-29")).toBeNull();
  });

  it("moves old runs to leaves and back to the same values, roots and receipts; a base may be cheaper than what rests on it", async () => {
    const [first, second] = [ask.run(0).runId, ask.run(1).runId];
    const { explanationId } = await askWhy(planned.seller(slug), ask.limitLevel());
    const before = {
      sizes: await sizes(),
      first: await valuesOf(first),
      second: await valuesOf(second),
      receipt: await getReceipt(planned.seller(slug), explanationId),
    };
    expect(before.sizes.map(({ tier, depth }) => [tier, depth])).toEqual([
      ["hot", 0],
      ["hot", 1],
    ]);
    expect(await auditTraces(await later(92), "2027-03-01")).toMatchObject({
      movedRunCount: 2,
      failures: [],
    });
    const after = await sizes();
    expect(after.map(({ tier }) => tier)).toEqual(["warm", "warm"]);
    for (const [i, { bytes }] of after.entries())
      expect(bytes).toBeLessThan(before.sizes[i]?.bytes ?? 0);
    expect(await valuesOf(first)).toEqual(before.first);
    expect(await valuesOf(second)).toEqual(before.second);
    expect(await getReceipt(planned.seller(slug), explanationId)).toEqual(before.receipt);
    const report = await asWorker((tx) => replayRun(tx, planned.worker.scope, second));
    expect(report.differences).toEqual([]);
  });

  it("releases a run that is not the month's last, after what rests on it was packed by itself", async () => {
    const [first, second] = [ask.run(0).runId, ask.run(1).runId];
    const values = await valuesOf(second);
    // The runs are of two months: the earlier one is made an older run of the same month.
    await admin.sql`update plan_run set as_of_on = (select as_of_on - 1 from plan_run where id = ${second}) where id = ${first}`;
    const night = await later(397);
    expect(await auditTraces(night, "2027-12-30")).toMatchObject({
      movedRunCount: 2,
      failures: [],
    });
    expect((await sizes()).map(({ runId, tier, depth }) => [runId, tier, depth])).toEqual([
      [second, "cold", 0],
    ]);
    expect(await valuesOf(second)).toEqual(values);
    const moves = await admin.sql`select run_id::int as run, tier from trace_move order by 1, 2`;
    expect(moves.map(({ run, tier }) => [run, tier])).toEqual([
      [first, "warm"],
      [first, "released"],
      [second, "warm"],
      [second, "cold"],
    ]);
  });

  it("stops all moves and tells policy admins when a decision is not what was sealed, even with a matching hash", async () => {
    const second = ask.run(1).runId;
    const { accountId } = planned.accountOf(slug);
    await admin.sql`alter table run_seal disable trigger user`;
    await admin.sql`update run_seal set chunk_roots = set_byte(chunk_roots, 5, get_byte(chunk_roots, 5) # 1) where run_id = ${second}`;
    await admin.sql`alter table trace_chunk disable trigger user`;
    await admin.sql`update trace_chunk set columns = set_byte(columns, 20, get_byte(columns, 20) # 1) where run_id = ${second} and account_id = ${accountId}`;
    const ctx = await later(4000);
    const report = await auditTraces(ctx, "2037-01-01");
    expect(report?.movedRunCount).toBe(0);
    const said = report?.failures.map(({ what }) => what) ?? [];
    expect(said).toContain("the tree's root is not that of its chunks");
    expect(said.some((what) => /checksum differs/.test(what))).toBe(true);
    const { nights } = await listAudits(planned.staffContext("policy_admin"));
    expect(nights[0]).toMatchObject({ nightOn: "2037-01-01", movedRunCount: 0 });
    expect(nights[0]?.failures.map(({ what }) => what)).toEqual(said);
    expect((await listAudits(planned.staffContext("support"))).nights).toEqual([]);
  });
});
