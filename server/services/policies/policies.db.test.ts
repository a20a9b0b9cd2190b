import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { addMonths, dayToDate } from "@/lib/calendar/index.ts";
import { defaultCapacityPolicy } from "@/lib/optimizer/capacity/index.ts";
import type { StorageType } from "@/lib/optimizer/core/storage-type.ts";
import { quantityText, storageTypeLabel } from "@/lib/wording/index.ts";
import { manualClock } from "@/server/core/clock.ts";
import { isDomainError } from "@/server/core/errors.ts";
import { askWhy } from "@/server/services/explanation/ask-why.ts";
import { getExplanation } from "@/server/services/explanation/get-explanation.ts";
import {
  createPlannedWorld,
  type PlannedWorld,
} from "@/server/services/explanation/testing/planned-world.ts";
import {
  approveDraft,
  createDraft,
  editDraft,
  getDraft,
  publishDraft,
  simulateDraft,
  withdrawDraft,
} from "./drafts.ts";
import { listPolicies } from "./list-policies.ts";
import type { DraftDetail } from "./schemas.ts";

const SIZE_SHARE = 0.04;
const REASON = "Growth from month to month may be faster before the peak";
/** Figures of every kind: shares, bounds, weights and what limits may add up to. */
const CHANGES = [
  { path: "smoothingShareMillionths", value: 400_000 },
  { path: "keepShareMillionths[0]", value: 700_000 },
  { path: "floorMm3", value: 2 * defaultCapacityPolicy.floorMm3 },
  { path: "efficiencyMaxMillionths", value: 1_400_000 },
  { path: "efficiency.excess.worstMillionths", value: 300_000 },
  { path: "overbookingShareMillionths", value: 1_900_000 },
];

/** Two runs under the rules of the demo world; drafts are simulated on the second. */
let planned: PlannedWorld;
/** The same facts; here the changed rules were published between the runs. */
let changed: PlannedWorld;
let admin: Connection;

const author = (world = planned, clock?: ReturnType<typeof manualClock>) =>
  world.staffContext("policy_admin", 0, clock);
const approver = (world = planned, clock?: ReturnType<typeof manualClock>) =>
  world.staffContext("policy_admin", 1, clock);

const draftOf = async (
  world = planned,
  changes: readonly { path: string; value: number }[] = [],
): Promise<number> => {
  const { draftId } = await createDraft(author(world), { policy: "capacity", reason: REASON });
  if (changes.length > 0)
    await editDraft(author(world), { draftId, reason: REASON, changes: [...changes] });
  return draftId;
};

beforeAll(async () => {
  [planned, changed] = await Promise.all([
    createPlannedWorld({ sizeShare: SIZE_SHARE, runsDaysBefore: [28, 0] }),
    createPlannedWorld({ sizeShare: SIZE_SHARE, runsDaysBefore: [28] }),
  ]);
  admin = connect(planned.adminUrl);
  const clock = manualClock(`${dayToDate(changed.world.span.asOfDay - 20)}T12:00:00Z`);
  const draftId = await draftOf(changed, CHANGES);
  await simulateDraft(author(changed), draftId);
  await approveDraft(approver(changed), draftId);
  await publishDraft(approver(changed, clock), draftId);
  await changed.plan(changed.world.span.asOfDay);
}, 480_000);

afterAll(async () => {
  await admin?.close();
  await planned?.close();
  await changed?.close();
});

async function refusal(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return isDomainError(error) ? { code: error.code, ...error.data } : `${error}`;
  }
  return "done";
}

const stateOf = (draftId: number): Promise<DraftDetail> => getDraft(author(), draftId);

/** Approved by the second person, on a current simulation. */
async function approved(changes = CHANGES): Promise<number> {
  const draftId = await draftOf(planned, changes);
  await simulateDraft(author(), draftId);
  await approveDraft(approver(), draftId);
  return draftId;
}

describe("a draft needs four eyes", () => {
  it("cannot be approved by its author, nor by the database behind the services", async () => {
    const draftId = await draftOf();
    await simulateDraft(author(), draftId);
    expect(await refusal(approveDraft(author(), draftId))).toMatchObject({
      code: "forbidden",
      rule: "second_person_approves",
    });
    expect((await stateOf(draftId)).can.approve).toBe(false);
    const forged = admin.sql`
      update policy_draft set status = 'approved', approver_id = author_id where id = ${draftId}`;
    expect(await refusal(Promise.resolve(forged))).toMatch(/policy_draft_second_person/);
    const version = admin.sql`
      insert into policy_version (policy, version, body, body_sha256, effective_on, reason, author_id, approver_id)
      select policy, 99, body, 'x', '2026-01-01', reason, author_id, author_id from policy_draft where id = ${draftId}`;
    expect(await refusal(Promise.resolve(version))).toMatch(/policy_version_second_person/);
  });

  it("is edited and withdrawn by its author alone", async () => {
    const draftId = await draftOf();
    const edit = { draftId, reason: REASON, changes: [] };
    expect(await refusal(editDraft(approver(), edit))).toMatchObject({ rule: "author_edits" });
    expect(await refusal(withdrawDraft(approver(), draftId))).toMatchObject({
      rule: "author_withdraws",
    });
    await withdrawDraft(author(), draftId);
    expect(await refusal(editDraft(author(), edit))).toMatchObject({ rule: "draft_ended" });
    expect(await refusal(simulateDraft(author(), draftId))).toMatchObject({ rule: "draft_ended" });
  });

  it("is approved only as it was simulated: an edit voids both", async () => {
    const draftId = await draftOf();
    expect(await refusal(approveDraft(approver(), draftId))).toMatchObject({
      rule: "simulate_first",
    });
    await simulateDraft(author(), draftId);
    const [first] = CHANGES;
    await editDraft(author(), { draftId, reason: REASON, changes: first ? [first] : [] });
    expect((await stateOf(draftId)).isSimulationCurrent).toBe(false);
    expect(await refusal(approveDraft(approver(), draftId))).toMatchObject({
      rule: "simulate_first",
    });
    await simulateDraft(author(), draftId);
    await approveDraft(approver(), draftId);
    await editDraft(author(), { draftId, reason: REASON, changes: [] });
    expect(await stateOf(draftId)).toMatchObject({ status: "open", approverName: null });
    expect(await refusal(publishDraft(approver(), draftId))).toMatchObject({
      rule: "approve_first",
    });
  });

  it("leaves a record of every step", async () => {
    const draftId = await approved();
    await withdrawDraft(author(), draftId);
    const rows = await admin.sql<{ action: string; actor: number }[]>`
      select action, actor_id::int as actor from audit_event where target = ${`policy_draft:${draftId}`} order by id`;
    expect(rows.map(({ action }) => action)).toEqual(
      ["create", "edit", "simulate", "approve", "withdraw"].map((step) => `policy_draft.${step}`),
    );
    const [writer, second] = [author().scope.userId, approver().scope.userId];
    expect(rows.map(({ actor }) => actor)).toEqual([writer, writer, writer, second, writer]);
  });
});

describe("figures of a draft", () => {
  it("are those of the base, with the changes beside them", async () => {
    const { fields } = await stateOf(await draftOf(planned, CHANGES));
    const differing = fields.filter(({ value, baseValue }) => value !== baseValue);
    expect(differing.map(({ path, value }) => ({ path, value }))).toEqual(
      expect.arrayContaining(CHANGES),
    );
    expect(differing).toHaveLength(CHANGES.length);
  });

  it("cannot be invented", async () => {
    const draftId = await draftOf();
    for (const path of [
      "coverYears",
      "efficiency",
      "__proto__.coverWeeks",
      "keepShareMillionths[7]",
    ]) {
      const edit = { draftId, reason: REASON, changes: [{ path, value: 1 }] };
      expect(await refusal(editDraft(author(), edit))).toEqual({
        code: "invalid",
        field: path,
        rule: "unknown_field",
      });
    }
  });

  it("are named one by one where they break a rule, and such a draft goes nowhere", async () => {
    const draftId = await draftOf(planned, [
      { path: "smoothingShareMillionths", value: 2_000_000 },
      { path: "efficiency.stranded.weightMillionths", value: 0 },
    ]);
    const { problems, can } = await stateOf(draftId);
    expect(problems.map(({ field }) => field)).toEqual([
      "efficiency (sum of weights)",
      "smoothingShareMillionths",
    ]);
    expect(can).toMatchObject({ simulate: false, approve: false, publish: false, edit: true });
    for (const step of [simulateDraft(author(), draftId), approveDraft(approver(), draftId)])
      expect(await refusal(step)).toMatchObject({ code: "invalid" });
  });
});

/** Announced limits of a run, by account, storage type and month ahead. */
async function announced(world: PlannedWorld, runId: number): Promise<Map<string, number>> {
  const connection = connect(world.adminUrl);
  const rows = await connection.sql<{ key: string; mm3: number }[]>`
    select a.slug || '/' || l.storage_type || '/' || (l.decision_key % 16) as key, l.limit_mm3::float8 as mm3
    from limit_announcement l join account a on a.id = l.account_id where l.run_id = ${runId}`;
  await connection.close();
  return new Map(rows.map(({ key, mm3 }) => [key, mm3]));
}

const lastRun = (world: PlannedWorld) => world.runs.at(-1)?.runId ?? 0;

describe("a simulation", () => {
  it("of the rules that the run used changes nothing", async () => {
    const draftId = await draftOf();
    await simulateDraft(author(), draftId);
    const { simulation } = await stateOf(draftId);
    expect(simulation).toMatchObject({ gains: [], losses: [], confirmedCutCount: 0, notes: [] });
    expect(simulation?.pools).toHaveLength(9);
    for (const pool of simulation?.pools ?? []) {
      expect(pool).toMatchObject({ riseCount: 0, fallCount: 0, toSum: pool.fromSum });
      expect(pool.giniAfter).toBe(pool.giniBefore);
    }
    expect(simulation?.pools.reduce((sum, { sameCount }) => sum + sameCount, 0)).toBe(
      (await announced(planned, lastRun(planned))).size,
    );
  });

  it("of other rules gives the limits that a run under them announces on the same facts", async () => {
    const draftId = await draftOf(planned, CHANGES);
    await simulateDraft(author(), draftId);
    const { simulation } = await stateOf(draftId);
    const before = await announced(planned, lastRun(planned));
    const after = await announced(changed, lastRun(changed));
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
    const differences = [...after]
      .map(([key, mm3]) => ({ key, deltaMm3: mm3 - (before.get(key) ?? Number.NaN) }))
      .filter(({ key, deltaMm3 }) => key.endsWith("/1") && deltaMm3 !== 0);
    const listed = [...(simulation?.gains ?? []), ...(simulation?.losses ?? [])];
    expect(listed.length).toBeGreaterThan(20);
    const real = new Map(differences.map(({ key, deltaMm3 }) => [key, deltaMm3]));
    const typeOf = new Map(
      (["standard", "oversize", "apparel"] as const).map((type) => [storageTypeLabel(type), type]),
    );
    for (const { account, storageType, deltaMm3 } of listed)
      expect(real.get(`${account}/${typeOf.get(storageType)}/1`), account).toBe(deltaMm3);
    const count = (sign: number) => differences.filter((row) => Math.sign(row.deltaMm3) === sign);
    expect(simulation?.gains).toHaveLength(Math.min(20, count(1).length));
    expect(simulation?.losses).toHaveLength(Math.min(20, count(-1).length));
    for (const pool of simulation?.pools ?? []) {
      const total = [...after]
        .filter(([key]) => key.endsWith(`${typeOf.get(pool.storageType)}/${pool.monthAhead}`))
        .reduce((sum, [, mm3]) => sum + mm3, 0);
      expect(pool.toSum).toBe(quantityText("mm3", total));
    }
  });

  it("says what it cannot show", async () => {
    const draftId = await draftOf(planned, [
      { path: "coverWeeks", value: 30 },
      { path: "efficiency.inStock.assumedMillionths", value: 800_000 },
    ]);
    await simulateDraft(author(), draftId);
    const { simulation } = await stateOf(draftId);
    expect(simulation?.notes.join(" ")).toMatch(/new products .* Assumed figures/);
  });

  it("of advice: the run's own rules change nothing, more service never lowers what is sent", async () => {
    const ctx = author();
    const { draftId } = await createDraft(ctx, { policy: "replenishment", reason: REASON });
    await simulateDraft(ctx, draftId);
    expect((await stateOf(draftId)).simulation).toMatchObject({
      subject: "advice",
      gains: [],
      losses: [],
    });
    const changes = [{ path: "minimumServiceMillionths", value: 950_000 }];
    await editDraft(ctx, { draftId, reason: REASON, changes });
    await simulateDraft(ctx, draftId);
    const { simulation } = await stateOf(draftId);
    expect(simulation?.losses).toEqual([]);
    expect(simulation?.gains.length).toBeGreaterThan(0);
    expect(simulation?.notes).toEqual([expect.stringContaining("Prices of space")]);
  });
});

describe("publishing", () => {
  it("names the version, its reason and its people in the next run's explanations", async () => {
    const [base, run] = changed.runs;
    if (!base || !run) throw new Error("two runs expected");
    const slug = changed.subjectOf("demand-surge");
    const month = (asOfOn: string) => `${addMonths(asOfOn.slice(0, 7), 1)}-01`;
    const storageType: StorageType = "apparel";
    const { explanationId } = await askWhy(changed.seller(slug), {
      kind: "limitChange",
      storageType,
      runId: run.runId,
      monthOn: month(run.asOfOn),
      baseRunId: base.runId,
      baseMonthOn: month(base.asOfOn),
    });
    const view = await getExplanation(changed.seller(slug), explanationId);
    expect(view.policyChange).toEqual({ version: 3, reason: REASON });
    expect(view.sentences.join(" ")).toContain(REASON);
    const { versions } = await listPolicies(approver(changed));
    expect(versions.filter(({ policy }) => policy === "capacity")).toMatchObject([
      { version: 3, isInForce: true, authorName: "Admin 0", approverName: "Admin 1" },
      { version: 2, isInForce: false },
      { version: 1, isInForce: false, authorName: null },
    ]);
    expect(versions.find(({ version }) => version === 3)?.effectiveOn).toBe(base.asOfOn);
  });

  // Last: a version stays.
  it("refuses a draft whose base is no longer the newest, also when two publish at once", async () => {
    const drafts = [await approved(), await approved(), await approved()];
    const [first, second, third] = drafts as [number, number, number];
    const outcomes = await Promise.all(
      [first, second].map((draftId) => refusal(publishDraft(approver(), draftId))),
    );
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(outcomes).toContainEqual(
      expect.objectContaining({ code: "conflict", rule: "base_moved" }),
    );
    expect(await refusal(publishDraft(approver(), third))).toMatchObject({
      code: "conflict",
      rule: "base_moved",
      version: 3,
    });
    expect((await stateOf(third)).status).toBe("approved");
  });
});
