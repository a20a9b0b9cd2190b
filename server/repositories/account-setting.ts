// What a seller has told us for the whole account: versions, of which one is current.
import { and, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { accountSetting } from "@/db/schema/index.ts";
import { ownedBy, type SellerScope } from "./scope.ts";

export interface AccountSettingRow {
  /** Null = not told. */
  readonly leadTimeDays: number | null;
  readonly reviewDays: number | null;
  readonly recordedFrom: Date;
}

const isCurrent = (scope: SellerScope) =>
  and(
    ownedBy(scope, accountSetting),
    eq(accountSetting.accountId, scope.accountId),
    eq(accountSetting.recordedTo, sql`'infinity'::timestamptz`),
  );

export async function findAccountSetting(
  tx: Tx,
  scope: SellerScope,
): Promise<AccountSettingRow | null> {
  const rows = await tx
    .select({
      leadTimeDays: accountSetting.leadTimeDays,
      reviewDays: accountSetting.reviewDays,
      recordedFrom: accountSetting.recordedFrom,
    })
    .from(accountSetting)
    .where(isCurrent(scope))
    .orderBy(desc(accountSetting.id))
    .limit(1);
  return rows[0] ?? null;
}

/** Closes what was told before and adds what is told now. */
export async function replaceAccountSetting(
  tx: Tx,
  scope: SellerScope,
  told: AccountSettingRow,
): Promise<void> {
  const { sellerId, accountId } = scope;
  await tx.update(accountSetting).set({ recordedTo: told.recordedFrom }).where(isCurrent(scope));
  await tx.insert(accountSetting).values({ sellerId, accountId, ...told });
}
