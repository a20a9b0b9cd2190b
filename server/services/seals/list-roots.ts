// Roots of runs, for anybody: who keeps a copy can tell later that none was exchanged.
import { listSeals, listSigningKeys } from "@/server/repositories/seal.ts";
import type { RequestContext } from "@/server/services/context.ts";
import type { PublishedRoots } from "./schemas.ts";

const PAGE_ROOTS = 200;

/** The newest roots before a run, with every public key. */
export function listRoots(
  ctx: Pick<RequestContext, "db">,
  beforeRunId: number | null,
): Promise<PublishedRoots> {
  return ctx.db.transaction(async (tx) => {
    const rows = await listSeals(tx, PAGE_ROOTS + 1, beforeRunId);
    const keys = await listSigningKeys(tx);
    const shown = rows.slice(0, PAGE_ROOTS);
    return {
      roots: shown.map(({ publicKey: _, sealedAt, ...seal }) => ({
        ...seal,
        sealedAt: sealedAt.toISOString(),
      })),
      keys: keys.map((key) => ({ ...key, firstUsedAt: key.firstUsedAt.toISOString() })),
      nextBeforeRunId: rows.length > PAGE_ROOTS ? (shown.at(-1)?.runId ?? null) : null,
    };
  });
}
