// Policy changes in preparation, and the versions they become.
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client.ts";
import { appUser, policyDraft, policyVersion } from "@/db/schema/index.ts";
import type { PolicyName } from "./policy-read.ts";
import type { StaffScope } from "./scope.ts";

const author = alias(appUser, "author");
const approver = alias(appUser, "approver");

export type DraftStatus = "open" | "approved" | "published" | "withdrawn";

const draftColumns = {
  draftId: policyDraft.id,
  policy: policyDraft.policy,
  baseVersionId: policyDraft.baseVersionId,
  baseVersion: policyVersion.version,
  baseBody: policyVersion.body,
  body: policyDraft.body,
  reason: policyDraft.reason,
  status: policyDraft.status,
  authorId: policyDraft.authorId,
  authorName: author.name,
  createdAt: policyDraft.createdAt,
  updatedAt: policyDraft.updatedAt,
  simulatedSha256: policyDraft.simulatedSha256,
  simulatedAt: policyDraft.simulatedAt,
  simulatedRunId: policyDraft.simulatedRunId,
  simulation: policyDraft.simulation,
  approverName: approver.name,
  approverId: policyDraft.approverId,
  approvedAt: policyDraft.approvedAt,
  publishedVersionId: policyDraft.publishedVersionId,
};

const drafts = (tx: Tx) =>
  tx
    .select(draftColumns)
    .from(policyDraft)
    .innerJoin(policyVersion, eq(policyVersion.id, policyDraft.baseVersionId))
    .innerJoin(author, eq(author.id, policyDraft.authorId))
    .leftJoin(approver, eq(approver.id, policyDraft.approverId));

export type DraftRow = Awaited<ReturnType<typeof listDrafts>>[number];

/** Drafts with one of the statuses, newest first. */
export function listDrafts(tx: Tx, _scope: StaffScope, statuses: readonly DraftStatus[]) {
  return drafts(tx)
    .where(inArray(policyDraft.status, [...statuses]))
    .orderBy(desc(policyDraft.updatedAt), desc(policyDraft.id));
}

export async function findDraft(
  tx: Tx,
  _scope: StaffScope,
  draftId: number,
): Promise<DraftRow | undefined> {
  const [row] = await drafts(tx).where(eq(policyDraft.id, draftId)).limit(1);
  return row;
}

/** As {@link findDraft}, holding the row until the transaction ends: two people never decide at once. */
export async function lockDraft(
  tx: Tx,
  scope: StaffScope,
  draftId: number,
): Promise<DraftRow | undefined> {
  await tx.execute(
    sql`select 1 from ${policyDraft} where ${policyDraft.id} = ${draftId} for update`,
  );
  return findDraft(tx, scope, draftId);
}

export async function insertDraft(
  tx: Tx,
  row: {
    readonly policy: PolicyName;
    readonly baseVersionId: number;
    readonly body: unknown;
    readonly reason: string;
    readonly authorId: number;
  },
): Promise<number> {
  const [added] = await tx.insert(policyDraft).values(row).returning({ draftId: policyDraft.id });
  if (!added) throw new Error("insertDraft: the database returned no row");
  return added.draftId;
}

export type DraftChange = Partial<
  Pick<
    typeof policyDraft.$inferInsert,
    | "body"
    | "reason"
    | "status"
    | "updatedAt"
    | "simulatedSha256"
    | "simulatedAt"
    | "simulatedRunId"
    | "simulation"
    | "approverId"
    | "approvedAt"
    | "publishedVersionId"
  >
>;

/** Changes a draft that has not ended. */
export async function updateDraft(tx: Tx, draftId: number, change: DraftChange): Promise<void> {
  await tx
    .update(policyDraft)
    .set(change)
    .where(and(eq(policyDraft.id, draftId), inArray(policyDraft.status, ["open", "approved"])));
}

/** The id of the added version; null when its number is taken. */
export async function insertPolicyVersion(
  tx: Tx,
  row: Pick<
    typeof policyVersion.$inferInsert,
    | "policy"
    | "version"
    | "body"
    | "bodySha256"
    | "effectiveOn"
    | "publishedAt"
    | "authorId"
    | "approverId"
    | "reason"
  >,
): Promise<number | null> {
  const [added] = await tx
    .insert(policyVersion)
    .values(row)
    .onConflictDoNothing({ target: [policyVersion.policy, policyVersion.version] })
    .returning({ id: policyVersion.id });
  return added?.id ?? null;
}

export interface PublishedVersionRow {
  readonly policy: PolicyName;
  readonly version: number;
  readonly body: unknown;
  readonly effectiveOn: string;
  readonly publishedAt: Date;
  readonly reason: string;
  /** null for a version that came with the installation. */
  readonly authorName: string | null;
  readonly approverName: string | null;
}

/** Every published version of a policy and who is behind it, newest first. */
export function listPublishedVersions(
  tx: Tx,
  _scope: StaffScope,
  policy: PolicyName,
): Promise<PublishedVersionRow[]> {
  return tx
    .select({
      policy: policyVersion.policy,
      version: policyVersion.version,
      body: policyVersion.body,
      effectiveOn: policyVersion.effectiveOn,
      publishedAt: policyVersion.publishedAt,
      reason: policyVersion.reason,
      authorName: author.name,
      approverName: approver.name,
    })
    .from(policyVersion)
    .leftJoin(author, eq(author.id, policyVersion.authorId))
    .leftJoin(approver, eq(approver.id, policyVersion.approverId))
    .where(eq(policyVersion.policy, policy))
    .orderBy(desc(policyVersion.version));
}
