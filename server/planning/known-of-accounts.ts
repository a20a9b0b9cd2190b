// What is known of accounts beyond measured facts: limits announced before, space won, and what sellers declared ahead.
import type { CapacityPolicy } from "@/lib/optimizer/capacity/index.ts";
import { mulDivFloor } from "@/lib/optimizer/core/integer.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import type {
  AnnouncedLimit,
  DeclaredSpace,
  GrantedSpace,
  KnownOfAccounts,
} from "@/lib/optimizer/stages/index.ts";
import { listAnnouncements } from "@/server/repositories/decision.ts";
import { listKnownDeclarations, listWeights } from "@/server/repositories/declared-volume.ts";
import { listGrantedSpace } from "@/server/repositories/market-request.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { monthOn } from "./plan-calendar.ts";
import { type StageContext, WORKER } from "./stage.ts";

const MILLION = 1_000_000;

/** As known at the run's instant. */
export async function knownOfAccounts(
  ctx: StageContext,
  policy: CapacityPolicy,
): Promise<KnownOfAccounts> {
  return {
    announced: await announcedLimits(ctx),
    granted: await grantedSpaces(ctx),
    declared: await declaredSpaces(ctx, policy),
  };
}

const monthsOf = ({ run }: StageContext): string[] =>
  [0, 1, 2, 3].map((ahead) => monthOn(run.asOfOn, ahead));

async function announcedLimits(ctx: StageContext): Promise<AnnouncedLimit[]> {
  const { run } = ctx;
  const months = monthsOf(ctx);
  const rows = await inScope(ctx.db, WORKER, (tx) =>
    listAnnouncements(tx, WORKER, {
      marketplaceId: run.marketplaceId,
      fromMonthOn: months[0] ?? run.asOfOn,
      toMonthOn: months[3] ?? run.asOfOn,
      announcedBy: run.knownAt,
      exceptRunId: run.id,
    }),
  );
  return rows.map((row) => ({
    accountId: row.accountId,
    storageTypeIndex: storageTypeIndex(row.storageType),
    monthAhead: months.indexOf(row.monthOn),
    isConfirmed: row.kind === "confirmed",
    limitMm3: row.limitMm3 - row.grantedMm3,
  }));
}

/** What accounts hold of rounds of extra space that were decided by the run's instant. */
async function grantedSpaces(ctx: StageContext): Promise<GrantedSpace[]> {
  const { run } = ctx;
  const months = monthsOf(ctx);
  const rows = await inScope(ctx.db, WORKER, (tx) =>
    listGrantedSpace(tx, WORKER, {
      marketplaceId: run.marketplaceId,
      monthsOn: months.slice(1),
      knownAt: run.knownAt,
    }),
  );
  return rows.map(({ accountId, storageType, monthOn: inMonth, grantedMm3 }) => ({
    accountId,
    storageTypeIndex: storageTypeIndex(storageType),
    monthAhead: months.indexOf(inMonth),
    grantedMm3,
  }));
}

async function declaredSpaces(ctx: StageContext, policy: CapacityPolicy): Promise<DeclaredSpace[]> {
  const { run } = ctx;
  const months = monthsOf(ctx);
  const { rows, weights } = await inScope(ctx.db, WORKER, async (tx) => {
    const rows = await listKnownDeclarations(tx, WORKER, {
      marketplaceId: run.marketplaceId,
      knownAt: run.knownAt,
      fromMonthOn: months[1] ?? run.asOfOn,
      toMonthOn: months[3] ?? run.asOfOn,
    });
    const accountIds = [...new Set(rows.map(({ accountId }) => accountId))];
    return { rows, weights: await listWeights(tx, WORKER, run.knownAt, accountIds) };
  });
  const weightOf = new Map(weights.map((row) => [row.accountId, row.weightMillionths]));
  return rows.flatMap((row) =>
    months.flatMap((month, ahead) =>
      ahead === 0 || month < row.fromMonthOn || month > row.toMonthOn
        ? []
        : [
            {
              accountId: row.accountId,
              storageTypeIndex: storageTypeIndex(row.storageType),
              monthAhead: ahead,
              declaredMm3: expectedMm3(row),
              weightMillionths:
                weightOf.get(row.accountId) ?? policy.declared.firstWeightMillionths,
            },
          ],
    ),
  );
}

/** Declared volume times declared probability, as the limit's leaf. */
export const expectedMm3 = (row: {
  readonly extraMm3: number;
  readonly probabilityMillionths: number;
}): number => mulDivFloor(row.extraMm3, row.probabilityMillionths, MILLION);
