// What an account's answers may rest on besides what they were asked about, each as one mark that changes with it.
import { and, desc, eq, max, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import {
  account,
  importFile,
  marketRequest,
  marketResult,
  marketRound,
  planRun,
  policyVersion,
} from "@/db/schema/index.ts";
import { isCovering } from "./latest-run.ts";
import { ownedBy, type SellerScope } from "./scope.ts";

/** UTC, to the microsecond. */
const instantText = (at: SQL): SQL<string | null> =>
  sql<string | null>`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`;

/** When the account's facts last changed: the end of the last report that was loaded; null before the first. */
export async function findFactsInstant(tx: Tx, scope: SellerScope): Promise<string | null> {
  const [row] = await tx
    .select({ at: instantText(sql`max(${importFile.finishedAt})`) })
    .from(importFile)
    .where(
      and(
        ownedBy(scope, importFile),
        eq(importFile.accountId, scope.accountId),
        eq(importFile.status, "loaded"),
      ),
    );
  return row?.at ?? null;
}

/** When the last run that covers the account was finished; null before the first. */
export async function findPlansInstant(tx: Tx, scope: SellerScope): Promise<string | null> {
  const [row] = await tx
    .select({ at: instantText(sql`max(${planRun.finishedAt})`) })
    .from(account)
    .innerJoin(planRun, eq(planRun.marketplaceId, account.marketplaceId))
    .where(isCovering(scope));
  return row?.at ?? null;
}

/** Id of the newest published rate card; null before the first. */
export async function findNewestRateCard(tx: Tx): Promise<string | null> {
  const [row] = await tx
    .select({ id: policyVersion.id })
    .from(policyVersion)
    .where(eq(policyVersion.policy, "fees"))
    .orderBy(desc(policyVersion.version))
    .limit(1);
  return row ? String(row.id) : null;
}

/** When a round of the account's marketplace was last cleared, and when the seller last asked and gave back in one; a line before the first. */
export async function findRoundsInstants(tx: Tx, scope: SellerScope): Promise<string | null> {
  const asked = tx
    .select({
      at: sql`max(case when ${marketRequest.recordedTo} = 'infinity' then ${marketRequest.recordedFrom} else ${marketRequest.recordedTo} end)`,
    })
    .from(marketRequest)
    .where(ownedBy(scope, marketRequest));
  const returned = tx
    .select({ at: max(marketResult.returnedAt) })
    .from(marketResult)
    .where(ownedBy(scope, marketResult));
  // Each by itself: two of them may fall on one instant.
  const instants = [sql`max(${marketRound.clearedAt})`, sql`(${asked})`, sql`(${returned})`];
  const texts = instants.map((at) => sql`coalesce(${instantText(at)}, '-')`);
  const [row] = await tx
    .select({ at: sql<string>`concat_ws('/', ${sql.join(texts, sql`, `)})` })
    .from(account)
    .innerJoin(marketRound, eq(marketRound.marketplaceId, account.marketplaceId))
    .where(and(ownedBy(scope, account), eq(account.id, scope.accountId)));
  return row?.at ?? null;
}
