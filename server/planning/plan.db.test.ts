import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runRoot } from "@/lib/optimizer/decision/index.ts";
import { planMarketplace } from "@/lib/optimizer/index.ts";
import { highsBackend } from "@/lib/optimizer/solver/index.ts";
import { type LimitMonth, limitsOverMonths } from "@/lib/optimizer/stages/index.ts";
import { sha256Bytes } from "@/server/core/hash.ts";
import { listAdvisedUnits } from "@/server/repositories/decision.ts";
import { listStages } from "@/server/repositories/run.ts";
import { findSaltKey, findSeal } from "@/server/repositories/seal.ts";
import { chunkCommitter } from "./commitments.ts";
import { loadLimitMonth } from "./limit-months.ts";
import { modelUse } from "./model-cache.ts";
import { loadPipelineInput } from "./pipeline-input.ts";
import { loadPolicies } from "./policies.ts";
import { replayRun } from "./replay.ts";
import { chooseRunModel, loadModelTask } from "./run-model.ts";
import { isSignedRoot } from "./sealing.ts";
import { openPlannedPlace, type PlannedPlace, SCOPE } from "./testing/planned-place.ts";
import { limitKey, loadDecision, loadRunColumns } from "./traces.ts";

let place: PlannedPlace;

beforeAll(async () => {
  place = await openPlannedPlace();
}, 180_000);

afterAll(() => place?.close());

describe("a recorded run", () => {
  it("replays every decision to the same bits", async () => {
    const { first, second } = await place.seededRuns();
    for (const run of [first, second]) {
      const report = await place.asWorker((tx) => replayRun(tx, SCOPE, run.id));
      expect(report.differences).toEqual([]);
      expect(report.decisionCount.replenishment).toBe(
        await place.rowsOf("restock_decision", run.id),
      );
      expect(report.decisionCount.capacity).toBe(await place.rowsOf("limit_announcement", run.id));
      expect(report.decisionCount.capacity).toBeGreaterThan(100);
      expect(report.decisionCount.positioning).toBe(await place.rowsOf("stock_target", run.id));
      expect(report.decisionCount.positioning).toBeGreaterThan(100);
    }
  });

  it("is chained to the run before it and leaves nothing half done", async () => {
    const { first, second } = await place.seededRuns();
    expect(second.previousRunId).toBe(first.id);
    expect(first.runRootSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(second.runRootSha256).not.toBe(first.runRootSha256);
    expect(await place.rowsOf("run_artifact", second.id)).toBe(0);
    const stages = await place.asWorker((tx) => listStages(tx, second.id));
    expect(stages.every(({ status }) => status === "done")).toBe(true);
  });

  it("is sealed: its root follows from its parts, is signed, and its decisions lead to it", async () => {
    const { first, second } = await place.seededRuns();
    const { seal, saltKey } = await place.asWorker(async (tx) => ({
      seal: await findSeal(tx, second.id),
      saltKey: await findSaltKey(tx, second.id),
    }));
    if (!seal || !saltKey) throw new Error("not sealed");
    expect(isSignedRoot(seal)).toBe(true);
    expect(isSignedRoot({ ...seal, rootSha256: String(first.runRootSha256) })).toBe(false);
    expect(isSignedRoot({ ...seal, publicKey: "0".repeat(64) })).toBe(false);
    expect(seal.rootSha256).toBe(second.runRootSha256);
    expect(seal.previousRootSha256).toBe(first.runRootSha256);
    const commit = chunkCommitter(saltKey);
    const roots: Uint8Array[] = [];
    await place.asWorker((tx) =>
      replayRun(tx, SCOPE, second.id, (definition, row, values) =>
        roots.push(commit(definition, row, values)),
      ),
    );
    expect(Buffer.concat(roots).equals(Buffer.from(seal.chunkRoots))).toBe(true);
    const hashOf = (text: string) => Buffer.from(text, "hex");
    const root = runRoot(
      {
        chunkRoots: roots,
        snapshot: hashOf(seal.snapshotSha256),
        policy: hashOf(seal.policySha256),
        code: hashOf(seal.codeSha256),
        previous: hashOf(String(seal.previousRootSha256)),
      },
      sha256Bytes,
    );
    expect(Buffer.from(root).toString("hex")).toBe(seal.rootSha256);
  });

  it("says at once when a byte of a trace was changed", async () => {
    const { first } = await place.seededRuns();
    const [before] = await place.admin.sql`
      select seller_id, chunk_no, formula_set_id, columns from trace_chunk where run_id = ${first.id} order by 1, 2, 3 limit 1`;
    const original = before?.columns as Uint8Array;
    const altered = Uint8Array.from(original);
    const middle = Math.floor(altered.length / 2);
    altered[middle] = (altered[middle] ?? 0) ^ 1;
    const put = (columns: Uint8Array) =>
      place.admin.sql.begin(async (sql) => {
        await sql`set local session_replication_role = replica`;
        await sql`update trace_chunk set columns = ${Buffer.from(columns)} where run_id = ${first.id}
        and seller_id = ${before?.seller_id} and chunk_no = ${before?.chunk_no} and formula_set_id = ${before?.formula_set_id}`;
      });
    await put(altered);
    await expect(place.asWorker((tx) => replayRun(tx, SCOPE, first.id))).rejects.toThrow();
    await put(original);
    await expect(place.asWorker((tx) => replayRun(tx, SCOPE, first.id))).resolves.toBeTruthy();
  });

  it("gives one decision by account and key, and none to a scope that may not see it", async () => {
    const { second } = await place.seededRuns();
    const [limit] = await place.admin.sql`
      select seller_id::int as "sellerId", account_id::int as "accountId", limit_mm3::float8 as "limitMm3"
      from limit_announcement where run_id = ${second.id} and storage_type = 'standard' and kind = 'confirmed' order by account_id limit 1`;
    const { accountId, sellerId, limitMm3 } = limit as {
      accountId: number;
      sellerId: number;
      limitMm3: number;
    };
    const decision = { accountId, key: limitKey(0, 1) };
    const found = await place.asWorker((tx) =>
      loadDecision(tx, SCOPE, second.id, "capacity", decision),
    );
    expect(found?.values.column.announced?.[0]).toBe(limitMm3);
    expect(found?.leaves.column.announced).toBeUndefined();
    const other = { kind: "seller", sellerId: sellerId + 1, accountId, userId: null } as const;
    expect(
      await place.asWorker((tx) => loadDecision(tx, other, second.id, "capacity", decision)),
    ).toBeNull();
  });

  it("announces one confirmed limit and two estimates for each storage type in use, and cuts no confirmed one", async () => {
    const { second } = await place.seededRuns();
    const columns = await place.asWorker((tx) => loadRunColumns(tx, SCOPE, second.id, "capacity"));
    const { announced, confirmedMm3 } = columns.values.column;
    expect(announced?.every((limit, row) => limit >= (confirmedMm3?.[row] ?? 0))).toBe(true);
    const kinds = await place.admin.sql`
      select month_on::text as month, kind, count(*)::int as n from limit_announcement where run_id = ${second.id} group by 1, 2 order by 1`;
    expect(kinds.map(({ month, kind }) => [month, kind])).toEqual([
      ["2026-12-01", "confirmed"],
      ["2027-01-01", "estimate"],
      ["2027-02-01", "estimate"],
    ]);
    expect(new Set(kinds.map(({ n }) => n)).size).toBe(1);
  });

  it("prices every pool on all eight mixes with the run before, whose ends are the two runs' own levels", async () => {
    const { first, second } = await place.seededRuns();
    const mixes = await place.admin.sql`
      select mix.resource, mix.period, mix.coalition, mix.water_level_milli_weeks::int as level,
        own.value::int as own, base.value::int as base
      from run_price_mix mix
      join run_price own on own.run_id = mix.run_id and own.name = 'waterLevel' and own.resource = mix.resource and own.period = mix.period
      join run_price base on base.run_id = mix.base_run_id and base.name = 'waterLevel' and base.resource = mix.resource and base.period = mix.period
      where mix.run_id = ${second.id} and mix.base_run_id = ${first.id}`;
    expect(mixes).toHaveLength(9 * 8);
    for (const { coalition, level, own, base } of mixes) {
      if (coalition === 7) expect(level).toBe(own);
      if (coalition === 0) expect(level).toBe(base);
    }
  });

  it("keeps a readable summary with the figures a reviewer asks for", async () => {
    const { second } = await place.seededRuns();
    const summary = second.summary as Record<string, never>;
    expect(summary).toMatchObject({
      accountCount: 40,
      replay: { differences: 0 },
      price: { mix: "ends equal both runs", kpis: { confirmedCutCount: 0 } },
      placement: { unplacedUnits: expect.any(Number) },
    });
    expect(summary.totalSeconds).toBeGreaterThan(0);
  });
});

describe("the stages of the server", () => {
  it("decide exactly what the pure pipeline decides from the same arrays, in one shard", async () => {
    const { first } = await place.seededRuns();
    const policies = await loadPolicies(place.ctx, first);
    const input = await place.asWorker((tx) => loadPipelineInput(tx, first, policies));
    const { model: inUse } = await place.asWorker((tx) => chooseRunModel(tx, first.marketplaceId));
    const task = await loadModelTask(place.ctx, inUse);
    if (task === null) throw new Error("the shipped model is not in use");
    const planned = await planMarketplace({ ...input, model: modelUse(task) }, highsBackend());
    const advised = await place.asWorker((tx) => listAdvisedUnits(tx, SCOPE, first.id));
    const { productId, plan: advice } = planned.replenishment;
    expect(Array.from(productId, (id, row) => [id, advice.advised[row]])).toEqual(
      advised.map(({ productId: id, units }) => [id, units]),
    );
    const stored = await place.asWorker((tx) => loadRunColumns(tx, SCOPE, first.id, "capacity"));
    expect(planned.limits?.plan.limits).toEqual(stored.values.column.announced);
    const [placed] = await place.admin.sql`
      select coalesce(sum(units), 0)::int as units from placement_decision where run_id = ${first.id}`;
    expect(planned.placement?.summary.placedUnits).toBe(placed?.units);
    const targets = await place.admin.sql`
      select target_units as units, reserve_units as reserve from stock_target join fc on fc.id = fc_id
      where run_id = ${first.id} order by seller_id, account_id, product_id, fc.id`;
    const { targetUnits, rationingReserve } = planned.positioning?.values.column ?? {};
    expect(targets.map(({ units }) => units)).toEqual(Array.from(targetUnits ?? []));
    expect(targets.map(({ reserve }) => reserve)).toEqual(
      Array.from(rationingReserve ?? [], (milliUnits) => Math.floor(milliUnits / 1000)),
    );
  });
});

it("decides the limits of past months in memory as the runs of those days did", async () => {
  const { first, second } = await place.seededRuns();
  const backend = highsBackend();
  const months: LimitMonth[] = [];
  for (const run of [first, second]) months.push(await loadLimitMonth(place.ctx, backend, run));
  const stored = await place.asWorker(async (tx) => [
    await loadRunColumns(tx, SCOPE, first.id, "capacity"),
    await loadRunColumns(tx, SCOPE, second.id, "capacity"),
  ]);
  limitsOverMonths(months).forEach(({ planned }, k) => {
    expect(planned.plan.columns.column.baseLimit).toEqual(stored[k]?.values.column.baseLimit);
  });
});
