// Published policies, to read: versions are immutable, and a run names the ones it used.
import { and, asc, desc, eq, lte } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { planRun, policyVersion } from "@/db/schema/index.ts";

export type PolicyName = "capacity" | "replenishment" | "market" | "fees";

export interface PolicyVersionRow {
  readonly id: number;
  readonly policy: PolicyName;
  readonly version: number;
  readonly body: unknown;
  readonly bodySha256: string;
  readonly effectiveOn: string;
  readonly publishedAt: Date;
  readonly reason: string;
}

const columns = {
  id: policyVersion.id,
  policy: policyVersion.policy,
  version: policyVersion.version,
  body: policyVersion.body,
  bodySha256: policyVersion.bodySha256,
  effectiveOn: policyVersion.effectiveOn,
  publishedAt: policyVersion.publishedAt,
  reason: policyVersion.reason,
};

/** The version in force on a day, among those published by `publishedBy`. */
export async function findPolicyInForce(
  tx: Tx,
  policy: PolicyName,
  at: { readonly onDay: string; readonly publishedBy: Date },
): Promise<PolicyVersionRow | undefined> {
  const [row] = await tx
    .select(columns)
    .from(policyVersion)
    .where(
      and(
        eq(policyVersion.policy, policy),
        lte(policyVersion.effectiveOn, at.onDay),
        lte(policyVersion.publishedAt, at.publishedBy),
      ),
    )
    .orderBy(desc(policyVersion.effectiveOn), desc(policyVersion.version))
    .limit(1);
  return row;
}

export async function findPolicyVersion(tx: Tx, id: number): Promise<PolicyVersionRow | undefined> {
  const [row] = await tx
    .select(columns)
    .from(policyVersion)
    .where(eq(policyVersion.id, id))
    .limit(1);
  return row;
}

/** Every published version of a policy, oldest first. */
export function listPolicyVersions(tx: Tx, policy: PolicyName): Promise<PolicyVersionRow[]> {
  return tx
    .select(columns)
    .from(policyVersion)
    .where(eq(policyVersion.policy, policy))
    .orderBy(asc(policyVersion.version));
}

/** The body of a policy that a run used; null when the run is not there or may not be seen. */
export async function findRunPolicy(
  tx: Tx,
  runId: number,
  policy: "capacity" | "replenishment",
): Promise<unknown> {
  const [row] = await tx
    .select({ body: policyVersion.body })
    .from(planRun)
    .innerJoin(
      policyVersion,
      eq(
        policyVersion.id,
        policy === "capacity" ? planRun.capacityPolicyId : planRun.replenishmentPolicyId,
      ),
    )
    .where(eq(planRun.id, runId))
    .limit(1);
  return row?.body ?? null;
}
