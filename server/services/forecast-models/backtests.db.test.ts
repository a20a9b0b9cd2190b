import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { dayToDate } from "@/lib/calendar/index.ts";
import { isDomainError } from "@/server/core/errors.ts";
import { openComputePool } from "@/server/planning/compute-pool.ts";
import type { Compute } from "@/server/planning/tasks.ts";
import { loadUsedMethods, usedMethodOf } from "@/server/planning/used-methods.ts";
import { listCurrentEvents } from "@/server/repositories/event-calendar.ts";
import { type JobSender, openJobSender } from "@/server/repositories/job-queue.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { addEvent } from "@/server/services/events/change-events.ts";
import { listEvents } from "@/server/services/events/list-events.ts";
import {
  createPlannedWorld,
  type PlannedWorld,
} from "@/server/services/explanation/testing/planned-world.ts";
import { scoreForecasts } from "@/server/services/forecasting/score-forecasts.ts";
import { cancelForecastJob } from "./cancel-job.ts";
import { checkDrift } from "./check-drift.ts";
import { failForecastJob } from "./job-steps.ts";
import { listJobs } from "./read-jobs.ts";
import { readQuality } from "./read-quality.ts";
import { requestDueBacktests, requestForecastJob } from "./request-job.ts";
import { runBacktest } from "./run-backtest.ts";

const US = "US";
const REASON = "The calendar of events was corrected";

let planned: PlannedWorld;
let admin: Connection;
let sender: JobSender;
let compute: Compute;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.06, runsDaysBefore: [56, 28, 0] });
  admin = connect(planned.adminUrl);
  sender = await openJobSender(planned.workerUrl, () => undefined);
  compute = openComputePool(2);
  for (const { runId } of planned.runs) await scoreForecasts(planned.worker, runId);
}, 240_000);

afterAll(async () => {
  await sender?.close();
  await compute?.close();
  await admin?.close();
  await planned?.close();
});

const desk = () => planned.staffContext("policy_admin");
const request = (kind = "backtest" as const) =>
  requestForecastJob(desk(), { kind, marketplaceId: US, reason: REASON }, sender.send);
const run = (jobId: number, on: Compute = compute) =>
  runBacktest({ ...planned.worker, compute: on }, jobId);
const jobOf = async (jobId: number) =>
  (await listJobs(desk(), {})).jobs.find((job) => job.jobId === jobId);
const queued = async () => {
  const rows = await admin.sql`
    select data from pgboss.job where name = 'backtest-forecasts' order by created_on`;
  return rows.map(({ data }) => Number(data.jobId));
};
const storedRows = async (jobId: number) => {
  const [row] = await admin.sql`
    select count(*)::int as count from forecast_quality where backtest_key = ${`job ${jobId}`}`;
  return Number(row?.count);
};

async function refusal(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return isDomainError(error) ? { code: error.code, ...error.data } : `${error}`;
  }
  return "done";
}

/** Computes as the pool does, but fails or is interrupted on the way. */
const disturbed = (onTask: () => Promise<void>): Compute => ({
  run: async (name, input) => {
    await onTask();
    return compute.run(name, input);
  },
  close: async () => undefined,
});

describe("a backtest that is asked for", () => {
  it("enters the queue once, however often it is asked for, and is on record", async () => {
    const asked = await Promise.all([request(), request(), request()]);
    const jobId = asked[0].jobId;
    expect(new Set(asked.map((one) => one.jobId)).size).toBe(1);
    expect(asked.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await queued()).toEqual([jobId]);
    expect(await jobOf(jobId)).toMatchObject({
      status: "queued",
      reason: REASON,
      requesterName: "Admin 0",
    });
    const [event] = await admin.sql`
      select actor_role, detail from audit_event where target = ${`forecast_job:${jobId}`}`;
    expect(event).toMatchObject({ actor_role: "policy_admin", detail: { reason: REASON } });
    await cancelForecastJob(desk(), jobId);
  });

  it("is refused for a marketplace that does not exist, or where nothing was planned", async () => {
    const ask = (marketplaceId: string) =>
      refusal(
        requestForecastJob(
          desk(),
          { kind: "backtest", marketplaceId, reason: REASON },
          sender.send,
        ),
      );
    expect(await ask("XX")).toMatchObject({ code: "not_found" });
    expect(await ask("UK")).toMatchObject({ code: "precondition_failed", rule: "no_run" });
  });

  it("is stored once when it is handed out twice, at once and again", async () => {
    const { jobId } = await request();
    await Promise.all([run(jobId), run(jobId)]);
    const count = await storedRows(jobId);
    expect(count).toBeGreaterThan(60);
    expect(count % 15).toBe(0);
    await run(jobId);
    expect(await storedRows(jobId)).toBe(count);
    expect(await jobOf(jobId)).toMatchObject({ status: "done", progressShare: 1, failure: null });
  }, 120_000);

  it("stores nothing when it is cancelled on the way, and has then ended", async () => {
    const { jobId } = await request();
    await run(
      jobId,
      disturbed(async () => {
        if ((await jobOf(jobId))?.status === "running") await cancelForecastJob(desk(), jobId);
      }),
    );
    expect(await storedRows(jobId)).toBe(0);
    expect(await jobOf(jobId)).toMatchObject({ status: "cancelled" });
    expect(await refusal(cancelForecastJob(desk(), jobId))).toMatchObject({ rule: "job_ended" });
    expect(await refusal(cancelForecastJob(desk(), 999_999))).toMatchObject({ code: "not_found" });
  });

  it("ends with the reason when it failed for good, and stays open until then", async () => {
    const { jobId } = await request();
    const broken = disturbed(() => Promise.reject(new Error("the disk is full")));
    await expect(run(jobId, broken)).rejects.toThrow("the disk is full");
    expect(await jobOf(jobId)).toMatchObject({ status: "running", failure: "the disk is full" });
    await failForecastJob(planned.worker, jobId);
    expect(await jobOf(jobId)).toMatchObject({ status: "failed", failure: "the disk is full" });
    await failForecastJob(planned.worker, jobId);
    expect(await storedRows(jobId)).toBe(0);
  });

  it("is asked for by itself only when the last one is a week old", async () => {
    expect(await requestDueBacktests(planned.worker, sender.send)).toBe(0);
    const later = new Date(Date.now() + 8 * 86_400_000);
    const ctx = { ...planned.worker, clock: { ...planned.worker.clock, now: () => later } };
    expect(await requestDueBacktests(ctx, sender.send)).toBe(1);
    expect(await requestDueBacktests(ctx, sender.send)).toBe(0);
    const open = (await listJobs(desk(), {})).jobs.find(({ status }) => status === "queued");
    expect(open).toMatchObject({ requesterName: null });
    await cancelForecastJob(desk(), open?.jobId ?? 0);
  });
});

describe("quality by segment", () => {
  it("shows every method on the same windows, the used one among them, the whole first", async () => {
    const { backtest, segments, history } = await readQuality(desk(), {});
    const [whole] = segments;
    expect(whole).toMatchObject({ intermittencyClass: "all", volumeClass: "all" });
    expect(whole?.methods.map(({ method }) => method).sort()).toEqual(
      ["empirical", "imapa", "ses", "smoothing", "tsb"].sort(),
    );
    expect(backtest?.firstOriginOn && backtest.firstOriginOn < backtest.lastOriginOn).toBe(true);
    expect(history).toHaveLength(1);
    for (const { methods, used, windowCount, skuCount } of segments) {
      expect(methods.filter(({ isUsed }) => isUsed)).toHaveLength(used ? 1 : 0);
      expect(windowCount).toBeGreaterThan(0);
      expect(skuCount).toBeGreaterThan(0);
      const losses = methods.flatMap(({ spl, sumSpl }) =>
        spl === null || sumSpl === null ? [] : [spl * sumSpl],
      );
      expect(losses).toEqual([...losses].sort((a, b) => a - b));
    }
  });

  it("uses no model on a segment of its own where the best classical method is better", async () => {
    const { segments } = await readQuality(desk(), {});
    const judged = segments.filter(({ windowCount }) => windowCount >= 400);
    expect(judged.length).toBeGreaterThan(3);
    for (const { gainShare } of judged) expect(gainShare ?? 0).toBeGreaterThanOrEqual(-1e-12);
  });

  it("tells the planner which method a segment uses, and a wider one's for a segment it never saw", async () => {
    const used = await inScope(planned.worker.db, planned.worker.scope, (tx) =>
      loadUsedMethods(tx, US),
    );
    const { segments } = await readQuality(desk(), {});
    for (const { intermittencyClass, volumeClass, used: shown } of segments) {
      const found = usedMethodOf(used, { intermittencyClass, volumeClass });
      expect(found?.method).toBe(shown?.method);
    }
    const [whole] = segments;
    expect(usedMethodOf(used, { intermittencyClass: "new", volumeClass: "low" })?.method).toBe(
      whole?.used?.method,
    );
    expect(usedMethodOf([], { intermittencyClass: "lumpy", volumeClass: "low" })).toBeNull();
    const nothing = await inScope(planned.worker.db, planned.worker.scope, (tx) =>
      loadUsedMethods(tx, "UK"),
    );
    expect(nothing).toEqual([]);
  });

  it("is the policy desk's to read: support and sellers see no row", async () => {
    for (const scope of [
      planned.staffContext("support").scope,
      planned.seller(planned.world.accounts[0]?.slug ?? "").scope,
    ]) {
      const seen = await inScope(planned.db, scope, async (tx) => ({
        quality: await tx.execute("select 1 from forecast_quality"),
        alarms: await tx.execute("select 1 from forecast_alarm"),
        jobs: await tx.execute("select 1 from forecast_job"),
        models: await tx.execute("select id from forecast_model"),
      }));
      expect(Object.values(seen).map((rows) => rows.length)).toEqual([0, 0, 0, 0]);
    }
  });

  it("says what events of the calendar taught", async () => {
    const { events } = await listEvents(desk(), {});
    const seen = events.filter(({ learntFactorMillionths }) => learntFactorMillionths !== null);
    expect(seen.length).toBeGreaterThan(0);
    for (const { kind, learntFactorMillionths } of seen) {
      expect(kind).toBe("sale_event");
      expect(learntFactorMillionths).toBeGreaterThanOrEqual(300_000);
      expect(learntFactorMillionths).toBeLessThanOrEqual(8_000_000);
    }
    const rows = await inScope(planned.db, desk().scope, (tx) =>
      listCurrentEvents(tx, desk().scope, US),
    );
    expect(rows).toHaveLength(events.length);
  });
});

describe("drift alarms", () => {
  const alarms = async () => (await readQuality(desk(), {})).alarms;
  const drift = () => checkDrift(planned.worker, US);
  const [metric, place] = ["coverage80Share", { intermittencyClass: "all", volumeClass: "all" }];
  const found = async () =>
    (await alarms()).find(
      (alarm) => alarm.metric === metric && alarm.intermittencyClass === place.intermittencyClass,
    );

  /** The backtest's rows as if it had promised this coverage; the table is append-only, so a new backtest says it. */
  async function promise(coverage80Share: number, key: string): Promise<void> {
    await admin.sql`
      insert into forecast_quality select (jsonb_populate_record(q, jsonb_build_object('backtest_key', ${key}::text,
        'coverage80_share', ${coverage80Share}::float8, 'computed_at', now()))).* from forecast_quality q
      where backtest_key = (select result ->> 'backtestKey' from forecast_job where status = 'done' order by id desc limit 1)`;
    await admin.sql`
      insert into forecast_job (kind, marketplace_id, status, reason, result)
      select kind, marketplace_id, status, reason, jsonb_set(result, '{backtestKey}', to_jsonb(${key}::text))
      from forecast_job where status = 'done' order by id desc limit 1`;
  }

  it("are raised once where coverage left its bounds, say by how much, and are resolved when it is back", async () => {
    await promise(0.3, "broken promise");
    expect(await drift()).toBeGreaterThan(0);
    const raised = await found();
    expect(raised).toMatchObject({ ...place, metric, reference: 0.3, resolvedAt: null });
    expect(raised?.value).toBeGreaterThan((raised?.threshold ?? 1) - 1e-12);
    expect(raised?.windowCount).toBeGreaterThanOrEqual(400);
    const open = await drift();
    expect((await found())?.alarmId).toBe(raised?.alarmId);
    expect((await found())?.raisedAt).toBe(raised?.raisedAt);

    await promise(raised?.value ?? 0, "kept promise");
    expect(await drift()).toBeLessThan(open);
    expect((await found())?.resolvedAt).not.toBeNull();
  });

  it("are none of a marketplace without scores", async () => {
    expect(await checkDrift(planned.worker, "UK")).toBe(0);
  });
});

describe("an event that is added to the calendar", () => {
  it("lifts the forecast of its week in the next plan, and leaves the plan before as it was", async () => {
    const { span } = planned.world;
    const before = planned.runs.at(-1)?.runId ?? 0;
    const [start, end] = [dayToDate(span.asOfDay + 15), dayToDate(span.asOfDay + 17)];
    await addEvent(desk(), {
      marketplaceId: US,
      kind: "sale_event",
      title: "Founders' days",
      startOn: start,
      endOn: end,
      expectedFactorMillionths: 2_500_000,
      reason: REASON,
    });
    const { runId } = await planned.plan(span.asOfDay, new Date());
    const unitsByWeek = async (run: number) => {
      const rows = await admin.sql`
        select week, sum(units)::float8 as units from forecast, unnest(mean_milli_units) with ordinality as w(units, week)
        where run_id = ${run} group by week order by week`;
      return rows.map(({ units }) => Number(units));
    };
    const [plain, lifted] = [await unitsByWeek(before), await unitsByWeek(runId)];
    const lifts = lifted.map((units, h) => units / (plain[h] ?? 1));
    const weeks = lifts.flatMap((lift, h) => (lift > 1.5 ? [h] : []));
    expect(weeks).toHaveLength(1);
    expect([1, 2, 3]).toContain(weeks[0]);
    expect(lifts.filter((lift) => Math.abs(lift - 1) < 0.02)).toHaveLength(lifts.length - 1);
  }, 120_000);
});
