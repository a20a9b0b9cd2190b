// How what sellers declared turned out, account by account: what the rules that weigh their words are judged by.
import { listDeclaredRecords as listRecords } from "@/server/repositories/declared-volume.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import type { DeclaredRecordsView } from "./schemas.ts";

const MOST_RECORDS = 200;

/** Accounts with a scored month, those whose word weighs most first. */
export function listDeclaredRecords(ctx: StaffContext): Promise<DeclaredRecordsView> {
  return inScope(ctx.db, ctx.scope, async (tx) => ({
    records: [...(await listRecords(tx, ctx.scope, MOST_RECORDS))],
  }));
}
