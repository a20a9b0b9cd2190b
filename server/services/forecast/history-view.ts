// What a product's forecast made of its history, as the page reads it.
import type { Tx } from "@/db/client.ts";
import { type HistoryTreatment, readTreatment } from "@/server/planning/history-treatment.ts";
import type { ForecastRow } from "@/server/repositories/forecast.ts";
import {
  listContinuationsOf,
  listProductNames,
  type ProductName,
  type StandingContinuation,
} from "@/server/repositories/product-continuation.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { findUndemandedUnits } from "@/server/repositories/undemanded-units.ts";
import type { ForecastView } from "./schemas.ts";

type HistoryView = ForecastView["history"];

interface Shown {
  readonly row: ForecastRow;
  readonly productId: number;
  /** The instant whose knowledge the shown forecast used. */
  readonly knownAt: Date;
  readonly weekCount: number;
}

/** Reads what stands beside the stored treatment: names, the seller's word as it stands now, cancelled and returned units. */
export async function loadHistoryView(
  tx: Tx,
  scope: SellerScope,
  { row, productId, knownAt, weekCount }: Shown,
): Promise<HistoryView> {
  const treatment = readTreatment(row.historyTreatment);
  const { continues, passedOn } = treatment;
  const ids = [...(continues ? [continues] : []), ...passedOn].map((one) => one.productId);
  const names = await listProductNames(tx, scope, ids);
  const standing = await listContinuationsOf(tx, scope, productId);
  return {
    wholesale: treatment.wholesale,
    ...(await findUndemandedUnits(tx, scope, productId, { originOn: row.originOn, weekCount })),
    continues: continuesView(treatment, names),
    passedOn: passedOn.flatMap(({ units, ...one }) =>
      named(names, one.productId).map((name) => ({ ...name, units })),
    ),
    declared: declaredView(standing, { productId, knownAt, userId: scope.userId }),
  };
}

const named = (names: readonly ProductName[], id: number): readonly ProductName[] =>
  names.filter(({ productId }) => productId === id);

function continuesView(
  { continues }: HistoryTreatment,
  names: readonly ProductName[],
): HistoryView["continues"] {
  const [name] = continues ? named(names, continues.productId) : [];
  if (!continues || !name) return null;
  return {
    ...name,
    share: continues.shareMillionths / 1e6,
    weekCount: continues.weekCount,
    ownWeekCount: continues.ownWeekCount,
    isDeclared: continues.continuationId !== null,
  };
}

function declaredView(
  standing: readonly StandingContinuation[],
  at: { readonly productId: number; readonly knownAt: Date; readonly userId: number | null },
): HistoryView["declared"] {
  const own = standing.find(({ productId }) => productId === at.productId);
  if (!own) return null;
  return {
    continuationId: own.continuationId,
    productId: own.predecessorId,
    sku: own.predecessorSku,
    share: own.shareMillionths / 1e6,
    createdAt: own.createdAt.toISOString(),
    isOwnWord: own.createdBy === at.userId,
    isInForecast: own.createdAt <= at.knownAt,
  };
}
