// Limits as they were announced, newest announcement last.
import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { limitAnnouncement, planRun, policyVersion } from "@/db/schema/index.ts";
import type { StorageType } from "@/lib/optimizer/core/storage-type.ts";
import { ownedBy, type SellerScope } from "./scope.ts";

export interface AnnouncementRow {
  readonly storageType: StorageType;
  readonly monthOn: string;
  readonly kind: "estimate" | "confirmed";
  readonly announcedAt: Date;
  readonly asOfOn: string;
  readonly limitMm3: number;
  readonly runId: number;
  readonly decisionKey: number;
  readonly policyVersion: number;
}

/** Every announcement of finished runs to an account, by storage type, month and time. */
export function listAnnouncements(tx: Tx, scope: SellerScope): Promise<AnnouncementRow[]> {
  return tx
    .select({
      storageType: limitAnnouncement.storageType,
      monthOn: limitAnnouncement.monthOn,
      kind: limitAnnouncement.kind,
      announcedAt: limitAnnouncement.announcedAt,
      asOfOn: planRun.asOfOn,
      limitMm3: limitAnnouncement.limitMm3,
      runId: limitAnnouncement.runId,
      decisionKey: limitAnnouncement.decisionKey,
      policyVersion: policyVersion.version,
    })
    .from(limitAnnouncement)
    .innerJoin(planRun, eq(planRun.id, limitAnnouncement.runId))
    .innerJoin(policyVersion, eq(policyVersion.id, limitAnnouncement.policyVersionId))
    .where(
      and(
        ownedBy(scope, limitAnnouncement),
        eq(limitAnnouncement.accountId, scope.accountId),
        // A run writes its announcements before it is sealed, and may still fail.
        eq(planRun.status, "done"),
      ),
    )
    .orderBy(
      asc(limitAnnouncement.storageType),
      asc(limitAnnouncement.monthOn),
      asc(limitAnnouncement.announcedAt),
      asc(limitAnnouncement.id),
    );
}
