// A policy change: drafted, simulated on the last run, approved by a second person, published with its reason.
import type { z } from "zod";
import type { Tx } from "@/db/client.ts";
import { DomainError } from "@/server/core/errors.ts";
import { findNewestNetworkRun } from "@/server/repositories/latest-run.ts";
import {
  type DraftRow,
  findDraft,
  insertDraft,
  insertPolicyVersion,
  lockDraft,
  updateDraft,
} from "@/server/repositories/policy-draft.ts";
import { listPolicyVersions, type PolicyName } from "@/server/repositories/policy-read.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { recordEvent } from "@/server/services/audit/record-event.ts";
import type { StaffContext } from "@/server/services/context.ts";
import { draftDetail } from "./draft-view.ts";
import { bodySha256, policyProblems, withEveryFigure, withFields } from "./policy-fields.ts";
import type { CreateDraftInput, DraftDetail, EditDraftInput } from "./schemas.ts";
import { simulateDraftBody } from "./simulate-draft.ts";

/** Starts a draft from the newest version of a policy. */
export function createDraft(
  ctx: StaffContext,
  input: z.infer<typeof CreateDraftInput>,
): Promise<{ readonly draftId: number }> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const base = (await listPolicyVersions(tx, input.policy)).at(-1);
    if (!base) throw new DomainError("not_found", { policy: input.policy });
    const draftId = await insertDraft(tx, {
      policy: input.policy,
      baseVersionId: base.id,
      body: withEveryFigure(input.policy, base.body),
      reason: input.reason,
      authorId: ctx.scope.userId,
    });
    await record(ctx, tx, draftId, "policy_draft.create");
    return { draftId };
  });
}

/** A draft with its figures beside the base's, its simulation, and what the reader may do. */
export function getDraft(ctx: StaffContext, draftId: number): Promise<DraftDetail> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await findDraft(tx, ctx.scope, draftId);
    if (!row) throw new DomainError("not_found", { draftId });
    const run = await findNewestNetworkRun(tx, ctx.scope);
    return draftDetail(row, ctx.scope.userId, run?.runId ?? null);
  });
}

/** Changes figures and the reason; only its author may, and an approval given before is void. */
export function editDraft(ctx: StaffContext, input: z.infer<typeof EditDraftInput>): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await openDraft(ctx, tx, input.draftId);
    if (row.authorId !== ctx.scope.userId)
      throw new DomainError("forbidden", { rule: "author_edits" });
    await updateDraft(tx, input.draftId, {
      body: withFields(row.body, input.changes),
      reason: input.reason,
      status: "open",
      approverId: null,
      approvedAt: null,
      updatedAt: ctx.clock.now(),
    });
    await record(ctx, tx, input.draftId, "policy_draft.edit");
  });
}

/** Runs the draft on the newest run's decisions and keeps the outcome. Throws invalid when the draft breaks a rule. */
export function simulateDraft(ctx: StaffContext, draftId: number): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await openDraft(ctx, tx, draftId);
    refuseProblems(row);
    const run = await findNewestNetworkRun(tx, ctx.scope);
    if (!run) throw new DomainError("precondition_failed", { rule: "no_run" });
    await updateDraft(tx, draftId, {
      simulation: await simulateDraftBody(tx, ctx.scope, row.policy, row.body, run),
      simulatedSha256: bodySha256(row.body),
      simulatedAt: ctx.clock.now(),
      simulatedRunId: run.runId,
      // A new simulation is what the second person judges: an earlier approval does not cover it.
      status: "open",
      approverId: null,
      approvedAt: null,
    });
    await record(ctx, tx, draftId, "policy_draft.simulate");
  });
}

/** Approves a simulated draft; its author may not. */
export function approveDraft(ctx: StaffContext, draftId: number): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await openDraft(ctx, tx, draftId);
    if (row.authorId === ctx.scope.userId)
      throw new DomainError("forbidden", { rule: "second_person_approves" });
    refuseProblems(row);
    const run = await findNewestNetworkRun(tx, ctx.scope);
    if (row.simulatedSha256 !== bodySha256(row.body) || row.simulatedRunId !== run?.runId) {
      throw new DomainError("precondition_failed", { rule: "simulate_first" });
    }
    await updateDraft(tx, draftId, {
      status: "approved",
      approverId: ctx.scope.userId,
      approvedAt: ctx.clock.now(),
    });
    await record(ctx, tx, draftId, "policy_draft.approve");
  });
}

/** Makes an approved draft the next version, in force for the next run. Throws conflict when its base is no longer the newest. */
export function publishDraft(
  ctx: StaffContext,
  draftId: number,
): Promise<{ readonly policy: PolicyName; readonly version: number }> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await openDraft(ctx, tx, draftId);
    if (row.status !== "approved")
      throw new DomainError("precondition_failed", { rule: "approve_first" });
    refuseProblems(row);
    const newest = (await listPolicyVersions(tx, row.policy)).at(-1);
    if (!newest || newest.id !== row.baseVersionId) {
      throw new DomainError("conflict", { rule: "base_moved", version: newest?.version ?? 0 });
    }
    const version = newest.version + 1;
    // null: somebody else published on the same base at the same moment.
    const versionId = await insertPolicyVersion(tx, {
      policy: row.policy,
      version,
      body: row.body,
      bodySha256: bodySha256(row.body),
      effectiveOn: await effectiveDay(ctx, tx, newest.effectiveOn),
      publishedAt: ctx.clock.now(),
      authorId: row.authorId,
      approverId: row.approverId,
      reason: row.reason,
    });
    if (versionId === null) throw new DomainError("conflict", { rule: "base_moved", version });
    await updateDraft(tx, draftId, { status: "published", publishedVersionId: versionId });
    await record(ctx, tx, draftId, "policy_draft.publish");
    return { policy: row.policy, version };
  });
}

/** Gives a draft up; its author may. */
export function withdrawDraft(ctx: StaffContext, draftId: number): Promise<void> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await openDraft(ctx, tx, draftId);
    if (row.authorId !== ctx.scope.userId)
      throw new DomainError("forbidden", { rule: "author_withdraws" });
    await updateDraft(tx, draftId, { status: "withdrawn", updatedAt: ctx.clock.now() });
    await record(ctx, tx, draftId, "policy_draft.withdraw");
  });
}

// In force from the day that the newest run stood on, so that the next run, of that day or later, uses it.
async function effectiveDay(ctx: StaffContext, tx: Tx, atLeast: string): Promise<string> {
  const run = await findNewestNetworkRun(tx, ctx.scope);
  return run && run.asOfOn > atLeast ? run.asOfOn : atLeast;
}

async function openDraft(ctx: StaffContext, tx: Tx, draftId: number): Promise<DraftRow> {
  const row = await lockDraft(tx, ctx.scope, draftId);
  if (!row) throw new DomainError("not_found", { draftId });
  if (row.status === "published" || row.status === "withdrawn") {
    throw new DomainError("precondition_failed", { rule: "draft_ended", status: row.status });
  }
  return row;
}

function refuseProblems(row: DraftRow): void {
  const [problem] = policyProblems(row.policy, row.body);
  if (!problem) return;
  throw new DomainError("invalid", {
    field: problem.field,
    expected: problem.expected,
    got: problem.got,
  });
}

const record = (ctx: StaffContext, tx: Tx, draftId: number, action: string): Promise<void> =>
  recordEvent(tx, ctx, { action, target: `policy_draft:${draftId}` });
