// Which finished runs cover an account, and which rules they used.
import { and, desc, eq, exists, isNull, lte, or, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client.ts";
import { account, marketplace, planRun, policyVersion, runPrice } from "@/db/schema/index.ts";
import { ownedBy, type SellerScope, type StaffScope } from "./scope.ts";

const capacityPolicy = alias(policyVersion, "capacity_policy");
const replenishmentPolicy = alias(policyVersion, "replenishment_policy");

export interface CoveringRun {
  readonly runId: number;
  readonly previousRunId: number | null;
  readonly asOfOn: string;
  readonly finishedAt: Date | null;
  readonly marketplaceId: string;
  readonly currency: string;
  readonly capacityPolicyVersion: number;
  readonly capacityPolicyReason: string;
  readonly replenishmentPolicyVersion: number;
  readonly replenishmentPolicyReason: string;
  readonly runRootSha256: string | null;
}

interface RunChoice {
  readonly runId?: number | undefined;
  /** As of this day or before it. */
  readonly untilOn?: string | undefined;
}

/** Of the account and a run of its marketplace: the run is finished, and the account is one of those it planned for. */
export const isCovering = (scope: SellerScope): SQL | undefined =>
  and(
    ownedBy(scope, account),
    eq(account.id, scope.accountId),
    eq(planRun.status, "done"),
    or(isNull(planRun.accountId), eq(planRun.accountId, scope.accountId)),
  );

function coveringRuns(tx: Tx, scope: SellerScope, { runId, untilOn }: RunChoice = {}) {
  return tx
    .select({
      runId: planRun.id,
      previousRunId: planRun.previousRunId,
      asOfOn: planRun.asOfOn,
      finishedAt: planRun.finishedAt,
      marketplaceId: planRun.marketplaceId,
      currency: marketplace.currency,
      capacityPolicyVersion: capacityPolicy.version,
      capacityPolicyReason: capacityPolicy.reason,
      replenishmentPolicyVersion: replenishmentPolicy.version,
      replenishmentPolicyReason: replenishmentPolicy.reason,
      runRootSha256: planRun.runRootSha256,
    })
    .from(account)
    .innerJoin(planRun, eq(planRun.marketplaceId, account.marketplaceId))
    .innerJoin(marketplace, eq(marketplace.id, planRun.marketplaceId))
    .innerJoin(capacityPolicy, eq(capacityPolicy.id, planRun.capacityPolicyId))
    .innerJoin(replenishmentPolicy, eq(replenishmentPolicy.id, planRun.replenishmentPolicyId))
    .where(
      and(
        isCovering(scope),
        runId === undefined ? undefined : eq(planRun.id, runId),
        untilOn === undefined ? undefined : lte(planRun.asOfOn, untilOn),
      ),
    )
    .orderBy(desc(planRun.asOfOn), desc(planRun.id));
}

/** The newest finished run that covers the account, of a day or before it where one is given; undefined before the first. */
export async function findLatestRun(
  tx: Tx,
  scope: SellerScope,
  untilOn?: string,
): Promise<CoveringRun | undefined> {
  const [row] = await coveringRuns(tx, scope, { untilOn }).limit(1);
  return row;
}

/** A finished run, if it covers the account. */
export async function findCoveringRun(
  tx: Tx,
  scope: SellerScope,
  runId: number,
): Promise<CoveringRun | undefined> {
  const [row] = await coveringRuns(tx, scope, { runId }).limit(1);
  return row;
}

/** The first finished run of a later day than `runId`'s that covers the account. */
export async function findRunAfter(
  tx: Tx,
  scope: SellerScope,
  runId: number,
): Promise<CoveringRun | undefined> {
  const run = await findCoveringRun(tx, scope, runId);
  if (!run) return undefined;
  const runs = await coveringRuns(tx, scope);
  return runs.findLast((later) => later.asOfOn > run.asOfOn);
}

export interface NetworkRun {
  readonly runId: number;
  readonly asOfOn: string;
  readonly capacityPolicyId: number;
  readonly replenishmentPolicyId: number;
}

/** The newest finished run over a whole marketplace whose shared space was priced; undefined before the first. */
export async function findNewestNetworkRun(
  tx: Tx,
  _scope: StaffScope,
): Promise<NetworkRun | undefined> {
  const priced = tx
    .select({ runId: runPrice.runId })
    .from(runPrice)
    .where(and(eq(runPrice.runId, planRun.id), eq(runPrice.name, "usablePool")));
  const [row] = await tx
    .select({
      runId: planRun.id,
      asOfOn: planRun.asOfOn,
      capacityPolicyId: planRun.capacityPolicyId,
      replenishmentPolicyId: planRun.replenishmentPolicyId,
    })
    .from(planRun)
    .where(and(eq(planRun.status, "done"), isNull(planRun.accountId), exists(priced)))
    .orderBy(desc(planRun.asOfOn), desc(planRun.id))
    .limit(1);
  return row;
}
