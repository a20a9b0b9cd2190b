// What the last nights proved, for policy admins.
import { inScope } from "@/server/repositories/scope.ts";
import { listTraceAudits } from "@/server/repositories/trace-audit.ts";
import type { StaffContext } from "@/server/services/context.ts";
import { AuditList } from "./schemas.ts";

const NIGHTS = 14;

export function listAudits(ctx: StaffContext): Promise<AuditList> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const rows = await listTraceAudits(tx, ctx.scope, NIGHTS);
    return AuditList.parse({
      nights: rows.map(({ startedAt: _, failureCount: __, finishedAt, ...night }) => ({
        ...night,
        finishedAt: finishedAt.toISOString(),
      })),
    });
  });
}
